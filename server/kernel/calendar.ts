import { type Duration, durationMs } from '../../contract/time.ts'
import { kindOfDay } from './calendar-days.ts'

/** `wall`: every second counts (urgent grades). `work`: only working hours of working days count. */
export type CalendarKind = 'wall' | 'work'
/** `provisional`: a year the State Council has not published was touched, so the moment may still move. */
export type Due = { due: Date; provisional: boolean }

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Working hours of a day, in ms after midnight. Ours: 09:00–12:00 and 14:00–18:00; no source prescribes them. */
const windows = [
  [9 * hourMs, 12 * hourMs],
  [14 * hourMs, 18 * hourMs],
] as const
/** One working day: seven hours. `1d` of a working-time limit is this long. */
export const workDayMs = windows.reduce((sum, [from, to]) => sum + to - from, 0)

/** Ten years: a working-time limit that is longer is a fault of the pack, not a deadline. */
const farthestDays = 3_660

/**
 * When a time limit ends. In working time `d` counts working days of seven hours, so `1d` from Friday 16:00 ends on
 * Monday 16:00, and a limit that starts outside working hours starts with the next ones. Throws on a malformed length.
 */
export function dueAt(from: Date, length: Duration, calendar: CalendarKind, zone: string): Due {
  if (calendar === 'wall') return { due: new Date(from.getTime() + durationMs(length)), provisional: false }
  const days = /^(\d+)d$/.exec(length)
  return afterWork(from, days ? Number(days[1]) * workDayMs : durationMs(length), zone)
}

/** The moment when so many ms of working time have passed since `from`; none passed is `from` itself. */
export function afterWork(from: Date, workMs: number, zone: string): Due {
  if (workMs <= 0) return { due: from, provisional: false }
  const start = from.getTime() + offsetMs(from, zone)
  const first = Math.floor(start / dayMs)
  let left = workMs
  let provisional = false
  for (let day = first; day < first + farthestDays; day++) {
    const kind = kindOfDay(day)
    provisional ||= !kind.published
    if (!kind.work) continue
    for (const [opens, closes] of windows) {
      const begin = Math.max(start, day * dayMs + opens)
      const length = day * dayMs + closes - begin
      if (length <= 0) continue
      if (left <= length) return { due: fromLocal(begin + left, zone), provisional }
      left -= length
    }
  }
  throw new Error(`a working-time limit of ${workMs} ms ends more than ten years after ${from.toISOString()}`)
}

/** Working time between two moments in ms; 0 when `to` is not after `from`. */
export function workBetween(from: Date, to: Date, zone: string): number {
  const start = from.getTime() + offsetMs(from, zone)
  const end = to.getTime() + offsetMs(to, zone)
  let sum = 0
  for (let day = Math.floor(start / dayMs); day * dayMs < end; day++) {
    if (!kindOfDay(day).work) continue
    for (const [opens, closes] of windows)
      sum += Math.max(0, Math.min(end, day * dayMs + closes) - Math.max(start, day * dayMs + opens))
  }
  return sum
}

/** A due time after a pause: what was left when the clock stopped is left again when it goes on. One already past stays. */
export function dueAfterPause(due: Date, pause: { from: Date; to: Date }, calendar: CalendarKind, zone: string): Due {
  if (due <= pause.from) return { due, provisional: false }
  if (calendar === 'work') return afterWork(pause.to, workBetween(pause.from, due, zone), zone)
  return { due: new Date(due.getTime() + pause.to.getTime() - pause.from.getTime()), provisional: false }
}

/** The moment when a share (0…1) of the time between two moments is used up, in the clock's own time. */
export function shareOf(span: { from: Date; due: Date }, share: number, calendar: CalendarKind, zone: string): Date {
  if (calendar === 'work') return afterWork(span.from, workBetween(span.from, span.due, zone) * share, zone).due
  return new Date(span.from.getTime() + (span.due.getTime() - span.from.getTime()) * share)
}

/** A moment as people of the city read it: `2026-04-10 09:42:13`. */
export const zoneText = (at: Date, zone: string): string =>
  new Date(at.getTime() + offsetMs(at, zone)).toISOString().slice(0, 19).replace('T', ' ')

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far the local time of a zone is ahead of UTC at a moment, in ms. */
export function offsetMs(at: Date, zone: string): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    formats.set(zone, format)
  }
  const parts = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(at))
  return parts ? (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) * 60_000 : 0
}

/** The moment of a local time. Twice, because the offset asked for first may be the one before a change of the clocks. */
function fromLocal(localMs: number, zone: string): Date {
  const guess = localMs - offsetMs(new Date(localMs), zone)
  return new Date(localMs - offsetMs(new Date(guess), zone))
}
