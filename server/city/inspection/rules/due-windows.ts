import type { Every, Inspection } from '../../../../contract/inspection.ts'
import { fromLocal, offsetMs } from '../../../kernel/calendar.ts'
import type { DueWindow, Rain, Window } from '../types.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
/** 1970-01-01 was a Thursday: the Monday before it is day −3. */
const mondayBefore = -3

export type Span = { from: Date; to: Date }
/** The city’s zone and working days (by the day’s number since 1970-01-01), and the rain that was warned of. */
export type About = { zone: string; isWorked(day: number): boolean; rains: readonly Rain[] }

/**
 * The windows of an inspection that touch a span, by their ends: in each it is to be done once. Days, weeks and months are those of the
 * city's zone. A window belongs to the season its first day lies in. `cycle` has none: it runs from the last time, object by object.
 */
export function dueWindows(plan: Pick<Inspection, 'every' | 'season'>, span: Span, about: About): DueWindow[] {
  const windows = windowsOf(plan.every, span, about).filter(({ from, by }) => from < span.to && by > span.from)
  return windows.filter(({ from }) => inSeason(plan.season, from, about.zone)).sort((a, b) => a.by.getTime() - b.by.getTime())
}

function windowsOf(every: Every, span: Span, { zone, isWorked, rains }: About): DueWindow[] {
  const days = (pairs: (readonly [from: number, by: number])[]): DueWindow[] =>
    pairs.map(([from, by]) => ({ from: fromLocal(from * dayMs, zone), by: fromLocal(by * dayMs, zone), areas: [] }))
  const [first, last] = [localDay(span.from, zone), localDay(span.to, zone)]
  switch (every.kind) {
    case 'day':
      return days(
        range(first, last)
          .filter((day) => every.days === 'all' || isWorked(day))
          .map((day) => [day, day + 1]),
      )
    case 'week': {
      const weeks = range(weekOf(first), weekOf(last)).map((week) => mondayBefore + week * 7)
      const cut = (n: number): number => Math.floor((7 * n) / every.times)
      return days(
        weeks.flatMap((monday) => range(0, every.times - 1).map((n) => [monday + cut(n), monday + cut(n + 1)] as const)),
      )
    }
    case 'month': {
      const part = (day: number): number => Math.floor(monthOf(day) / every.months)
      return days(range(part(first), part(last)).map((n) => [dayOfMonth(n * every.months), dayOfMonth((n + 1) * every.months)]))
    }
    case 'rain':
      return rains.flatMap((rain) => rainWindows(every, rain, { until: span.to, zone }))
    case 'cycle':
      return []
  }
}

type Open = { until: Date; zone: string }

/** Around one rain. While nobody knows when it ends it is to be looked at once a day, and not yet after it. */
function rainWindows(
  { phases, afterH }: Extract<Every, { kind: 'rain' }>,
  { told, from, to, areas }: Rain,
  open: Open,
): DueWindow[] {
  const all = {
    before: [{ from: told, by: from }],
    during: to ? [{ from, by: to }] : daily(from, open),
    after: to ? [{ from: to, by: new Date(to.getTime() + afterH * hourMs) }] : [],
  }
  // A warning for rain that falls already leaves no time before it.
  return phases.flatMap((phase) => all[phase].filter((one) => one.from < one.by).map((one) => ({ ...one, areas })))
}

/** From a moment to the next midnight, and on day by day. */
function daily(from: Date, { until, zone }: Open): Window[] {
  const midnights = range(localDay(from, zone) + 1, localDay(until, zone) + 1).map((day) => fromLocal(day * dayMs, zone))
  return midnights.map((by, n) => ({ from: n === 0 ? from : midnights[n - 1]!, by }))
}

/** From the first of one month to the last of another, over the turn of the year where `to` lies before `from`. */
export function inSeason(season: Inspection['season'], at: Date, zone: string): boolean {
  if (!season) return true
  const month = (monthOf(localDay(at, zone)) % 12) + 1
  return season.from <= season.to ? season.from <= month && month <= season.to : month >= season.from || month <= season.to
}

/** When the next time of a cycle is: so many months after the last, on the same day or the last one of its month. */
export function cycleDue(last: Date, months: number, zone: string): Date {
  const local = new Date(localDay(last, zone) * dayMs)
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth() + months]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return fromLocal(Date.UTC(year, month, Math.min(local.getUTCDate(), lastDay)), zone)
}

/** Days since 1970-01-01 in the zone. */
export const localDay = (at: Date, zone: string): number => Math.floor((at.getTime() + offsetMs(at, zone)) / dayMs)
const weekOf = (day: number): number => Math.floor((day - mondayBefore) / 7)
/** Months since January of the year 0. */
function monthOf(day: number): number {
  const date = new Date(day * dayMs)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
const dayOfMonth = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12, 1) / dayMs
const range = (from: number, to: number): number[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n)
