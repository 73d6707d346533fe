import type { QuietReason } from '../../../../contract/mute.ts'
import type { Severity } from '../../../../contract/scales.ts'
import type { AlarmRow } from '../../2-detect/store.ts'
import type { AlarmUp } from '../open-alarm.ts'

/** A row of `mutes` as far as a rule asks of it. */
export type MuteInForce = {
  id: string
  area: string
  outline: [number, number][] | null
  object: string | null
  device_kind: string | null
  type: string | null
  rule: string | null
  reason: string
  owner_name: string
  to_at: Date
  confirmed_by: string | null
}

/** An alarm that is about to call or to wait for a person, with where it is. */
export type Noticed = AlarmUp & {
  family: string
  pack: string
  deviceKind: string | null
  area: string
  lon: number
  lat: number
}

/** An alarm of something the object is fed by. `cleared`: when it was over, milliseconds. */
export type Cause = { alarm: string; object: string; label: string; family: string; cleared: number | null }

/** What stands around an alarm and may keep it quiet. Times are milliseconds, newest first. */
export type Surroundings = {
  mutes: MuteInForce[]
  causes: Cause[]
  /** every open alarm of the object, its own too */
  standing: { alarm: string; contributors: AlarmRow['contributors'] }[]
  /** its raises, and what its rule brought before a person, as many as are asked for */
  raises: number[]
  opened: number[]
}

/** A row of `muted_alarms` that is not over. */
export type MutedRow = {
  id: string
  alarm: string
  object: string
  label: string
  area: string
  type: string
  family: string
  pack: string
  rule: string
  severity: Severity
  mode: 'auto' | 'triage'
  reasons: QuietReason[]
  since: Date
}
export type QuietAlarm = Pick<MutedRow, 'alarm' | 'pack'>
export type Outcome = 'cleared' | 'milder' | 'attended' | 'opened'
