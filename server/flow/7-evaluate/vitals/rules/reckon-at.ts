import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { codesIn } from '../../../../../contract/vital-formula.ts'
import type { Part } from '../types.ts'
import { formulaOf, formulaPart, type Operand } from './formula-part.ts'
import { reaches } from './reaches.ts'

/** A vital as far as it can stand in a formula. */
export type Reckoned = { id: number; definition: VitalDefinition }
/** The vitals formulas may name, by code. */
export type Operands = { get(code: string): Reckoned | undefined }
/** What a formula is reckoned on: the vitals it may name, by code, and what each is in a period (ms) of the area that is asked of. */
export type ReckonGround = {
  operands: Operands
  partAt(vital: number, period: number): Part | null
}

/** What was published never comes back to itself; a formula in so many others would only be a mistake. */
const depthAtMost = 12

/** What a vital comes to in a period (ms), reckoned through as many formulas as it stands on; null: something it needs is not there. */
export function reckonAt({ definition, id }: Reckoned, period: number, ground: ReckonGround, depth = 0): Part | null {
  const formula = formulaOf(definition)
  if (!formula) return ground.partAt(id, period)
  if (depth > depthAtMost) return null
  const parts = new Map<string, Operand>()
  for (const code of codesIn(formula)) {
    const record = ground.operands.get(code)
    // What was changed to a tier above or another cadence since is no number of this area and period any more.
    if (!record || !reaches(record.definition, definition.tier) || record.definition.cadence !== definition.cadence) return null
    parts.set(code, { definition: record.definition, part: reckonAt(record, period, ground, depth + 1) })
  }
  return formulaPart(formula, parts)
}
