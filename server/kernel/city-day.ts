import { offsetMs } from './calendar.ts'

/** The day of the calendar a moment lies on in a zone, `2026-04-10`. */
export const cityDay = (at: Date, zone: string): string => new Date(at.getTime() + offsetMs(at, zone)).toISOString().slice(0, 10)
