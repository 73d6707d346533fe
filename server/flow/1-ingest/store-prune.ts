import { system } from '../../../contract/actor.ts'
import type { Spine } from '../../kernel/spine.ts'

const dayMs = 86_400_000
/** Rows a turn: short enough that nobody waits for their locks. */
const most = 5_000

/**
 * Deletes refused messages, looked at or not, and counts of frames that are older than so many days: a broken sender must not fill the
 * table, and nobody can mend what came in then. Answers whether there may be more.
 */
export async function pruneRefused(spine: Pick<Spine, 'transaction' | 'log'>, keepDays: number): Promise<boolean> {
  return spine.transaction(system, async (tx) => {
    const before = new Date(tx.now.getTime() - keepDays * dayMs)
    const gone = await tx.query<{ waiting: boolean }>(
      `delete from quarantine where id in (
         select id from quarantine where received_at < $1 order by received_at limit $2 for update skip locked) returning decided_at is null as waiting`,
      [before, most],
    )
    const unseen = gone.filter(({ waiting }) => waiting).length
    if (unseen > 0) spine.log.warn({ unseen, before }, 'refused messages nobody looked at are over')
    const counts = await tx.query(
      `delete from frame_counts where (hour, protocol, verdict, area) in (
         select hour, protocol, verdict, area from frame_counts where hour < $1 limit $2 for update skip locked) returning 1`,
      [before, most],
    )
    return gone.length === most || counts.length === most
  })
}
