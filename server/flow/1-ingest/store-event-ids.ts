import { system } from '../../../contract/actor.ts'
import type { Db, Spine, Tx } from '../../kernel/spine.ts'

/** Which of these events were taken before. */
export async function knownEventIds(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db.query<{ id: string }>('select id from cloud_event_ids where id = any($1)', [ids])
  return new Set(rows.map(({ id }) => id))
}

export async function insertEventIds(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query(
    'insert into cloud_event_ids (id, heard_at) select id, $1 from unnest($2::text[]) as n(id) order by id on conflict do nothing',
    [tx.now, ids],
  )
}

/** Longer than a sender tries again after a broken line; what comes later still is known by its values and their moment. */
const keepMs = 3 * 86_400_000
/** Rows a turn: short enough that nobody waits for their locks. */
const most = 5_000

/** Forgets what is older. Answers whether there may be more. */
export async function pruneEventIds(spine: Pick<Spine, 'transaction'>): Promise<boolean> {
  return spine.transaction(system, async (tx) => {
    const gone = await tx.query(
      `delete from cloud_event_ids where id in (
         select id from cloud_event_ids where heard_at < $1 limit $2 for update skip locked) returning 1`,
      [new Date(tx.now.getTime() - keepMs), most],
    )
    return gone.length === most
  })
}
