import { system } from '../../../../contract/actor.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { byFamily, climb, familyKey } from './rules/climb.ts'
import { familiesOf, putFamilies, takeChanges } from './store.ts'
import type { LiveTree } from './store-live-tree.ts'
import { aggregationsOf } from './store-registry.ts'
import { above, type Change, type RollTree, type TreeRead } from './types.ts'

/** What one round did: `taken` of the queue, `changes` of different cells. `strange`: cells of areas that did not exist in their period; they are kept, and counted nowhere. `unknown`: cells of vitals that no registry has. */
export type Rolled = { taken: number; changes: number; families: number; strange: number; unknown: number }
/** Who looks at values as they are rolled up, in the same transaction; what is withdrawn has no part. */
export type OnTold = (tx: Tx, changes: readonly Change[], tree: TreeRead) => Promise<void>
type Rolling = { tree: RollTree; limit: number; onTold?: (changes: readonly Change[]) => Promise<void> }

/**
 * Rolls what waits up the tree, tier by tier: each tier is read once and written once, however many children changed. Values and roll-up
 * never part: the round and what it took leave in one transaction. Null: another process is at it.
 */
export async function rollUp(tx: Tx, { tree, limit, onTold }: Rolling): Promise<Rolled | null> {
  const taken = await takeChanges(tx, limit)
  if (!taken) return null
  const rolled = { taken: taken.waited, changes: taken.changes.length, families: 0, strange: 0, unknown: 0 }
  const aggregations = await aggregationsOf(tx, [...new Set(taken.changes.map(({ vital }) => vital))])
  // Of what nobody defined there is no way to add it up: it is kept as told and counted nowhere.
  let changes: Change[] = taken.changes.filter(({ vital }) => aggregations.has(vital))
  rolled.unknown = taken.changes.length - changes.length
  const told = changes
  while (changes.length > 0) {
    const { families, strange } = byFamily(changes, tree)
    rolled.strange += strange.length
    const keys = [...families].map(([key, [first]]) => ({
      ...{ vital: first!.vital, period: first!.period },
      parent: tree.parentOf(first!.area, first!.period) ?? above,
      key,
    }))
    const { changed, up } = climb(families, await familiesOf(tx, keys), (vital) => aggregations.get(vital)!)
    await putFamilies(tx, changed.sort(inOrder))
    rolled.families += changed.length
    changes = up
  }
  if (told.length > 0) await onTold?.(told)
  return rolled
}

/** Rows are written in the order of their key, so that neighbours on a page are written together. */
const inOrder = (one: { vital: number; period: number; parent: string }, other: typeof one): number =>
  one.parent < other.parent ? -1 : one.parent > other.parent ? 1 : familyKey(one) < familyKey(other) ? -1 : 1

/** Cells of one round: as many as are rolled well within a second. */
const roundSize = 5_000

/** One round of the loop; answers whether more waits. */
export async function rollVitals(spine: Spine, tree: LiveTree, onTold?: OnTold): Promise<boolean> {
  const read = await tree.read()
  const rolled = await spine.transaction(system, async (tx) =>
    rollUp(tx, { tree: read, limit: roundSize, onTold: async (changes) => onTold?.(tx, changes, read) }),
  )
  if (rolled && rolled.strange > 0)
    spine.log.warn({ cells: rolled.strange }, 'values of areas that were not valid in their period')
  if (rolled && rolled.unknown > 0) spine.log.warn({ cells: rolled.unknown }, 'values of vitals that no registry has')
  return (rolled?.taken ?? 0) >= roundSize
}
