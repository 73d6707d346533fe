import type { VitalDefinition } from '../../../../contract/vital.ts'
import { codesIn } from '../../../../contract/vital-formula.ts'
import type { Db } from '../../../kernel/spine.ts'
import { formulaOf } from './rules/formula-part.ts'
import { type HeldAt, reckonHeld } from './rules/held.ts'
import { periodStart } from './rules/period.ts'
import { isSettled } from './rules/proven.ts'
import { dueBy } from './rules/stands/due-by.ts'
import type { CellRow, Node } from './store-cells.ts'
import type { VitalRecord } from './store-registry.ts'
import { asNow, type CellSource } from './store-source.ts'
import { above, type Cover, type KnownVital, type Part, type TreeNode, type TreeRead } from './types.ts'

// Cells of vitals, whether their values are kept or reckoned. A formula is never stored: it is reckoned from the cells of its vitals whenever
// it is read, so that it is as fresh and as true to what was known as they are.

type Known = Pick<VitalRecord, 'id' | 'definition'>
type PartAt = (vital: number, period: number) => Part | null

/** How far back the newest period is looked for in which every vital of a formula has a value. */
const lookBack = 24

const isFormula = ({ definition }: Known): boolean => formulaOf(definition) !== null

/** Whose newest cells are asked, and when: `now` is the moment of which it is read. */
export type NewestOf = {
  tree: Pick<TreeRead, 'countUnderAt'>
  node: Pick<TreeNode, 'code' | 'parent'>
  now: number
  zone: string
}

/**
 * The cell an area shows of each of the vitals that has one: of the newest period that is due or that all have told (`rules/proven.ts`), of a formula one in
 * which all its vitals have a value. Where there is none, the newest as far as it is told.
 */
export async function newestOf(source: CellSource, vitals: readonly Known[], asked: NewestOf): Promise<Map<number, CellRow>> {
  const formulas = vitals.filter(isFormula)
  const kept = vitals.filter((one) => !isFormula(one))
  const ids = kept.map(({ id }) => id)
  if (formulas.length === 0) return settledOf(source, kept, await source.newest(placeOf(asked), ids), asked)
  const standing = await standingOn(source, [asked.node.code], formulas)
  const leaves = leavesOf(standing.operands).map(({ id }) => id)
  const newest = await source.newest(placeOf(asked), [...new Set([...ids, ...leaves])])
  const found = await settledOf(source, kept, newest, asked)
  for (const [id, cell] of await newestReckoned(source, { formulas, standing, newest }, asked)) found.set(id, cell)
  return found
}

const placeOf = ({ node: { parent, code } }: NewestOf): Node => ({ parent: parent ?? above, area: code })

/** What an area may show of a vital: a cell that is settled, one that was told early, or one that is too old to count. */
function reading({ tree, node, now, zone }: NewestOf): (vital: Known, cell: CellRow) => 'settled' | 'early' | 'old' {
  const dueFrom = dueBy(now, zone)
  return ({ definition }, cell) => {
    const from = dueFrom(definition)
    if (cell.period < from) return 'old'
    const end = () => periodStart(definition.cadence, cell.period, zone, 1)
    const due = ({ tier }: Cover) => tree.countUnderAt(node.code, tier, cell.period, end())
    return isSettled(definition, cell, { dueFrom: from, due }) ? 'settled' : 'early'
  }
}

/** The cells that are shown, from the newest ones: one statement more for each period that some were told of early. */
async function settledOf(
  source: CellSource,
  vitals: readonly Known[],
  first: ReadonlyMap<number, CellRow>,
  asked: NewestOf,
): Promise<Map<number, CellRow>> {
  const reads = reading(asked)
  const found = new Map<number, CellRow>()
  for (let [open, newest] = [vitals, first]; open.length > 0; ) {
    const early: Known[] = []
    for (const one of open) {
      const cell = newest.get(one.id)
      const as = cell && reads(one, cell)
      // What was told early stands until a settled one is found; what is too old takes the place of nothing.
      if (cell && (as === 'settled' || !found.has(one.id))) found.set(one.id, cell)
      if (as === 'early') early.push(one)
    }
    open = early
    const upTo = new Map(early.map(({ id }) => [id, newest.get(id)!.period - 1]))
    if (early.length > 0) newest = await source.newest(placeOf(asked), [...upTo.keys()], upTo)
  }
  return found
}

