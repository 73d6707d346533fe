import { zoneText } from './calendar.ts'

/** City hours in which the server does what takes it a core for minutes. */
const hours = { from: 2, to: 5 }

/** The city's day (YYYY-MM-DD) while its night lasts, from two to five; null by day and in the evening. */
export function nightOf(now: Date, zone: string): string | null {
  const text = zoneText(now, zone)
  const hour = Number(text.slice(11, 13))
  return hour >= hours.from && hour < hours.to ? text.slice(0, 10) : null
}
