import { VitalValue } from '../../../../../../contract/vital.ts'
import { ok, type Result, refuse } from '../../../../../kernel/result.ts'
import { typedNumber, typedPeriod } from './typed.ts'

/** What a sheet of values says in a row; `name` is for people and never read. */
export const columns = {
  vital: { zh: '指标编码', en: 'Vital' },
  name: { zh: '指标', en: 'Name' },
  area: { zh: '区域编码', en: 'Area' },
  areaName: { zh: '区域', en: 'Area name' },
  period: { zh: '周期', en: 'Period' },
  value: { zh: '数值', en: 'Value' },
  denominator: { zh: '分母', en: 'Denominator' },
  weight: { zh: '权重', en: 'Weight' },
  unit: { zh: '单位', en: 'Unit' },
  reason: { zh: '说明', en: 'Reason' },
} as const
export type Column = keyof typeof columns
export type Places = ReadonlyMap<Column, number>

/** A heading as it is compared: without case, blanks and full width. */
const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

/** Where each column stands; null: one that every row needs is missing. */
export function placesOf(headings: readonly string[]): Result<Places> {
  const places = new Map<Column, number>()
  headings.forEach((heading, i) => {
    const found = (Object.keys(columns) as Column[]).find((id) =>
      Object.values(columns[id]).some((word) => plain(word) === plain(heading)),
    )
    if (found && !places.has(found)) places.set(found, i)
  })
  const missing = (['vital', 'area', 'period', 'value'] as const).find((id) => !places.has(id))
  return missing ? refuse('vital.sheet-column', { column: columns[missing].zh }) : ok(places)
}

/** Written in the value's cell it takes back what was told. */
const withdrawn = new Set(['撤回', 'withdraw'])

/** One row as a value to tell; null: its value was left blank, so nothing is told. */
export function readRow(cells: readonly string[], places: Places): Result<VitalValue | null> {
  const text = (id: Column): string => (cells[places.get(id) ?? -1] ?? '').trim()
  if (text('value') === '') return ok(null)
  const wish: Record<string, unknown> = { vital: text('vital'), area: text('area'), period: typedPeriod(text('period')) }
  for (const id of ['value', 'denominator', 'weight'] as const) {
    const given = text(id)
    if (given === '') continue
    const number = typedNumber(given)
    if (id === 'value' && withdrawn.has(given.toLowerCase())) wish.value = null
    else if (number !== null) wish[id] = number
    else return refuse('vital.sheet-cell', { column: columns[id].zh, value: given })
  }
  for (const id of ['unit', 'reason'] as const) if (text(id) !== '') wish[id] = text(id)
  const read = VitalValue.safeParse(wish)
  if (read.success) return ok(read.data)
  const id = String(read.error.issues[0]!.path[0]) as Column
  return refuse('vital.sheet-cell', { column: columns[id]?.zh ?? id, value: text(id) || '—' })
}