type Formulas = { formulas: readonly Known[]; standing: StandingOn; newest: ReadonlyMap<number, CellRow> }

/** Of formulas: among the last periods in which all they stand on has a value. */
async function newestReckoned(
  source: CellSource,
  { formulas, standing: { operands, heldIn }, newest }: Formulas,
  asked: NewestOf,
): Promise<[number, CellRow][]> {
  const node = placeOf(asked)
  const leaves = leavesOf(operands)
  const from = leaves.flatMap(({ id, definition }) => {
    const cell = newest.get(id)
    return cell ? [periodStart(definition.cadence, cell.period, asked.zone, 1 - lookBack)] : []
  })
  const cells = from.length > 0 ? await readLeaves(source, node, leaves, { from: Math.min(...from), to: forever }) : noLeaves
  const reads = reading(asked)
  return formulas.flatMap((one): [number, CellRow][] => {
    const all = reckonAll(one, { operands, held: heldIn(node.area) }, cells)
    const cell = all.findLast((each) => reads(one, each) === 'settled') ?? all.at(-1)
    return cell ? [[one.id, cell]] : []
  })
}

/** Up to the newest there is. */
const forever = Number.POSITIVE_INFINITY

/** An area's cells of some vitals in the periods from one (ms) to another, oldest first, that one included. */
export async function cellsFrom(
  source: CellSource,
  node: Node,
  vitals: readonly Known[],
  { from, to = forever }: { from: number; to?: number },
): Promise<CellRow[]> {
  const formulas = vitals.filter(isFormula)
  const ids = vitals.filter((one) => !isFormula(one)).map(({ id }) => id)
  const kept = ids.length > 0 || formulas.length === 0 ? await source.cells(node, ids, from, to) : []
  if (formulas.length === 0) return kept
  const { operands, heldIn } = await standingOn(source, [node.area], formulas)
  const cells = await readLeaves(source, node, leavesOf(operands), { from, to })
  return [...kept, ...formulas.flatMap((one) => reckonAll(one, { operands, held: heldIn(node.area) }, cells))]
}

/** What all children of a parent come to in one period, by code. */
export async function partsBelow(source: CellSource, parent: string, vital: Known, period: number): Promise<Map<string, Part>> {
  if (!isFormula(vital)) return source.children(parent, vital.id, period)
  const leaves = new Map<number, Map<string, Part>>()
  const read = async ({ operands }: StandingOn): Promise<string[]> => {
    for (const { id } of leavesOf(operands)) if (!leaves.has(id)) leaves.set(id, await source.children(parent, id, period))
    return [...new Set([...leaves.values()].flatMap((parts) => [...parts.keys()]))].sort()
  }
  const children = await read(await standingOn(source, [parent], [vital]))
  // A child may have closed the period where its parent did not.
  const { operands, heldIn } = await standingOn(source, children, [vital])
  await read({ operands, heldIn })
  const found = new Map<string, Part>()
  for (const child of children) {
    const ground = { operands, partAt: (id: number) => leaves.get(id)?.get(child) ?? null }
    const part = reckonHeld(vital, { period, by: vital.definition.cadence }, ground, heldIn(child))
    if (part) found.set(child, part)
  }
  return found
}

/** The vitals a formula names itself, in their order; of a code nobody has any more null. */
export async function namedIn(source: CellSource, vital: Known): Promise<{ code: string; record: VitalRecord | null }[]> {
  const formula = formulaOf(vital.definition)
  if (!formula) return []
  const records = await source.vitals(codesIn(formula))
  return codesIn(formula).map((code) => ({ code, record: records.get(code) ?? null }))
}

