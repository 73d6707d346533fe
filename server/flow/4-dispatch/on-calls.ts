import { randomInt } from 'node:crypto'
import type { CallChannel } from '../../../contract/channel.ts'
import type { CallStep } from '../../../contract/pack.ts'
import { gradeWeight } from '../../../contract/scales.ts'
import { durationMs } from '../../../contract/time.ts'
import { deputiesOf } from '../../city/duty/store.ts'
import type { RecordedFact, TimerHandler } from '../../kernel/facts.ts'
import type { Message, SettledHandler } from '../../kernel/outbox.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { eventById, lockEventIfFree } from '../3-event/store.ts'
import type { EventRecord } from '../3-event/types.ts'
import { isUrgent } from './ask.ts'
import { isAtWork, known, lastCalled, stamped, telling } from './case.ts'
import { begunAt, nextRound, roundMs, triedInRound } from './rules/call-round.ts'
import { callSteps, nextCall } from './rules/call-steps.ts'
import { callText, leaderText } from './rules/call-text.ts'
import { eachOnce } from './rules/each-once.ts'
import { isAnswered, isLeaders, isOfRound, nextDeputy, stopsLadder } from './rules/stops-ladder.ts'
import { callsOfOrder, dispatchOf, holdersFor, holdersOfPosts, insertCall } from './store.ts'
import {
  attemptByKey,
  attemptsOfOrder,
  callAnew,
  insertAttempt,
  rungOf,
  settleAttempt,
  standingIn,
  waitingOrder,
  waitingOrdersOf,
} from './store-calls.ts'
import { tell } from './tell.ts'
import type { AttemptRow, Holder } from './types.ts'

/** Which ways to a person this city has; the app is always one. */
export type Ways = Record<Exclude<CallChannel, 'app'>, boolean>

/** Somebody is at work on the case this very second: the timer comes again. */
export const busyMs = 1_000

/** A round that repeats for want of an answer: since when, and whom of the ladder it calls. */
type Round = { since: Date; called: readonly { person: string | null }[] }
type Rung = { order: string; step: number; why: string }
type Ladder = Rung & { event: string; post: string; person: string; since: string; at: number; handOn: boolean }

/** The order of a case that is looked after until somebody answers. */
export type Looked = { event: string; order: string }
export const roundTimer = (looked: Looked, dueAt: Date) => ({
  key: `round:${looked.order}`,
  kind: 'call.round-due',
  dueAt,
  body: { ...looked },
})

const ladderKey = ({ order, step, person }: Pick<Ladder, 'order' | 'step' | 'person'>): string =>
  `call:${order}:${step}:${person}`
/** Each ladder that begins anew has keys of its own, so that whoever was rung before is rung again. */
const anew = (since: Date | null): string => (since ? `:${since.getTime()}` : '')

