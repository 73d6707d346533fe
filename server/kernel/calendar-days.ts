import published from './calendar-data/days.json' with { type: 'json' }
import lunarFeasts from './calendar-data/lunar-feasts.json' with { type: 'json' }

/** What a day is: worked or free, the name of its feast, and whether the State Council has published its year. */
export type DayKind = { work: boolean; name: string | null; published: boolean }

type Year = { off: Record<string, string>; work: Record<string, string> }
const years = published.years as unknown as Record<string, Year>

const dayMs = 86_400_000
const dayNumber = (text: string): number => Date.parse(`${text}T00:00:00Z`) / dayMs
const isWeekend = (day: number): boolean => [0, 6].includes(new Date(day * dayMs).getUTCDay())

type Special = Map<number, { work: boolean; name: string }>

/** Days of all notices, by number since 1970-01-01. One map, because a notice may name days of the year before (2018-12-31). */
const announced: Special = new Map<number, { work: boolean; name: string }>(
  Object.values(years).flatMap(({ off, work }) => [
    ...Object.entries(off).map(([date, name]) => [dayNumber(date), { work: false, name }] as const),
    ...Object.entries(work).map(([date, name]) => [dayNumber(date), { work: true, name }] as const),
  ]),
)
const unannounced = new Map<number, Special>()

/** A day by its number since 1970-01-01 in the city's zone. Remembers the feast days of a year once it was asked for. */
export function kindOfDay(day: number): DayKind {
  const year = new Date(day * dayMs).getUTCFullYear()
  const isPublished = String(year) in years
  if (!isPublished && !unannounced.has(year)) unannounced.set(year, feastDays(year))
  const special = announced.get(day) ?? unannounced.get(year)?.get(day)
  return { work: special?.work ?? !isWeekend(day), name: special?.name ?? null, published: isPublished }
}

/** A day by its date, `2026-02-14`. Throws on a text that is no date. */
export function dayKind(date: string): DayKind {
  const day = dayNumber(date)
  if (!Number.isInteger(day)) throw new Error(`not a date: ${date}`)
  return kindOfDay(day)
}

/** The last year whose notice is in the data. */
export const lastPublishedYear = Math.max(...Object.keys(years).map(Number))

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