/** All vitals formulas stand on, those of formulas among them as well, by code. */
export async function operandsOf(source: CellSource, formulas: readonly Known[]): Promise<Map<string, VitalRecord>> {
  const found = new Map<string, VitalRecord>()
  const asked = new Set<string>()
  for (let next: readonly Known[] = formulas; next.length > 0; ) {
    const codes = next.flatMap(({ definition }) => {
      const formula = formulaOf(definition)
      return formula ? codesIn(formula) : []
    })
    const fresh = [...new Set(codes)].filter((code) => !asked.has(code))
    for (const code of fresh) asked.add(code)
    const records = fresh.length > 0 ? await source.vitals(fresh) : new Map<string, VitalRecord>()
    for (const [code, record] of records) found.set(code, record)
    next = [...records.values()]
  }
  return found
}

/** The vitals formulas stand on, those of versions that closed periods are held to among them, and these by area. */
export type StandingOn = { operands: Map<string, VitalRecord>; heldIn: (area: string) => HeldAt }

/** What formulas of some areas stand on, in closed periods too. */
export async function standingOn(source: CellSource, areas: readonly string[], formulas: readonly Known[]): Promise<StandingOn> {
  let operands = await operandsOf(source, formulas)
  for (;;) {
    const asked = [...formulas, ...operands.values()].filter(isFormula).map(({ id }) => id)
    const held = await source.held(areas, [...new Set(asked)])
    const then = held.definitions.map((definition) => ({ id: 0, definition }))
    const more = then.length > 0 ? await operandsOf(source, [...formulas, ...then]) : operands
    if (more.size === operands.size) return { operands: more, heldIn: held.of }
    operands = more
  }
}

/** What formulas and rules may stand on: the registry as it is, the definitions that are being looked at before it. */
export async function formulasKnown(
  db: Db,
  definitions: readonly VitalDefinition[],
): Promise<(code: string) => KnownVital | undefined> {
  const own = new Map(definitions.map((definition) => [definition.code, definition]))
  const kept = await operandsOf(
    asNow(db),
    definitions.map((definition) => ({ id: 0, definition })),
  )
  const ruled = definitions.flatMap(({ rules = [] }) => rules.flatMap(({ of }) => of)).filter((code) => !kept.has(code))
  if (ruled.length > 0) for (const [code, record] of await asNow(db).vitals([...new Set(ruled)])) kept.set(code, record)
  return (code) => {
    const definition = own.get(code)
    const record = kept.get(code)
    return definition ? { definition, state: record?.state ?? 'sorted' } : record
  }
}

const leavesOf = (operands: ReadonlyMap<string, VitalRecord>): VitalRecord[] =>
  [...operands.values()].filter((one) => !isFormula(one))

type Leaves = { periods: readonly number[]; partAt: PartAt }
const noLeaves: Leaves = { periods: [], partAt: () => null }

type Stretch = { from: number; to: number }

async function readLeaves(source: CellSource, node: Node, leaves: readonly Known[], { from, to }: Stretch): Promise<Leaves> {
  const ids = leaves.map(({ id }) => id)
  const cells = await source.cells(node, ids, from, to)
  const parts = new Map(cells.map(({ vital, period, part }) => [`${vital}|${period}`, part]))
  const periods = [...new Set(cells.map(({ period }) => period))].sort((a, b) => a - b)
  return { periods, partAt: (vital, period) => parts.get(`${vital}|${period}`) ?? null }
}

type Reckoning = { operands: ReadonlyMap<string, VitalRecord>; held: HeldAt }

function reckonAll(vital: Known, { operands, held }: Reckoning, { periods, partAt }: Leaves): CellRow[] {
  return periods.flatMap((period) => {
    const part = reckonHeld(vital, { period, by: vital.definition.cadence }, { operands, partAt }, held)
    return part ? [{ vital: vital.id, period, part }] : []
  })
}
