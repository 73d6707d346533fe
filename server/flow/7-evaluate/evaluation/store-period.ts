import type { KpiPeriod } from '../../../../contract/kpi.ts'
import { cityDay } from '../../../kernel/calendar.ts'
import type { Db } from '../../../kernel/spine.ts'
import { periodDays } from '../rules/count-kpis.ts'
import { dayBegins } from '../store-kpi.ts'
import type { Wish } from './store-read.ts'

/** A period in days of the city's calendar (`from` to `to`, both counted) and as moments, up to its end or now. */
export type Spanned = { from: string; to: string; begin: Date; until: Date }
const dayMs = 86_400_000

/** The day so many days after one. */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

/** The period a day lies in. */
export async function spanOf(db: Db, day: string, period: KpiPeriod, at: { now: Date; zone: string }): Promise<Spanned> {
  const { from, to } = periodDays(day, period)
  const [begin, end] = [await dayBegins(db, from, at.zone), await dayBegins(db, dayAfter(to, 1), at.zone)]
  return { from, to, begin, until: end < at.now ? end : at.now }
}

/** A period beside the one before it, as figures are asked for. */
export async function wishOf(
  db: Db,
  { scope, day, period }: { scope: readonly string[]; day: string; period: KpiPeriod },
  at: { now: Date; zone: string },
): Promise<{ wish: Wish; until: Date; past: { from: string; to: string } }> {
  const { from, to, until } = await spanOf(db, day, period, at)
  const past = periodDays(dayAfter(from, -1), period)
  const today = cityDay(at.now, at.zone)
  return { wish: { scope, period, from, to, lastDay: to < today ? to : today, pastFrom: past.from, now: at.now }, until, past }
}
