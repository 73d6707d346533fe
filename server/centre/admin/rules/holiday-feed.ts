import type { WorkCalendarData } from '../../../../contract/calendar.ts'

/** A stretch of days off or of weekend days worked instead; `to` is the last day. */
export type Stretch = { kind: 'off' | 'work'; name: string; from: string; to: string }

const dayMs = 86_400_000
const after = (date: string): string => new Date(Date.parse(date) + dayMs).toISOString().slice(0, 10)

/** The published days off and make-up days, in their order; days in a row of one feast are one stretch. */
export function stretchesOf({ years }: Pick<WorkCalendarData, 'years'>): Stretch[] {
  const days = Object.values(years).flatMap(({ off, work }) => [
    ...Object.entries(off).map(([from, name]): Stretch => ({ kind: 'off', name, from, to: from })),
    ...Object.entries(work).map(([from, name]): Stretch => ({ kind: 'work', name, from, to: from })),
  ])
  const stretches: Stretch[] = []
  for (const day of days.toSorted((a, b) => a.from.localeCompare(b.from) || a.kind.localeCompare(b.kind))) {
    const last = stretches.findLast((one) => one.kind === day.kind)
    if (last && last.name === day.name && after(last.to) === day.from) last.to = day.to
    else if (last?.from !== day.from) stretches.push({ ...day })
  }
  return stretches
}

type Feed = { calendar: WorkCalendarData; version: number; madeAt: Date }

/**
 * The working calendar as an iCalendar feed (RFC 5545): whole days, the end excluded. A stretch keeps its UID from version to version
 * as long as it begins on the same day; the same version is the same text.
 */
export function holidayFeed({ calendar, version, madeAt }: Feed): string {
  const stamp = madeAt.toISOString().replace(/[-:]|\.\d+/g, '')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Zhili//Working calendar//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:放假与调休',
    `X-WR-TIMEZONE:${escaped(calendar.zone)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    ...stretchesOf(calendar).flatMap((one) => eventOf(one, { stamp, version })),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const compact = (date: string): string => date.replaceAll('-', '')

function eventOf({ kind, name, from, to }: Stretch, { stamp, version }: { stamp: string; version: number }): string[] {
  const what = kind === 'off' ? '放假' : '调休上班'
  return [
    'BEGIN:VEVENT',
    `UID:${kind}-${from}@calendar.zhili`,
    `DTSTAMP:${stamp}`,
    `SEQUENCE:${version}`,
    `DTSTART;VALUE=DATE:${compact(from)}`,
    `DTEND;VALUE=DATE:${compact(after(to))}`,
    `SUMMARY:${escaped(name)}${name && ' '}${what}`,
    `CATEGORIES:${what}`,
    'TRANSP:TRANSPARENT',
    'CLASS:PUBLIC',
    'END:VEVENT',
  ]
}

/** Text as a value: line ends, commas, semicolons and backslashes escaped, other control characters left out. */
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')

/** At most 75 octets a line, never cut inside a character; what goes on begins with a blank (RFC 5545, 3.1). */
function folded(line: string): string {
  const parts: string[] = []
  let [part, octets] = ['', 0]
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      parts.push(part)
      part = ''
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}
