import type { CalendarYear, DutyHours, WorkCalendarData } from '../../contract/calendar.ts'
import published from './calendar-data/days.json' with { type: 'json' }
import lunarFeasts from './calendar-data/lunar-feasts.json' with { type: 'json' }

/** What a day is: worked or free, the name of its feast, and whether every notice that could change it is published. */
export type DayKind = { work: boolean; name: string | null; published: boolean }
/** Working hours, in ms after local midnight. */
export type Windows = readonly (readonly [opens: number, closes: number])[]

/** When people work. Days are numbers since 1970-01-01 in the zone. */
export type WorkCalendar = {
  zone: string
  /** 一个工作日 in ms of working time; null: the same time of the next working day */
  workDayMs: number | null
  kindOfDay(day: number): DayKind
  /** the hours valid on a day, whether it is worked or not */
  windowsOf(day: number): Windows
  /** the last year that is published */
  lastYear: number
}

type Named = { work: boolean; name: string }
type Special = Map<number, Named>

const minuteMs = 60_000
const dayMs = 86_400_000
/** A date as its number since 1970-01-01. Throws on a text that is no date. */
export function dayNumber(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / dayMs
  if (!Number.isInteger(day)) throw new Error(`not a date: ${date}`)
  return day
}

const shippedYears = published.years as unknown as Record<string, CalendarYear>

/**
 * The calendar of the shipped data: the State Council notices 2013 to 2026, hours from 8 to 12 and from 14 to 18, so that a working day
 * is 480 minutes. These are the hours two open city systems come with; each city enters its own.
 */
export const shippedCalendar = (zone: string): WorkCalendarData => ({
  ...{
    zone,
    restDays: [6, 7],
    workingDay: 480,
    feasts: 'china',
    years: shippedYears,
  },
  hours: [
    {
      ...{ from: null, to: null },
      windows: [
        ['08:00', '12:00'],
        ['14:00', '18:00'],
      ],
    },
  ],
})

/** Makes a calendar ready; it remembers the feast days of years once they were asked for. */
export function createCalendar({ zone, restDays, workingDay, feasts, hours, years }: WorkCalendarData): WorkCalendar {
  const announced = announcedDays(years)
  const unannounced = new Map<number, Special>()
  const valid = hours.map((one) => ({
    ...bounds(one),
    windows: one.windows.map(([from, to]) => [clockMs(from), clockMs(to)] as const),
  }))
  const rests = new Set(restDays)
  const lateFrom = feasts === 'china' ? reachBack({ ...shippedYears, ...years }) : reachBack(years)
  const isIn = (year: number): boolean => String(year) in years
  const feastsOf = (year: number): Special => {
    const known = unannounced.get(year) ?? (feasts === 'china' ? feastDays(year) : new Map())
    unannounced.set(year, known)
    return known
  }
  return {
    zone,
    workDayMs: workingDay === 'same-clock' ? null : workingDay * minuteMs,
    lastYear: Math.max(0, ...Object.keys(years).map(Number)),
    kindOfDay(day) {
      const date = new Date(day * dayMs)
      const year = date.getUTCFullYear()
      const special = announced.get(day) ?? (isIn(year) ? undefined : feastsOf(year).get(day))
      const isLate = date.toISOString().slice(5, 10) >= lateFrom
      return {
        ...{ work: special?.work ?? !rests.has(date.getUTCDay() || 7), name: special?.name ?? null },
        published: isIn(year) && (!isLate || isIn(year + 1)),
      }
    },
    // Of several that are valid the last one is meant: an exception stands below the rule.
    windowsOf: (day) => valid.findLast(({ from, to }) => from <= day && day <= to)?.windows ?? [],
  }
}

/** Days of all notices in one map, because a notice may name days of the year before (2018-12-31). */
const announcedDays = (years: Record<string, CalendarYear>): Special =>
  new Map(
    Object.values(years).flatMap(({ off, work }) => [
      ...Object.entries(off).map(([date, name]): [number, Named] => [dayNumber(date), { work: false, name }]),
      ...Object.entries(work).map(([date, name]): [number, Named] => [dayNumber(date), { work: true, name }]),
    ]),
  )

/**
 * From which month and day on (`12-29`) the notice of the next year may still change a year: the earliest any notice has named. That
 * of 2019 had 2018-12-29 worked and 12-31 free, that of 2023 named 2022-12-31. No notice ever did: after every date.
 */
export const reachBack = (years: Record<string, CalendarYear>): string =>
  Object.entries(years)
    .flatMap(([year, { off, work }]) =>
      [...Object.keys(off), ...Object.keys(work)].filter((date) => Number(date.slice(0, 4)) < Number(year)),
    )
    .reduce((earliest, date) => (date.slice(5) < earliest ? date.slice(5) : earliest), 'never')

const bounds = ({ from, to }: DutyHours) => ({
  from: from === null ? Number.NEGATIVE_INFINITY : dayNumber(from),
  to: to === null ? Number.POSITIVE_INFINITY : dayNumber(to),
})

function clockMs(text: string): number {
  const [hours, minutes] = text.split(':').map(Number) as [number, number]
  return (hours * 60 + minutes) * minuteMs
}

/** Feast days on fixed dates: month, day, name (全国年节及纪念日放假办法, as amended from 2025-01-01). */
const fixed: [number, number, string][] = [
  [1, 1, '元旦'],
  [5, 1, '劳动节'],
  [5, 2, '劳动节'],
  [10, 1, '国庆节'],
  [10, 2, '国庆节'],
  [10, 3, '国庆节'],
]
/** First day of 春节, 端午, 中秋 per year; see calendar-data/SOURCE.md for why they are not worked out here. */
const lunar = lunarFeasts as Record<string, string[]>

/** The feast days the law names for a year nobody has published yet; which weekends are swapped for them is not knowable. */
export function feastDays(year: number): Special {
  const days: Special = new Map()
  const free = (day: number, name: string) => days.set(day, { work: false, name })
  for (const [month, day, name] of fixed) free(Date.UTC(year, month - 1, day) / dayMs, name)
  free(qingming(year), '清明节')
  const [spring, dragonBoat, midAutumn] = lunar[String(year)] ?? []
  // New Year's Eve and the first three days of the year.
  if (spring) for (const after of [-1, 0, 1, 2]) free(dayNumber(spring) + after, '春节')
  if (dragonBoat) free(dayNumber(dragonBoat), '端午节')
  if (midAutumn) free(dayNumber(midAutumn), '中秋节')
  return days
}

/** 清明, 4 or 5 April: the usual formula of the 21st century (2000–2099), Y × 0.2422 + 4.81 less the leap days. */
function qingming(year: number): number {
  const y = year % 100
  return Date.UTC(year, 3, Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4)) / dayMs
}
