/** Device clocks without a zone run on Beijing time (JT/T 808, HJ 212, SL 651, GB/T 26875.3 all say or assume so). */
const zone = '+08:00'
const two = (value: number): string => (value < 10 ? `0${value}` : String(value))
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Days of a month, 0 for what is no month. */
export const daysIn = (year: number, month: number): number =>
  month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0) ? 29 : (monthDays[month - 1] ?? 0)

export type ClockFields = { year: number; month: number; day: number; hour: number; minute: number; second: number }

/** `2026-11-26T09:30:00+08:00`, or null when there is no such moment: an impossible time never becomes another day. */
export function chinaTime({ year, month, day, hour, minute, second }: ClockFields): string | null {
  if (day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) return null
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${zone}`
}

/** Digits `YYMMDDhhmmss` or `YYYYMMDDhhmmss`; null for anything else. Two-digit years are 20YY. */
export function chinaTimeOf(text: string): string | null {
  const digits = text.length === 12 ? `20${text}` : text
  if (!/^\d{14}$/.test(digits)) return null
  const part = (from: number, to: number): number => Number(digits.slice(from, to))
  return chinaTime({
    year: part(0, 4),
    month: part(4, 6),
    day: part(6, 8),
    hour: part(8, 10),
    minute: part(10, 12),
    second: part(12, 14),
  })
}

/** As `chinaTimeOf`, and 17 digits to the millisecond. */
export function chinaMomentOf(text: string): string | null {
  if (!/^\d{17}$/.test(text)) return chinaTimeOf(text)
  return chinaTimeOf(text.slice(0, 14))?.replace('+', `.${text.slice(14)}+`) ?? null
}

/** The clock in Beijing at an ISO moment with any offset, as `YYYYMMDDhhmmss`; 14 zeros for null or what is no moment. */
export function clockDigits(iso: string | null): string {
  if (iso === null) return '0'.repeat(14)
  const direct = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\+08:00$/.exec(iso)
  if (direct) return direct.slice(1).join('')
  const at = Date.parse(iso)
  return Number.isNaN(at)
    ? '0'.repeat(14)
    : new Date(at + 8 * 3_600_000)
        .toISOString()
        .replace(/[^0-9]/g, '')
        .slice(0, 14)
}
