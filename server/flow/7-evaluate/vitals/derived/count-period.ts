import { isOwnCode } from '../../../../../contract/own-place.ts'
import type { VitalTier } from '../../../../../contract/vital-kinds.ts'
import type { Tx } from '../../../../kernel/spine.ts'
import { periodStart } from '../rules/period.ts'
import { countsFor, endedCodes } from '../rules/rows-under.ts'
import { addValues, type ToldValue } from '../store.ts'
import type { VitalRecord } from '../store-registry.ts'
import { everNode, type TreeRead } from '../types.ts'
import { type Counted, countRows, lastTold } from './store-count.ts'

export type Ground = { tree: TreeRead; zone: string }
export type Wanted = { period: number; areas: { code: string; path: string }[] | null }

/** Counts areas (null: all; else as they were then) in a period by a definition, and tells what differs from what was told last. */
export async function countPeriod(
  tx: Tx,
  { id, definition, version }: VitalRecord,
  { period, areas }: Wanted,
  { tree, zone }: Ground,
): Promise<void> {
  const { count, cadence, tier } = definition
  if (!count) return
  const to = periodStart(cadence, period, zone, 1)
  const counting = { count, tier, from: period, to, now: tx.now, ended: endedCodes(tree, tier) }
  const { codes, ...within } = countedIn(tree, areas, { tier, from: period, to: counting.to })
  if (codes.length === 0) return
  const found = asThen(await countRows(tx, { ...counting, ...within }), tree, counting)
  const told = await lastTold(tx, id, period, areas ? codes : null)
  const changed = [...codes, ...(areas ? [] : ownCounted([...found.keys(), ...told.keys()], tree, counting))].flatMap(
    (area): ToldValue[] => {
      const { num: part = 0, den: all = 0 } = found.get(area) ?? {}
      const value = count.part ? { num: part, den: all } : { num: all, den: 0 }
      const before = told.get(area)
      // What an area has of its own is nothing, as long as it never had any.
      if (!before && value.num === 0 && value.den === 0 && isOwnCode(area)) return []
      // The same number by another definition is another one: it is told which counted it.
      if (before && before.num === value.num && before.den === value.den && before.version === version) return []
      const about = {
        vital: id,
        period,
        area,
        observedAt: tx.now.getTime(),
        source: 'facts',
        actor: 'system',
        reason: null,
        version,
      }
      return [{ ...about, ...value }]
    },
  )
  await addValues(tx, changed)
}

type Stretch = { tier: VitalTier; from: number; to: number }

/**
 * The areas of the period that given ones were or became, and the paths their rows may lie under: a case stays where it was opened, an object
 * moves along with its town.
 */
function countedIn(
  tree: TreeRead,
  areas: Wanted['areas'],
  { tier, from, to }: Stretch,
): { codes: string[]; paths: string[] | null; whole?: string[] } {
  if (!areas) return { codes: tree.codesIn(tier, from, to), paths: null }
  const { parts = [], own = [] } = Object.groupBy(areas, ({ code }) => (isOwnCode(code) ? 'own' : 'parts'))
  const codes = [...new Set(parts.flatMap(({ code }) => tree.asOf(code, from, to) ?? []))]
  const kin = new Set<string>()
  for (const next = [...codes]; next.length > 0; ) {
    const code = next.pop()!
    if (kin.has(code)) continue
    kin.add(code)
    next.push(...tree.before(code), ...tree.after(code))
  }
  return {
    codes: [
      ...codes,
      ...ownCounted(
        own.map(({ code }) => code),
        tree,
        { from, to },
      ),
    ],
    paths: [...kin].flatMap((code) => everNode(tree, code)?.paths ?? []),
    whole: own.map(({ path }) => path),
  }
}

/** Of some codes those of what an area that was there had of its own. */
const ownCounted = (codes: readonly string[], tree: TreeRead, { from, to }: Omit<Stretch, 'tier'>): string[] => [
  ...new Set(codes.filter((code) => isOwnCode(code) && tree.parentOf(code, from, to) !== undefined)),
]

/** Rows by the area of the period they belong to: what stands open under a code that has ended counts for the one that took its place. */
function asThen(rows: readonly Counted[], tree: TreeRead, stretch: Stretch): Map<string, Counted> {
  const found = new Map<string, Counted>()
  for (const { area: code, num, den } of rows) {
    const area = countsFor(tree, code, stretch) ?? code
    const before = found.get(area)
    found.set(area, { area, num: num + (before?.num ?? 0), den: den + (before?.den ?? 0) })
  }
  return found
}
