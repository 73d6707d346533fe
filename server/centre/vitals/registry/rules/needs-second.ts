import { sameJson } from '../../../../../contract/rule-words/same-json.ts'
import type { VitalDefinition } from '../../../../../contract/vital.ts'

/** What makes the number of a vital, and what keeps values out of it: a value that is refused opens nothing. */
const reckoning = ['aggregation', 'formula', 'count', 'times', 'tier', 'cadence', 'possible', 'unusual', 'rules'] as const
/** What decides whether, when, where and as what a number opens events, beside what `opens` says. */
const judging = ['normal', 'normalAbove', 'hysteresis', 'leastSample', 'bands', 'eventType', 'objectKind'] as const

/** How long causes are looked for opens nothing. */
const opening = ({ opens }: VitalDefinition) => {
  const { hold, tier = null, covered = null } = opens ?? { hold: null }
  return { hold, tier, covered }
}

/**
 * Is a definition put in force by two? One that opens events where it did not, opens them otherwise, or opens none any more: people are called by it, or are
 * not. `before` null: it is new. `feeds`: formulas that open events stand on it, so its number is theirs too. Names, sources and owners are one person's.
 */
export function needsSecond(before: VitalDefinition | null, after: VitalDefinition, feeds: boolean): boolean {
  const isOther = (field: keyof VitalDefinition): boolean => !sameJson(before?.[field] ?? null, after[field] ?? null)
  if (before && feeds && reckoning.some(isOther)) return true
  if (!before?.opens && !after.opens) return false
  if (!before || !sameJson(opening(before), opening(after))) return true
  return [...reckoning, ...judging].some(isOther)
}

/** What one person puts in force of a new definition: all of it, but it opens nothing. */
export function withoutOpens({ opens: _, ...definition }: VitalDefinition): VitalDefinition {
  return definition
}
