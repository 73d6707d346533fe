import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { type HeardSource, heardSources } from '../../../../../contract/vital-kinds.ts'
import type { Db } from '../../../../kernel/spine.ts'
import type { CellSource } from '../cell-source.ts'
import { familyKey } from '../rules/climb.ts'
import { type Climbed, cellKey, climbTo } from '../rules/climb-to.ts'
import { periodStart } from '../rules/period.ts'
import { familiesOf } from '../store.ts'
import { type CellRow, cellsBetween, partsOf } from '../store-cells.ts'
import type { VitalRecord } from '../store-registry.ts'
import { above, type Part, type TreeNode, type TreeRead } from '../types.ts'
import { definedAt, toldAfter, vitalsById } from './store.ts'

/**
 * `at`: the moment, ms. `node`: the area whose numbers, and whose children's, are asked for; of no other. `whole`: a stretch is looked through
 * to its end, however long that takes.
 */
export type KnownWish = { tree: TreeRead; node: TreeNode; zone: string; at: number; whole?: boolean }

/** So many values are looked through at most for one vital: a town's grids have the whole curve, all grids of a city three periods. */
const looksAtMost = 50_000
/** The newest period, one that was late, and the one before it. */
const leastPeriods = 3

/**
 * Cells as they were known at a moment: what was told since is put back to what it was, and climbs the tree as it did then. What was still being
 * counted from readings then stood at a number nobody kept: it has none, and is lost.
 */
export function knownSource(db: Db, { tree, node, zone, at, whole = false }: KnownWish): CellSource {
  const place = { parent: node.parent ?? above, area: node.code }
  const moment = new Date(at)
  const lost = new Set<string>()
  const records = new Map<number, VitalRecord>()
  const looked = new Map<string, Climbed>()

  const reach = ({ tier }: VitalDefinition): number =>
    Math.max(leastPeriods, Math.floor(looksAtMost / Math.max(1, tree.countUnder(node.code, tier))))

  async function know(ids: readonly number[]): Promise<void> {
    const fresh = ids.filter((id) => !records.has(id))
    if (fresh.length > 0) for (const record of await vitalsById(db, fresh)) records.set(record.id, record)
  }

  /** What is another one at the moment than it is now. */
  async function look(vitals: readonly number[], from: number, to: number): Promise<Climbed> {
    const key = `${vitals} ${from} ${to}`
    const known = looked.get(key)
    if (known) return known
    const since = await toldAfter(db, { vitals, from, to, paths: node.paths }, moment)
    const aggregationOf = (vital: number) => records.get(vital)!.definition.aggregation
    const climbed = await climbTo(since, { node: node.code, tree, aggregationOf, read: (keys) => familiesOf(db, keys) })
    for (const { vital, period, later } of since)
      if (later && isCounting(records.get(vital)!.definition, period, { at, zone })) lost.add(cellKey({ vital, period }))
    looked.set(key, climbed)
    return climbed
  }

  /** The stretch as far as it can be looked through and reaches up to the moment. */
  function stretch(ids: readonly number[], from: number, to: number): [from: number, to: number] {
    const newest = Math.min(to, at)
    if (whole) return [from, newest]
    const oldest = ids.flatMap((id) => {
      const definition = records.get(id)?.definition
      return definition ? [periodStart(definition.cadence, newest, zone, 1 - reach(definition))] : []
    })
    return [Math.max(from, Math.min(...oldest)), newest]
  }

  async function cells(ids: readonly number[], from: number, to: number): Promise<CellRow[]> {
    if (ids.length === 0) return []
    await know(ids)
    const [oldest, newest] = stretch(ids, from, to)
    if (newest < oldest) return []
    const found = new Map(
      (await cellsBetween(db, place, ids, { from: oldest, to: newest })).map((row) => [cellKey(row), row] as const),
    )
    for (const [key, part] of (await look(ids, oldest, newest)).own) {
      const [vital, period] = key.split('|').map(Number) as [number, number]
      if (part === null || lost.has(key)) found.delete(key)
      else found.set(key, { vital, period, part })
    }
    return [...found.values()].sort((one, other) => one.vital - other.vital || one.period - other.period)
  }

  return {
    reach,
    isLost: (vital, period) => lost.has(cellKey({ vital, period })),
    vitals: (codes) => definedAt(db, codes, moment),
    cells: (_, ids, from, to) => cells(ids, from, to),
    async newest(_, ids) {
      await know(ids)
      return new Map((await cells(ids, Number.NEGATIVE_INFINITY, at)).map((row) => [row.vital, row]))
    },
    async children(parent, vital, period): Promise<Map<string, Part>> {
      await know([vital])
      const { below } = await look([vital], period, period)
      if (period > at || lost.has(cellKey({ vital, period }))) return new Map()
      const family = below.get(familyKey({ vital, period, parent }))
      return family ? new Map(family.children.map((code, i) => [code, family.parts[i]!])) : partsOf(db, parent, vital, period)
    },
  }
}

const isHeard = (source: string): source is HeardSource => (heardSources as readonly string[]).includes(source)

/** Until its value is due a number counted from readings moves on where it stands (`derived/keep-counted.ts`). */
function isCounting(
  { count, cadence, dueMinutes }: VitalDefinition,
  period: number,
  { at, zone }: { at: number; zone: string },
): boolean {
  return count !== undefined && isHeard(count.of) && at < periodStart(cadence, period, zone, 1) + dueMinutes * 60_000
}
