import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { codesIn, parseFormula } from '../../../../../contract/vital-formula.ts'
import { wantedTier } from '../../../../../contract/vital-tier-words.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'
import type { KnownVital } from '../types.ts'
import { cadenceWords } from './cadence-words.ts'
import { formulaOf } from './formula-part.ts'
import { reaches } from './reaches.ts'

/**
 * Can a definition be reckoned as it says? Its vitals exist, are of its own cadence and told at its tier or below, so that each of its areas can have
 * them, rolled up; and it never comes back to itself: the way round is told.
 */
export function checkFormula(definition: VitalDefinition, vitalOf: (code: string) => KnownVital | undefined): Result<null> {
  const { aggregation, formula, count, tier, cadence } = definition
  if ((aggregation === 'formula') !== (formula !== undefined) || (formula !== undefined && count))
    return refuse('vital.formula-kind')
  if (formula === undefined) return ok(null)
  const read = parseFormula(formula)
  if (!read.ok) return refuse('vital.formula', { at: read.fault.at + 1, found: read.fault.found || '∅' })
  const codes = codesIn(read.formula)
  if (codes.length === 0) return refuse('vital.formula-empty')
  if (read.never) return refuse('vital.formula-zero', { at: read.never.at + 1, found: read.never.found })
  for (const code of codes) {
    const known = code === definition.code ? { definition, state: 'sorted' as const } : vitalOf(code)
    if (!known || known.state === 'stopped') return refuse('vital.operand-unknown', { code })
    // What is told below rolls up to the formula's areas; what is told above says nothing of them.
    if (!reaches(known.definition, tier)) return refuse('vital.operand-tier', { code, ...wantedTier(tier) })
    const other = cadenceWords[known.definition.cadence]
    if (known.definition.cadence !== cadence)
      return refuse('vital.operand-cadence', { code, cadence: other.zh, cadenceEn: other.en })
  }
  const round = wayRound(definition, vitalOf)
  return round ? refuse('vital.cycle', { path: round.join(' → ') }) : ok(null)
}

/** The codes from a formula back to itself, both ends named; null: it comes to an end everywhere. */
function wayRound(definition: VitalDefinition, vitalOf: (code: string) => KnownVital | undefined): string[] | null {
  const done = new Set<string>()
  const walk = (one: VitalDefinition, path: readonly string[]): string[] | null => {
    const formula = formulaOf(one)
    for (const code of formula ? codesIn(formula) : []) {
      if (path.includes(code)) return [...path.slice(path.indexOf(code)), code]
      if (done.has(code)) continue
      const next = vitalOf(code)?.definition
      const round = next ? walk(next, [...path, code]) : null
      if (round) return round
      done.add(code)
    }
    return null
  }
  return walk(definition, [definition.code])
}
