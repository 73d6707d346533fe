import type { OpenedBy } from '../../../contract/catalogue.ts'
import type { Grade, Severity } from '../../../contract/scales.ts'
import type { SignalSource } from '../../../contract/signal-sources.ts'
import type { EventState } from './life.ts'

/** What somebody asked for and a second person grants: that the event stands still, or that it was a false alarm. */
export type Pause = {
  verb: 'suspend' | 'park' | 'false-alarm'
  reason: string
  until: string | null
  askedBy: string
  askedByName: string
  granted: boolean
}

/** A row of `events`. */
export type EventRecord = {
  id: string
  no: string
  type: string
  pack: string
  pack_version: number
  grade: Grade
  title: string
  state: EventState
  mode: 'auto' | 'triage'
  source: string
  object: string | null
  family: string | null
  alarm: string | null
  severity: Severity | null
  area: string
  lon: number
  lat: number
  address: string | null
  content: string | null
  opened_at: Date
  dispatched_at: Date | null
  checking_at: Date | null
  closed_at: Date | null
  closed_by: string | null
  lead_unit: string | null
  lead_name: string | null
  merged_into: string | null
  pause: Pause | null
  reopened: number
  tier: 'city' | 'district' | 'town'
  version: number
  changed_at: Date
  demo: boolean
  /** the condition of the catalogue it was opened by; null: by none */
  opened_by: OpenedBy | null
  /** a drill (演练), from its first moment to its end */
  exercise: boolean
  /** the live event it was promoted to */
  promoted_to: string | null
}

export type SignalState = 'waiting' | 'snoozed' | 'opened' | 'merged' | 'rejected' | 'auto' | 'gone'

/** A row of `signals`: what stands in the inbox. */
export type SignalRecord = {
  id: string
  source: SignalSource
  type: string
  title: string
  grade: Grade
  state: SignalState
  alarm: string | null
  report: string | null
  event: string | null
  object: string | null
  area: string
  lon: number
  lat: number
  address: string | null
  content: string | null
  received_at: Date
  snooze_until: Date | null
  decided_at: Date | null
  decided_by: string | null
  reason: string | null
  version: number
  demo: boolean
}
