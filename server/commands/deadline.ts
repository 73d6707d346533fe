import { parseArgs } from 'node:util'
import { type Duration, Duration as DurationText, Instant } from '../../contract/time.ts'
import { type CalendarKind, dueAt, zoneText } from '../kernel/calendar.ts'
import { dayKind, lastPublishedYear } from '../kernel/calendar-days.ts'
import { readConfig, UsageError } from '../kernel/config.ts'

const options = { from: { type: 'string' }, length: { type: 'string' }, calendar: { type: 'string', default: 'work' } } as const

/** `zhili deadline`: when a time limit ends, and each day that does not count, with its reason. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options, strict: true })
  const from = momentOf(values.from ?? '')
  const length = DurationText.safeParse(values.length)
  if (!from || !length.success || (values.calendar !== 'work' && values.calendar !== 'wall')) throw new UsageError()
  for (const line of explain({ from, length: length.data, calendar: values.calendar, zone: readConfig(process.env).CITY_ZONE }))
    console.log(line)
  return 0
}

/** Seconds may be left out on the command line. Null for anything without an offset. */
export function momentOf(text: string): Date | null {
  const full = text.replace(/T(\d\d:\d\d)(Z|[+-]\d\d:\d\d)$/, 'T$1:00$2')
  return Instant.safeParse(full).success ? new Date(full) : null
}

export type Question = { from: Date; length: Duration; calendar: CalendarKind; zone: string }

/** The answer in lines: the start, each skipped day, the end. */
export function explain({ from, length, calendar, zone }: Question): string[] {
  const { due, provisional } = dueAt(from, length, calendar, zone)
  const skipped = calendar === 'work' ? daysBetween(zoneText(from, zone), zoneText(due, zone)).flatMap(skippedLine) : []
  return [
    `起 from   ${zoneText(from, zone)}  ${length} ${calendar === 'work' ? '工作时间 working time (09:00–12:00, 14:00–18:00)' : '自然时间 wall clock'}`,
    ...skipped,
    `止 due    ${zoneText(due, zone)} ${zone}`,
    ...(provisional
      ? [
          `暂定：${lastPublishedYear} 年以后的放假安排尚未公布 / provisional: no holidays are published beyond ${lastPublishedYear}`,
        ]
      : []),
  ]
}

const dayMs = 86_400_000

function daysBetween(from: string, to: string): string[] {
  const start = Date.parse(from.slice(0, 10))
  const count = Math.round((Date.parse(to.slice(0, 10)) - start) / dayMs) + 1
  return Array.from({ length: count }, (_, i) => new Date(start + i * dayMs).toISOString().slice(0, 10))
}

/** A free day with its feast, or a made-up working weekend, which people ask about just as often. */
function skippedLine(date: string): string[] {
  const { work, name } = dayKind(date)
  const weekend = [0, 6].includes(new Date(Date.parse(date)).getUTCDay())
  if (work) return name ? [`  上班 works ${date}  ${name}调休`] : []
  return [`  跳过 skips ${date}  ${name ?? (weekend ? '周末 weekend' : '放假 holiday')}`]
}
