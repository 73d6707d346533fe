import type { VitalDefinition } from '../../../../contract/vital.ts'
import { combine } from './rules/combine.ts'
import { joinedTree, wholeBefore } from './rules/former.ts'
import { overTimeOf } from './rules/over-kind.ts'
import type { CellRow } from './store-cells.ts'
import type { VitalRecord } from './store-registry.ts'
import type { CellSource } from './store-source.ts'
import { above, type Part, type TreeNode, type TreeRead } from './types.ts'

type Joining = {
  tree: TreeRead
  node: TreeNode
  /** the vitals that are asked; those they stand on are learnt as they are looked up */
  records: readonly Pick<VitalRecord, 'id' | 'definition'>[]
  /** where the cells of another area are read from; left out: where its own are */
  sourceOf?: (node: TreeNode) => CellSource
}

/** What an area was before: where it stood, and the source of its cells, with its own past in them. */
type Former = { place: { parent: string; area: string }; source: CellSource }

/**
 * A source whose area has, for the time before it was there, the cells of the areas that became it whole (迁移, 合并): the same town under its codes of
 * then, whatever is made of them (coarser periods, formulas) and whenever they were known. A period in which it changed its code is of both, as it is for
 * whoever lies above both; what is a stock, of the later one. Of an area that was split off there is no past of its own.
 */
export function joinedSource(own: CellSource, { records, ...joining }: Joining): CellSource {
  if (wholeBefore(joining.tree, joining.node.code).length === 0) return own
  return joinedOf(own, { ...joining, known: new Map(records.map(({ id, definition }) => [id, definition])) })
}

/** Where vitals are read from and what is due of them, both with the past of the areas that became this one. `sourceOf`: where theirs is read from. */
export function joinedGround<A extends Pick<Joining, 'tree' | 'node'>>(
  own: CellSource,
  records: Joining['records'],
  asking: A,
  sourceOf?: Joining['sourceOf'],
): { source: CellSource; asking: A } {
  const { tree, node } = asking
  const source = joinedSource(own, { tree, node, records, ...(sourceOf ? { sourceOf } : {}) })
  return { source, asking: { ...asking, tree: joinedTree(tree, node.code) } }
}

type Joined = Omit<Joining, 'records'> & { known: Map<number, VitalDefinition> }
type Ground = {
  own: CellSource
  code: string
  /** since when the area is there (ms) */
  began: number
  formers: readonly Former[]
  known: Map<number, VitalDefinition>
  isLost: CellSource['isLost']
}

function joinedOf(own: CellSource, { tree, node, known, sourceOf = () => own }: Joined): CellSource {
  const formers = wholeBefore(tree, node.code).map((one) => ({
    place: { parent: one.parent ?? above, area: one.code },
    source: joinedOf(sourceOf(one), { tree, node: one, known, sourceOf }),
  }))
  if (formers.length === 0) return own
  const began = tree.lifeOf(node.code)?.from ?? 0
  const isLost: CellSource['isLost'] = (vital, period) =>
    own.isLost(vital, period) || formers.some(({ source }) => source.isLost(vital, period))
  const ground = { own, code: node.code, began, formers, known, isLost }
  const cells = cellsOf(ground)
  return {
    ...{ isLost, cells, newest: newestOf(ground, cells), ...childrenOf(ground), held: own.held },
    async vitals(codes) {
      const found = await own.vitals(codes)
      for (const { id, definition } of found.values()) known.set(id, definition)
      return found
    },
    reach: (definition) => Math.min(own.reach(definition), ...formers.map(({ source }) => source.reach(definition))),
  }
}

const keyOf = ({ vital, period }: Pick<CellRow, 'vital' | 'period'>): string => `${vital}|${period}`
const isStock = ({ known }: Ground, vital: number): boolean => overTimeOf(known.get(vital)!) === 'last'

/** Which cells of former codes are not joined: a stock told under the later code in a period of both. */
function toldLater(ground: Ground, kept: readonly CellRow[]): Set<string> {
  return new Set(kept.filter(({ vital, period }) => period < ground.began && isStock(ground, vital)).map(keyOf))
}

