import type { Plan } from '../../../contract/pack.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { planInForce } from '../../city/pack/plan-in-force.ts'
import { attempt } from '../../kernel/attempt.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import type { RecordedFact, TimerHandler } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { eventsUnder } from '../3-event/store.ts'
import type { EventRecord } from '../3-event/types.ts'
import { askUnit, undoMs } from './ask.ts'
import { isAtWork, known, stamped, telling } from './case.ts'
import { callAnswers } from './on-answers.ts'
import { callLadder, type Ways } from './on-calls.ts'
import { handOverHandlers } from './on-hand-over.ts'
import { leadRequestHandlers } from './on-lead-requests.ts'
import { answererOf, onPauseVoided, tellHolder, tellHub } from './on-look.ts'
import { joinedHandler } from './on-members.ts'
import { overdueHandler } from './on-overdue.ts'
import { roundHandler } from './on-rounds.ts'
import { withCondition } from './rules/with-condition.ts'
import {
  addWhy,
  answerCalls,
  callsOfEvent,
  cancelNotices,
  dispatchesOf,
  dispatchOf,
  holdersOfPosts,
  insertCall,
  openOrders,
  saveDispatch,
  setUndo,
} from './store.ts'
import { allRoutes, assistRoutes, holdersOfCall, routeEvent } from './store-route.ts'
import { tell } from './tell.ts'
import type { DispatchRow, Holder, Route } from './types.ts'
import { noteUnmanned, partManned, tellAllUnmanned } from './unmanned.ts'

type GraverFact =
  | RecordedFact<'event.graded'>
  | RecordedFact<'event.absorbed'>
  | RecordedFact<'event.resumed'>
  | RecordedFact<'event.park-passed'>

/** After this long a dispatch that failed is tried once more. */
const againMs = 30_000

type Deps = { packs: Packs; zone: string; calendar: WorkCalendar; ways: Ways }

