import type { DetectRule } from '../../../../contract/pack.ts'
import { type Severity, severityWeight } from '../../../../contract/scales.ts'
import type { RuleState } from '../types.ts'

/** How bad it is by what was heard last, and when that was. */
export type Standing = { severity: Severity; at: number }

type Contribution = { rule: DetectRule; state: RuleState; severity: Severity; heardAt: number | null }

/**
 * What a rule's part in an alarm rests on now. An alarm stays up until its clear hold is over; here counts only a value that is beyond
 * a limit at this moment, or a command that failed, with the moment of the proof: an alarm that is only waiting to clear stands on nothing.
 */
function standingOfRule({ rule, state, severity, heardAt }: Contribution): Standing | null {
  if (rule.kind === 'no-receipt') return { severity, at: state.since ?? 0 }
  if (heardAt === null) return null
  if (rule.kind === 'rate' && state.since != null) return null
  if (rule.kind !== 'threshold' && rule.kind !== 'tree') return { severity, at: heardAt }
  const beyond = heaviest(Object.keys(state.beyond ?? {}) as Severity[], severity)
  return beyond ? { severity: beyond, at: heardAt } : null
}

/** The heaviest of some severities that is not heavier than the alarm has become. */
function heaviest(severities: Severity[], most: Severity): Severity | null {
  const within = severities.filter((severity) => severityWeight(severity) <= severityWeight(most))
  return within.sort((a, b) => severityWeight(b) - severityWeight(a))[0] ?? null
}

/** The gravest thing an open alarm still rests on; of equally grave ones the newest. */
export function stillStanding(contributions: Contribution[]): Standing | null {
  const all = contributions.map(standingOfRule).filter((one) => one !== null)
  return all.sort((a, b) => severityWeight(b.severity) - severityWeight(a.severity) || b.at - a.at)[0] ?? null
}
