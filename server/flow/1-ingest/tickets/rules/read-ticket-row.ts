import { columnWords, findColumns, type Headings, unguarded } from '../../../../../contract/sheet-columns.ts'
import { TicketIn } from '../../../../../contract/ticket.ts'
import { needed, type TicketColumn, ticketColumns } from '../../../../../contract/ticket-columns.ts'
import { refusalOfSchema } from '../../../../kernel/issue-words.ts'
import { malformed, type Refusal, type Result, refuseInput } from '../../../../kernel/result.ts'

export type Places = Headings<TicketColumn>['places']

/** Finds the columns of a line of headings. Refused without one that every ticket needs, and when one stands twice. */
export function findTicketColumns(headings: readonly string[]): Result<Headings<TicketColumn>> {
  const found = findColumns<TicketColumn>(ticketColumns, needed, headings)
  return 'reason' in found ? refuseInput('/file', found.reason, { name: found.name }) : { ok: true, value: found }
}

const amount = /^\d{1,6}([.,]\d{1,4})?$/
const times: readonly TicketColumn[] = ['openedAt', 'closedAt']
/** What staff write for yes and no. */
const answers = new Map([
  ...['是', '有', '已冲洗', 'yes', '1'].map((text) => [text, true] as const),
  ...['否', '无', '未冲洗', 'no', '0'].map((text) => [text, false] as const),
])
const amounts: readonly TicketColumn[] = ['load', 'closedLoad']

/**
 * The ticket a row of a sheet tells, as a gate would tell it, or every fault of the row in the words of its columns. `momentOf` reads
 * the moment a cell says, null when it says none; an empty cell says nothing.
 */
export function readTicketRow(
  cells: readonly string[],
  places: Places,
  momentOf: (text: string) => Date | null,
): { ok: true; ticket: TicketIn } | { ok: false; faults: Refusal[] } {
  const said: Record<string, unknown> = {}
  const faults: Refusal[] = []
  for (const [field, at] of places) {
    const text = unguarded((cells[at] ?? '').trim()).trim()
    if (text === '') {
      if ((needed as readonly string[]).includes(field)) faults.push(faultOf(field, malformed(`/${field}`, 'value.missing')))
    } else if (times.includes(field)) {
      const moment = momentOf(text.normalize('NFKC'))
      if (moment) said[field] = moment.toISOString()
      else faults.push(faultOf(field, malformed(`/${field}`, 'row.time', { text: text.slice(0, 40) })))
    } else if (amounts.includes(field)) {
      const number = text.normalize('NFKC')
      if (amount.test(number)) said[field] = Number(number.replace(',', '.'))
      else faults.push(faultOf(field, malformed(`/${field}`, 'row.number', { text: text.slice(0, 40) })))
    } else if (field === 'washed') {
      const was = answers.get(text.normalize('NFKC').toLowerCase())
      if (was === undefined) faults.push(faultOf(field, malformed(`/${field}`, 'must.boolean')))
      else said[field] = was
    } else said[field] = text
  }
  if (faults.length > 0) return { ok: false, faults }
  const read = TicketIn.safeParse(said)
  if (read.success) return { ok: true, ticket: read.data }
  const field = String(read.error.issues[0]?.path[0] ?? '') as TicketColumn
  return { ok: false, faults: [faultOf(field, refusalOfSchema(read.error))] }
}

/** A fault with its column in the words of both languages. */
const faultOf = (field: TicketColumn, { code, details }: Refusal): Refusal => ({
  code,
  details: { ...details, ...columnWords<TicketColumn>(ticketColumns, field) },
})
