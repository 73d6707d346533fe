import { system } from '../../../../contract/actor.ts'
import { ownerOf } from '../../../../contract/own-place.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { isNoted } from './is-noted.ts'
import { byFamily, climb, familyKey, familyOf } from './rules/climb.ts'
import { periodStart } from './rules/period.ts'
import { toldPaths } from './rules/told-paths.ts'
import { familiesOf, noteRound, putFamilies, takeChanges } from './store.ts'
import type { LiveTree } from './store-live-tree.ts'
import { climbingOf } from './store-registry.ts'
import { type Change, everNode, type Family, type RollTree, type TreeRead } from './types.ts'

/** What one round did: `taken` of the queue, `changes` of different cells. `strange`: cells of areas that did not exist in their period; they are kept, and counted nowhere. `unknown`: cells of vitals that no registry has. */
export type Rolled = { taken: number; changes: number; families: number; strange: number; unknown: number }
/**
 * What a round changed: values as they were told, and the numbers above them that follow; what is withdrawn has no part. `cut`: transactions that told
 * some of it, of which more may wait.
 */
export type RoundChanges = { told: readonly Change[]; above: readonly Change[]; cut: readonly string[] }
/** Who looks at values as they are rolled up, in the same transaction. */
export type OnTold = (tx: Tx, changes: RoundChanges, tree: TreeRead) => Promise<void>
type Rolling = { tree: RollTree; zone: string; limit: number; onTold?: (changes: RoundChanges) => Promise<void> }

/**
 * Rolls what waits up the tree, tier by tier: each tier is read once and written once, however many children changed. Values and roll-up
 * never part: the round and what it took leave in one transaction. Null: another process is at it.
 */
export async function rollUp(tx: Tx, { tree, zone, limit, onTold }: Rolling): Promise<Rolled | null> {
  const taken = await takeChanges(tx, limit)
  if (!taken) return null
  const rolled = { taken: taken.waited, changes: taken.changes.length, families: 0, strange: 0, unknown: 0 }
  const known = await climbingOf(tx, [...new Set(taken.changes.map(({ vital }) => vital))])
  // Of what nobody defined there is no way to add it up: it is kept as told and counted nowhere.
  let changes = taken.changes.flatMap((change): Change[] => {
    const cadence = known.get(change.vital)?.cadence
    return cadence ? [{ ...change, until: periodStart(cadence, change.period, zone, 1) }] : []
  })
  rolled.unknown = taken.changes.length - changes.length
  const told = changes
  const higher: Change[] = []
  const written: Family[] = []
  while (changes.length > 0) {
    const { families, strange } = byFamily(changes, tree)
    rolled.strange += strange.length
    const keys = [...families].map(([key, some]) => familyOf(key, some))
    const stored = await familiesOf(tx, keys)
    const { changed, up } = climb(families, stored, (vital) => known.get(vital)!.aggregation)
    await putFamilies(tx, changed.sort(inOrder), new Set(stored.keys()))
    rolled.families += changed.length
    written.push(...changed)
    higher.push(...up)
    changes = up
  }
  await noteRound(
    tx,
    written.filter(({ parent }) => isNoted(parent)),
  )
  const cut = taken.waited < limit ? [] : taken.toldIn
  if (told.length > 0) await onTold?.({ told, above: higher, cut })
  return rolled
}

/** Rows are written in the order of their key, so that neighbours on a page are written together. */
const inOrder = (one: { vital: number; period: number; parent: string }, other: typeof one): number =>
  one.parent < other.parent ? -1 : one.parent > other.parent ? 1 : familyKey(one) < familyKey(other) ? -1 : 1

/** Cells of one round: as many as are rolled well within a second. */
const roundSize = 5_000

/** One round of the loop; answers whether more waits. */
export async function rollVitals(spine: Spine, live: LiveTree, onTold?: OnTold): Promise<boolean> {
  const tree = await live.read()
  const rolled = await spine.transaction(system, async (tx) =>
    rollUp(tx, {
      ...{ tree, zone: live.zone, limit: roundSize },
      onTold: async (changes) => {
        await onTold?.(tx, changes, tree)
        await tellChanged(tx, changes.told, tree)
      },
    }),
  )
  if (rolled && rolled.strange > 0)
    spine.log.warn({ cells: rolled.strange }, 'values of areas that were not valid in their period')
  if (rolled && rolled.unknown > 0) spine.log.warn({ cells: rolled.unknown }, 'values of vitals that no registry has')
  return (rolled?.taken ?? 0) >= roundSize
}

/** One fact a round, however many cells changed: screens that show numbers read them again. */
async function tellChanged(tx: Tx, changes: readonly Change[], tree: TreeRead): Promise<void> {
  const areas = [...new Set(changes.map(({ area }) => area))]
  const paths = toldPaths(areas.flatMap((code) => everNode(tree, ownerOf(code))?.paths ?? []))
  const vitals = new Set(changes.map(({ vital }) => vital)).size
  await tx.record({ kind: 'vitals.changed', subject: 'vitals', area: null, body: { vitals, places: areas.length, paths } })
}
