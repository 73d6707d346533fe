import type { ItemLimit } from '../../../contract/business-item.ts'
import { number } from '../../../ui/format.ts'
import { createT } from '../../../ui/t.ts'
import { itemsEn } from './en.ts'
import { itemsZh } from './zh.ts'

/** The words of business items and special apps, which come with their screens and not with the console. */
export const g = createT(itemsZh, itemsEn)

/** A limit with its unit: 3 个工作日（次日起算）. Null where none is known. */
export function limitWords(limit: ItemLimit | null): string | null {
  if (!limit) return null
  const words = g('limit', {
    n: number(limit.n, Number.isInteger(limit.n) ? 0 : 2),
    unit: g(limit.n === 1 ? `one.${limit.unit}` : `limit.${limit.unit}`),
  })
  return limit.fromNextDay ? g('limit.next', { limit: words }) : words
}

/** How many there are, or that there are more. */
export const totalWords = (total: number, more: boolean): string => (more ? g('more', { n: number(total) }) : number(total))

const fields: ReadonlySet<string> = new Set(Object.keys(itemsZh))
/** The name of a field of an entry. */
export const fieldWords = (field: string): string => (fields.has(field) ? g(field as keyof typeof itemsZh) : field)

const units = { uh: 'urgent-hour', wh: 'working-hour', wd: 'working-day', d: 'calendar-day' } as const
/** What a field of an entry was or is, in words where it has some. */
export function valueWords(field: string, value: string | null, none: string): string {
  if (value === null) return none
  if (field === 'state') return fieldWords(`state.${value}`)
  const limit = field === 'accept' || field === 'finish' ? /^([\d.]+)(uh|wh|wd|d)(-next)?$/.exec(value) : null
  if (!limit) return value
  const unit = units[limit[2] as keyof typeof units]
  return limitWords({ n: Number(limit[1]), unit, fromNextDay: limit[3] !== undefined }) ?? value
}
