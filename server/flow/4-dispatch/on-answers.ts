import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { lockEvent } from '../3-event/store.ts'
import type { EventRecord } from '../3-event/types.ts'
import { isAtWork } from './case.ts'
import type { CallLadder } from './on-calls.ts'
import { climb } from './on-overdue.ts'
import { isAnswered, isLeaders, isOfRound, refusedBy } from './rules/stops-ladder.ts'
import { callsOfOrder, dispatchOf, holdersOfPosts } from './store.ts'
import { answerAttempt, attemptsOfOrder, settleAttempt, waitingOrder } from './store-calls.ts'
import type { AttemptRow } from './types.ts'

const isOpen = (one: AttemptRow): boolean => one.state === 'asked' || one.state === 'sent'

/** What people say to a call: accepted, understood, or cannot come. */
export function callAnswers(calls: CallLadder) {
  /** Whoever accepts has answered; the ways to everybody else are called off. */
  async function onAccepted(fact: RecordedFact<'work-order.accepted'>, tx: Tx): Promise<void> {
    const attempts = await attemptsOfOrder(tx, fact.body.order)
    await settleAll(tx, attempts, { person: fact.actor.id, answer: 'accepted', area: fact.area })
  }

  /**
   * A person answers a call by the app, an SMS or a key of the phone. Understood: the ladders of their rung and of those below stop,
   * the clock of acceptance does not. Cannot come: whoever stands in is called at once, else the next rung. A leader who was rung up
   * because nobody answered stops nobody's. Who knew may still say that they cannot come. False when nothing was changed: a repeat, or a
   * call of a round before the one that runs, whose late answer (from a phone without a network) is none to the calls made since.
   */
  async function answer(tx: Tx, attempt: AttemptRow, said: 'known' | 'refused'): Promise<boolean> {
    const event = (await lockEvent(tx, attempt.event))!
    const attempts = await attemptsOfOrder(tx, attempt.work_order)
    const from = (await dispatchOf(tx, attempt.event))?.called_from ?? null
    if (!isOfRound(attempt, from)) return false
    const mine = attempts.filter((one) => isSameCall(one, attempt))
    const before = mine.filter((one) => isAnswered(one, from))
    if (before.some((one) => one.answer !== 'known' || said === 'known')) return false
    const concerned = said === 'refused' || isLeaders(attempt) ? mine : attempts.filter((one) => one.step <= attempt.step)
    const to = { person: attempt.person, answer: said, area: event.area, by: attempt.key }
    if (!(await settleAll(tx, concerned, to))) return false
    if (said !== 'refused' || isLeaders(attempt) || !isAtWork(event)) return true
    if (before.length > 0) await callOthers(tx, event, { ...attempt, from })
    await refused(tx, event, attempt)
    return true
  }

  type Refused = Pick<AttemptRow, 'work_order' | 'step'> & { from: Date | null }

  /** Their "known" had stopped the calls to the others of the rung: those begin anew. */
  async function callOthers(tx: Tx, event: EventRecord, { work_order: order, step, from }: Refused): Promise<void> {
    if (!(await waitingOrder(tx, order))) return
    const posts = (await callsOfOrder(tx, order)).flatMap((call) => (call.step === step ? [call.post] : []))
    const cannot = refusedBy(await attemptsOfOrder(tx, order), from)
    const others = (await holdersOfPosts(tx, posts, tx.now)).filter(({ person }) => person && !cannot.includes(person))
    await calls.beginAll(tx, event, { order, why: 'refused' }, others)
  }

  async function refused(tx: Tx, event: EventRecord, attempt: AttemptRow): Promise<void> {
    const order = await waitingOrder(tx, attempt.work_order)
    if (!order) return
    const { work_order, step, post } = attempt
    if (await calls.handOn(tx, event, { order: work_order, step, post, why: 'refused' }, 'refused')) return
    // Whoever is above was called already.
    if ((await callsOfOrder(tx, work_order)).some((call) => call.step > step)) return
    await climb(tx, event, { order: work_order, unit: order.unit, role: order.role, anew: order.anew !== null })
  }

  return { onAccepted, answer }
}

type Said = { person: string; answer: 'accepted' | 'known' | 'refused'; area: string | null; by?: string }

const isSameCall = (one: AttemptRow, other: AttemptRow): boolean =>
  one.person === other.person && one.step === other.step && isLeaders(one) === isLeaders(other)

/**
 * The newest open way to the person (or the one they used) is answered, every other open one is called off; one fact says so.
 * False when there was nothing left to answer.
 */
async function settleAll(tx: Tx, attempts: AttemptRow[], { person, answer, area, by }: Said): Promise<boolean> {
  const theirs = attempts.filter((one) => one.person === person && (isOpen(one) || one.key === by))
  const used = theirs.find((one) => one.key === by) ?? theirs.at(-1)
  const isNew = used !== undefined && (await answerAttempt(tx, used.key, answer))
  // Said again, perhaps long after: whoever is rung now about something newer has not answered by that.
  if (by !== undefined && !isNew) return false
  for (const one of attempts) if (isOpen(one) && one.key !== used?.key) await settleAttempt(tx, one.key, { state: 'stopped' })
  if (!used || !isNew) return false
  await tx.record({
    kind: 'call.answered',
    subject: used.event,
    area,
    body: {
      attempt: used.id,
      event: used.event,
      order: used.work_order,
      person,
      personName: used.person_name,
      channel: used.channel,
      answer,
    },
  })
  return true
}
