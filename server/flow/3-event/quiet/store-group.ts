import type { Db, Tx } from '../../../kernel/spine.ts'
import type { EventState } from '../life.ts'
import { signalColumns } from '../store-signals.ts'
import type { SignalRecord } from '../types.ts'

export type Recent = { id: string; state: SignalRecord['state']; event: string | null }

/** As the column `town` is made. */
const town = (path: string): string => [1, 2, 3].map((tier) => `split_part(${path}, '/', ${tier}) || '/'`).join(' || ')

/** The newest other findings of one type in the town of an area since a moment, newest first; not those that were nothing. */
export const recentInTown = (
  db: Db,
  of: { alarm: string; type: string; area: string; since: Date; most: number },
): Promise<Recent[]> =>
  db.query<Recent>(
    `select id, state, event from signals where type = $1 and town = ${town('$2')} and received_at > $3 and alarm <> $5
       and state not in ('rejected', 'gone') order by received_at desc, id desc limit $4`,
    [of.type, of.area, of.since, of.most, of.alarm],
  )

/** The events some others have become part of, themselves where none, as far as something can be added to them; oldest first. */
export async function openAmong(db: Db, events: string[]): Promise<string[]> {
  const joinable: EventState[] = ['open', 'handling']
  const rows = await db.query<{ id: string }>(
    `with recursive at_it as (
       select id, state, merged_into, opened_at from events where id = any($1)
       union select e.id, e.state, e.merged_into, e.opened_at from events e join at_it on at_it.merged_into = e.id)
     select id from at_it where state = any($2) order by opened_at, id`,
    [events, joinable],
  )
  return rows.map(({ id }) => id)
}

/** A signal that still waits, locked; null when somebody has decided it, or decides it now. */
export async function lockWaiting(tx: Tx, id: string): Promise<SignalRecord | null> {
  const [row] = await tx.query<SignalRecord>(
    `select ${signalColumns} from signals s where s.id = $1 and s.state = 'waiting' for update skip locked`,
    [id],
  )
  return row ?? null
}
