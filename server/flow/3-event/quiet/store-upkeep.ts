import { lockKeys } from '../../../kernel/lock-keys.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

/** Whoever opens an event of upkeep about one object or rule does so alone, until the transaction ends. */
export const lockUpkeep = (tx: Tx, about: string): Promise<unknown> =>
  tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [lockKeys.upkeep, about])

/** When the last event of upkeep about an object ended: what was seen until then is what it was about. */
export async function upkeepEnded(db: Db, type: string, object: string): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>('select max(closed_at) as at from events where object = $2 and type = $1', [
    ...[type, object],
  ])
  return row?.at ?? null
}

/** The same of an event about a rule. */
export async function noisyEnded(db: Db, rule: string): Promise<Date | null> {
  const [row] = await db.query<{ at: Date | null }>('select max(closed_at) as at from events where about_rule = $1', [rule])
  return row?.at ?? null
}

/** Is there an open event about a rule? */
export async function openAboutRule(db: Db, rule: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 from events where about_rule = $1 and state not in ('closed', 'merged', 'false-alarm', 'self-handled')`,
    [rule],
  )
  return rows.length > 0
}