const cellsOf = (ground: Ground): CellSource['cells'] => {
  const { own, began, formers, known, isLost } = ground
  return async (place, ids, from, to) => {
    const kept = await own.cells(place, ids, from, to)
    if (from >= began) return kept
    const before = await eachOf(formers, (one) => one.source.cells(one.place, ids, from, Math.min(to, began - 1)))
    const later = toldLater(ground, kept)
    const all = [...kept, ...before.filter((row) => !later.has(keyOf(row)))]
    return joinRows(all, known).filter(({ vital, period }) => !isLost(vital, period))
  }
}

const newestOf = ({ own, began, formers }: Ground, cells: CellSource['cells']): CellSource['newest'] => {
  return async (place, ids, upTo) => {
    const found = await own.newest(place, ids, upTo)
    const old = ids.filter((id) => (found.get(id)?.period ?? Number.NEGATIVE_INFINITY) < began)
    if (old.length === 0) return found
    const before = await eachOf(formers, async (one) => [...(await one.source.newest(one.place, old, upTo)).values()])
    for (const [period, vitals] of newestPeriods([...old.flatMap((id) => found.get(id) ?? []), ...before]))
      for (const row of await cells(place, vitals, period, period)) found.set(row.vital, row)
    return found
  }
}

const childrenOf = (ground: Ground): Pick<CellSource, 'children' | 'childrenBetween'> => {
  const { own, code, began, formers, isLost } = ground
  return {
    async children(parent, vital, period) {
      const kept = await own.children(parent, vital, period)
      if (parent !== code || period >= began || (kept.size > 0 && isStock(ground, vital))) return kept
      const before = await eachOf(formers, async (one) => [...(await one.source.children(one.place.area, vital, period))])
      return isLost(vital, period) ? new Map<string, Part>() : new Map([...kept, ...before])
    },
    async childrenBetween(parent, ids, from, to) {
      const kept = await own.childrenBetween(parent, ids, from, to)
      if (parent !== code || from >= began) return kept
      const until = Math.min(to, began - 1)
      const before = await eachOf(formers, async ({ place, source }) => [
        ...(await source.childrenBetween(place.area, ids, from, until)),
      ])
      const later = toldLater(ground, [...kept.values()].flat())
      const then = before.map(([child, rows]) => [child, rows.filter((row) => !later.has(keyOf(row)))] as const)
      const all = [...kept, ...then].map(
        ([child, rows]) => [child, rows.filter((row) => !isLost(row.vital, row.period))] as const,
      )
      return new Map(all.filter(([, rows]) => rows.length > 0))
    },
  }
}

/** One after the other: all are read of one moment over one connection. */
async function eachOf<T>(formers: readonly Former[], read: (one: Former) => Promise<T[]>): Promise<T[]> {
  const found: T[] = []
  for (const one of formers) found.push(...(await read(one)))
  return found
}

/** One cell of each vital in each period, oldest first. */
function joinRows(rows: readonly CellRow[], known: ReadonlyMap<number, VitalDefinition>): CellRow[] {
  return [...Map.groupBy(rows, keyOf).values()]
    .flatMap((some): CellRow[] => {
      const [{ vital, period, part: only }] = some as [CellRow, ...CellRow[]]
      if (some.length === 1) return [{ vital, period, part: only }]
      const part = combine(
        known.get(vital)!.aggregation,
        some.map((one) => one.part),
      )
      return part ? [{ vital, period, part }] : []
    })
    .sort((one, other) => one.vital - other.vital || one.period - other.period)
}

/** The newest period of each vital, and the vitals of each. */
function newestPeriods(rows: readonly CellRow[]): Map<number, number[]> {
  const newest = new Map<number, number>()
  for (const { vital, period } of rows) newest.set(vital, Math.max(period, newest.get(vital) ?? period))
  const vitals = new Map<number, number[]>()
  for (const [vital, period] of newest) vitals.set(period, [...(vitals.get(period) ?? []), vital])
  return vitals
}
