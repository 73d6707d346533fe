import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { WorkCalendarData } from '../../contract/calendar.ts'
import { Instant } from '../../contract/time.ts'
import { type LimitUnit, parseTimeLimit, type TimeLimit } from '../../contract/time-limit.ts'
import { limitEnds, offsetMs, zoneText } from '../kernel/calendar.ts'
import { createCalendar, dayNumber, shippedCalendar, type WorkCalendar } from '../kernel/calendar-days.ts'
import { readConfig, StartError, UsageError } from '../kernel/config.ts'

const options = {
  from: { type: 'string' },
  limit: { type: 'string' },
  calendar: { type: 'string' },
  'from-next-day': { type: 'boolean', default: false },
} as const

/** `zhili deadline`: when a time limit ends, the hours it counts by, and each day that does not count, with its reason. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options, strict: true })
  const from = momentOf(values.from ?? '')
  const limit = parseTimeLimit(values.limit ?? '')
  if (!from || !limit) throw new UsageError()
  const data = values.calendar ? calendarOf(values.calendar) : shippedCalendar(readConfig(process.env).CITY_ZONE)
  for (const line of explain({
    from,
    limit: { ...limit, fromNextDay: values['from-next-day'] || (limit.fromNextDay ?? false) },
    calendar: createCalendar(data),
  }))
    console.log(line)
  return 0
}

/** Reads a calendar (docs/reference/calendar.md). Throws what is wrong with the file. */
export function calendarOf(path: string): WorkCalendarData {
  let text: unknown
  try {
    text = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new StartError(`${path}: ${(error as Error).message}`)
  }
  const read = WorkCalendarData.safeParse(text)
  if (read.success) return read.data
  throw new StartError(read.error.issues.map(({ path: at, message }) => `${path} ${at.join('.')}: ${message}`).join('\n'))
}

/** Seconds may be left out on the command line. Null for anything without an offset. */
export function momentOf(text: string): Date | null {
  const full = text.replace(/T(\d\d:\d\d)(Z|[+-]\d\d:\d\d)$/, 'T$1:00$2')
  return Instant.safeParse(full).success ? new Date(full) : null
}

export type Question = { from: Date; limit: TimeLimit; calendar: WorkCalendar }

const units: Record<LimitUnit, string> = {
  'urgent-hour': '紧急工作时 urgent hours',
  'working-hour': '工作时 working hours',
  'working-day': '工作日 working days',
  'calendar-day': '自然日 calendar days',
}

/** The answer in lines: the start, the hours that count, each skipped day, the end as an instant and as people read it. */
export function explain({ from, limit, calendar }: Question): string[] {
  const { zone } = calendar
  const { due, provisional } = limitEnds(from, limit, calendar)
  const works = limit.unit === 'working-hour' || limit.unit === 'working-day'
  return [
    `起 from   ${zoneText(from, zone)}  ${limit.n} ${units[limit.unit]}${limit.fromNextDay ? '，次日起算 counted from the next day' : ''}`,
    ...(works ? workingLines({ from, due, limit, calendar }) : []),
    `止 due    ${instantText(due, zone)}  ${zoneText(due, zone)} ${zone}`,
    ...(provisional
      ? [
          `暂定：${calendar.lastYear} 年以后的放假安排尚未公布 / provisional: no holidays are published beyond ${calendar.lastYear}`,
        ]
      : []),
  ]
}

/** A moment with the offset it has where it is due: `2026-04-10T09:42:13+08:00`. */
function instantText(at: Date, zone: string): string {
  const offset = offsetMs(at, zone) / 60_000
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((n) => String(n).padStart(2, '0'))
  return `${zoneText(at, zone).replace(' ', 'T')}${offset < 0 ? '-' : '+'}${hours}:${minutes}`
}

function workingLines({ from, due, limit, calendar }: Question & { due: Date }): string[] {
  const days = daysBetween(zoneText(from, calendar.zone), zoneText(due, calendar.zone))
  const day =
    calendar.workDayMs === null
      ? '次一工作日同一时刻 the same time of the next one'
      : `${calendar.workDayMs / 60_000} 分钟 minutes`
  return [
    ...hoursLines(days, calendar),
    ...(limit.unit === 'working-day' ? [`  一个工作日 a working day: ${day}`] : []),
    ...days.flatMap((date) => skippedLine(date, calendar)),
  ]
}

/** The working hours, once for each stretch of days that has the same. */
function hoursLines(days: string[], calendar: WorkCalendar): string[] {
  const text = (date: string): string =>
    calendar
      .windowsOf(dayNumber(date))
      .map((window) => window.map((ms) => new Date(ms).toISOString().slice(11, 16)).join('–'))
      .join(', ')
  return days.flatMap((date, n) => {
    const hours = text(date)
    return n > 0 && hours === text(days[n - 1]!)
      ? []
      : [`  工作时间 hours${days.length > 1 ? ` ${date}` : ''}: ${hours || '无 none'}`]
  })
}

const dayMs = 86_400_000

function daysBetween(from: string, to: string): string[] {
  const start = Date.parse(from.slice(0, 10))
  const count = Math.round((Date.parse(to.slice(0, 10)) - start) / dayMs) + 1
  return Array.from({ length: count }, (_, i) => new Date(start + i * dayMs).toISOString().slice(0, 10))
}

/** A free day with its feast, or a made-up working weekend, which people ask about just as often. */
function skippedLine(date: string, calendar: WorkCalendar): string[] {
  const { work, name } = calendar.kindOfDay(dayNumber(date))
  const weekend = [0, 6].includes(new Date(Date.parse(date)).getUTCDay())
  if (work) return name ? [`  上班 works ${date}  ${name}调休`] : []
  return [`  跳过 skips ${date}  ${name ?? (weekend ? '周末 weekend' : '放假 holiday')}`]
}
