import { system } from '../../contract/actor.ts'
import type { Spine } from './spine.ts'

const dayMs = 86_400_000
/**
 * How long what only serves repeats and looking up is kept, in days: messages that left (what was given up stays until somebody decides),
 * and answers to idempotency keys. Longer than a phone keeps trying to send what it was told offline, and than a gateway repeats itself.
 */
export const pruneDays = { messages: 90, keys: 30 } as const
/** Rows a turn: short enough that nobody waits for their locks. */
const most = 5_000

/** Deletes what is older. Answers whether there may be more. */
export async function pruneOnce(spine: Pick<Spine, 'transaction'>): Promise<boolean> {
  return spine.transaction(system, async (tx) => {
    const before = (days: number): Date => new Date(tx.now.getTime() - days * dayMs)
    const messages = await tx.query(
      `delete from outbox where id in (
         select id from outbox where state = 'sent' and sent_at < $1 limit $2 for update skip locked) returning 1`,
      [before(pruneDays.messages), most],
    )
    const keys = await tx.query(
      `delete from idempotency_keys where (actor, key) in (
         select actor, key from idempotency_keys where made_at < $1 limit $2 for update skip locked) returning 1`,
      [before(pruneDays.keys), most],
    )
    return messages.length === most || keys.length === most
  })
}
