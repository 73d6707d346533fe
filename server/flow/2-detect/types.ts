import type { Severity } from '../../../contract/scales.ts'

/** What a rule remembers of one device. Times are milliseconds since 1970, so that the state is plain JSON. */
export type RuleState = {
  /** severity the rule holds now */
  level: Severity | null
  /** since when the value has been beyond each level's limit */
  beyond?: Partial<Record<Severity, number>>
  /** since when the value has been back behind each level's own clear limit */
  back?: Partial<Record<Severity, number>>
  /** rate: the points inside the window; flat: since when the value has not moved */
  window?: [at: number, value: number][]
  /** rate: since when the condition holds, or is over; flat: how many equal readings; no-receipt: when the command failed last */
  since?: number | null
  /** ineffective: the command that runs, and the value when it started */
  running?: { since: number; from: number } | null
}

/** One look of a rule: values that came (`values`), or just the time going on (null). `lastAt`: when the last reading came that could be used. */
export type Look = {
  now: number
  values: Record<string, number> | null
  lastAt: number | null
  unanswered?: { command: string } | undefined
  receipt?: { command: string; ok: boolean } | undefined
}

/** What a rule says: its new state, whether its severity changed, and when it wants to be asked again. */
export type Verdict = {
  state: RuleState
  change: { from: Severity | null; to: Severity | null; value: number | null; limit: number | null } | null
  wakeAt: number | null
}

/** A change of one rule on one device, before it is folded into the object's alarm. */
export type RuleChange = {
  rule: string
  family: string
  reading: string | null
  from: Severity | null
  to: Severity | null
  value: number | null
  limit: number | null
}
