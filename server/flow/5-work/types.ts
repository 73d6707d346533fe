import type { ChecklistItem } from '../../../contract/pack.ts'
import type { Permit } from '../../../contract/permit.ts'
import type { PartName } from '../../../contract/plan-parts.ts'
import type { Grade } from '../../../contract/scales.ts'
import type { Words } from '../../../contract/words.ts'
import type { OrderState } from './life.ts'

/** A suspension asked for (`granted` false, the clock runs on) or in force (the clock stands). */
export type Pause = { reason: string; until: string | null; askedBy: string; askedByName: string; granted: boolean }
/** Where a unit that returned an order thinks it belongs; `ruled` once the hub has decided. */
export type Proposal = { unit: string; unitName: string; reason: string; basis: string; ruled?: boolean }
export type Ask = { kind: 'extend'; until: string; reason: string; by: string; byName: string }

/** What may be wrong with a closing; shown to the checker, never counted per person (decisions.md 3). */
export const defects = ['partial', 'too-brief', 'wrong-kind', 'no-evidence'] as const
export type Defect = (typeof defects)[number]

/** A row of `work_orders`, with the posts that were called for it. */
export type OrderRow = {
  id: string
  event: string
  unit: string
  unit_name: string
  post: string | null
  role: 'lead' | 'assist'
  mandatory: boolean
  /** 分工: what an assisting unit has to do by the plan; null: the lead, or asked by a person */
  part: PartName | null
  /** the unit of last resort: it cannot return */
  backstop: boolean
  state: OrderState
  step: number
  area: string
  asked_at: Date
  accept_by: Date
  /** limit of the rung called last; null on the first one */
  rung_by: Date | null
  arrive_by: Date | null
  finish_by: Date | null
  provisional: boolean
  accepted_at: Date | null
  accepted_by: string | null
  accepted_name: string | null
  arrived_at: Date | null
  submitted_at: Date | null
  submitted_by: string | null
  done_at: Date | null
  result: string | null
  cause: string | null
  defects: Defect[]
  checklist: ChecklistItem[]
  /** checklist item → when it was done */
  done_items: Record<string, string>
  pause: Pause | null
  paused_ms: number
  paused_at: Date | null
  returns: number
  proposal: Proposal | null
  ask: Ask | null
  version: number
  changed_at: Date
  demo: boolean
  called: string[]
}

/** A row of `evidence` with what a reader needs beside it. */
export type EvidenceRow = {
  id: string
  event: string
  work_order: string | null
  item: string
  kind: ChecklistItem['kind']
  file: string | null
  value: unknown
  hash: string | null
  lon: number | null
  lat: number | null
  accuracy_m: number | null
  taken_at: Date
  added_at: Date
  added_by: string
  by_name: string
  /** name of the checklist item; null for evidence outside the checklist */
  label: ChecklistItem['name'] | null
  when: 'before' | 'after' | null
  /** unit of a reading item */
  unit: string | null
  distance_m: number | null
}

/** Who acts, as far as the rules need it. `inScope`: the order's area lies in the caller's scope. */
export type Standing = {
  person: string
  unit: string
  post: string
  permits: ReadonlySet<Permit>
  inScope: boolean
}

/** A unit and the line above it, nearest first; the district's centre it belongs to (null: the city's own), and the areas it answers for. */
export type UnitLine = { id: string; name: string; above: string[]; district: string | null; areas: string[] }

/** An order of a list with what its card needs of the event, in one row. */
export type CardRow = {
  order: OrderRow
  no: string
  title: string
  type: string
  grade: Grade
  object: string | null
  areaName: string
  whole: boolean
  address: string | null
  lon: number
  lat: number
  why: string
  /** of the plan it was dispatched by */
  safety: Words[] | null
}
export type ContactRow = { event: string; name: string; post: string; unit: string; phone: string }
export type CardReading = { event: string; at: Date; reading: string; value: number }

/** Reasons of a cancelled order, as codes in the fact. */
export type CancelReason = 'closed' | 'merged' | 'false-alarm' | 'undone' | 'arbitrated' | 'handed-over'
