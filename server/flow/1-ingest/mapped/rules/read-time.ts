import type { TimeFormat } from '../../../../../contract/mapped-feed.ts'
import { fromLocal, offsetMs } from '../../../../kernel/calendar.ts'

const offsetTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/
/** 2026-03-02 08:05:00, 2026/3/2 8:05, 2026年3月2日 8时5分, 20260302080500; seconds and their parts may be missing. */
const written =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:[.,](\d{1,9}))?)?[分秒]?$/
const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/
const plainNumber = /^\d+(\.\d+)?$/
/** The day of 1970-01-01 where days are counted from 1900, as spreadsheets do (ECMA-376, 18.17.4). */
const day1970 = 25_569
const dayMs = 86_400_000
/** Years a reading can be of; a number beyond them is no such count. */
const years = [1990, 2100] as const

/** The moment a text says, or null: what cannot be never becomes another day or hour. */
export function readTime(text: string, { format, zone }: { format: TimeFormat; zone: string }): Date | null {
  const at = timeOf(text.trim(), format, zone)
  if (!at || Number.isNaN(at.getTime())) return null
  const year = at.getUTCFullYear()
  return year >= years[0] && year <= years[1] ? at : null
}

function timeOf(text: string, format: TimeFormat, zone: string): Date | null {
  if (format === 'iso') return offsetTime.test(text) && isDay(text) ? new Date(text.replace(',', '.')) : null
  if (format === 'local') return localTime(text, zone)
  if (!plainNumber.test(text)) return format === 'excel' ? localTime(text, zone) : null
  const number = Number(text)
  if (format === 'excel') return fromLocal(Math.round((number - day1970) * dayMs), zone)
  return new Date(format === 'unix-s' ? Math.round(number * 1000) : Math.round(number))
}

const isDay = (text: string): boolean => isDate(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)))
/** 30 February would be 2 March. */
function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function localTime(text: string, zone: string): Date | null {
  const parts = written.exec(text) ?? digits.exec(text)
  if (!parts) return null
  const [year, month, day, hour, minute, second = 0] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as [
    ...[number, number, number, number, number, number],
  ]
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 59) return null
  const ms = Math.floor(Number(`0.${parts[7] ?? 0}`) * 1000)
  const local = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  const at = fromLocal(local, zone)
  // An hour the clocks jump over has no moment.
  return at.getTime() + offsetMs(at, zone) === local ? at : null
}
