import type { Severity } from '../../../contract/scales.ts'
import type { EventRecord } from '../3-event/types.ts'

/** The alarm behind an event: `clear` when none of its object and family is open any more. */
export type ReadingState = {
  needed: boolean
  clear: boolean
  severity: Severity | null
  clearedAt: Date | null
}

/** An event of the check queue with its place in words. */
export type Waiting = EventRecord & { area_name: string; whole: boolean }

export type DisputeRow = {
  id: string
  event: string
  no: string
  title: string
  report: string | null
  person: string | null
  person_name: string | null
  reason: string
  made_at: Date
}
