import { offsetMs } from '../../../kernel/calendar.ts'

/** A moment by the city's clock, to the second: "2026-04-10 21:30:05". */
export const cityTime = (at: Date, { zone }: { zone: string }): string =>
  new Date(at.getTime() + offsetMs(at, zone)).toISOString().slice(0, 19).replace('T', ' ')
