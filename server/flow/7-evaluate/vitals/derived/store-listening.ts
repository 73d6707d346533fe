import type { Db, Tx } from '../../../../kernel/spine.ts'

/** The platform has listened since `woke` (the start of this process): kept once a minute, for after a kill that is how exactly its end is known. */
export const keepListening = (tx: Tx, woke: Date): Promise<unknown> =>
  tx.query(
    `insert into listening (woke_at, seen_at) values ($1, $2)
     on conflict (woke_at) do update set seen_at = excluded.seen_at where listening.seen_at <= excluded.seen_at - interval '1 minute'`,
    [woke, tx.now],
  )

/** How long (ms) the platform listened between two moments (ms); this process, since `woke`, listens still. */
export async function listenedMs(db: Db, woke: Date, { from, to }: { from: number; to: number }): Promise<number> {
  const [row] = await db.query<{ seconds: number }>(
    `select coalesce(sum(extract(epoch from least(until, to_timestamp($2)) - greatest(woke_at, to_timestamp($1)))), 0)::float8 as seconds from (
       select woke_at, case when woke_at = $3 then to_timestamp($2) else seen_at end as until from listening) l
     where until > to_timestamp($1) and woke_at < to_timestamp($2)`,
    [from / 1000, to / 1000, woke],
  )
  return row!.seconds * 1000
}
