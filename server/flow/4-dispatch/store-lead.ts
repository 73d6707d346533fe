import type { Db } from '../../kernel/spine.ts'
import type { LeadLimits } from './running-limits.ts'

/** The limits of the order that leads an event; null: nobody leads it now. */
export async function leadLimits(db: Db, event: string): Promise<LeadLimits | null> {
  const [row] = await db.query<LeadLimits>(
    `select arrive_by, finish_by, arrived_at, paused_at, provisional from work_orders
     where event = $1 and role = 'lead' and state in ('asked', 'accepted', 'arrived', 'suspended', 'returned', 'arbitration', 'submitted')
     order by asked_at desc, id desc limit 1`,
    [event],
  )
  return row ?? null
}

/** Was a post told before that this case concerns it? Several parts of one district are one notice. */
export const toldOfPart = async (db: Db, event: string, posts: readonly string[]): Promise<boolean> =>
  (await db.query("select 1 from notices where event = $1 and kind = 'concern' and post = any($2) limit 1", [event, posts]))
    .length > 0

/** The hubs of a request to lead; its row belongs to a later stage. */
export async function unitsOfRequest(db: Db, request: string): Promise<{ asker: string; asked: string }> {
  const [row] = await db.query<{ asker: string; asked: string }>(
    'select from_unit as asker, to_unit as asked from lead_requests where id = $1',
    [request],
  )
  if (!row) throw new Error(`no request ${request}`)
  return row
}
