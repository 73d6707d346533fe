import { type Duration, durationMs } from '../../contract/time.ts'
import { parseTimeLimit, type TimeLimit } from '../../contract/time-limit.ts'
import type { WorkCalendar } from './calendar-days.ts'

/** `wall`: every second counts (urgent grades). `work`: only working hours of working days count. */
export type CalendarKind = 'wall' | 'work'
/** `provisional`: a day was touched that a notice nobody has published can still change, so the moment may move. */
export type Due = { due: Date; provisional: boolean }

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Ten years: a working-time limit that is longer is a fault of the pack, not a deadline. */
const farthestDays = 3_660

/**
 * When a time limit of a plan ends. In working time `d` counts working days, so `1d` from Friday 16:00 ends on Monday 16:00, and a limit
 * that starts outside working hours starts with the next ones. Throws on a malformed length.
 */
export function dueAt(from: Date, length: Duration, kind: CalendarKind, calendar: WorkCalendar): Due {
  if (kind === 'wall') return { due: new Date(from.getTime() + durationMs(length)), provisional: false }
  const days = /^(\d+)d$/.exec(length)
  return days ? afterDays(from, Number(days[1]), calendar) : afterWork(from, durationMs(length), calendar)
}

/**
 * When a limit in one of the field's four units ends. A calendar day ends at the same time of a later day; counted from the next day
 * it ends with its last day (24:00), a working day with its last working hour.
 */
export function limitEnds(from: Date, limit: TimeLimit, calendar: WorkCalendar): Due {
  const start = limit.fromNextDay ? nextDay(from, calendar.zone) : from
  switch (limit.unit) {
    case 'urgent-hour':
      return { due: new Date(start.getTime() + limit.n * hourMs), provisional: false }
    case 'calendar-day': {
      const local = start.getTime() + offsetMs(start, calendar.zone)
      return { due: fromLocal(local + limit.n * dayMs, calendar.zone), provisional: false }
    }
    case 'working-hour':
      return afterWork(start, limit.n * hourMs, calendar)
    case 'working-day':
      return limit.fromNextDay ? endOfDays(start, limit.n, calendar) : afterDays(start, limit.n, calendar)
  }
}

type Finishing = { finish: Duration | null; limit?: string | undefined; calendar: CalendarKind }

/** When the finishing limit of clocks ends: that of the condition a case was opened by, else the plan's. Null: they have none. */
export function finishAt(from: Date, { finish, limit, calendar: kind }: Finishing, calendar: WorkCalendar): Due | null {
  const given = limit === undefined ? null : parseTimeLimit(limit)
  if (given) return limitEnds(from, given, calendar)
  return finish ? dueAt(from, finish, kind, calendar) : null
}

/** How the finishing limit of clocks counts. */
export function finishKind({ limit, calendar }: Pick<Finishing, 'limit' | 'calendar'>): CalendarKind {
  const given = limit === undefined ? null : parseTimeLimit(limit)
  if (!given) return calendar
  return given.unit === 'working-hour' || given.unit === 'working-day' ? 'work' : 'wall'
}

/** The moment when so many ms of working time have passed since `from`; none passed is `from` itself. */
export function afterWork(from: Date, workMs: number, calendar: WorkCalendar): Due {
  if (workMs <= 0) return { due: from, provisional: false }
  let left = workMs
  const found = walk(from, calendar, (begin, end) => {
    if (left <= end - begin) return begin + left
    left -= end - begin
    return null
  })
  return found ?? tooFar(from)
}

/** So many working days later: by their length in working time, or the same time of a later working day. */
function afterDays(from: Date, days: number, calendar: WorkCalendar): Due {
  if (calendar.workDayMs !== null) return afterWork(from, days * calendar.workDayMs, calendar)
  if (days === 0) return { due: from, provisional: false }
  const first = walk(from, calendar, (begin) => begin)
  if (!first) return tooFar(from)
  const start = first.due.getTime() + offsetMs(first.due, calendar.zone)
  const { day, provisional } = workingDay(Math.floor(start / dayMs), days, calendar) ?? tooFar(from)
  const due = fromLocal(day * dayMs + (start % dayMs), calendar.zone)
  return { due, provisional: provisional || first.provisional }
}

/** The last working hour of the `days`-th working day from `from`, which is a midnight, on. */
function endOfDays(from: Date, days: number, calendar: WorkCalendar): Due {
  const first = Math.floor((from.getTime() + offsetMs(from, calendar.zone)) / dayMs)
  const { day, provisional } = workingDay(first - 1, days, calendar) ?? tooFar(from)
  return { due: fromLocal(day * dayMs + calendar.windowsOf(day).at(-1)![1], calendar.zone), provisional }
}

/** The `n`-th day after a day on which anybody works. */
function workingDay(day: number, n: number, calendar: WorkCalendar): { day: number; provisional: boolean } | null {
  let provisional = false
  for (let [at, left] = [day + 1, n]; at < day + farthestDays; at++) {
    const kind = calendar.kindOfDay(at)
    provisional ||= !kind.published
    if (!kind.work || calendar.windowsOf(at).length === 0) continue
    left -= 1
    if (left === 0) return { day: at, provisional }
  }
  return null
}

