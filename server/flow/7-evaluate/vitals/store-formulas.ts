import type { VitalDefinition } from '../../../../contract/vital.ts'
import { codesIn } from '../../../../contract/vital-formula.ts'
import type { Db } from '../../../kernel/spine.ts'
import { formulaOf } from './rules/formula-part.ts'
import { type HeldAt, reckonHeld } from './rules/held.ts'
import { periodStart } from './rules/period.ts'
import type { CellRow, Node } from './store-cells.ts'
import type { VitalRecord } from './store-registry.ts'
import { asNow, type CellSource } from './store-source.ts'
import type { KnownVital, Part } from './types.ts'

// Cells of vitals, whether their values are kept or reckoned. A formula is never stored: it is reckoned from the cells of its vitals whenever
// it is read, so that it is as fresh and as true to what was known as they are.

type Known = Pick<VitalRecord, 'id' | 'definition'>
type PartAt = (vital: number, period: number) => Part | null

/** How far back the newest period is looked for in which every vital of a formula has a value. */
const lookBack = 24

const isFormula = ({ definition }: Known): boolean => formulaOf(definition) !== null

/** The newest cell of an area for each of the vitals that has one; of a formula that of the newest period in which all its vitals have one. */
export async function newestOf(
  source: CellSource,
  node: Node,
  vitals: readonly Known[],
  zone: string,
): Promise<Map<number, CellRow>> {
  const formulas = vitals.filter(isFormula)
  const kept = vitals.filter((one) => !isFormula(one)).map(({ id }) => id)
  if (formulas.length === 0) return source.newest(node, kept)
  const { operands, heldIn } = await standingOn(source, [node.area], formulas)
  const leaves = leavesOf(operands)
  const newest = await source.newest(node, [...new Set([...kept, ...leaves.map(({ id }) => id)])])
  const from = leaves.flatMap(({ id, definition }) => {
    const cell = newest.get(id)
    return cell ? [periodStart(definition.cadence, cell.period, zone, 1 - lookBack)] : []
  })
  const cells = from.length > 0 ? await readLeaves(source, node, leaves, { from: Math.min(...from), to: forever }) : noLeaves
  const found = new Map(kept.flatMap((id) => (newest.has(id) ? [[id, newest.get(id)!] as const] : [])))
  for (const one of formulas) {
    const cell = reckonAll(one, { operands, held: heldIn(node.area) }, cells).at(-1)
    if (cell) found.set(one.id, cell)
  }
  return found
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
