import type { Review, ReviewAction, ReviewRow } from '../../../contract/review.ts'
import { actionKinds, reviewVerbs } from '../../../contract/review-kinds.ts'
import { nextReviewState } from './life.ts'
import type { ListedReview } from './store.ts'
import type { ActionRecord, ReviewRecord } from './types.ts'

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

const headOf = (row: ReviewRecord) => ({
  ...{ id: row.id, no: row.no, title: row.title, areaName: row.area_name, state: row.state, reasons: row.reasons },
  event: row.event && row.event_no && row.grade ? { id: row.event, no: row.event_no, grade: row.grade } : null,
  ...{ openedAt: row.opened_at.toISOString(), closedAt: iso(row.closed_at) },
})

export const rowView = (row: ListedReview): ReviewRow => ({
  ...headOf(row),
  actions: { n: row.actions, running: row.running, overdue: row.overdue },
})

type Beside = {
  facts: Review['facts']
  actions: readonly ActionRecord[]
  reader: { person: string; may: boolean }
  now: Date
}

/** A review as its page shows it, with what its reader may do now. */
export function reviewView(row: ReviewRecord, { facts, actions, reader, now }: Beside): Review {
  const { may } = reader
  return {
    ...headOf(row),
    ...{ area: row.area, version: row.version, wentWell: row.went_well, gaps: row.gaps },
    ...{ filledName: row.filled_name, filledAt: iso(row.filled_at), discussedAt: iso(row.discussed_at) },
    closedName: row.closed_name,
    vital: row.vital && row.vital_area ? { code: row.vital, area: row.vital_area } : null,
    facts,
    actions: actions.map((one) => actionView(one, reader.person, now)),
    allowed: may ? reviewVerbs.filter((verb) => verb !== 'act' && nextReviewState(row.state, verb)) : [],
    mayAct: may && nextReviewState(row.state, 'act') !== null,
    at: now.toISOString(),
  }
}

const actionView = (one: ActionRecord, reader: string, now: Date): ReviewAction => ({
  ...{ id: one.id, kind: one.kind, words: one.words, unit: one.unit, unitName: one.unit_name, state: one.state },
  named: one.target && one.target_name && one.stood ? { target: one.target, name: one.target_name, stands: one.stood } : null,
  ...{ unnamed: one.target === null && actionKinds[one.kind].names.length > 0, change: one.change },
  ...{ due: one.due.toISOString(), overdue: one.state === 'running' && one.due < now },
  ...{ byName: one.by_name, madeAt: one.made_at.toISOString(), proof: one.proof, note: one.note },
  ...{ doneAt: iso(one.done_at), doneName: one.done_name, mayHandOver: one.by_person !== reader },
})
