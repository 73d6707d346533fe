import { setImmediate } from 'node:timers/promises'
import type { Db } from '../server/kernel/spine.ts'

/**
 * Waits until every fact recorded so far can be read in safe order. Readers stay below the oldest open transaction of the whole server, and
 * test files that run side by side share one: a transaction of a neighbour hides the newest facts for as long as it lasts.
 */
export async function untilSafe(db: Db): Promise<void> {
  const hidden = 'select 1 from facts where tx >= pg_snapshot_xmin(pg_current_snapshot()) limit 1'
  while ((await db.query(hidden)).length > 0) await setImmediate()
}

/** The same of readings that were taken in. */
export async function untilReadingsSafe(db: Db): Promise<void> {
  const hidden = 'select 1 from readings where tx >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint limit 1'
  while ((await db.query(hidden)).length > 0) await setImmediate()
}
