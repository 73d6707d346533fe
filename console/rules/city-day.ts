import { CITY_ZONE } from '../../ui/format.ts'

const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: CITY_ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })

/** The day of the city's calendar a moment falls on: `2026-03-02`. */
export const dayOf = (at: string | number): string => dayFormat.format(typeof at === 'number' ? at : Date.parse(at))

/** So many days after a day (before it: negative), whatever the length of months. */
export function dayAfter(day: string, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10)
}