/** Dispatch by plan; the ladder of calls, hand-overs and short messages stand beside it. */
export function dispatchHandlers({ packs, zone, calendar, ways }: Deps) {
  const calls = callLadder({ ways, zone })
  const answers = callAnswers(calls)
  const handOver = handOverHandlers({ calendar, onRuledToStay: calls.onRuledToStay })

  async function onOpened(fact: RecordedFact<'event.opened'>, tx: Tx): Promise<void> {
    const { event: id, mode, lead } = fact.body
    if (mode !== 'auto') return dispatch(tx, id, { mode: 'person', lead })
    if (await attempt(tx, `dispatch of ${id}`, () => dispatch(tx, id, { mode, lead }))) return
    // A plan that cannot be carried out takes neither the alarm nor its case with it: the hub is told, and it is tried again.
    await tx.record({ kind: 'event.stuck', subject: id, area: fact.area, body: { event: id, verb: 'dispatch' } })
    await tx.setTimer({
      key: `dispatch:${id}`,
      kind: 'dispatch.again',
      dueAt: new Date(tx.now.getTime() + againMs),
      body: { event: id },
    })
  }

  /** Once more what failed; five times, then it stands among what is stuck, where a person sees it. */
  const onAgain: TimerHandler = async (body, tx) => {
    const event = await known(tx, String(body.event))
    if (event.state === 'open' && !(await dispatchOf(tx, event.id))) await dispatch(tx, event.id, { mode: 'auto', lead: null })
  }

  /** Asks lead and assists, tells the informed. By a person: notices wait 8 s for an undo, the clocks run already. */
  async function dispatch(tx: Tx, id: string, how: { mode: 'auto' | 'person'; lead: string | null }): Promise<void> {
    const event = await known(tx, id)
    const found = await planInForce(tx, packs, event.type)
    if (!found) throw new Error(`type ${event.type} has no plan`)
    const plan = withCondition(found.plan, event.grade, event.opened_by)
    const routing = await routeEvent(tx, plan, event, { now: tx.now, chosen: how.lead })
    const routes = allRoutes(routing)
    const lead = routes.find((route) => route.role === 'lead')
    if (!lead) throw new Error(`nobody at all can lead ${event.no}: not even the city's duty post is held`)
    const hold = how.mode === 'person'
    const undoUntil = hold ? new Date(tx.now.getTime() + undoMs) : null
    const why = routes.map(({ unit, unitName, role, reason }) => ({ unit, unitName, role, reason }))
    await saveDispatch(tx, {
      event: id,
      pack: found.pack.id,
      version: found.pack.version,
      plan_version: found.version,
      plan,
      why,
      mode: how.mode,
      dispatched_at: tx.now,
      undo_until: undoUntil,
    })
    await tx.record({
      kind: 'event.dispatched',
      subject: id,
      area: event.area,
      unit: lead.unit,
      body: {
        event: id,
        plan: found.pack.id,
        version: found.pack.version,
        planVersion: found.version,
        lead: lead.unit,
        leadName: lead.unitName,
        why: lead.reason,
        mode: how.mode,
        tier: tierOf(lead.holders[0]?.tier),
      },
    })
    const ask = (route: Route): Promise<string> => askUnit(tx, event, route, { plan, calendar, hold })
    for (const route of routing.routes) if (route.role !== 'inform') await ask(route)
    await noteUnmanned(tx, event, routing.unmanned, { ask, hold })
    for (const route of routing.routes) if (route.role === 'inform') await inform(tx, event, route.holders, hold)
    if (undoUntil)
      await tx.setTimer({ key: `notices:${id}`, kind: 'dispatch.notices-due', dueAt: undoUntil, body: { event: id } })
  }

  async function inform(tx: Tx, event: EventRecord, holders: Holder[], hold: boolean): Promise<void> {
    for (const holder of holders)
      await insertCall(tx, {
        event: event.id,
        work_order: null,
        step: 0,
        post: holder.post,
        person: holder.person,
        why: 'inform',
        inform: true,
      })
    if (!hold) await tell(tx, holders, telling(event, null, 'inform', 'inform'))
  }

  /** The undo time is over: everybody called so far is told. */
  const onNoticesDue: TimerHandler = async (body, tx) => {
    const event = await known(tx, String(body.event))
    // While it stands still nobody is told; the open undo time keeps that in mind until it goes on.
    if (isAtWork(event)) await tellCalled(tx, event)
  }

  async function tellCalled(tx: Tx, event: EventRecord): Promise<void> {
    const { dispatched_at } = await stamped(tx, event.id)
    await setUndo(tx, event.id, null)
    // Calls of a dispatch that was undone before stay on the record but are nobody's business any more.
    const calls = (await callsOfEvent(tx, event.id)).filter((call) => !call.answered_at && call.called_at >= dispatched_at)
    // A post several people hold has a call for each; each is told once.
    const posts = new Map(calls.map((call) => [`${call.post} ${call.work_order}`, call]))
    for (const call of posts.values()) {
      const holders = await holdersOfPosts(tx, [call.post], tx.now)
      await tell(tx, holders, telling(event, call.work_order, call.inform ? 'inform' : 'order', call.why))
    }
    await tellAllUnmanned(tx, event)
  }

  /**
   * A heavier grade brings in the units its plan adds, and those of the plans of what was merged into the event (whose own orders ended
   * with the merge); who is already asked is not asked twice. Also while it is being checked: it does not close over them. A case that waits asks when it goes on.
   */
  async function onGraver(fact: GraverFact, tx: Tx): Promise<void> {
    const event = await known(tx, fact.body.event)
    const row = await dispatchOf(tx, event.id)
    if (!row || !isAtWork(event)) return
    const merged = await dispatchesOf(tx, await eventsUnder(tx, event.id))
    for (const { plan } of [row, ...merged.filter((other) => other.event !== event.id)]) await join(tx, event, plan)
  }

  async function join(tx: Tx, event: EventRecord, plan: Plan): Promise<void> {
    const row = await stamped(tx, event.id)
    const has = new Set(row.why.map((why) => `${why.role}:${why.unit}`))
    const added: DispatchRow['why'] = []
    const ask = async (route: Route): Promise<string> => {
      added.push({ unit: route.unit, unitName: route.unitName, role: 'assist', reason: route.reason })
      return askUnit(tx, event, route, { plan: row.plan, calendar, hold: false })
    }
    const isNew = ({ unit }: Route): boolean => !has.has(`assist:${unit}`) && !has.has(`lead:${unit}`)
    const { routes, unmanned } = await assistRoutes(tx, plan, { ...event, lead: event.lead_unit }, tx.now)
    for (const route of routes.filter(isNew)) {
      await ask(route)
      await partManned(tx, event, route)
    }
    // an empty post that was asked before and waits is nothing new; whoever stands in may have a part of their own already
    const vacant = unmanned.filter(({ route }) => route === null || route.reason === 'backstop' || isNew(route))
    await noteUnmanned(tx, event, vacant, { ask, hold: false })
    for (const one of plan.inform.filter((entry) => entry.grades.includes(event.grade))) {
      const holders = (await holdersOfCall(tx, one.call, event, tx.now)).filter(
        (holder) => !has.has(`inform:${holder.unit}`) || one.call.postKind.endsWith('leader'),
      )
      const told = new Set((await callsOfEvent(tx, event.id)).map((call) => call.post))
      const fresh = holders.filter((holder) => !told.has(holder.post))
      await inform(tx, event, fresh, false)
      for (const holder of fresh) added.push({ unit: holder.unit, unitName: holder.unit_name, role: 'inform', reason: 'plan' })
    }
    if (added.length > 0) await addWhy(tx, event.id, added)
  }

  /** Nobody is dispatched to a case that cannot wait: by plan, and told at once. */
  const onNeeded = (fact: RecordedFact<'event.dispatch-needed'>, tx: Tx): Promise<void> =>
    dispatch(tx, fact.body.event, { mode: 'auto', lead: null })

  /** The case goes on: who was called while it stood still is told now, who has a part hears that it goes on, and whom it needs is asked. */
  async function onGoesOn(fact: RecordedFact<'event.resumed'> | RecordedFact<'event.park-passed'>, tx: Tx): Promise<void> {
    const event = await known(tx, fact.body.event)
    const row = event.state === 'handling' ? await dispatchOf(tx, event.id) : null
    if (row?.undo_until && row.undo_until <= tx.now) await tellCalled(tx, event)
    else if (row && !row.undo_until) await tellResumed(tx, event, 'reason' in fact.body && fact.body.reason !== null)
    await onGraver(fact, tx)
  }

  async function tellResumed(tx: Tx, event: EventRecord, isAlarm: boolean): Promise<void> {
    for (const { id } of await openOrders(tx, event.id)) {
      const going = telling(event, id, 'resumed', 'resumed')
      await tell(tx, await answererOf(tx, id), { ...going, urgent: going.urgent || isAlarm })
    }
  }

  async function onAccepted(fact: RecordedFact<'work-order.accepted'>, tx: Tx): Promise<void> {
    await answerCalls(tx, fact.body.order)
    await answers.onAccepted(fact, tx)
  }

  /** What was put right on the spot and is reopened was never dispatched: now it is. */
  async function onReopened(fact: RecordedFact<'event.reopened'>, tx: Tx): Promise<void> {
    if (await dispatchOf(tx, fact.body.event)) return handOver.onReopened(fact, tx)
    await dispatch(tx, fact.body.event, { mode: 'person', lead: null })
  }

  /** Split off again: an event of its own, dispatched anew. */
  async function onSplit(fact: RecordedFact<'event.split'>, tx: Tx): Promise<void> {
    const event = await known(tx, fact.body.event)
    await dispatch(tx, event.id, { mode: 'person', lead: event.lead_unit })
  }

  async function onUndone(
    fact: RecordedFact<'event.dispatch-undone'> | RecordedFact<'event.merged'> | RecordedFact<'event.false-alarm'>,
    tx: Tx,
  ): Promise<void> {
    const event = await known(tx, fact.body.event)
    await tx.cancelTimer(`notices:${event.id}`)
    for (const notice of await cancelNotices(tx, event.id))
      await tx.record({
        kind: 'notice.cancelled',
        subject: notice.person,
        area: event.area,
        body: { notice: notice.id, person: notice.person },
      })
  }

  return {
    dispatch,
    onAgain,
    onStuck: tellHub('stuck', 'stuck'),
    onOpened,
    onNoticesDue,
    onGraver,
    onNeeded,
    onJoined: joinedHandler(calendar),
    onGoesOn,
    onAccepted,
    onOverdue: overdueHandler(calls),
    onNoticeSent: calls.onNoticeSent,
    onCallsGraver: calls.onGraver,
    onCallsResumed: calls.onResumed,
    onNextDue: calls.onNextDue,
    onRoundDue: roundHandler(calls),
    onSettled: calls.onSettled,
    isCallWanted: calls.isWanted,
    answer: answers.answer,
    ...handOver,
    ...leadRequestHandlers({ calendar }),
    onReopened,
    onSplit,
    onUndone,
    onChecking: tellHub('check', 'check'),
    onDisputed: tellHub('dispute', 'dispute'),
    onPauseAsked: tellHub('pause', 'pause'),
    onPauseVoided,
    onExtendAsked: tellHub('extend', 'extend'),
    onSupportAsked: tellHub('support', 'support'),
    onDueSoon: tellHolder('due-soon', 'due-soon'),
    onUrged: tellHolder('urged', 'urged'),
    onSentBack: tellHolder('sent-back', 'sent-back'),
    onCalledBack: tellHolder('resumed', 'called-back'),
  }
}

/** The tier that leads; posts of communities and grids act for their town. */
const tierOf = (tier: string | undefined): 'city' | 'district' | 'town' =>
  tier === 'city' || tier === 'district' ? tier : 'town'
