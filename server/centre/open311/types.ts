import type { ReportState, Told } from '../../flow/1-ingest/reports/types.ts'

export type Language = 'zh' | 'en'

/** A report as it may be told to everybody, with what became of it. Neither words nor people of it are read. */
export type RequestRow = {
  id: string
  type: string
  state: ReportState
  outcome: Told | null
  /** its sender disputes the end, and nobody has ruled yet */
  disputed: boolean
  /** WGS-84 degrees */
  lon: number
  lat: number
  received_at: Date
  told_at: Date | null
  /** the unit that leads its event */
  lead_name: string | null
  /** when that unit's part is due */
  finish_by: Date | null
  district: string | null
  town: string | null
  community: string | null
}
