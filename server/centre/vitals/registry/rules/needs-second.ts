import { sameJson } from '../../../../../contract/rule-words/same-json.ts'
import type { VitalDefinition } from '../../../../../contract/vital.ts'

/** What decides whether, when, where and as what a vital opens events, beside what `opens` says. */
const deciding = [
  ...(['normal', 'normalAbove', 'hysteresis', 'bands', 'eventType', 'objectKind'] as const),
  ...(['aggregation', 'formula', 'count', 'times', 'tier', 'cadence'] as const),
] as const

/** How long causes are looked for opens nothing. */
const opening = ({ opens }: VitalDefinition) => {
  const { hold, tier = null, covered = null } = opens ?? { hold: null }
  return { hold, tier, covered }
}

/**
 * Is a definition put in force by two? One that opens events where it did not, opens them otherwise, or opens none any more: people are called by it, or are
 * not. `before` null: it is new. Names, sources and owners are one person's.
 */
export function needsSecond(before: VitalDefinition | null, after: VitalDefinition): boolean {
  if (!before?.opens && !after.opens) return false
  if (!before || !sameJson(opening(before), opening(after))) return true
  return deciding.some((field) => !sameJson(before[field] ?? null, after[field] ?? null))
}

/** What one person puts in force of a new definition: all of it, but it opens nothing. */
export function withoutOpens({ opens: _, ...definition }: VitalDefinition): VitalDefinition {
  return definition
}
