import { lockKeys } from '../../../kernel/lock-keys.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

/** Whoever opens an event of upkeep about one object or rule does so alone, until the transaction ends. */
export const lockUpkeep = (tx: Tx, about: string): Promise<unknown> =>
  tx.query('select pg_advisory_xact_lock($1, hashtext($2))', [lockKeys.upkeep, about])

/** Is there an open event about a rule? */
export async function openAboutRule(db: Db, rule: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 from events where about_rule = $1 and state not in ('closed', 'merged', 'false-alarm', 'self-handled')`,
    [rule],
  )
  return rows.length > 0
}
