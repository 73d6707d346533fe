import { cityDay } from '../../../kernel/calendar.ts'

const dayMs = 86_400_000
/** What was recorded in the last second of a day is readable well before this. */
const waitMs = 10 * 60_000
/** After a longer stop of the server only the newest days are sealed by themselves. */
const mostDays = 31

/** The days that are over since the last sealed one, oldest first; only yesterday when none ever was. */
export function daysToSeal(last: string | null, now: Date, zone: string): string[] {
  const days: string[] = []
  for (let back = 1; back <= mostDays; back++) {
    const day = cityDay(new Date(now.getTime() - waitMs - back * dayMs), zone)
    if (last !== null && day <= last) break
    days.unshift(day)
    if (last === null) break
  }
  return days
}
