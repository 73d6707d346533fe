import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { above, type Change, type RollTree, type TreeRead } from '../types.ts'

/** A formula that opens events, and the vitals with numbers of their own that it comes down to, by their number. */
export type OpeningFormula = {
  id: number
  code: string
  version: number
  definition: VitalDefinition
  leaves: ReadonlyMap<number, VitalDefinition>
}
/** A number of a formula: of an area, whose row stands with those of `parent`, in a period (ms). */
export type FormulaCell = { formula: OpeningFormula; area: string; parent: string; period: number }

export const judgedTier = ({ definition: { tier, opens } }: OpeningFormula) => opens?.tier ?? tier

/**
 * The numbers of formulas that are judged anew when some vitals were told: for each told value that of the area of the formula's tier it lies in, by the tree
 * of the period. Each once, however many values came.
 */
export function formulaCells(
  told: readonly Change[],
  formulas: readonly OpeningFormula[],
  tree: RollTree & Pick<TreeRead, 'node'>,
): FormulaCell[] {
  const cells = new Map<string, FormulaCell>()
  for (const { vital, area: from, period, until } of told)
    for (const formula of formulas) {
      if (!formula.leaves.has(vital)) continue
      const found = areaAt(from, { tier: judgedTier(formula), period, until }, tree)
      if (found) cells.set(`${formula.id}|${found.area}|${period}`, { formula, period, ...found })
    }
  return [...cells.values()]
}

type Wanted = { tier: string; period: number; until: number | undefined }

/** The area of a tier that one lies in, itself among them; null: it lies in none. */
function areaAt(
  from: string,
  { tier, period, until }: Wanted,
  tree: RollTree & Pick<TreeRead, 'node'>,
): { area: string; parent: string } | null {
  for (let area: string | null | undefined = from; area != null; ) {
    const parent: string | null | undefined = tree.parentOf(area, period, until)
    if (parent !== undefined && tree.node(area)?.tier === tier) return { area, parent: parent ?? above }
    area = parent
  }
  return null
}
