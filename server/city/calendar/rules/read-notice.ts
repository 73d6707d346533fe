import { CalendarYear } from '../../../../contract/calendar.ts'

export type Notice = { year: string; days: CalendarYear }
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
    const read = CalendarYear.safeParse(isRecord(body) && Array.isArray(body.days) ? fromDays(body) : body)
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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function fromDays({ papers, days }: Record<string, unknown>): unknown {
  const all = (days as unknown[]).filter(isRecord)
  const named = (off: boolean) =>
    Object.fromEntries(all.filter(({ isOffDay }) => isOffDay === off).map(({ date, name }) => [String(date), name]))
  return { papers: papers ?? [], off: named(true), work: named(false) }
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
