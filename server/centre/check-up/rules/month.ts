import { fromLocal, zoneText } from '../../../kernel/calendar.ts'

/** On the first of the month, at this hour: what is due by the night stands there when people come. */
const hour = 6
const hourMs = 3_600_000

/**
 * Since when the month runs that a check-up made by the schedule is of. Before six on the first it is still that of the month before: a server
 * that stood still may make it then.
 */
export function monthStart(at: Date, zone: string): Date {
  const [year, month] = zoneText(new Date(at.getTime() - hour * hourMs), zone)
    .slice(0, 7)
    .split('-')
    .map(Number) as [number, number]
  return fromLocal(Date.UTC(year, month - 1, 1, hour), zone)
}

export type Made = { made: 'schedule' | 'asked'; at: Date }

/**
 * Before which moment, and by whom made, the one lies that a check-up is held against: of the month that of a month before, so that a month stands beside
 * a month; one that is asked for the newest there is. Null: any moment.
 */
export const heldAgainst = ({ made, at }: Made, zone: string): { made: 'schedule' | null; before: Date | null } =>
  made === 'schedule' ? { made, before: monthStart(at, zone) } : { made: null, before: null }
