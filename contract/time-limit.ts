import { z } from 'zod'

/**
 * A time limit in one of the four units of the field: 紧急工作时 (every hour counts), 工作时 (working hours only), 工作日, 自然日.
 * `fromNextDay`: the day of the beginning does not count.
 */
export type TimeLimit = { n: number; unit: LimitUnit; fromNextDay?: boolean }
export const limitUnits = ['urgent-hour', 'working-hour', 'working-day', 'calendar-day'] as const
export type LimitUnit = (typeof limitUnits)[number]

const short: Record<string, LimitUnit> = { uh: 'urgent-hour', wh: 'working-hour', wd: 'working-day', d: 'calendar-day' }
// 紧急工作日 counts every day, too; the longer words stand before the words they contain.
const chinese: [RegExp, LimitUnit][] = [
  [/^个?紧急工作时$/, 'urgent-hour'],
  [/^个?紧急工作日$/, 'calendar-day'],
  [/^个?工作(?:小)?时$/, 'working-hour'],
  [/^个?工作日$/, 'working-day'],
  [/^(?:个?自然日|天|日)$/, 'calendar-day'],
]

/** How catalogues say that the day of the beginning does not count, as part of a regular expression. */
export const fromNextDayWords = '(?:自|从)?次日起(?:计?算)?'
// `自次日起5个工作日`; `5wd-next`, `5工作日(次日起算)`.
const nextBefore = new RegExp(`^${fromNextDayWords},?\\s*(?=\\d)`)
const nextAfter = new RegExp(`(?:-next|\\s*\\(${fromNextDayWords}\\)|,?\\s*${fromNextDayWords})$`)

/**
 * Reads a limit: `2uh`, `4wh`, `3wd`, `5wd-next`, or as catalogues write it, `2紧急工作时`, `3个工作日`, `5工作日（次日起算）`. Null for
 * anything else: a limit that is not understood goes to a person, never to a default.
 */
export function parseTimeLimit(text: string): TimeLimit | null {
  const plain = text.normalize('NFKC').trim()
  const length = plain.replace(nextAfter, '')
  const rest = length === plain ? plain.replace(nextBefore, '') : length
  const limit = lengthOf(rest)
  return limit && rest !== plain ? { ...limit, fromNextDay: true } : limit
}

function lengthOf(text: string): TimeLimit | null {
  const parts = /^(\d{1,4}(?:\.\d{1,2})?)\s*(\S+)$/.exec(text)
  if (!parts) return null
  const n = Number(parts[1])
  const word = parts[2]!
  const unit = (Object.hasOwn(short, word) ? short[word] : undefined) ?? chinese.find(([reads]) => reads.test(word))?.[1]
  const whole = unit === 'working-day' || unit === 'calendar-day'
  return unit && n > 0 && (!whole || Number.isInteger(n)) ? { n, unit } : null
}

const shortOf: Record<LimitUnit, string> = { 'urgent-hour': 'uh', 'working-hour': 'wh', 'working-day': 'wd', 'calendar-day': 'd' }
/** A limit in the short form: `2uh`, `5wd-next`. */
export const limitText = ({ n, unit, fromNextDay }: TimeLimit): string => `${n}${shortOf[unit]}${fromNextDay ? '-next' : ''}`

/** A limit in the short form, as `parseTimeLimit` reads it. */
export const LimitText = z.string().refine((text) => parseTimeLimit(text) !== null, { message: 'not a time limit' })
