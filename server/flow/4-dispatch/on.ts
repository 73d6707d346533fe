import type { Plan } from '../../../contract/pack.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { RecordedFact, TimerHandler } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { eventById } from '../3-event/store.ts'
import type { EventRecord } from '../3-event/types.ts'
import { askUnit, isUrgent, undoMs } from './ask.ts'
import { escalate } from './rules/escalate.ts'
import {
  acceptedBy,
  addWhy,
  answerCalls,
  askedDues,
  callsOfEvent,
  callsOfOrder,
  cancelNotices,
  dispatchOf,
  holderOfPost,
  holdersFor,
  holdersOfUnit,
  insertCall,
  insertRule,
  saveDispatch,
  setUndo,
} from './store.ts'
import { assistRoutes, backstopFor, holdersOfSteps, routeEvent } from './store-route.ts'
import { type Telling, tell } from './tell.ts'
import type { DispatchRow, Holder, Route, RouteReason } from './types.ts'

type Deps = { packs: Packs; zone: string }

/** Dispatch by plan, the ladder of calls, returns and rulings. Plans are stamped: `dispatchOf(event).plan` decides, never the pack's newest. */
export function dispatchHandlers({ packs, zone }: Deps) {
  const known = async (tx: Tx, id: string): Promise<EventRecord> => {
    const event = await eventById(tx, id)
    if (!event) throw new Error(`no event ${id}`)
    return event
  }
  const stamped = async (tx: Tx, id: string): Promise<DispatchRow> => {
    const dispatch = await dispatchOf(tx, id)
    if (!dispatch) throw new Error(`event ${id} was never dispatched`)
    return dispatch
  }
  const telling = (event: EventRecord, order: string | null, kind: Telling['kind'], why: string): Telling => ({
    event: event.id,
    area: event.area,
    order,
    kind,
    why,
    urgent: isUrgent(event.grade),
  })

  async function onOpened(fact: RecordedFact<'event.opened'>, tx: Tx): Promise<void> {
    await dispatch(tx, fact.body.event, { mode: fact.body.mode === 'auto' ? 'auto' : 'person', lead: fact.body.lead })
  }

  /** Asks lead and assists, tells the informed. By a person: notices wait 8 s for an undo, the clocks run already. */
  async function dispatch(tx: Tx, id: string, how: { mode: 'auto' | 'person'; lead: string | null }): Promise<void> {
    const event = await known(tx, id)
    const found = packs.typeOf(event.type)
    if (!found) throw new Error(`type ${event.type} has no plan`)
    const { plan } = found.type
    const routes = await routeEvent(tx, plan, event, { now: tx.now, chosen: how.lead })
    const lead = routes.find((route) => route.role === 'lead')
    if (!lead) throw new Error(`nobody at all can lead ${event.no}: not even the city's duty post is held`)
    const hold = how.mode === 'person'
    const undoUntil = hold ? new Date(tx.now.getTime() + undoMs) : null
    const why = routes.map(({ unit, unitName, role, reason }) => ({ unit, unitName, role, reason }))
    await saveDispatch(tx, {
      event: id,
      pack: found.pack.id,
      version: found.pack.version,
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
        lead: lead.unit,
        leadName: lead.unitName,
        why: lead.reason,
        mode: how.mode,
        tier: tierOf(lead.holders[0]?.tier),
      },
    })
    for (const route of routes) if (route.role !== 'inform') await askUnit(tx, event, route, { plan, zone, hold })
    for (const route of routes) if (route.role === 'inform') await inform(tx, event, route.holders, hold)
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
    if (event.state !== 'handling') return
    const { dispatched_at } = await stamped(tx, event.id)
    await setUndo(tx, event.id, null)
    for (const call of await callsOfEvent(tx, event.id)) {
      const holder = await holderOfPost(tx, call.post, tx.now)
      // Calls of a dispatch that was undone before stay on the record but are nobody's business any more.
      if (holder && !call.answered_at && call.called_at >= dispatched_at)
        await tell(tx, [holder], telling(event, call.work_order, call.inform ? 'inform' : 'order', call.why))
    }
  }

  /** A heavier grade brings in the units its plan adds; who is already asked is not asked twice. */
  async function onGraded(fact: RecordedFact<'event.graded'>, tx: Tx): Promise<void> {
    const event = await known(tx, fact.body.event)
    const row = await dispatchOf(tx, event.id)
    if (!row || event.state !== 'handling') return
    const has = new Set(row.why.map((why) => `${why.role}:${why.unit}`))
    const added: DispatchRow['why'] = []
    for (const route of await assistRoutes(tx, row.plan, event, tx.now)) {
      if (has.has(`assist:${route.unit}`) || has.has(`lead:${route.unit}`)) continue
      await askUnit(tx, event, route, { plan: row.plan, zone, hold: false })
      added.push({ unit: route.unit, unitName: route.unitName, role: 'assist', reason: route.reason })
    }
    for (const one of row.plan.inform.filter((entry) => entry.grades.includes(event.grade))) {
      const holders = (await holdersFor(tx, one.call, event.area, tx.now)).filter(
        (holder) => !has.has(`inform:${holder.unit}`) || one.call.postKind.endsWith('leader'),
      )
      const told = new Set((await callsOfEvent(tx, event.id)).map((call) => call.post))
      const fresh = holders.filter((holder) => !told.has(holder.post))
      await inform(tx, event, fresh, false)
      for (const holder of fresh) added.push({ unit: holder.unit, unitName: holder.unit_name, role: 'inform', reason: 'plan' })
    }
    if (added.length > 0) await addWhy(tx, event.id, added)
  }

  async function onAccepted(fact: RecordedFact<'work-order.accepted'>, tx: Tx): Promise<void> {
    await answerCalls(tx, fact.body.order)
  }

  async function onOverdue(fact: RecordedFact<'work-order.overdue'>, tx: Tx): Promise<void> {
    const event = await known(tx, fact.body.event)
    if (fact.body.clock !== 'accept') {
      // Nobody arrived or finished in time: the hub that answers for the area is told, the holder as well.
      const hub = await holdersFor(
        tx,
        { postKind: event.tier === 'town' ? 'town-commander' : 'district-leader', tier: event.tier },
        event.area,
        tx.now,
      )
      await tell(
        tx,
        [...hub, ...(await lastCalled(tx, fact.body.order))],
        telling(event, fact.body.order, 'overdue', `overdue-${fact.body.clock}`),
      )
      return
    }
    await climb(tx, event, fact.body.order, fact.body.role)
  }

  const lastCalled = async (tx: Tx, order: string): Promise<Holder[]> => {
    const calls = await callsOfOrder(tx, order)
    const step = Math.max(0, ...calls.map((call) => call.step))
    const holders = await Promise.all(
      calls.filter((call) => call.step === step).map((call) => holderOfPost(tx, call.post, tx.now)),
    )
    return holders.filter((holder) => holder !== null)
  }

  /** The next rung is called at its minute; those called before hear that it moved and why (screens show the call). */
  async function climb(tx: Tx, event: EventRecord, order: string, role: 'lead' | 'assist'): Promise<void> {
    const { plan } = await stamped(tx, event.id)
    const calls = await callsOfOrder(tx, order)
    const current = Math.max(0, ...calls.map((call) => call.step))
    // An assisting unit has one rung only: its own people, then the hub hears of it.
    const next = role === 'assist' ? ({ do: 'urge', step: current } as const) : await nextManned(tx, plan, event.area, current)
    if (next.do === 'urge') {
      const hub = role === 'assist' ? await backstopFor(tx, event.area, tx.now) : []
      await tell(tx, [...(await lastCalled(tx, order)), ...hub], telling(event, order, 'overdue', 'overdue-accept'))
      return
    }
    const before = await lastCalled(tx, order)
    for (const holder of next.holders) {
      await insertCall(tx, {
        event: event.id,
        work_order: order,
        step: next.step,
        post: holder.post,
        person: holder.person,
        why: 'no-answer',
        inform: false,
      })
      await tx.record({
        kind: 'work-order.called',
        subject: event.id,
        area: event.area,
        unit: holder.unit,
        body: {
          order,
          event: event.id,
          step: next.step,
          post: holder.post,
          postName: holder.post_name,
          person: holder.person,
          why: 'no-answer',
        },
      })
    }
    await tell(tx, next.holders, telling(event, order, 'order', 'no-answer'))
    await tell(tx, before, telling(event, order, 'escalated', 'no-answer'))
  }

  async function nextManned(
    tx: Tx,
    plan: Plan,
    area: string,
    from: number,
  ): Promise<{ do: 'urge'; step: number } | { do: 'call'; step: number; holders: Holder[] }> {
    const steps = await holdersOfSteps(tx, plan, area, tx.now)
    let climbed = escalate(plan, from)
    while (climbed.do === 'call' && !steps[climbed.step]!.some((holder) => holder.person)) climbed = escalate(plan, climbed.step)
    return climbed.do === 'call' ? { ...climbed, holders: steps[climbed.step]!.filter((holder) => holder.person) } : climbed
  }

  /** A new owner for a part that changed hands; it keeps the clocks that are running. */
  async function handOver(
    tx: Tx,
    event: EventRecord,
    to: { unit: string; role: 'lead' | 'assist'; reason: RouteReason; dues?: { arriveBy: Date | null; finishBy: Date | null } },
  ): Promise<void> {
    const row = await stamped(tx, event.id)
    const holders = await holdersOfUnit(tx, to.unit, tx.now)
    const target = holders.length > 0 ? holders : await backstopFor(tx, event.area, tx.now)
    const first = target[0]!
    const route: Route = {
      unit: first.unit,
      unitName: first.unit_name,
      role: to.role,
      reason: to.reason,
      holders: target,
      step: 0,
      mandatory: true,
    }
    await askUnit(tx, event, route, { plan: row.plan, zone, hold: false, ...(to.dues ? { dues: to.dues } : {}) })
    await addWhy(tx, event.id, [{ unit: first.unit, unitName: first.unit_name, role: to.role, reason: to.reason }])
  }

  /** First return: the proposed unit is asked, the returner stays responsible until it accepts. Second: the hub rules. */
  async function onReturned(fact: RecordedFact<'work-order.returned'>, tx: Tx): Promise<void> {
    const event = await known(tx, fact.body.event)
    const hub = await backstopFor(tx, event.area, tx.now)
    if (fact.body.second) return tell(tx, hub, telling(event, fact.body.order, 'returned', 'second-return'))
    await tell(tx, hub, telling(event, fact.body.order, 'returned', 'return'))
    await handOver(tx, event, {
      unit: fact.body.proposed,
      role: fact.body.role,
      reason: 'proposed',
      dues: await duesOf(tx, fact.body.order),
    })
  }

  async function onArbitrated(fact: RecordedFact<'work-order.arbitrated'>, tx: Tx): Promise<void> {
    const event = await known(tx, fact.body.event)
    if (fact.body.rule)
      await insertRule(tx, {
        type: event.type,
        area: townOf(event.area),
        unit: fact.body.to,
        source: 'arbitration',
        event: event.id,
      })
    if (fact.body.to === fact.body.unit)
      return tell(tx, await holdersOfUnit(tx, fact.body.unit, tx.now), telling(event, fact.body.order, 'order', 'arbitration'))
    await handOver(tx, event, {
      unit: fact.body.to,
      role: fact.body.role,
      reason: 'arbitration',
      dues: await duesOf(tx, fact.body.order),
    })
  }

  async function onTransferred(fact: RecordedFact<'work-order.transferred'>, tx: Tx): Promise<void> {
    await handOver(tx, await known(tx, fact.body.event), {
      unit: fact.body.to,
      role: fact.body.role,
      reason: 'transfer',
      dues: await duesOf(tx, fact.body.order),
    })
  }

  /** Clocks of the order that changes hands, out of the fact that asked for it. */
  async function duesOf(tx: Tx, order: string): Promise<{ arriveBy: Date | null; finishBy: Date | null }> {
    return (await askedDues(tx, order)) ?? { arriveBy: null, finishBy: null }
  }

  async function onReopened(fact: RecordedFact<'event.reopened'> | RecordedFact<'event.split'>, tx: Tx): Promise<void> {
    const event = await known(tx, fact.body.event)
    if (fact.kind === 'event.split') return dispatch(tx, event.id, { mode: 'person', lead: event.lead_unit })
    await handOver(tx, event, {
      unit: event.lead_unit ?? (await backstopFor(tx, event.area, tx.now))[0]!.unit,
      role: 'lead',
      reason: 'plan',
    })
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

  /** Short messages to the one who must look next. */
  const tellHub =
    (kind: Telling['kind'], why: string) =>
    async (fact: RecordedFact, tx: Tx): Promise<void> => {
      const event = await known(tx, String((fact.body as { event: string }).event))
      const hub =
        kind === 'check' && event.tier === 'town'
          ? await holdersFor(tx, { postKind: 'town-duty', tier: 'town' }, event.area, tx.now)
          : await backstopFor(tx, event.area, tx.now)
      await tell(tx, hub, { ...telling(event, null, kind, why), urgent: false })
    }
  const tellHolder =
    (kind: Telling['kind'], why: string) =>
    async (fact: RecordedFact, tx: Tx): Promise<void> => {
      const body = fact.body as { event: string; order: string }
      const event = await known(tx, body.event)
      await tell(tx, await answererOf(tx, body.order), telling(event, body.order, kind, why))
    }
  /** Whoever accepted, else the last rung called. */
  const answererOf = async (tx: Tx, order: string): Promise<Holder[]> => {
    const accepted = await acceptedBy(tx, order)
    return accepted ? [accepted] : lastCalled(tx, order)
  }

  return {
    dispatch,
    onOpened,
    onNoticesDue,
    onGraded,
    onAccepted,
    onOverdue,
    onReturned,
    onArbitrated,
    onTransferred,
    onReopened,
    onUndone,
    onChecking: tellHub('check', 'check'),
    onDisputed: tellHub('dispute', 'dispute'),
    onPauseAsked: tellHub('pause', 'pause'),
    onExtendAsked: tellHub('extend', 'extend'),
    onSupportAsked: tellHub('support', 'support'),
    onDueSoon: tellHolder('due-soon', 'due-soon'),
    onUrged: tellHolder('urged', 'urged'),
    onSentBack: tellHolder('sent-back', 'sent-back'),
  }
}

/** The tier that leads; posts of communities and grids act for their town. */
const tierOf = (tier: string | undefined): 'city' | 'district' | 'town' =>
  tier === 'city' || tier === 'district' ? tier : 'town'

/** The town's part of a path (city/district/town/), where a learned routing rule is to hold. */
const townOf = (path: string): string => `${path.split('/').slice(0, 3).join('/')}/`
