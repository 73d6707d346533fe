import { randomInt } from 'node:crypto'
import type { CallChannel } from '../../../contract/channel.ts'
import type { CallStep } from '../../../contract/pack.ts'
import { durationMs } from '../../../contract/time.ts'
import { deputiesOf } from '../../city/duty/store.ts'
import type { RecordedFact, TimerHandler } from '../../kernel/facts.ts'
import type { SettledHandler } from '../../kernel/outbox.ts'
import type { Tx } from '../../kernel/spine.ts'
import { lockEventIfFree } from '../3-event/store.ts'
import type { EventRecord } from '../3-event/types.ts'
import { clocksOf } from './ask.ts'
import { known, lastCalled, stamped, telling } from './case.ts'
import { callSteps, nextCall } from './rules/call-steps.ts'
import { callText } from './rules/call-text.ts'
import { nextDeputy, stopsLadder } from './rules/stops-ladder.ts'
import { dispatchOf, holdersFor, holdersOfPosts, insertCall } from './store.ts'
import {
  attemptByKey,
  attemptsOfOrder,
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
const busyMs = 1_000

type Rung = { order: string; step: number; why: string }
type Ladder = Rung & { event: string; post: string; person: string; since: string; at: number; handOn: boolean }

const ladderKey = ({ order, step, person }: Pick<Ladder, 'order' | 'step' | 'person'>): string =>
  `call:${order}:${step}:${person}`

/** 叫应: one person after the other is called by one way after the other, until a person answers. */
export function callLadder(ways: Ways) {
  /** Somebody was told that they are asked: their ladder begins, for the lead and for whoever must take part. */
  async function onNoticeSent({ body }: RecordedFact<'notice.sent'>, tx: Tx): Promise<void> {
    if (body.kind !== 'order' || !body.order || !body.event || !body.urgent) return
    const asked = await waitingOrder(tx, body.order)
    if (!asked || !(asked.role === 'lead' || asked.mandatory)) return
    const event = await known(tx, body.event)
    const steps = callSteps((await stamped(tx, event.id)).plan, event.grade)
    const [first] = steps
    if (!first) return
    const step = await rungOf(tx, body.order, body.post)
    const rung = { order: body.order, step, why: body.why, event: event.id, post: body.post, person: body.person }
    const ladder: Ladder = { ...rung, since: tx.now.toISOString(), at: 0, handOn: false }
    if (durationMs(first.after) > 0) return wait(tx, ladder, new Date(tx.now.getTime() + durationMs(first.after)))
    const holders = await holdersOfPosts(tx, [body.post], tx.now)
    if (holders[0]) await climb(tx, event, ladder, standingIn(holders[0], { person: body.person, person_name: body.personName }))
  }

  /** A case turned graver: whoever was told before and has not answered is called by the ways of the new grade, from now on. */
  async function onGraver({ body }: RecordedFact<'event.graded'>, tx: Tx): Promise<void> {
    const row = await dispatchOf(tx, body.event)
    if (row && callSteps(row.plan, body.from).length === 0) await again(tx, body.event, 'graver')
  }

  /** A case that stood still goes on: so do the calls nobody answered. */
  const onResumed = ({ body }: RecordedFact<'event.resumed'> | RecordedFact<'event.park-passed'>, tx: Tx): Promise<void> =>
    again(tx, body.event, 'no-answer')

  /** The ladders to those called last, from now on; they were told already. */
  async function again(tx: Tx, id: string, why: string): Promise<void> {
    const [event, row] = [await known(tx, id), await dispatchOf(tx, id)]
    const steps = row ? callSteps(row.plan, event.grade) : []
    if (steps.length === 0) return
    for (const { id: order } of await waitingOrdersOf(tx, id))
      for (const { post, person } of await lastCalled(tx, order)) {
        if (!person) continue
        const step = await rungOf(tx, order, post)
        const since = tx.now.toISOString()
        await goOn(tx, { order, step, why, event: id, post, person, since, at: 0, handOn: false }, steps)
      }
  }

  /** Makes the attempt of one step and sets the timer of the next. */
  async function climb(tx: Tx, event: EventRecord, ladder: Ladder, holder: Holder): Promise<void> {
    const steps = callSteps((await stamped(tx, event.id)).plan, event.grade)
    const step = steps[ladder.at]
    if (!step) return
    const key = `${ladderKey(ladder)}:${step.channel}`
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
    { key, channel, person, post, code }: Pick<AttemptRow, 'key' | 'channel' | 'person' | 'post' | 'code'>,
  ): Promise<void> {
    if (channel === 'app') return
    const text = await textOf(tx, event, code)
    await tx.send({ key, channel, address: person, body: { text, code }, owner: post })
  }

  async function textOf(tx: Tx, event: EventRecord, code: string): Promise<string> {
    const { plan } = await stamped(tx, event.id)
    const acceptMin = Math.ceil(durationMs(clocksOf(plan, event.grade).accept) / 60_000)
    return callText({ no: event.no, title: event.title, grade: event.grade, acceptMin, first: plan.safety[0]?.zh ?? null, code })
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
    if (event.state !== 'handling' || !(await waitingOrder(tx, ladder.order))) return
    if (stopsLadder(await attemptsOfOrder(tx, ladder.order), ladder.person)) return
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
    const deputy = nextDeputy(deputies, await attemptsOfOrder(tx, from.order))
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

  /** Nobody answered in time: the leaders a red case is told to are rung up at once, once. */
  async function ringLeaders(tx: Tx, event: EventRecord, rung: Rung): Promise<void> {
    const { plan } = await stamped(tx, event.id)
    if (callSteps(plan, event.grade).every((step) => step.channel !== 'voice')) return
    const attempts = await attemptsOfOrder(tx, rung.order)
    if (stopsLadder(attempts, null)) return
    const calls = plan.inform.filter(({ call, grades }) => grades.includes(event.grade) && call.postKind.endsWith('-leader'))
    for (const { call } of calls)
      for (const holder of await holdersFor(tx, call, event.area, tx.now))
        if (holder.person)
          await attempt(
            tx,
            event,
            { ...rung, why: 'unanswered', channel: 'voice', at: 0, key: `call:${rung.order}:leader:${holder.person}:voice` },
            holder,
          )
  }

  /** The outbox is done with an attempt: handed over, or given up, and then the next way is tried at once. */
  const onSettled: SettledHandler = async (message, outcome, tx) => {
    const row = await attemptByKey(tx, message.key)
    if (row?.state !== 'asked') return
    if (outcome.state === 'sent') return settleAttempt(tx, row.key, { state: 'sent' })
    await settleAttempt(tx, row.key, { state: 'failed', error: outcome.error.slice(0, 200) })
    const about = await known(tx, row.event)
    await failed(tx, about, row)
    if (row.why === 'unanswered') return
    const mine = (await attemptsOfOrder(tx, row.work_order)).filter((one) => one.person === row.person && one.step === row.step)
    if (mine.some((one) => one.at_step > row.at_step)) return
    const { work_order: order, event, step, why, post, person, at_step: at } = row
    const since = (mine[0] ?? row).asked_at.toISOString()
    const steps = callSteps((await stamped(tx, event)).plan, about.grade)
    await goOn(tx, { order, event, step, why, post, person, at, since, handOn: false }, steps, tx.now)
  }

  return { handOn, ringLeaders, onGraver, onResumed, onNoticeSent, onNextDue, onSettled }
}
export type CallLadder = ReturnType<typeof callLadder>
