import type { EventType } from '../../../../contract/pack.ts'
import type { Grade, Severity } from '../../../../contract/scales.ts'

/** One alarm as it would have been. */
export type PlayedAlarm = {
  family: string
  severity: Severity
  rule: string
  since: number
  cleared: number | null
  muted?: boolean
}
/** One event as it would have been: it ends with its alarm. */
export type PlayedEvent = {
  family: string
  type: EventType
  mode: 'auto' | 'triage'
  grade: Grade
  since: number
  ended: number | null
}
export type Played = { alarms: PlayedAlarm[]; events: PlayedEvent[] }

/** How an event on the object ended in truth. */
export type Verdict = { family: string; from: number; to: number; falseAlarm: boolean }
