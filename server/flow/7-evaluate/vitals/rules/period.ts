import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  return format
}

/** Wall clocks by zone and moment: thousands of vitals ask about the same few, and the calendar of a zone takes its time. */
const clocks = new Map<string, Map<number, number>>()
const clocksAtMost = 5_000

/** The wall clock of a moment, as if it were UTC. */
function localMs(at: number, zone: string): number {
  const known = clocks.get(zone) ?? new Map<number, number>()
  const seen = known.get(at)
  if (seen !== undefined) return seen
  if (known.size >= clocksAtMost) known.clear()
  const local = wallClock(at, zone)
  clocks.set(zone, known.set(at, local))
  return local
}

function wallClock(at: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  return Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour, parts.minute, parts.second)
}

/** The moment at which the zone's wall clock shows a time; in a gap the moment after it. */
function momentOf(local: number, zone: string): number {
  let at = local
  for (let tries = 0; tries < 3; tries++) at += local - localMs(at, zone)
  return at
}

/** When a period before or after that of a wall clock begins, both as wall clocks; `step` 0: its own. */
function startLocal(local: number, cadence: VitalCadence, step: number): number {
  const day = new Date(local)
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()]
  switch (cadence) {
    case 'hour':
      return Math.floor(local / hourMs) * hourMs + step * hourMs
    case 'day':
      return Math.floor(local / dayMs) * dayMs + step * dayMs
    case 'week': // begins on Monday, as GB/T 7408.1 (ISO 8601) counts weeks
      return Math.floor(local / dayMs) * dayMs - ((day.getUTCDay() + 6) % 7) * dayMs + step * 7 * dayMs
    case 'month':
      return Date.UTC(year, month + step, 1)
    case 'quarter':
      return Date.UTC(year, Math.floor(month / 3) * 3 + 3 * step, 1)
    case 'year':
      return Date.UTC(year + step, 0, 1)
  }
}

/** When the period of a moment begins (ms), in the city's zone; `step` periods later or, negative, earlier. */
export const periodStart = (cadence: VitalCadence, at: number, zone: string, step = 0): number =>
  momentOf(startLocal(localMs(at, zone), cadence, step), zone)

/** When the periods within a stretch begin (ms), oldest first: from the start of one, `until` exclusive. */
export function startsBetween(cadence: VitalCadence, from: number, until: number, zone: string): number[] {
  const starts: number[] = []
  const local = localMs(from, zone)
  // Clocks are put on by whole hours: hours follow each other without a calendar, and a year has 8,784 of them.
  const startAt = (step: number): number =>
    cadence === 'hour' ? from + step * hourMs : momentOf(startLocal(local, cadence, step), zone)
  for (let at = from; at < until; at = startAt(starts.length)) starts.push(at)
  return starts
}

/** The same period of the year before (同比): of an hour or a day the same date and hour, 29 February having the 28th; of a week the 52nd before. */
export function yearBefore(cadence: VitalCadence, start: number, zone: string): number {
  if (cadence === 'week') return periodStart('week', start, zone, -52)
  const local = new Date(localMs(start, zone))
  const [year, month] = [local.getUTCFullYear() - 1, local.getUTCMonth()]
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return momentOf(Date.UTC(year, month, Math.min(local.getUTCDate(), lastDay), local.getUTCHours()), zone)
}

/** How a period is written, by cadence: an example of each is what a refusal shows. */
export const periodLike: Record<VitalCadence, string> = {
  hour: '2026-11-27T14',
  day: '2026-11-27',
  week: '2026-W48',
  month: '2026-11',
  quarter: '2026-Q4',
  year: '2026',
}

const two = (n: number): string => String(n).padStart(2, '0')

/** The text of a period from its start (ms). Weeks are those of ISO 8601: the first has the year's first Thursday. */
export function writePeriod(cadence: VitalCadence, start: number, zone: string): string {
  const local = new Date(localMs(start, zone))
  const [year, month] = [local.getUTCFullYear(), local.getUTCMonth()]
  if (cadence === 'year') return String(year)
  if (cadence === 'quarter') return `${year}-Q${Math.floor(month / 3) + 1}`
  if (cadence === 'week') {
    const thursday = new Date(local.getTime() + 3 * dayMs)
    const first = Date.UTC(thursday.getUTCFullYear(), 0, 1)
    return `${thursday.getUTCFullYear()}-W${two(Math.floor((thursday.getTime() - first) / (7 * dayMs)) + 1)}`
  }
  const text = `${year}-${two(month + 1)}`
  if (cadence === 'month') return text
  const day = `${text}-${two(local.getUTCDate())}`
  return cadence === 'day' ? day : `${day}T${two(local.getUTCHours())}`
}

/** The start of a written period (ms); null when the text is no period of this cadence. */
export function readPeriod(cadence: VitalCadence, text: string, zone: string): number | null {
  const [, year, rest = ''] = /^(\d{4})(.*)$/.exec(text) ?? []
  if (year === undefined) return null
  const local = localOf(cadence, Number(year), rest)
  if (local === null || Number.isNaN(local)) return null
  const start = momentOf(local, zone)
  // 2026-02-30 and 2026-W60 are read as something else, and so are none.
  return writePeriod(cadence, start, zone) === text ? start : null
}

function localOf(cadence: VitalCadence, year: number, rest: string): number | null {
  const parts = (pattern: RegExp): number[] | null => pattern.exec(rest)?.slice(1).map(Number) ?? null
  switch (cadence) {
    case 'year':
      return rest === '' ? Date.UTC(year, 0, 1) : null
    case 'quarter': {
      const found = parts(/^-Q([1-4])$/)
      return found && Date.UTC(year, 3 * (found[0]! - 1), 1)
    }
    case 'week': {
      const found = parts(/^-W(\d\d)$/)
      const fourth = Date.UTC(year, 0, 4)
      return found && startLocal(fourth, 'week', found[0]! - 1)
    }
    case 'month': {
      const found = parts(/^-(\d\d)$/)
      return found && Date.UTC(year, found[0]! - 1, 1)
    }
    case 'day':
    case 'hour': {
      const found = parts(cadence === 'day' ? /^-(\d\d)-(\d\d)$/ : /^-(\d\d)-(\d\d)T(\d\d)$/)
      return found && Date.UTC(year, found[0]! - 1, found[1], found[2] ?? 0)
    }
  }
}
