import type { Timer, Tx } from './spine.ts'

/** Sets timers with one statement; one of the same key is replaced. Called by `tx.setTimer` only. */
export async function insertTimers(tx: Tx, timers: Timer[]): Promise<void> {
  if (timers.length === 0) return
  await tx.query(
    `insert into timers (key, kind, due_at, body, bulk)
     select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::jsonb[], $5::boolean[])
     on conflict (key) do update set kind = excluded.kind, due_at = excluded.due_at, body = excluded.body, bulk = excluded.bulk, tries = 0, last_error = null`,
    [
      timers.map((t) => t.key),
      timers.map((t) => t.kind),
      timers.map((t) => t.dueAt),
      timers.map((t) => JSON.stringify(t.body)),
      timers.map((t) => t.bulk ?? false),
    ],
  )
}
