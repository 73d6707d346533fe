import { z } from 'zod'
import { Instant } from './time.ts'

/** A day by its date, `2026-02-14`. */
const Date_ = z.iso.date()
/** A time of the day; `24:00` is its end. */
const Clock = z.string().regex(/^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/)
const Span = z.tuple([Clock, Clock]).refine(([from, to]) => from < to, { message: 'the end is not after the beginning' })

/** Working hours of a day and the days they are valid for, first and last included; null is open. */
export const DutyHours = z
  .strictObject({ from: Date_.nullable(), to: Date_.nullable(), windows: z.array(Span).min(1).max(8) })
  .refine(({ windows }) => windows.every((window, i) => i === 0 || windows[i - 1]![1] <= window[0]), {
    message: 'windows overlap or are out of order',
    path: ['windows'],
  })
export type DutyHours = z.infer<typeof DutyHours>

const Named = z.record(Date_, z.string().max(40))
/** What the notice of a year says: days off and weekend days worked instead, by date. A notice may name days of the year before. */
export const CalendarYear = z.strictObject({ papers: z.array(z.string().max(300)).default([]), off: Named, work: Named })
export type CalendarYear = z.infer<typeof CalendarYear>
export const Years = z.record(z.string().regex(/^(19|20|21)\d\d$/), CalendarYear)

/**
 * When people work, as data. `workingDay`: how long 一个工作日 is, in minutes of working time, or `same-clock`, the same time of the next
 * working day. `feasts`: which feast days are free in years nobody has published.
 */
export const WorkCalendarData = z
  .strictObject({
    zone: z.string().refine(isZone, { message: 'no time zone of that name' }),
    restDays: z.array(z.int().min(1).max(7)).max(6).default([6, 7]),
    workingDay: z.union([z.literal('same-clock'), z.int().min(1).max(1_440)]),
    feasts: z.enum(['china', 'none']).default('china'),
    hours: z.array(DutyHours).min(1).max(100),
    years: Years,
  })
  .meta({ id: 'WorkCalendar' })
export type WorkCalendarData = z.infer<typeof WorkCalendarData>

/** The calendar in force. `version` 0 is the shipped one; `missing`: the next year that is not published although it is time (from December on, or already begun). */
export const CalendarView = z
  .object({
    ...{ version: z.number(), source: z.string().nullable(), madeAt: Instant.nullable(), madeBy: z.string().nullable() },
    ...{ lastYear: z.number(), missing: z.number().nullable(), provisional: z.number() },
    calendar: WorkCalendarData,
  })
  .meta({ id: 'CalendarView' })
export type CalendarView = z.infer<typeof CalendarView>

/** A notice as it is entered: the text of a file. */
export const NoticeBody = z.strictObject({ text: z.string().min(2).max(200_000), source: z.string().trim().min(1).max(120) })
export const HoursBody = z.strictObject({
  workingDay: WorkCalendarData.shape.workingDay,
  hours: WorkCalendarData.shape.hours,
})
export const CalendarDone = z.object({ version: z.number(), changed: z.boolean() }).meta({ id: 'CalendarDone' })

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
