import type { TimerHandler } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { lockEventIfFree } from '../3-event/store.ts'
import { standingAlarms } from '../3-event/store-again.ts'
import { vitalsOfCases } from '../3-event/store-case-vitals.ts'
import type { EventRecord } from '../3-event/types.ts'
import { isAtWork, lastCalled, stamped } from './case.ts'
import { busyMs, type CallLadder, type Looked, roundTimer } from './on-calls.ts'
import { climb, tellUnaccepted } from './on-overdue.ts'
import { nextRound } from './rules/call-round.ts'
import { callSteps } from './rules/call-steps.ts'
import { eachOnce } from './rules/each-once.ts'
import { refusedBy, stopsLadder } from './rules/stops-ladder.ts'
import { callsOfOrder, holdersOfPosts } from './store.ts'
import { attemptsOfOrder, waitingOrder } from './store-calls.ts'
import type { Holder } from './types.ts'

/**
 * The top of the ladder was called and nobody answered: while the case stands at a grade that calls, its top rung and the leaders are
 * called round by round. A round makes no answer void: the calls count since the same moment as before.
 */
export const roundHandler =
  (calls: CallLadder): TimerHandler =>
  async (body, tx, key) => {
    const looked = body as Looked
    // People lock the case first and timers last; this timer's row is locked already.
    const event = await lockEventIfFree(tx, looked.event)
    if (!event) return tx.setTimer({ key, kind: 'call.round-due', dueAt: new Date(tx.now.getTime() + busyMs), body })
    const order = await waitingOrder(tx, looked.order)
    const steps = callSteps((await stamped(tx, event.id)).plan, event.grade)
    if (!order || !isAtWork(event) || steps.length === 0) return
    await tx.setTimer(roundTimer(looked, nextRound(steps, order.due, tx.now)))
    // A limit that still runs calls the next rung at its end.
    if (order.due > tx.now || !(await stands(tx, event))) return
    const people = await unanswered(tx, event, looked.order)
    if (!people) return
    const anew = order.anew !== null
    // No limit of acceptance runs any more that would call the next rung.
    if (anew) await climb(tx, event, { ...order, order: looked.order, anew })
    else await tellUnaccepted(tx, event, { order: looked.order, anew }, people)
    await calls.beginAll(tx, event, { order: looked.order, why: 'no-answer' }, people)
    if (order.role === 'lead') await calls.ringLeaders(tx, event, looked.order, { since: tx.now, called: people })
  }

/**
 * What a sensor raised stands while an alarm of it does, what a vital opened while it is outside, and either while a vital that joined it is; what a person told
 * stands until somebody looks.
 */
async function stands(tx: Tx, { id, source }: EventRecord): Promise<boolean> {
  if (source !== 'sensor' && source !== 'vital') return true
  if ((await standingAlarms(tx, id)).length > 0) return true
  const about = await vitalsOfCases(tx, [id])
  return about.some(({ outside }) => outside) || (source === 'vital' && about.length === 0)
}

/** Who is called again: the top rung without those who cannot come, else everybody called before; null when somebody has answered. */
async function unanswered(tx: Tx, event: EventRecord, order: string): Promise<Holder[] | null> {
  const { called_from: from } = await stamped(tx, event.id)
  const [attempts, called] = [await attemptsOfOrder(tx, order), await callsOfOrder(tx, order)]
  const step = Math.max(0, ...called.map((call) => call.step))
  if (stopsLadder(attempts, { person: null, step, from })) return null
  const refused = refusedBy(attempts, from)
  const mayCome = (holders: Holder[]): Holder[] => eachOnce(holders.filter(({ person }) => person && !refused.includes(person)))
  const top = mayCome(await lastCalled(tx, order))
  if (top.length > 0) return top
  const posts = called.map(({ post }) => post)
  return mayCome(await holdersOfPosts(tx, posts, tx.now))
}
