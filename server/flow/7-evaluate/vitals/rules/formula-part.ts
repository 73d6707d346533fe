import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { type Formula, parseFormula, reckon } from '../../../../../contract/vital-formula.ts'
import type { Part } from '../types.ts'
import { worthOf } from './combine.ts'
import { coversOf, joinCovers } from './cover.ts'

const parsed = new Map<string, Formula>()
/** More formulas than a registry has; a full table is begun anew. */
const keptAtMost = 5_000

/** The formula of a definition, read once; null: it has none, or none that can be read. */
export function formulaOf({ aggregation, formula }: Pick<VitalDefinition, 'aggregation' | 'formula'>): Formula | null {
  if (aggregation !== 'formula' || formula === undefined) return null
  const known = parsed.get(formula)
  if (known) return known
  const read = parseFormula(formula)
  if (!read.ok) return null
  if (parsed.size >= keptAtMost) parsed.clear()
  parsed.set(formula, read.formula)
  return read.formula
}

export type Operand = { definition: VitalDefinition; part: Part | null }

/**
 * A formula's part of an area: the quotient of its two numbers is the value, `den` 0 says that something was divided by zero. Null: a vital it
 * names has no value there. It stands on as few areas, and is as old, as the least of its vitals.
 */
export function formulaPart(formula: Formula, operands: ReadonlyMap<string, Operand>): Part | null {
  const parts: Part[] = []
  for (const { part } of operands.values()) if (part) parts.push(part)
  if (parts.length < operands.size || parts.length === 0) return null
  const reckoned = reckon(formula, (code) => {
    const operand = operands.get(code)
    return operand ? worthOf(operand.definition, operand.part) : null
  })
  // A vital that is itself divided by zero has a part and no value: neither has the formula.
  const { num, den } = reckoned ?? { num: 0, den: 0 }
  const over = parts.find((part) => part.over)?.over
  return {
    ...(over ? { over } : {}),
    ...(operands.size > 1 || parts.some(({ several }) => several) ? { several: true as const } : {}),
    covers: joinCovers([...operands.values()].map(({ definition, part }) => coversOf(definition, part))),
    ...{ num, den, n: Math.min(...parts.map(({ n }) => n)) },
    newest: Math.min(...parts.map(({ newest }) => newest)),
    oldest: Math.min(...parts.map(({ oldest }) => oldest)),
  }
}
