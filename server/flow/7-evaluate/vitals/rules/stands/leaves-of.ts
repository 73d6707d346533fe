import { codesIn } from '../../../../../../contract/vital-formula.ts'
import type { KeptVital } from '../../stands/types.ts'
import { formulaOf } from '../formula-part.ts'

type Walked = Pick<KeptVital, 'id' | 'definition'>

/** The vitals with numbers of their own that some vitals come down to, through as many formulas as it takes; each by its number once. */
export function leavesOf(vitals: readonly Walked[], byCode: { get(code: string): Walked | undefined }): Set<number> {
  const found = new Set<number>()
  const looked = new Set(vitals)
  const waiting = [...vitals]
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const formula = formulaOf(one.definition)
    if (!formula) found.add(one.id)
    for (const code of formula ? codesIn(formula) : []) {
      const operand = byCode.get(code)
      if (operand && !looked.has(operand)) waiting.push(operand)
      if (operand) looked.add(operand)
    }
  }
  return found
}
