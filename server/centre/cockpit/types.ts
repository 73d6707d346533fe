import type { Grade, Severity } from '../../../contract/scales.ts'

/** A call as the wall looks at it: its rung of the ladder, who was called, and what came of it. */
export type Call = {
  work_order: string | null
  step: number
  inform: boolean
  answered_at: string | null
  /** it was this person who accepted */
  accepted: boolean
  person: string | null
  person_name: string | null
  post_name: string
  unit_name: string
  phone: string | null
}

/** What the wall counts of events and orders in one place. */
export type Numbers = {
  byGrade: Partial<Record<Grade, number>>
  open: number
  overdue: number
  unaccepted: number
  unacceptedUrgent: number
  urgent: number
  returned: number
  closed24h: number
  acceptedOnTime: { n: number; of: number }
}

/** What the devices of a place say. `lastAt`: the last moment anything was heard. */
export type Pulse = {
  devices: number
  online: number
  lastAt: Date | null
  alarms: Partial<Record<Severity, number>>
  /** per pack: values inside the normal band, of all last values, and how many devices gave them */
  normal: { pack: string; n: number; of: number; heard: number; devices: number }[]
}

/** Of the last thirty days, from the counts. */
export type Month = { closed: number; falseAlarm: number; reopened: number; sentBack: number }
