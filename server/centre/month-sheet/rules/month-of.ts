import { fromLocal, zoneText } from '../../../kernel/calendar.ts'

/** A month of the city: from its first midnight to that of the next; `running`: it is not over at `now`. */
export type Month = { month: string; from: Date; to: Date; running: boolean }

/** The month of this name, or the one `now` lies in. */
export function monthOf(given: string | undefined, now: Date, zone: string): Month {
  const month = given ?? zoneText(now, zone).slice(0, 7)
  const [year, number] = month.split('-').map(Number) as [number, number]
  const from = fromLocal(Date.UTC(year, number - 1, 1), zone)
  const to = fromLocal(Date.UTC(year, number, 1), zone)
  return { month, from, to, running: to > now }
}