/** 叫应: one person after the other is called by one way after the other, until a person answers. */
export function callLadder({ ways, zone }: { ways: Ways; zone: string }) {
  /** Somebody was told that they are asked: their ladder begins, for the lead and for whoever must take part. */
  async function onNoticeSent({ body }: RecordedFact<'notice.sent'>, tx: Tx): Promise<void> {
    if (body.kind !== 'order' || !body.order || !body.event) return
    const asked = await waitingOrder(tx, body.order)
    if (!asked || !(asked.role === 'lead' || asked.mandatory)) return
    const event = await known(tx, body.event)
    const { order, post, person, personName, why } = body
    await begin(tx, event, { order, post, person, why }, personName)
    // A stand-in is called within a round that is looked after already.
    if (why !== 'deputy') await lookAfter(tx, event, { order, due: asked.due })
  }

  /** When the order is looked at again: a round follows while nobody has answered. */
  async function lookAfter(tx: Tx, event: EventRecord, { order, due }: { order: string; due: Date }): Promise<void> {
    const steps = callSteps((await stamped(tx, event.id)).plan, event.grade)
    if (steps.length > 0) await tx.setTimer(roundTimer({ event: event.id, order }, nextRound(steps, due, tx.now)))
  }

  type Beginning = Pick<Ladder, 'order' | 'post' | 'person' | 'why'>

  /** A person's ladder begins now: with its first way at once, or at its moment. */
  async function begin(tx: Tx, event: EventRecord, to: Beginning, personName: string): Promise<void> {
    const [first] = callSteps((await stamped(tx, event.id)).plan, event.grade)
    if (!first) return
    const step = await rungOf(tx, to.order, to.post)
    const ladder: Ladder = { ...to, step, event: event.id, since: tx.now.toISOString(), at: 0, handOn: false }
    if (durationMs(first.after) > 0) return wait(tx, ladder, new Date(tx.now.getTime() + durationMs(first.after)))
    const [holder] = await holdersOfPosts(tx, [to.post], tx.now)
    if (holder) await climb(tx, event, ladder, standingIn(holder, { person: to.person, person_name: personName }))
  }

  /**
   * A case turned graver: whoever must still accept, whatever was answered before, is told and called by the ways of the new grade; by a
   * plan that has it confirmed anew also whoever accepted.
   */
  async function onGraver({ body }: RecordedFact<'event.graded'>, tx: Tx): Promise<void> {
    if (gradeWeight(body.to) > gradeWeight(body.from)) await again(tx, body.event, 'graver')
  }

  /** A case that stood still goes on: whoever must still accept is called anew, whatever was answered before. */
  const onResumed = ({ body }: RecordedFact<'event.resumed'> | RecordedFact<'event.park-passed'>, tx: Tx): Promise<void> =>
    again(tx, body.event, 'no-answer')

  /** A part its unit gave back stays with it: a call about that is a new one, which nobody has answered yet. */
  const onRuledToStay = (tx: Tx, event: string): Promise<void> => again(tx, event, 'arbitration')

  /** New ladders to those called last; what was answered before was about what the case was then. */
  async function again(tx: Tx, id: string, why: string): Promise<void> {
    const [event, row] = [await known(tx, id), await dispatchOf(tx, id)]
    if (!row || callSteps(row.plan, event.grade).length === 0) return
    const isAnew = why === 'graver' && row.plan.confirmAnew
    // A confirmation is waited for as long as the ways take; after that the next contact is called.
    const confirmBy = new Date(tx.now.getTime() + roundMs(callSteps(row.plan, event.grade)))
    await callAnew(tx, id, isAnew ? confirmBy : null)
    for (const { id: order, due, anew } of await waitingOrdersOf(tx, id)) {
      // Of a part that was confirmed or goes on after a standstill nobody asks again.
      if (anew && !isAnew) continue
      const people = eachOnce(await lastCalled(tx, order, anew))
      // Of a standstill that ends, and of a ruling, they hear by those; of a dispatch that can still be undone, when it cannot any more.
      if (why === 'graver' && !row.undo_until) await tell(tx, people, telling(event, order, 'order', why))
      await beginAll(tx, event, { order, why }, people)
      await lookAfter(tx, event, { order, due })
    }
  }

  /** A ladder for each of them that anybody is. */
  async function beginAll(tx: Tx, event: EventRecord, { order, why }: { order: string; why: string }, people: Holder[]) {
    for (const { post, person, person_name } of people)
      if (person) await begin(tx, event, { order, post, person, why }, person_name ?? '')
  }

  /** Makes the attempt of one step and sets the timer of the next. */
  async function climb(tx: Tx, event: EventRecord, ladder: Ladder, holder: Holder): Promise<void> {
    const steps = callSteps((await stamped(tx, event.id)).plan, event.grade)
    const step = steps[ladder.at]
    if (!step) return
    const key = `${ladderKey(ladder)}:${step.channel}${anew(new Date(ladder.since))}`
    // Also when it was made before: the timer of what comes after may have been lost to a failure told at the same moment.
    await attempt(tx, event, { ...ladder, channel: step.channel, key }, holder)
    await goOn(tx, ladder, steps)
  }

  /** Sets the timer of what comes after a step: at its moment, or at once when that step has failed. */
  async function goOn(tx: Tx, ladder: Ladder, steps: readonly CallStep[], dueAt?: Date): Promise<void> {
    const next = nextCall(steps, ladder.at, new Date(ladder.since))
    if (!next) return
    const on = 'at' in next ? { at: next.at, handOn: false } : { at: ladder.at, handOn: true }
    await wait(tx, { ...ladder, ...on }, dueAt ?? next.due)
  }

  const wait = (tx: Tx, ladder: Ladder, dueAt: Date): Promise<void> =>
    tx.setTimer({ key: ladderKey(ladder), kind: 'call.next-due', dueAt, body: { ...ladder } })

  type Trying = Rung & { channel: CallChannel; key: string; at: number }

  /** One attempt: a row, a fact, and the message under the same key. A way this city does not have has failed at once. */
  async function attempt(
    tx: Tx,
    event: EventRecord,
    { order, step, why, channel, key, at }: Trying,
    holder: Holder,
  ): Promise<void> {
    const code = String(randomInt(100_000, 1_000_000))
    const there = channel === 'app' || ways[channel]
    const state = channel === 'app' ? 'sent' : there ? 'asked' : 'failed'
    const person = { person: holder.person!, person_name: holder.person_name ?? '' }
    const error = there ? null : 'no-channel'
    const row = {
      key,
      event: event.id,
      work_order: order,
      step,
      at_step: at,
      post: holder.post,
      ...person,
      channel,
      why,
      code,
      state,
      error,
    } as const
    const id = await insertAttempt(tx, row)
    if (!id) return
    const named = { attempt: id, event: event.id, order, person: person.person, personName: person.person_name, channel }
    await tx.record({
      kind: 'call.attempted',
      subject: event.id,
      area: event.area,
      unit: holder.unit,
      body: { ...named, step, post: holder.post, why },
    })
    if (!there) await failed(tx, event, { ...row, id })
    else if (channel !== 'app') await ring(tx, event, row)
  }

  async function ring(
    tx: Tx,
    event: EventRecord,
    row: Pick<AttemptRow, 'key' | 'channel' | 'person' | 'post' | 'code' | 'work_order' | 'why'>,
  ): Promise<void> {
    const { key, channel, person, post, code } = row
    if (channel === 'app') return
    const text = await textOf(tx, event, row)
    await tx.send({ key, channel, address: person, body: { text, code }, owner: post, urgent: isUrgent(event.grade) })
  }

  async function textOf(
    tx: Tx,
    { id, no, title, grade }: EventRecord,
    { code, why, work_order }: Pick<AttemptRow, 'code' | 'why' | 'work_order'>,
  ): Promise<string> {
    const about = { no, title, grade, code }
    if (isLeaders({ why })) return leaderText(about)
    const { plan } = await stamped(tx, id)
    const { due, anew } = (await waitingOrder(tx, work_order)) ?? { due: tx.now, anew: null }
    return callText({ ...about, due, anew: anew !== null, first: plan.safety[0]?.zh ?? null }, tx.now, zone)
  }

  const failed = (
    tx: Tx,
    event: EventRecord,
    row: Pick<AttemptRow, 'id' | 'work_order' | 'person' | 'person_name' | 'channel' | 'error'>,
  ) =>
    tx.record({
      kind: 'call.failed',
      subject: event.id,
      area: event.area,
      body: {
        attempt: row.id,
        event: event.id,
        order: row.work_order,
        person: row.person,
        personName: row.person_name,
        channel: row.channel,
        why: row.error === 'no-channel' ? 'no-channel' : 'not-reached',
      },
    })

  /** A moment of a ladder has come: the next way, or whoever stands in. Nothing when a person has answered or nobody waits any more. */
  const onNextDue: TimerHandler = async (body, tx, key) => {
    const ladder = body as Ladder
    // People lock the case first and timers last; this timer's row is locked already.
    const event = await lockEventIfFree(tx, ladder.event)
    if (!event) return tx.setTimer({ key, kind: 'call.next-due', dueAt: new Date(tx.now.getTime() + busyMs), body })
    if (!isAtWork(event) || !(await waitingOrder(tx, ladder.order))) return
    const { called_from: from } = await stamped(tx, event.id)
    if (stopsLadder(await attemptsOfOrder(tx, ladder.order), { ...ladder, from })) return
    const onDuty = await holdersOfPosts(tx, [ladder.post], tx.now)
    const holder = onDuty.find((one) => one.person === ladder.person)
    // Off duty meanwhile: the call goes to who is on duty now.
    const stillTheirs = holder ?? (await standsIn(tx, ladder))
    if (ladder.handOn || !stillTheirs) await handOn(tx, event, ladder, holder ? 'no-answer' : 'off-duty')
    else await climb(tx, event, ladder, stillTheirs)
  }

  /** A stand-in is not the holder of the post, and stays called while the post is theirs too. */
  async function standsIn(tx: Tx, { post, person, why }: Ladder): Promise<Holder | null> {
    if (why !== 'deputy') return null
    const [holder] = await holdersOfPosts(tx, [post], tx.now)
    const deputy = (await deputiesOf(tx, post, tx.now)).find((one) => one.person === person)
    return holder && deputy ? standingIn(holder, deputy) : null
  }

  /** Whoever stands in at the post is called, with a ladder of their own. False when there is nobody left. */
  async function handOn(
    tx: Tx,
    event: EventRecord,
    from: Rung & { post: string },
    why: 'no-answer' | 'off-duty' | 'refused',
  ): Promise<boolean> {
    const holders = await holdersOfPosts(tx, [from.post], tx.now)
    const onDuty = holders.flatMap(({ person, person_name }) => (person ? [{ person, person_name: person_name ?? '' }] : []))
    const deputies = [...onDuty, ...(await deputiesOf(tx, from.post, tx.now))]
    const { called_from } = await stamped(tx, event.id)
    const deputy = nextDeputy(
      deputies,
      triedInRound(await attemptsOfOrder(tx, from.order), { step: from.step, from: called_from }),
    )
    if (!deputy || !holders[0]) return false
    const holder = standingIn(holders[0], deputy)
    const { order, step } = from
    await insertCall(tx, {
      event: event.id,
      work_order: order,
      step,
      post: holder.post,
      person: deputy.person,
      why,
      inform: false,
    })
    await tell(tx, [holder], telling(event, order, 'order', 'deputy'))
    return true
  }

  /**
   * Nobody of the rung called last answered in time: the leaders a red case is told to are rung up at once, once a round (`round`: when one
   * began that only repeats; then not who has answered, nor who is called as one of the rung).
   */
  async function ringLeaders(tx: Tx, event: EventRecord, order: string, round: Round | null = null): Promise<void> {
    const { plan, called_from: from } = await stamped(tx, event.id)
    if (callSteps(plan, event.grade).every(({ channel }) => channel !== 'voice')) return
    const step = Math.max(0, ...(await callsOfOrder(tx, order)).map((call) => call.step))
    const attempts = await attemptsOfOrder(tx, order)
    if (stopsLadder(attempts, { person: null, step, from })) return
    const spared = [...(round?.called ?? []), ...(round ? attempts.filter((one) => isLeaders(one) && isAnswered(one, from)) : [])]
    const rung = { order, step, why: 'unanswered', channel: 'voice', at: 0 } as const
    const calls = plan.inform.filter(({ call, grades }) => grades.includes(event.grade) && call.postKind.endsWith('-leader'))
    for (const { call } of calls)
      for (const holder of await holdersFor(tx, call, event.area, tx.now)) {
        const key = `call:${order}:leader:${holder.person}:voice${anew(round?.since ?? from)}`
        if (holder.person && spared.every(({ person }) => person !== holder.person))
          await attempt(tx, event, { ...rung, key }, holder)
      }
  }

  /** The outbox is done with an attempt: handed over, or given up, and then the next way is tried at once. */
  const onSettled: SettledHandler = async (message, outcome, tx) => {
    const row = await attemptByKey(tx, message.key)
    if (!row) return
    // Also after it had been given up: somebody had it sent again.
    if (outcome.state === 'sent') return row.state === 'sent' ? undefined : settleAttempt(tx, row.key, { state: 'sent' })
    if (row.state !== 'asked') return
    if (outcome.state === 'called-off') return settleAttempt(tx, row.key, { state: 'stopped' })
    await settleAttempt(tx, row.key, { state: 'failed', error: outcome.error.slice(0, 200) })
    const about = await known(tx, row.event)
    await failed(tx, about, row)
    const { plan, called_from } = await stamped(tx, row.event)
    const begun = begunAt(await attemptsOfOrder(tx, row.work_order), row, called_from)
    if (!begun) return
    const { work_order: order, event, step, why, post, person, at_step: at } = row
    const since = begun.toISOString()
    const steps = callSteps(plan, about.grade)
    await goOn(tx, { order, event, step, why, post, person, at, since, handOn: false }, steps, tx.now)
  }

  return { handOn, beginAll, ringLeaders, onRuledToStay, onGraver, onResumed, onNoticeSent, onNextDue, onSettled, isWanted }
}

/** A call leaves only while its answer is waited for: also a late try, or one somebody sends again by hand. */
async function isWanted({ key }: Message, db: Db): Promise<boolean> {
  const row = await attemptByKey(db, key)
  if (!row) return true
  if (row.state === 'stopped' || row.state === 'answered') return false
  const event = await eventById(db, row.event)
  if (!event || !isAtWork(event) || !(await waitingOrder(db, row.work_order))) return false
  const from = (await dispatchOf(db, row.event))?.called_from ?? null
  if (!isOfRound(row, from)) return false
  return isLeaders(row) || !stopsLadder(await attemptsOfOrder(db, row.work_order), { ...row, from })
}

export type CallLadder = ReturnType<typeof callLadder>
