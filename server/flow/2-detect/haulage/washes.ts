import type { Haulage, HaulCheck } from '../../../../contract/haulage.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { TicketRow } from '../../1-ingest/tickets/store.ts'
import { readRoute } from './rules/read-permit.ts'
import { leavingMs, stoodAt } from './rules/stood-at.ts'
import { deviceOf, type Entry, readTold } from './store.ts'

type Asked = { haulage: Haulage; check: Extract<HaulCheck, { kind: 'unwashed' }> }
/** A terminal tells every ten seconds or less often. */
const most = 300

/** How many seconds the carrier of a ticket stood at the wash of its site before it left, as its own places say; 0: nobody knows, or it did not. */
export async function stoodOf(tx: Tx, { haulage, check }: Asked, row: TicketRow, site: Entry): Promise<number> {
  const { gate } = haulage.from
  const written = gate ? site.details[gate] : null
  const places = readRoute(typeof written === 'string' ? written : null)
  if (check.stands === '0s' || places.length === 0 || !row.carrier) return 0
  const device = await deviceOf(tx, row.carrier)
  if (!device) return 0
  const left = row.opened_at.getTime()
  const told = await readTold(tx, device, haulage, { after: new Date(left - leavingMs.before), limit: most })
  const before = told.filter(({ at }) => at.getTime() <= left + leavingMs.after)
  return stoodAt(before, { places, nearM: check.nearM, haulage })
}
