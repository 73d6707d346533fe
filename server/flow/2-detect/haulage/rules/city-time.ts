import { offsetMs } from '../../../../kernel/calendar.ts'
import type { CityTime } from './step.ts'

/** Day and time of day as the clocks of a zone show them. */
export const timeIn =
  (zone: string): CityTime =>
  (at) => {
    const local = new Date(at.getTime() + offsetMs(at, zone)).toISOString()
    return { day: local.slice(0, 10), time: local.slice(11, 16) }
  }
