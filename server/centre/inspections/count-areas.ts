import type { DueAreas, DueCounts } from '../../../contract/inspection-desk.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { narrowed } from '../desk/store-sight.ts'
import { readParts } from '../risk/store.ts'
import { type Asked, type CountLine, countStates } from './store.ts'

const none: DueCounts = { objects: 0, done: 0, due: 0, overdue: 0, never: 0 }

/** How the objects of an area and of each of its parts stand with one inspection. */
export async function countsOf(
  db: Db,
  asked: Asked,
  { caller, wanted }: { caller: Caller; wanted: readonly string[] | null },
): Promise<Pick<DueAreas, 'total' | 'rows'>> {
  const areas = narrowed(caller.scope, wanted)
  const depth = (areas[0] ?? '').split('/').filter(Boolean).length
  const lines = await countStates(db, asked, areas, depth === 1 ? 'district' : depth + 1)
  const parts = await readParts(db, { caller, wanted, kinds: [] })
  return {
    total: lines.reduce(counted, none),
    rows: parts.map(({ code, name, path }) => ({
      ...{ code, name, path },
      counts: lines.filter((line) => line.code === code).reduce(counted, none),
    })),
  }
}

function counted(all: DueCounts, { state, n, never }: CountLine): DueCounts {
  const next = { ...all, objects: all.objects + n, never: all.never + never }
  return state === 'done' || state === 'due' || state === 'overdue' ? { ...next, [state]: next[state] + n } : next
}