function tooFar(from: Date): never {
  throw new Error(`a working-time limit ends more than ten years after ${from.toISOString()}`)
}

/** Goes through the working hours after `from` (local ms, from opening to closing) until one of them holds the answer. */
function walk(from: Date, calendar: WorkCalendar, ask: (begin: number, end: number) => number | null): Due | null {
  const start = from.getTime() + offsetMs(from, calendar.zone)
  const first = Math.floor(start / dayMs)
  let provisional = false
  for (let day = first; day < first + farthestDays; day++) {
    const kind = calendar.kindOfDay(day)
    provisional ||= !kind.published
    if (!kind.work) continue
    for (const [opens, closes] of calendar.windowsOf(day)) {
      const [begin, end] = [Math.max(start, day * dayMs + opens), day * dayMs + closes]
      const found = begin < end ? ask(begin, end) : null
      if (found !== null) return { due: fromLocal(found, calendar.zone), provisional }
    }
  }
  return null
}

/** Working time between two moments in ms; 0 when `to` is not after `from`. */
export function workBetween(from: Date, to: Date, calendar: WorkCalendar): number {
  const start = from.getTime() + offsetMs(from, calendar.zone)
  const end = to.getTime() + offsetMs(to, calendar.zone)
  let sum = 0
  for (let day = Math.floor(start / dayMs); day * dayMs < end; day++) {
    if (!calendar.kindOfDay(day).work) continue
    for (const [opens, closes] of calendar.windowsOf(day))
      sum += Math.max(0, Math.min(end, day * dayMs + closes) - Math.max(start, day * dayMs + opens))
  }
  return sum
}

/** A due time after a pause: what was left when the clock stopped is left again when it goes on. One already past stays. */
export function dueAfterPause(due: Date, pause: { from: Date; to: Date }, kind: CalendarKind, calendar: WorkCalendar): Due {
  if (due <= pause.from) return { due, provisional: false }
  if (kind === 'work') return afterWork(pause.to, workBetween(pause.from, due, calendar), calendar)
  return { due: new Date(due.getTime() + pause.to.getTime() - pause.from.getTime()), provisional: false }
}

/** The moment when a share (0…1) of the time between two moments is used up, in the clock's own time. */
export function shareOf(span: { from: Date; due: Date }, share: number, kind: CalendarKind, calendar: WorkCalendar): Date {
  if (kind === 'work') return afterWork(span.from, workBetween(span.from, span.due, calendar) * share, calendar).due
  return new Date(span.from.getTime() + (span.due.getTime() - span.from.getTime()) * share)
}

/** A due time said by another calendar: the working time it left is left again. */
export function dueInstead(due: Date, from: Date, calendars: { before: WorkCalendar; after: WorkCalendar }): Due {
  return afterWork(from, workBetween(from, due, calendars.before), calendars.after)
}

/** When the next day of the zone begins. */
export function nextDay(from: Date, zone: string): Date {
  const local = from.getTime() + offsetMs(from, zone)
  return fromLocal((Math.floor(local / dayMs) + 1) * dayMs, zone)
}

/** A moment as people of the city read it: `2026-04-10 09:42:13`. */
export const zoneText = (at: Date, zone: string): string =>
  new Date(at.getTime() + offsetMs(at, zone)).toISOString().slice(0, 19).replace('T', ' ')

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, Map<number, number>>()
/** Clocks are changed at a quarter of an hour. */
const quarterMs = 900_000
/** Quarters kept of a zone: a month and more. */
const mostQuarters = 4_096

/** How far the local time of a zone is ahead of UTC at a moment, in ms. Kept by quarters of an hour: asking costs fifty times what finding it does. */
export function offsetMs(at: Date, zone: string): number {
  const quarter = Math.floor(at.getTime() / quarterMs)
  let kept = offsets.get(zone)
  const found = kept?.get(quarter)
  if (found !== undefined) return found
  if (!kept || kept.size >= mostQuarters) {
    kept = new Map()
    offsets.set(zone, kept)
  }
  const offset = askOffset(at, zone)
  kept.set(quarter, offset)
  return offset
}

function askOffset(at: Date, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    formats.set(zone, format)
  }
  const parts = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(at))
  return parts ? (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) * 60_000 : 0
}

/** The day of the calendar a moment lies on in a zone, `2026-04-10`. */
export const cityDay = (at: Date, zone: string): string => new Date(at.getTime() + offsetMs(at, zone)).toISOString().slice(0, 10)

/** The moment of a local time. Twice, because the offset asked for first may be the one before a change of the clocks. */
export function fromLocal(localMs: number, zone: string): Date {
  const guess = localMs - offsetMs(new Date(localMs), zone)
  return new Date(localMs - offsetMs(new Date(guess), zone))
}
