import { type GroupBy, groupings, type MeasureId, measureIds } from '../contract/evaluation-kinds.ts'
import { given, oneOf, text } from './search.ts'

export const kpiPeriods = ['day', 'week', 'month', 'quarter', 'year'] as const
export type KpiPeriodWord = (typeof kpiPeriods)[number]

export type ReviewsSearch = { view?: 'running' | 'closed' | 'overdue' }
export const reviewsSearch = (raw: Readonly<Record<string, unknown>>): ReviewsSearch =>
  given({ view: oneOf(raw, 'view', ['running', 'closed', 'overdue'] as const) })

/** The moment a replay stands at, as an ISO text. */
export type ReplaySearch = { at?: string }
export const replaySearch = (raw: Readonly<Record<string, unknown>>): ReplaySearch => given({ at: text(raw, 'at', 40) })

/** Which evaluation: of how cases were handled (without a word), the balance of a day, or the indicators. */
export type EvaluateSearch = {
  day?: string
  view?: 'balance' | 'kpi'
  period?: KpiPeriodWord
  measure?: MeasureId
  by?: GroupBy
}
export const evaluateSearch = (raw: Readonly<Record<string, unknown>>): EvaluateSearch => {
  const day = text(raw, 'day', 10)
  return given({
    day: day && /^\d{4}-\d\d-\d\d$/.test(day) ? day : undefined,
    view: oneOf(raw, 'view', ['balance', 'kpi'] as const),
    period: oneOf(raw, 'period', kpiPeriods),
    measure: oneOf(raw, 'measure', measureIds),
    by: oneOf(raw, 'by', groupings),
  })
}
