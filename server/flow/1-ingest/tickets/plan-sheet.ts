import { createHash } from 'node:crypto'
import type { TicketIn } from '../../../../contract/ticket.ts'
import { ticketColumns } from '../../../../contract/ticket-columns.ts'
import { openTable } from '../../../city/sheet/open-table.ts'
import type { Face, Fault, Row } from '../../../city/sheet/types.ts'
import { malformed, orRefuse, type Refusal, RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { readTime } from '../mapped/rules/read-time.ts'
import { thingIn } from '../vetting/rules/thing-in.ts'
import { judgeTicket } from './rules/judge-ticket.ts'
import { findTicketColumns, type Places, readTicketRow } from './rules/read-ticket-row.ts'
import { type TicketRow, ticketsByNo } from './store.ts'
import { areasOf, type Became, type Placed, refusedAs, type Told } from './take.ts'

/** Rows looked at together: between two parts others have their turn. */
const rowsAtOnce = 500
/** Tickets of one sheet: each is held against the register by itself when it is taken. More come by the door of the gates, or as two sheets. */
const mostRows = 5_000

export type TicketCounts = { opened: number; closed: number; righted: number; unchanged: number }
/** What a sheet of tickets would do: nothing is written. `digest` is what it was worked out from: the same file over the same tickets. */
export type TicketPlan = TicketCounts & {
  rows: number
  refused: number
  tickets: { ticket: TicketIn; as: keyof TicketCounts }[]
  faults: Fault[]
  columns: string[]
  unknown: string[]
  face: Face
  digest: string
}

type Asked = { spine: Spine; zone: string }

/** Works out what a sheet (CSV, XLSX) of tickets would open, close and put right, row by row, as the door of the gates would. Refused: what is no such sheet. */
export async function planTicketSheet({ spine, zone }: Asked, told: Told, bytes: Uint8Array): Promise<TicketPlan> {
  const table = orRefuse(await openTable(bytes, { sheet: null, heading: 1, list: '' }))
  try {
    const { columns, face, total: rows } = table.head
    if (rows > mostRows) throw new RefusalError(malformed('/file', 'rows.too-many', { max: mostRows }))
    const { places, unknown } = orRefuse(findTicketColumns(columns))
    const plan: TicketPlan = {
      ...{ rows, opened: 0, closed: 0, righted: 0, unchanged: 0, refused: 0, tickets: [], faults: [] },
      ...{ columns, unknown, face, digest: '' },
    }
    const seen = new Set<string>()
    for (let from = 0; from < rows; from += rowsAtOnce)
      await addRows({ spine, zone, told, places, plan, seen }, await table.rows(from, rowsAtOnce))
    const hash = createHash('sha256').update(bytes)
    for (const { ticket, as } of plan.tickets) hash.update(`\n${as} ${ticket.no}`)
    return { ...plan, digest: hash.digest('hex') }
  } finally {
    await table.close()
  }
}

type Adding = Asked & { told: Told; places: Places; plan: TicketPlan; seen: Set<string> }

async function addRows({ spine, zone, told, places, plan, seen }: Adding, rows: readonly Row[]): Promise<void> {
  const momentOf = (text: string): Date | null => readTime(text, { format: 'excel', zone })
  const read = rows.map((row) => ({ row, ...readTicketRow(row.cells, places, momentOf) }))
  const tickets = read.flatMap((one) => (one.ok ? [one.ticket] : []))
  const numbers = tickets.map(({ no }) => no)
  const known = new Map((await ticketsByNo(spine, told.pack, numbers)).map((one) => [one.no, one]))
  const placed = await areasOf(spine, told, tickets)
  const refuse = ({ n, cells }: Row, refusals: readonly Refusal[]): void => {
    plan.refused++
    plan.faults.push(...refusals.map((refusal) => ({ n, cells, refusal })))
  }
  for (const one of read) {
    if (!one.ok) {
      refuse(one.row, one.faults)
      continue
    }
    const { ticket, row } = one
    const became = seen.has(ticket.no)
      ? 'twice'
      : becomes(ticket, { placed, before: known.get(ticket.no), now: spine.clock.now() })
    seen.add(ticket.no)
    if (became === 'twice') refuse(row, [twice])
    else if (typeof became === 'object') refuse(row, [refusalOf(became)])
    else {
      plan[became]++
      plan.tickets.push({ ticket, as: became })
    }
  }
}

/** What the door of the gates would make of a ticket, without taking it. */
function becomes(
  ticket: TicketIn,
  { placed, before, now }: { placed: Placed; before: TicketRow | undefined; now: Date },
): Became {
  const place = placed(ticket)
  if ('refused' in place) return place
  const judged = judgeTicket({ ...ticket, plate: thingIn(ticket.plate) }, before ?? null, now)
  return 'opened' in judged ? judged.as : refusedAs(judged.as, ticket, before?.void_name)
}

const { zh: pathZh, en: pathEn } = ticketColumns.no
const twice = malformed('/no', 'code.twice', { pathZh, pathEn })
const refusalOf = ({ refused, name }: Extract<Became, object>): Refusal => ({
  code: refused,
  details: refused === 'ticket.void' ? { by: name } : { name },
})
