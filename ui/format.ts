import { type Limits, limitAt } from './deadline-rule.ts'
import type { Lang } from './kept-lang.ts'

/** Days, clock times and years on screens are the city's, whatever the zone of the machine. Same constant as the server's CITY_ZONE. */
export const CITY_ZONE = 'Asia/Shanghai'

/** Written where a value is missing. Never 0, always with a reason beside it. */
export const NONE = '—'

type When = number | string | Date

const ms = (at: When): number => (typeof at === 'number' ? at : at instanceof Date ? at.getTime() : Date.parse(at))

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Words = {
  s: string
  m: string
  h: string
  d: string
  join: string
  left: (x: string) => string
  over: (x: string) => string
  late: (x: string) => string
  rung: (x: string) => string
  ago: (x: string) => string
}

const words: Record<Lang, Words> = {
  'zh-CN': {
    s: ' 秒',
    m: ' 分',
    h: ' 小时',
    d: ' 天',
    join: ' ',
    left: (x) => `还剩 ${x}`,
    over: (x) => `已超 ${x}`,
    late: (x) => `超时 ${x}`,
    rung: (x) => `本级还剩 ${x}`,
    ago: (x) => `${x}前`,
  },
  en: {
    s: ' s',
    m: ' min',
    h: ' h',
    d: ' d',
    join: ' ',
    left: (x) => `${x} left`,
    over: (x) => `${x} over`,
    late: (x) => `${x} over`,
    rung: (x) => `this step ${x} left`,
    ago: (x) => `${x} ago`,
  },
}

const two = (n: number) => String(n).padStart(2, '0')

/**
 * A length of time in words: "6 分 12 秒", "1 小时 04 分", "1 天 6 小时". Seconds are written under `secondsUnder` (15 minutes
 * unless said: a person in a hurry counts seconds, nobody else does). `ms` ≥ 0; parts are cut, not rounded, so a clock never shows more than is left.
 */
export function duration(lengthMs: number, lang: Lang, secondsUnder = 15 * MINUTE): string {
  const w = words[lang]
  const left = Math.max(0, lengthMs)
  const [d, h, m, s] = [
    Math.floor(left / DAY),
    Math.floor((left % DAY) / HOUR),
    Math.floor((left % HOUR) / MINUTE),
    Math.floor((left % MINUTE) / SECOND),
  ]
  if (d > 0) return `${d}${w.d}${h > 0 ? `${w.join}${h}${w.h}` : ''}`
  if (h > 0) return `${h}${w.h}${m > 0 ? `${w.join}${two(m)}${w.m}` : ''}`
  if (m > 0 && (left >= secondsUnder || s === 0)) return `${m}${w.m}`
  return m > 0 ? `${m}${w.m}${w.join}${s}${w.s}` : `${s}${w.s}`
}

/**
 * "还剩 6 分 12 秒" before the due time, "已超 13 分" after it; never a bare negative. From 10 hours up
 * no minutes; `short` (lists) drops seconds from 5 minutes up.
 */
export function timeLeft(dueAt: When, now: number, lang: Lang, short = false): string {
  const left = ms(dueAt) - now
  const w = words[lang]
  if (left >= 10 * HOUR && left < DAY) return w.left(`${Math.floor(left / HOUR)}${w.h}`)
  if (left >= 0) return w.left(duration(left, lang, short ? 5 * MINUTE : undefined))
  return w.over(duration(-left, lang, MINUTE))
}

/**
 * The same of a running clock: late it is from its own first limit on. While the limit of a later rung runs beside it, what is left of that stands behind
 * ("超时 2 分 · 本级还剩 47 秒"); `short` says the lateness alone.
 */
export function clockLeft(clock: Limits, now: number, lang: Lang, short = false): string {
  const { limit, late, rung } = limitAt(clock, now)
  const w = words[lang]
  if (!rung) return timeLeft(limit, now, lang, short)
  if (short) return w.over(duration(late, lang, MINUTE))
  return `${w.late(duration(late, lang, MINUTE))} · ${rungLeft(limit, now, lang)}`
}

/** What is left of the limit of a later rung: "本级还剩 47 秒". */
export const rungLeft = (limit: number, now: number, lang: Lang): string => words[lang].rung(duration(limit - now, lang))

const formats = new Map<string, Intl.DateTimeFormat>()

function parts(at: When, lang: Lang): Record<string, string> {
  let f = formats.get(lang)
  if (!f) {
    f = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', {
      timeZone: CITY_ZONE,
      year: 'numeric',
      month: lang === 'en' ? 'short' : 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(lang, f)
  }
  return Object.fromEntries(f.formatToParts(ms(at)).map((p) => [p.type, p.value]))
}

