import { system } from '../../../contract/actor.ts'
import type { Spine } from '../../kernel/spine.ts'
import { addShed } from './store-shed.ts'
import type { Shed } from './types.ts'

export type ShedList = {
  /** A message that could be kept nowhere. */
  note(shed: Omit<Shed, 'n'>): void
  /** Writes down what was noted since. */
  flush(): Promise<void>
  /** all since the start of this process */
  total(): number
}

/** Counts by name what had to be dropped: no message of a device vanishes without somebody being able to see it. */
export function createShedList(spine: Spine): ShedList {
  let noted = new Map<string, Shed>()
  let total = 0
  const add = (shed: Shed): void => {
    const key = `${shed.device}\n${shed.kind}\n${shed.reason}`
    noted.set(key, { ...shed, n: shed.n + (noted.get(key)?.n ?? 0) })
  }
  return {
    note(shed) {
      total++
      add({ ...shed, n: 1 })
    },
    async flush() {
      if (noted.size === 0) return
      const now = [...noted.values()]
      noted = new Map()
      try {
        await spine.transaction(system, (tx) => addShed(tx, now))
      } catch (error) {
        // Most likely the disk is full: the counts stay until they can be written.
        for (const shed of now) add(shed)
        throw error
      }
    },
    total: () => total,
  }
}
