import type { Severity } from '../../../contract/scales.ts'
import type { Words } from '../../../contract/words.ts'
import type { EventRecord } from '../3-event/types.ts'

/**
 * What was measured of an event: `clear` when no alarm of its object and family is open any more and no vital of its case stands outside; `needed`: its type is
 * closed only then. Without `severity`, `clearedAt` and `vitals` nothing was measured.
 */
export type ReadingState = {
  needed: boolean
  clear: boolean
  severity: Severity | null
  clearedAt: Date | null
  vitals: { name: Words; areaName: string; outside: boolean }[]
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