/** "09:42", or "09:42:05" with `seconds`. City time. */
export function clockTime(at: When, seconds = false): string {
  const p = parts(at, 'zh-CN')
  return `${p.hour}:${p.minute}${seconds ? `:${p.second}` : ''}`
}

/** "4月10日" / "10 Apr"; with the year only when it is not this year. */
export function day(at: When, now: number, lang: Lang): string {
  const p = parts(at, lang)
  const sameYear = p.year === parts(now, lang).year
  if (lang === 'en') return `${p.day} ${p.month}${sameYear ? '' : ` ${p.year}`}`
  return `${sameYear ? '' : `${p.year}年`}${p.month}月${p.day}日`
}

/** "4月10日 09:42" / "10 Apr 09:42". */
export function dateTime(at: When, now: number, lang: Lang, seconds = false): string {
  return `${day(at, now, lang)} ${clockTime(at, seconds)}`
}

const cityDay = (at: When): number => Math.floor((ms(at) + 8 * HOUR) / DAY) // the zone has no summer time since 1992

/** How long ago: "4 秒前", "3 分钟前", "1 小时前", "昨天 18:20", "11月2日". A time slightly ahead (clock skew) counts as now. `short` writes "3 分前". */
export function ago(at: When, now: number, lang: Lang, short = false): string {
  const past = Math.max(0, now - ms(at))
  const w = words[lang]
  if (past < MINUTE) return w.ago(`${Math.floor(past / SECOND)}${w.s}`)
  const zhLong = lang === 'zh-CN' && !short
  if (past < HOUR) return w.ago(`${Math.floor(past / MINUTE)}${zhLong ? ' 分钟' : w.m}`)
  const days = cityDay(now) - cityDay(at)
  if (days === 0) return w.ago(`${Math.floor(past / HOUR)}${lang === 'zh-CN' && short ? ' 时' : w.h}`)
  if (days === 1) return `${lang === 'en' ? 'yesterday' : '昨天'} ${clockTime(at)}`
  return day(at, now, lang)
}

/** Is a moment of the city's day of `now`? */
export const isToday = (at: When, now: number): boolean => cityDay(at) === cityDay(now)

/** "09:42" today, "4月10日 09:42" on another day; `seconds` are written of today only. */
export function shortTime(at: When, now: number, lang: Lang, seconds = false): string {
  return isToday(at, now) ? clockTime(at, seconds) : dateTime(at, now, lang)
}

/** Due point of a caption: "09:54 前" today, "明天 09:54 前", "4月16日 10:00 前" later / "by 09:54". */
export function dueBy(at: When, now: number, lang: Lang): string {
  const tomorrow = `${lang === 'en' ? 'tomorrow' : '明天'} ${clockTime(at)}`
  const text = cityDay(at) === cityDay(now) + 1 ? tomorrow : shortTime(at, now, lang)
  return lang === 'en' ? `by ${text}` : `${text} 前`
}

/** Exact number with thousands separators: "2,356". `digits` decimals at most. */
export function number(n: number, digits = 2): string {
  return n.toLocaleString('en-US', { maximumFractionDigits: digits })
}

/** A number with so many digits behind its point, also where they are nought. */
export function numberFixed(n: number, digits: number): string {
  return n.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** For the wall and the phone: 万/亿 with one decimal from 10,000 up ("12.3 万"); in English "123.4 k", "1.2 M". */
export function numberShort(n: number, lang: Lang): string {
  const size = Math.abs(n)
  if (size < 10_000) return number(n)
  const zh: [string, number] = size < 1e8 ? ['万', 1e4] : ['亿', 1e8]
  const en: [string, number] = size < 1e6 ? ['k', 1e3] : ['M', 1e6]
  const [unit, by] = lang === 'en' ? en : zh
  return `${number(n / by, 1)} ${unit}`
}

/** A share in percent with one decimal, "82.1"; `NONE` when there is nothing to divide by. Show numerator and denominator beside it. */
export function percent(part: number, whole: number): string {
  return whole > 0 ? (Math.round((part / whole) * 1000) / 10).toFixed(1) : NONE
}

/** Distance: "85 m", "1.2 km". Metres in. */
export function distance(m: number): string {
  return m < 1000 ? `${Math.round(m)} m` : `${number(m / 1000, 1)} km`
}

/** Size of a file or a store: "412 KB", "1.3 MB", "10.2 GB". Bytes in. */
export function bytes(n: number): string {
  if (n >= 1024 ** 3) return `${number(n / 1024 ** 3, 1)} GB`
  return n < 1024 * 1024 ? `${Math.max(1, Math.round(n / 1024))} KB` : `${number(n / 1024 / 1024, 1)} MB`
}
