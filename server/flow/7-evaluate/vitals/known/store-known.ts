import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { type HeardSource, heardSources, type VitalCadence } from '../../../../../contract/vital-kinds.ts'
import type { Db } from '../../../../kernel/spine.ts'
import { byChild } from '../rules/by-child.ts'
import { familyKey } from '../rules/climb.ts'
import { type Climbed, cellKey, climbTo } from '../rules/climb-to.ts'
import { childrenOf } from '../rules/pack-parts.ts'
import { periodStart } from '../rules/period.ts'
import { familiesOf } from '../store.ts'
import { type CellRow, cellsBetween, familiesBetween, partsOf } from '../store-cells.ts'
import type { VitalRecord } from '../store-registry.ts'
import { type CellSource, heldOf } from '../store-source.ts'
import { above, type Part, type TreeNode, type TreeRead } from '../types.ts'
import { definedAt, toldAfter, vitalsById } from './store.ts'

/**
 * `at`: the moment, ms. `node`: the area whose numbers, and whose children's, are asked for; of no other. `whole`: a stretch is looked through
 * to its end, however long that takes. `open`: formulas of closed periods by the versions of the moment too, as if nothing were closed.
 */
export type KnownWish = { tree: TreeRead; node: TreeNode; zone: string; at: number; whole?: boolean; open?: boolean }

/** So many values are looked through at most for one vital: a town's grids have the whole curve, all grids of a city three periods. */
const looksAtMost = 50_000
/** The newest period, one that was late, and the one before it. */
const leastPeriods = 3

/** What was told since, as far as it was asked for: what numbers come to without it, and which of them nobody kept. */
function lookingBack(db: Db, { tree, node, zone, at }: KnownWish) {
  const records = new Map<number, VitalRecord>()
  const lost = new Set<string>()
  const looked = new Map<string, Climbed>()
  const aggregationOf = (vital: number) => records.get(vital)!.definition.aggregation
  const cadenceOf = (vital: number) => records.get(vital)!.definition.cadence
  return {
    isLost: (vital: number, period: number) => lost.has(cellKey({ vital, period })),
    definitionOf: (vital: number) => records.get(vital)?.definition,
    async know(ids: readonly number[]): Promise<void> {
      const fresh = ids.filter((id) => !records.has(id))
      if (fresh.length > 0) for (const record of await vitalsById(db, fresh)) records.set(record.id, record)
    },
    async look(vitals: readonly number[], from: number, to: number): Promise<Climbed> {
      const key = `${vitals} ${from} ${to}`
      const known = looked.get(key)
      if (known) return known
      const told = await toldAfter(db, { vitals, from, to, paths: node.paths }, new Date(at))
      const since = told.map((one) => ({ ...one, until: periodStart(cadenceOf(one.vital), one.period, zone, 1) }))
      const climbed = await climbTo(since, { node: node.code, tree, aggregationOf, read: (keys) => familiesOf(db, keys) })
      for (const { vital, period, later } of since)
        if (later && isCounting(records.get(vital)!.definition, period, { at, zone })) lost.add(cellKey({ vital, period }))
      looked.set(key, climbed)
      return climbed
    },
  }
}
type Back = ReturnType<typeof lookingBack>

/** Two hundred years back nothing was told; a calendar of fifty thousand months would leave the days a database knows. */
const periodsAtMost: Readonly<Record<VitalCadence, number>> = {
  ...{ hour: looksAtMost, day: looksAtMost, week: 10_400, month: 2_400, quarter: 800, year: 200 },
}

/** So many periods of a vital are looked through at once; of an area that has ended by what lay below it at its end. */
function reachOf({ tier, cadence }: VitalDefinition, { tree, node }: KnownWish): number {
  const to = tree.lifeOf(node.code)?.to ?? Number.POSITIVE_INFINITY
  const under = Number.isFinite(to) ? tree.countUnderAt(node.code, tier, to - 1) : tree.countUnder(node.code, tier)
  return Math.min(periodsAtMost[cadence], Math.max(leastPeriods, Math.floor(looksAtMost / Math.max(1, under))))
}

type Stretch = { from: number; to: number }

/** A stretch as far as it can be looked through and reaches up to the moment. */
function within(back: Back, ids: readonly number[], { from, to }: Stretch, wish: KnownWish): Stretch {
  const newest = Math.min(to, wish.at)
  if (wish.whole) return { from, to: newest }
  const oldest = ids.flatMap((id) => {
    const definition = back.definitionOf(id)
    return definition ? [periodStart(definition.cadence, newest, wish.zone, 1 - reachOf(definition, wish))] : []
  })
  return { from: Math.max(from, Math.min(...oldest)), to: newest }
}

/**
 * Cells as they were known at a moment: what was told since is put back to what it was, and climbs the tree as it did then. What was still being
 * counted from readings then stood at a number nobody kept: it has none, and is lost.
 */
export function knownSource(db: Db, wish: KnownWish): CellSource {
  const { node, at } = wish
  const place = { parent: node.parent ?? above, area: node.code }
  const back = lookingBack(db, wish)
  async function cells(ids: readonly number[], asked: Stretch): Promise<CellRow[]> {
    if (ids.length === 0) return []
    await back.know(ids)
    const { from, to } = within(back, ids, asked, wish)
    if (to < from) return []
    const found = new Map((await cellsBetween(db, place, ids, { from, to })).map((row) => [cellKey(row), row] as const))
    for (const [key, part] of (await back.look(ids, from, to)).own) {
      const [vital, period] = key.split('|').map(Number) as [number, number]
      if (part === null || back.isLost(vital, period)) found.delete(key)
      else found.set(key, { vital, period, part })
    }
    return [...found.values()].sort((one, other) => one.vital - other.vital || one.period - other.period)
  }
  return {
    reach: (definition) => reachOf(definition, wish),
    isLost: back.isLost,
    vitals: (codes) => definedAt(db, codes, new Date(at)),
    held: (areas, formulas) => heldOf(db, { ...wish, at: new Date(at) }, areas, wish.open ? [] : formulas),
    cells: (_, ids, from, to) => cells(ids, { from, to }),
    newest: async (_, ids, upTo) => {
      const rows = await cells(ids, { from: Number.NEGATIVE_INFINITY, to: at })
      return new Map(rows.flatMap((row) => (row.period <= (upTo?.get(row.vital) ?? at) ? [[row.vital, row] as const] : [])))
    },
    async children(parent, vital, period): Promise<Map<string, Part>> {
      await back.know([vital])
      const { below } = await back.look([vital], period, period)
      if (period > at || back.isLost(vital, period)) return new Map()
      const family = below.get(familyKey({ vital, period, parent }))
      return family ? childrenOf(family) : partsOf(db, parent, vital, period)
    },
    childrenBetween: (parent, vitals, from, to) => childrenThen(db, back, { parent, vitals, from, to: Math.min(to, at) }),
  }
}

type Below = Stretch & { parent: string; vitals: readonly number[] }

/** What the children of a parent were known to be told in a stretch: the families as they are, with those that were others put back. */
async function childrenThen(db: Db, back: Back, { parent, vitals, from, to }: Below): Promise<Map<string, CellRow[]>> {
  await back.know(vitals)
  const { below } = await back.look(vitals, from, to)
  const kept = await familiesBetween(db, parent, vitals, { from, to })
  const families = new Map([...kept.map((family) => [familyKey(family), family] as const), ...below])
  const then = [...families.values()].filter(({ vital, period }) => !back.isLost(vital, period))
  return byChild(then.sort((one, other) => one.period - other.period))
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
