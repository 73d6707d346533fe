import type { ItemLimit } from '../../../contract/business-item.ts'

/** A limit as a form has it. `unit` empty: none is known. */
export type LimitDraft = { n: string; unit: ItemLimit['unit'] | ''; next: boolean }
const short = { 'urgent-hour': 'uh', 'working-hour': 'wh', 'working-day': 'wd', 'calendar-day': 'd' } as const
export const limitUnitIds = Object.keys(short) as ItemLimit['unit'][]

export const limitDraft = (limit: ItemLimit | null | undefined): LimitDraft =>
  limit ? { n: String(limit.n), unit: limit.unit, next: limit.fromNextDay } : { n: '', unit: '', next: false }

/** The draft in the short form the server reads (`3wd-next`), '' where none is known; null: it is none. Days are whole. */
export function limitText({ n, unit, next }: LimitDraft): string | null {
  if (unit === '') return n.trim() === '' ? '' : null
  const days = unit === 'working-day' || unit === 'calendar-day'
  if (!(days ? /^\d{1,4}$/ : /^\d{1,4}(\.\d{1,2})?$/).test(n.trim()) || Number(n) <= 0) return null
  return `${Number(n)}${short[unit]}${next ? '-next' : ''}`
}
