import { z } from 'zod'
import { CalendarYear, type WorkCalendarData } from '../../../../contract/calendar.ts'

export type Notice = { year: string; days: CalendarYear }
/** The form in which notices are passed on; no day of it is left out because it is written wrongly. */
const OpenYear = z.object({
  papers: z.array(z.string()).default([]),
  days: z.array(z.object({ name: z.string(), date: z.string(), isOffDay: z.boolean() })),
})
type OpenYear = z.infer<typeof OpenYear>
type Read = { ok: true; notices: Notice[] } | { ok: false; at: string; says: string }

/**
 * Reads the notice of one year or several: ours (`{"2027": {"papers", "off", "work"}}`, also under `years`), or the open form
 * `{"year", "papers", "days": [{"name", "date", "isOffDay"}]}`. A year without a single day off is no notice: it is not out yet.
 */
export function readNotices(given: unknown): Read {
  if (!isRecord(given)) return { ok: false, at: '', says: 'not an object' }
  const years = isRecord(given.years) ? given.years : 'days' in given ? { [String(given.year)]: given } : given
  const notices: Notice[] = []
  for (const [year, body] of Object.entries(years)) {
    if (!/^(19|20|21)\d\d$/.test(year)) return { ok: false, at: year, says: 'not a year' }
    const open = isRecord(body) && 'days' in body ? OpenYear.safeParse(body) : null
    const read = open && !open.success ? open : CalendarYear.safeParse(open ? fromDays(open.data) : body)
    if (!read.success) {
      const [issue] = read.error.issues
      return { ok: false, at: [year, ...issue!.path].join('.'), says: issue!.message }
    }
    const wrong = wrongDay(year, read.data)
    if (wrong) return { ok: false, at: `${year}.${wrong}`, says: 'a day of another year, or both off and worked' }
    if (Object.keys(read.data.off).length > 0) notices.push({ year, days: read.data })
  }
  return notices.length > 0 ? { ok: true, notices } : { ok: false, at: '', says: 'no year with a day off' }
}

/** A calendar with the years of some notices in it, those it had replaced. */
export const withNotices =
  (notices: readonly Notice[]) =>
  (calendar: WorkCalendarData): WorkCalendarData => ({
    ...calendar,
    years: { ...calendar.years, ...Object.fromEntries(notices.map(({ year, days }) => [year, days])) },
  })

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function fromDays({ papers, days }: OpenYear): unknown {
  const named = (off: boolean) =>
    Object.fromEntries(days.filter(({ isOffDay }) => isOffDay === off).map(({ date, name }) => [date, name]))
  return { papers, off: named(true), work: named(false) }
}

/** A notice names days of its year and of the last days of the one before it. */
function wrongDay(year: string, { off, work }: CalendarYear): string | undefined {
  const dates = [...Object.keys(off), ...Object.keys(work)]
  const before = `${Number(year) - 1}-12-`
  return (
    dates.find((date) => !date.startsWith(`${year}-`) && !date.startsWith(before)) ??
    Object.keys(off).find((date) => date in work)
  )
}
