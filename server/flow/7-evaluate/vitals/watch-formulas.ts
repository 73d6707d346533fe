import { codesIn } from '../../../../contract/vital-formula.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { ToldVital } from '../../2-detect/types.ts'
import { type InForce, locksInForce } from './locks/store.ts'
import type { RoundChanges } from './roll-up.ts'
import { duePeriod } from './rules/cell-of.ts'
import { type FormulaCell, formulaCells, judgedTier, type OpeningFormula } from './rules/formula-cells.ts'
import { formulaOf } from './rules/formula-part.ts'
import { lineUp } from './rules/line-up.ts'
import { lockOver } from './rules/locked.ts'
import { periodStart } from './rules/period.ts'
import { type JudgeGround, toldOf } from './rules/told-of.ts'
import { wholeCells } from './rules/whole-cells.ts'
import { stillWaiting } from './store.ts'
import { judgingTurn, type Opening, openingFormulas, reckonCells } from './store-opening.ts'
import type { VitalRecord } from './store-registry.ts'
import { above } from './types.ts'

// A formula is stored nowhere: what it comes to is judged whenever something it stands on was told, or it is another formula.

/** The numbers of formulas that follow from values that were told, as they are judged: those of half a batch when the rest of it is in. */
export async function formulasAfter(
  tx: Tx,
  { told, cut }: Pick<RoundChanges, 'told' | 'cut'>,
  ground: JudgeGround,
): Promise<ToldVital[]> {
  const opening = await openingFormulas(tx)
  if (opening.formulas.length === 0) return []
  const cells = await whole(tx, formulaCells(told, opening.formulas, ground.tree), cut, ground)
  return judgedIn(tx, cells, opening, ground)
}

/** The numbers above values that were told, of vitals that open events by them: likewise whole. */
export async function sumsAfter(
  tx: Tx,
  { above: changes, cut }: Pick<RoundChanges, 'above' | 'cut'>,
  records: ReadonlyMap<number, VitalRecord>,
  ground: JudgeGround,
): Promise<ToldVital[]> {
  const cells = changes.flatMap((change) => {
    const record = records.get(change.vital)
    if (!record) return []
    const { id, code, version, definition } = record
    const formula: OpeningFormula = { id, code, version, definition, leaves: new Map([[id, definition]]) }
    const { area, period, part } = change
    return { formula, area, parent: above, period, part }
  })
  return (await whole(tx, cells, cut, ground)).flatMap(({ formula, ...cell }) => toldOf(formula, cell, ground) ?? [])
}

async function whole<Cell extends FormulaCell>(
  tx: Tx,
  cells: readonly Cell[],
  toldIn: readonly string[] | null,
  ground: JudgeGround,
): Promise<Cell[]> {
  if (toldIn?.length === 0 || cells.length === 0) return [...cells]
  const vitals = [...new Set(cells.flatMap(({ formula }) => [...formula.leaves.keys()]))]
  return wholeCells(cells, await stillWaiting(tx, { toldIn, vitals }), ground)
}

/**
 * The numbers of formulas that another version of a vital changes: its own, and those of formulas that stand on it. Only what is not out of date: an old
 * number opens nothing.
 */
export async function formulasAnew(tx: Tx, code: string, ground: JudgeGround): Promise<ToldVital[]> {
  const opening = await openingFormulas(tx)
  const touched = opening.formulas.filter((formula) => standsOn(formula, code, opening.operands))
  if (touched.length === 0) return []
  await judgingTurn(tx)
  const locks = await locksInForce(tx, [...new Set(touched.flatMap((formula) => linesOf(formula, ground)))])
  const open = touched.flatMap((formula) => cellsNow(formula, ground)).filter((cell) => !isClosed(cell, locks, ground))
  // What waits is judged by the new version as soon as it is rolled up.
  return judgedIn(tx, await whole(tx, open, null, ground), opening, ground)
}

function standsOn(formula: OpeningFormula, code: string, operands: Opening['operands']): boolean {
  if (formula.code === code) return true
  const looked = new Set<string>()
  const waiting = [formula.definition]
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const read = formulaOf(one)
    for (const named of read ? codesIn(read) : []) {
      if (named === code) return true
      const next = operands.get(named)
      if (next && !looked.has(named)) waiting.push(next.definition)
      looked.add(named)
    }
  }
  return false
}

/** The cells of all its areas from the newest period that is due up to the one that runs. */
function cellsNow(formula: OpeningFormula, { tree, zone, now }: JudgeGround): FormulaCell[] {
  const { definition } = formula
  const cells: FormulaCell[] = []
  for (let period = duePeriod(definition, now, zone); period <= now; ) {
    const until = periodStart(definition.cadence, period, zone, 1)
    for (const area of tree.codesIn(judgedTier(formula), period, until)) {
      const parent = tree.parentOf(area, period, until)
      if (parent !== undefined) cells.push({ formula, area, parent: parent ?? above, period })
    }
    period = until
  }
  return cells
}

/** The areas by whose locks its numbers may be closed. */
const linesOf = (formula: OpeningFormula, { tree }: JudgeGround): string[] =>
  tree.codesOf(judgedTier(formula)).flatMap((area) => lineUp(tree, area))

/** What is closed stays what it was, whatever is published. */
function isClosed({ formula, area, period }: FormulaCell, locks: readonly InForce[], { tree, zone }: JudgeGround): boolean {
  const until = periodStart(formula.definition.cadence, period, zone, 1)
  return lockOver(locks, lineUp(tree, area), { period, until }) !== null
}

async function judgedIn(tx: Tx, cells: readonly FormulaCell[], { operands }: Opening, ground: JudgeGround): Promise<ToldVital[]> {
  if (cells.length === 0) return []
  const parts = await reckonCells(tx, cells, operands)
  return cells.flatMap(({ formula, area, period }, i) => {
    const { code, version, definition, leaves } = formula
    return (
      toldOf({ code, version, definition, standsOn: [...leaves.values()] }, { area, period, part: parts[i] ?? null }, ground) ??
      []
    )
  })
}
