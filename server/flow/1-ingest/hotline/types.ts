import type { HotlineAskIn, HotlineOrderIn, HotlineVerdict, HotlineWhat } from '../../../../contract/hotline.ts'
import type { ReportRow } from '../reports/types.ts'

/** A row of `hotline_orders` with what became of its report. `hotline`: its name in CHANNELS_FILE, which outlives its keys. */
export type OrderRow = {
  hotline: string
  no: string
  report: string
  kind: HotlineOrderIn['kind']
  urgent: boolean
  confidential: boolean
  digest: Buffer
  area: string
  received_at: Date
  reply_by: Date
  answered_at: Date | null
  /** the hotline took it back */
  returned_at: Date | null
  /** its caller disputes the end, and nobody has ruled yet */
  disputed_at: Date | null
  answer: string | null
  verdict: (Pick<HotlineVerdict, 'solved' | 'satisfied' | 'note'> & { at: string }) | null
} & Pick<ReportRow, 'code' | 'type' | 'content' | 'state' | 'outcome' | 'event'> & { event_no: string | null }

export type AskRow = {
  id: string
  report: string
  what: HotlineAskIn['what']
  reason: string
  until: Date | null
  state: 'asked' | 'granted' | 'refused' | 'void'
  by_name: string
  at: Date
  note: string | null
  answered_at: Date | null
}

export type MessageRow = {
  key: string
  report: string
  seq: number
  what: HotlineWhat
  at: Date
  state: 'waiting' | 'sent' | 'failed'
  receipt: string | null
  error: string | null
  settled_at: Date | null
}
