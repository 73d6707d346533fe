import type { VitalDefinition } from '../../../../contract/vital.ts'
import { codesIn } from '../../../../contract/vital-formula.ts'
import type { Db } from '../../../kernel/spine.ts'
import { formulaOf } from './rules/formula-part.ts'
import { periodStart } from './rules/period.ts'
import { reckonAt } from './rules/reckon-at.ts'
import { type CellRow, cellsSince, type Node, newestCells, partsOf } from './store-cells.ts'
import { type VitalRecord, vitalsByCode } from './store-registry.ts'
import type { KnownVital, Part } from './types.ts'

// Cells of vitals, whether their values are kept or reckoned. A formula is never stored: it is reckoned from the cells of its vitals whenever
// it is read, so that it is as fresh and as true to what was known as they are.

type Known = Pick<VitalRecord, 'id' | 'definition'>
type PartAt = (vital: number, period: number) => Part | null

/** How far back the newest period is looked for in which every vital of a formula has a value. */
const lookBack = 24

const isFormula = ({ definition }: Known): boolean => formulaOf(definition) !== null

/** The newest cell of an area for each of the vitals that has one; of a formula that of the newest period in which all its vitals have one. */
export async function newestOf(db: Db, node: Node, vitals: readonly Known[], zone: string): Promise<Map<number, CellRow>> {
  const formulas = vitals.filter(isFormula)
  const kept = vitals.filter((one) => !isFormula(one)).map(({ id }) => id)
  if (formulas.length === 0) return newestCells(db, node, kept)
  const operands = await operandsOf(db, formulas)
  const leaves = leavesOf(operands)
  const newest = await newestCells(db, node, [...new Set([...kept, ...leaves.map(({ id }) => id)])])
  const from = leaves.flatMap(({ id, definition }) => {
    const cell = newest.get(id)
    return cell ? [periodStart(definition.cadence, cell.period, zone, 1 - lookBack)] : []
  })
  const cells = from.length > 0 ? await readLeaves(db, node, leaves, Math.min(...from)) : noLeaves
  const found = new Map(kept.flatMap((id) => (newest.has(id) ? [[id, newest.get(id)!] as const] : [])))
  for (const one of formulas) {
    const cell = reckonAll(one, operands, cells).at(-1)
    if (cell) found.set(one.id, cell)
  }
  return found
}

/** An area's cells of some vitals from a period on (ms), oldest first. */
export async function cellsFrom(db: Db, node: Node, vitals: readonly Known[], from: number): Promise<CellRow[]> {
  const formulas = vitals.filter(isFormula)
  const kept = await cellsSince(
    db,
    node,
    vitals.filter((one) => !isFormula(one)).map(({ id }) => id),
    from,
  )
  if (formulas.length === 0) return kept
  const operands = await operandsOf(db, formulas)
  const cells = await readLeaves(db, node, leavesOf(operands), from)
  return [...kept, ...formulas.flatMap((one) => reckonAll(one, operands, cells))]
}

/** What all children of a parent come to in one period, by code. */
export async function partsBelow(db: Db, parent: string, vital: Known, period: number): Promise<Map<string, Part>> {
  if (!isFormula(vital)) return partsOf(db, parent, vital.id, period)
  const operands = await operandsOf(db, [vital])
  const leaves = new Map<number, Map<string, Part>>()
  for (const { id } of leavesOf(operands)) leaves.set(id, await partsOf(db, parent, id, period))
  const children = new Set([...leaves.values()].flatMap((parts) => [...parts.keys()]))
  const found = new Map<string, Part>()
  for (const child of [...children].sort()) {
    const part = reckonAt(vital, period, { operands, partAt: (id) => leaves.get(id)?.get(child) ?? null })
    if (part) found.set(child, part)
  }
  return found
}

/** The vitals a formula names itself, in their order; of a code nobody has any more null. */
export async function namedIn(db: Db, vital: Known): Promise<{ code: string; record: VitalRecord | null }[]> {
  const formula = formulaOf(vital.definition)
  if (!formula) return []
  const records = await vitalsByCode(db, codesIn(formula))
  return codesIn(formula).map((code) => ({ code, record: records.get(code) ?? null }))
}

/** All vitals formulas stand on, those of formulas among them as well, by code. */
async function operandsOf(db: Db, formulas: readonly Known[]): Promise<Map<string, VitalRecord>> {
  const found = new Map<string, VitalRecord>()
  const asked = new Set<string>()
  for (let next: readonly Known[] = formulas; next.length > 0; ) {
    const codes = next.flatMap(({ definition }) => {
      const formula = formulaOf(definition)
      return formula ? codesIn(formula) : []
    })
    const fresh = [...new Set(codes)].filter((code) => !asked.has(code))
    for (const code of fresh) asked.add(code)
    const records = fresh.length > 0 ? await vitalsByCode(db, fresh) : new Map<string, VitalRecord>()
    for (const [code, record] of records) found.set(code, record)
    next = [...records.values()]
  }
  return found
}

/** What formulas may stand on: the registry as it is, the definitions that are being looked at before it. */
export async function formulasKnown(
  db: Db,
  definitions: readonly VitalDefinition[],
): Promise<(code: string) => KnownVital | undefined> {
  const own = new Map(definitions.map((definition) => [definition.code, definition]))
  const kept = await operandsOf(
    db,
    definitions.map((definition) => ({ id: 0, definition })),
  )
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

async function readLeaves(db: Db, node: Node, leaves: readonly Known[], from: number): Promise<Leaves> {
  const cells = await cellsSince(
    db,
    node,
    leaves.map(({ id }) => id),
    from,
  )
  const parts = new Map(cells.map(({ vital, period, part }) => [`${vital}|${period}`, part]))
  const periods = [...new Set(cells.map(({ period }) => period))].sort((a, b) => a - b)
  return { periods, partAt: (vital, period) => parts.get(`${vital}|${period}`) ?? null }
}

function reckonAll(vital: Known, operands: ReadonlyMap<string, VitalRecord>, { periods, partAt }: Leaves): CellRow[] {
  return periods.flatMap((period) => {
    const part = reckonAt(vital, period, { operands, partAt })
    return part ? [{ vital: vital.id, period, part }] : []
  })
}
