import type { Kpi, KpiPeriod } from '../../../../contract/kpi.ts'
import { type KpiCount, kpiFormulas, kpiIds, stageLimits } from '../../../../contract/kpi-formulas.ts'

/**
 * What of a case is counted; moments in ms. `due`: the limit for finishing as it stands, null without one or while the case stands
 * still (挂起, 挂账): it falls into the period it goes on in. `handled`: when its lead last submitted. `exempt`: an appeal was upheld.
 */
export type KpiCase = {
  received: number
  filed: number
  voided: boolean
  dispatched: number | null
  redispatched: boolean
  due: number | null
  handled: number | null
  closed: number | null
  sentBack: number
  checkAsked: number | null
  checked: number | null
  /** the public told of it before anybody of ours had found it */
  foundByPublic: boolean
  exempt: boolean
}
export type KpiReport = { by: 'grid' | 'public'; received: number; state: 'waiting' | 'valid' | 'rejected' }

/** From the beginning of the period up to its end or now, whichever comes first. */
export type Span = { from: number; until: number }

const minute = 60_000
const dayMs = 86_400_000

/**
 * Counts the cases of a period. A case belongs to it by the moment each count is about: when it was filed, due, submitted, or came to
 * its check; so one that stands still over the end of a month is due in the month it goes on in. Null: nothing tells it.
 */
export function countKpis(cases: readonly KpiCase[], reports: readonly KpiReport[], span: Span): Record<KpiCount, number | null> {
  const isIn = (at: number | null): boolean => at !== null && at >= span.from && at < span.until
  const filed = cases.filter((one) => isIn(one.filed))
  const due = cases.filter((one) => isIn(one.due) && !one.voided && !one.exempt)
  const handled = cases.filter((one) => isIn(one.handled) && !one.voided)
  const dispatchDue = filed.filter((one) =>
    mustBeDone(one.dispatched, one.filed + stageLimits.dispatch * minute, one, span.until),
  )
  const checkDue = cases.filter(
    (one) => isIn(one.checkAsked) && mustBeDone(one.checked, one.checkAsked! + stageLimits.check * minute, one, span.until),
  )
  const told = reports.filter((one) => isIn(one.received))
  const ours = told.filter((one) => one.by === 'grid' && one.state !== 'waiting')
  return {
    filed: filed.length,
    voided: filed.filter((one) => one.voided).length,
    'filed-in-time': filed.filter((one) => one.filed - one.received <= stageLimits.filing * minute).length,
    due: due.length,
    closed: due.filter((one) => one.closed !== null && one.closed < span.until).length,
    'closed-in-time': due.filter((one) => one.closed !== null && one.closed <= one.due!).length,
    'handled-in-time': due.filter((one) => one.handled !== null && one.handled <= one.due!).length,
    handled: handled.length,
    reworked: handled.filter((one) => one.sentBack > 0).length,
    'dispatch-due': dispatchDue.length,
    dispatched: filed.filter((one) => one.dispatched !== null).length,
    'dispatched-in-time': dispatchDue.filter((one) => within(one.filed, one.dispatched, stageLimits.dispatch)).length,
    redispatched: dispatchDue.filter((one) => one.redispatched).length,
    'check-due': checkDue.length,
    'checked-in-time': checkDue.filter((one) => within(one.checkAsked!, one.checked, stageLimits.check)).length,
    // Reports are not verified on the spot before they are filed: there is no such step, and so no number.
    'verify-due': null,
    'verified-in-time': null,
    reports: ours.length,
    'valid-reports': ours.filter((one) => one.state === 'valid').length,
    'public-reports': told.filter((one) => one.by === 'public' && one.state === 'valid').length,
    missed: filed.filter((one) => one.foundByPublic && !one.voided).length,
  }
}

const within = (from: number, done: number | null, minutes: number): boolean => done !== null && done - from <= minutes * minute

/** Done, or its time is over; what was voided before it was done is nobody's to do any more. */
const mustBeDone = (done: number | null, over: number, { voided }: Pick<KpiCase, 'voided'>, now: number): boolean =>
  done !== null || (!voided && over <= now)

/** How often the cases of a period were sent back in all, beside how many were. */
export const reworkTimes = (cases: readonly KpiCase[], { from, until }: Span): number =>
  cases.reduce((sum, { handled, voided, sentBack }) => {
    const isIn = handled !== null && handled >= from && handled < until && !voided
    return sum + (isIn ? sentBack : 0)
  }, 0)

/** The indicators by their formulas, both numbers each. */
export function kpisOf(counts: Record<KpiCount, number | null>): Kpi[] {
  return kpiIds.map((id) => {
    const { over, less, under } = kpiFormulas[id]
    const [whole, off, denominator] = [counts[over], less === undefined ? 0 : counts[less], counts[under]]
    if (whole === null || off === null || denominator === null)
      return { id, numerator: null, denominator: null, notCollected: true }
    return { id, numerator: whole - off, denominator, notCollected: false }
  })
}

/** The first and the last day of the period a day lies in; weeks begin on Monday. */
export function periodDays(day: string, period: KpiPeriod): { from: string; to: string } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const text = (y: number, m: number, d: number): string => new Date(Date.UTC(y, m, d)).toISOString().slice(0, 10)
  switch (period) {
    case 'day':
      return { from: day, to: day }
    case 'week': {
      const back = (new Date(Date.UTC(year, month - 1, date)).getTime() / dayMs + 3) % 7
      return { from: text(year, month - 1, date - back), to: text(year, month - 1, date - back + 6) }
    }
    case 'month':
      return { from: text(year, month - 1, 1), to: text(year, month, 0) }
    case 'quarter': {
      const first = month - 1 - ((month - 1) % 3)
      return { from: text(year, first, 1), to: text(year, first + 3, 0) }
    }
    case 'year':
      return { from: text(year, 0, 1), to: text(year, 11, 31) }
  }
}
