import type { Missing } from '../rules/stands/count-vitals.ts'
import { isCountedFrom, sourcesOf, type Tallied, type Tally, talliedOf } from '../rules/stands/tally.ts'
import type { Asked, Ground, KeptRegistry, Place, Sheet } from './types.ts'

/** Tallies of so many areas stay in memory: of the city and those somebody looks at. */
const areasAtMost = 16

export type KeptTally = Tally & { joined: readonly Missing[] }
/** Vitals of one track in the places of an area. `tally`: as they were counted last, null: never, or anew since. */
type Slot = { of: Tallied; sources: readonly unknown[]; tally: KeptTally | null }
type Memory = { registry: KeptRegistry; tree: Asked['tree']; slots: Slot[] }

/** What was counted, by area, as long as nothing it was counted from is another one. */
export type Tallies = {
  /** Every track once; one without a tally is to be counted, and to be kept with `keep`. */
  of(
    ground: Ground,
    asked: { tree: Asked['tree']; places: readonly Place[] },
  ): (Readonly<Slot> & { keep(tally: KeptTally): void })[]
}

export function createTallies(): Tallies {
  const memories = new Map<string, Memory>()
  return {
    of(ground, { tree, places }) {
      const { registry, due, heldIn } = ground
      const key = places.map(({ area }) => area).join()
      const known = memories.get(key)
      const isSame = known?.registry === registry && known.tree === tree
      const memory = isSame ? known : { registry, tree, slots: talliedOf(registry).map(emptySlot) }
      memories.delete(key)
      memories.set(key, memory)
      for (const old of [...memories.keys()].slice(0, -areasAtMost)) memories.delete(old)
      const parents = [...new Set(places.map(({ parent }) => parent))]
      const sheets = parents.map((parent): Sheet => ground.sheets.get(parent) ?? new Map())
      return memory.slots.map((slot, i) => {
        const sources = sourcesOf(slot.of, { sheets, due, held: heldIn })
        const tally = slot.tally && isCountedFrom(slot.sources, sources) ? slot.tally : null
        const keep = (counted: KeptTally): void => {
          memory.slots[i] = { of: slot.of, sources, tally: counted }
        }
        return { of: slot.of, sources, tally, keep }
      })
    },
  }
}

const emptySlot = (of: Tallied): Slot => ({ of, sources: [], tally: null })
