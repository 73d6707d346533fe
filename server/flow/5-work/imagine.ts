import type { ProblemCode } from '../../../contract/problem.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { countingOf } from './clocks.ts'
import { accept } from './routes-hold.ts'
import { giveItBack } from './routes-pass.ts'
import { mayAct } from './rules/may-act.ts'
import { lockOrder } from './store-write.ts'

/** Who does it; `proposed`: the unit an order is returned to. */
export type Imagined = { order: string; person: string; name: string | null; post: string; unit: string }

/**
 * What somebody would do with an order of a rehearsal that is taken back (`kernel/rehearse.ts`), by the rules and the code of the real
 * verbs: accepts it, or returns it to `proposed`. Answers the code of the refusal; null when it was done.
 */
export async function actAs(
  tx: Tx,
  calendar: WorkCalendar,
  by: Imagined,
  does: { verb: 'accept' } | { verb: 'return'; proposed: string },
): Promise<ProblemCode | null> {
  const locked = await lockOrder(tx, by.order)
  if (!locked) return 'thing.not-found'
  const { person, post, unit, name } = by
  const who = { person, post, unit, permits: new Set(['work-order.act'] as const), inScope: true }
  const may = mayAct(locked.order, who, does.verb, tx.now)
  if (!may.ok) return may.refusal.code
  const one = { ...locked, tx, who, name, counting: await countingOf(tx, calendar, locked.event) }
  try {
    if (does.verb === 'accept') await accept(one, {})
    else await giveItBack(one, { proposed: does.proposed, reason: 'function', basis: '推演' })
    return null
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.code
    throw error
  }
}
