import type { z } from 'zod'
import { type BaselineColumn, baselineColumns, neededOfBaseline } from '../../../../contract/baseline-columns.ts'
import { HaulBaselineIn } from '../../../../contract/haul-effect.ts'
import { columnWords, findColumns, type Headings, unguarded } from '../../../../contract/sheet-columns.ts'
import { refusalOfSchema } from '../../../kernel/issue-words.ts'
import { malformed, type Refusal, type Result, refuseInput } from '../../../kernel/result.ts'
import type { District } from '../types.ts'

export type Places = Headings<BaselineColumn>['places']
const Said = HaulBaselineIn.omit({ pack: true })
export type SaidBaseline = z.infer<typeof Said>

/** Finds the columns of a line of headings. Refused without one that every baseline needs, and when one stands twice. */
export function findBaselineColumns(headings: readonly string[]): Result<Headings<BaselineColumn>> {
  const found = findColumns<BaselineColumn>(baselineColumns, neededOfBaseline, headings)
  return 'reason' in found ? refuseInput('/file', found.reason, { name: found.name }) : { ok: true, value: found }
}

const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/
/** Days since 1899-12-30, as spreadsheets count them (ECMA-376, 18.17.4); 25,569 is 1970-01-01. */
const serial = /^\d{5}$/
const day1970 = 25_569
const amount = /^\d{1,8}([.,]\d{1,4})?$/
const amounts: readonly BaselineColumn[] = ['found', 'handled', 'hours']
const days: readonly BaselineColumn[] = ['from', 'to']

/** The day a cell says (2022-01-01, 2022/1/1, 2022年1月1日, or a spreadsheet's own count), null when it says none. */
function dayOf(text: string): string | null {
  if (serial.test(text)) return new Date((Number(text) - day1970) * 86_400_000).toISOString().slice(0, 10)
  const [, year, month, date] = (day.exec(text) ?? []).map(Number)
  if (!year || !month || !date) return null
  const at = new Date(Date.UTC(year, month - 1, date))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === date ? at.toISOString().slice(0, 10) : null
}

/** What is wrong with a period and its numbers; null: nothing. `today` is the day of the city, year-month-day. */
export function faultOfBaseline({ from, to, found, handled }: SaidBaseline, today: string): Refusal | null {
  if (from > to || to > today) return { code: 'baseline.days' }
  return handled > found ? { code: 'baseline.handled' } : null
}

/**
 * The baseline a row says, of one of the districts it may be said of (by name or code), or every fault of the row in the words of its columns.
 * An empty cell says nothing: a middle time that is not known stays unknown.
 */
export function readBaselineRow(
  cells: readonly string[],
  places: Places,
  { own, today }: { own: readonly District[]; today: string },
): { ok: true; said: SaidBaseline } | { ok: false; faults: Refusal[] } {
  const read: Record<string, unknown> = {}
  const faults: Refusal[] = []
  for (const [field, at] of places) {
    const text = unguarded((cells[at] ?? '').trim()).trim()
    const value = text === '' ? emptyOf(field) : saidBy(field, text, own)
    if (value !== null && typeof value === 'object') faults.push(faultOf(field, value))
    else read[field] = value
  }
  if (faults.length > 0) return { ok: false, faults }
  const parsed = Said.safeParse(read)
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? '') as BaselineColumn
    return { ok: false, faults: [faultOf(field, refusalOfSchema(parsed.error))] }
  }
  const fault = faultOfBaseline(parsed.data, today)
  return fault ? { ok: false, faults: [fault] } : { ok: true, said: parsed.data }
}

const emptyOf = (field: BaselineColumn): Refusal | null =>
  (neededOfBaseline as readonly string[]).includes(field) ? malformed(`/${field}`, 'value.missing') : null

/** What a cell says, or what is wrong with it. */
function saidBy(field: BaselineColumn, text: string, own: readonly District[]): string | number | Refusal {
  const plain = text.normalize('NFKC')
  if (field === 'district')
    return (
      own.find(({ code, name }) => code === text || name === text)?.code ??
      malformed('/district', 'name.unknown', { name: text.slice(0, 40) })
    )
  if (days.includes(field)) return dayOf(plain) ?? malformed(`/${field}`, 'row.time', { text: text.slice(0, 40) })
  if (!amounts.includes(field)) return text
  return amount.test(plain) ? Number(plain.replace(',', '.')) : malformed(`/${field}`, 'row.number', { text: text.slice(0, 40) })
}

/** A fault with its column in the words of both languages. */
const faultOf = (field: BaselineColumn, { code, details }: Refusal): Refusal => ({
  code,
  details: { ...details, ...columnWords<BaselineColumn>(baselineColumns, field) },
})
