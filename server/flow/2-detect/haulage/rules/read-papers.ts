import type { DetailValues } from '../../../../../contract/detail.ts'
import type { Haulage } from '../../../../../contract/haulage.ts'
import type { Source, Ticket } from './paper-findings.ts'

/** The columns of a ticket the checks look at. */
type Kept = Pick<Ticket, 'no' | 'load' | 'washed'> & {
  opened_at: Date
  closed_at: Date | null
  closed_load: number | null
  void_at: Date | null
}

/** A ticket as it is kept, as the checks look at it. */
export const ticketOf = (row: Kept): Ticket => ({
  ...{ no: row.no, load: row.load, washed: row.washed },
  ...{ openedAt: row.opened_at, closedAt: row.closed_at, closedLoad: row.closed_load, voidAt: row.void_at },
})

/** A place that is loaded at as the register keeps it: what it may give, and until when. */
export function sourceOf(
  { from }: Pick<Haulage, 'from'>,
  { code, name, details }: { code: string; name: string; details: DetailValues },
): Source {
  const [volume, until] = [details[from.volume], details[from.until]]
  return { code, name, volume: typeof volume === 'number' ? volume : null, until: typeof until === 'string' ? until : null }
}
