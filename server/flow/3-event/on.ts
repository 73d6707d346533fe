import { liveObject } from '../../city/object/store-named.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { attempt } from '../../kernel/attempt.ts'
import type { FactsHandler, RecordedFact, TimerHandler } from '../../kernel/facts.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { reportById } from '../1-ingest/reports/store.ts'
import { attend } from './attend.ts'
import { lateTicketHandlers } from './late-ticket/on.ts'
import { nextEventState } from './life.ts'
import { againHandlers } from './on-again.ts'
import { haulageHandlers } from './on-haulage.ts'
import { suspicionHandlers } from './on-suspicion.ts'
import { openEvent, placeName, titleOf } from './open.ts'
import { quietHandlers } from './quiet/on.ts'
import { resume } from './resume.ts'
import { firstWords } from './rules/first-words.ts'
import { endsByItself } from './rules/off-of.ts'
import { changeEvent, eventById, lockEvent, lockEventIfFree } from './store.ts'
import { attendedBy, lockAttending } from './store-again.ts'
import { decideSignal, insertSignal, lockSnoozed, lockWaitingOfAlarm, lockWaitingOfReport } from './store-signals.ts'
import type { EventRecord } from './types.ts'
import { voidPause } from './void-pause.ts'

type AlarmUp = RecordedFact<'alarm.raised'> | RecordedFact<'alarm.stepped-up'>

/** Alarms, reports and checks become the life of events. */
export function eventHandlers({ packs, zone }: { packs: Packs; zone: string }) {
  const quiet = quietHandlers({ packs, zone })

  /** One open event per object and family, its own or the one it was merged into: repeats raise its grade, never open a second one. */
  async function onAlarm({ body }: AlarmUp, tx: Tx): Promise<void> {
    const { mode, object, family, severity, alarm, type, pack, rule, label } = body
    if (mode === 'watch' || !packs.typeOf(type)) return
    const up = { alarm, object, severity, type, mode, pack, rule }
    const open = await lockAttending(tx, object, family)
    if (!open) return void (await quiet.comeUp(tx, { ...up, family, label }))
    await quiet.over(tx, alarm, 'attended')
    await attend(tx, { packs, zone }, open, up)
  }

  // After the alarms themselves, and at its own risk: nothing about a noisy device may keep an alarm from people.
  const onRaised: FactsHandler<'alarm.raised'> = {
    atOnce: async (facts, tx) => void (await attempt(tx, 'tasks for devices that flap', () => quiet.onRaised(tx, facts))),
  }

  /** An alarm that cleared by itself takes its undecided signal out of the inbox; an open event stays for people to close. */
  async function onAlarmCleared(fact: RecordedFact<'alarm.cleared'>, tx: Tx): Promise<void> {
    await quiet.onCleared(fact, tx)
    const waiting = await lockWaitingOfAlarm(tx, fact.body.alarm)
    if (!waiting) return
    await decideSignal(tx, waiting.id, { state: 'gone', reason: 'alarm-cleared' })
    await tx.record({ kind: 'signal.gone', subject: waiting.id, area: waiting.area, body: { signal: waiting.id } })
  }

  async function onReport(fact: RecordedFact<'report.received'>, tx: Tx): Promise<void> {
    const report = await reportById(tx, fact.body.report)
    const found = report ? packs.typeOf(report.type) : null
    if (!report || !found) throw new Error(`report ${fact.body.report} cannot be read back`)
    const words = firstWords(report.content) ?? found.type.name.zh
    const object = report.object ? await liveObject(tx, report.object) : null
    const place = report.address ?? (await placeName(tx, report.area))
    const title = titleOf(found.type.title.zh, { place, words, ...(object ? { object: object.name } : {}) })
    const id = tx.newId()
    const { area, lon, lat, address, demo, content } = report
    const handled = report.outcome === 'self-handled'
    await insertSignal(tx, {
      id,
      source: report.source,
      type: report.type,
      title,
      grade: found.type.grade,
      state: 'waiting',
      alarm: null,
      report: report.id,
      event: null,
      object: report.object,
      area,
      lon,
      lat,
      address,
      content,
      demo,
    })
    // Put right on the spot: the log is an event of its own that nobody has to look at.
    if (handled) {
      await openEvent(tx, packs, zone, {
        type: report.type,
        title,
        grade: 'minor',
        mode: 'triage',
        source: report.source,
        area,
        lon,
        lat,
        address,
        content,
        object: report.object,
        alarm: null,
        severity: null,
        demo,
        lead: null,
        selfHandled: true,
        signal: id,
      })
      return
    }
    await tx.record({
      kind: 'signal.received',
      subject: id,
      area,
      body: { signal: id, source: report.source, type: report.type, title, grade: found.type.grade },
    })
  }

  async function move(tx: Tx, id: string, verb: Parameters<typeof nextEventState>[1]): Promise<EventRecord | null> {
    const event = await lockEvent(tx, id)
    return event && nextEventState(event.state, verb) ? event : null
  }

  async function onDispatched(fact: RecordedFact<'event.dispatched'>, tx: Tx): Promise<void> {
    const event = await move(tx, fact.body.event, 'dispatch')
    if (event)
      await changeEvent(tx, event.id, {
        state: 'handling',
        dispatched_at: event.dispatched_at ?? tx.now,
        tier: fact.body.tier,
        lead_unit: fact.body.lead,
        lead_name: fact.body.leadName,
      })
  }

  async function onTierChanged(fact: RecordedFact<'event.raised-up'> | RecordedFact<'event.handed-down'>, tx: Tx): Promise<void> {
    await changeEvent(tx, fact.body.event, { tier: fact.body.tier })
  }

  /** The hub of a district leads from now on, whichever it is. */
  async function onLeadPassed({ body }: { body: { event: string; stays?: boolean } }, tx: Tx): Promise<void> {
    if (!body.stays) await changeEvent(tx, body.event, { tier: 'district' })
  }

  async function onDispatchUndone(fact: RecordedFact<'event.dispatch-undone'>, tx: Tx): Promise<void> {
    const event = await move(tx, fact.body.event, 'undo')
    if (event) await changeEvent(tx, event.id, { state: 'open', dispatched_at: null, lead_unit: null, lead_name: null })
  }

  /** A new lead (return, arbitration, transfer, tier change) is asked: the event follows its lead order. */
  async function onOrderAsked(fact: RecordedFact<'work-order.asked'>, tx: Tx): Promise<void> {
    if (fact.body.role === 'lead')
      await changeEvent(tx, fact.body.event, { lead_unit: fact.body.unit, lead_name: fact.body.unitName })
  }

  async function onFinished(
    fact: RecordedFact<'work-order.submitted'> | RecordedFact<'work-order.excused'>,
    tx: Tx,
  ): Promise<void> {
    if (!fact.body.finished) return
    const event = await move(tx, fact.body.event, 'finish')
    if (!event) return
    await voidPause(tx, event, 'finished')
    await changeEvent(tx, event.id, { state: 'checking', checking_at: tx.now })
    await tx.record({ kind: 'event.checking', subject: event.id, area: event.area, body: { event: event.id } })
  }

  async function onCheckPassed(fact: RecordedFact<'check.passed'>, tx: Tx): Promise<void> {
    const event = await move(tx, fact.body.event, 'close')
    if (!event) return
    await voidPause(tx, event, 'closed')
    await changeEvent(tx, event.id, { state: 'closed', closed_at: tx.now, closed_by: tx.actor.id })
    await tx.record({
      kind: 'event.closed',
      subject: event.id,
      area: event.area,
      body: { event: event.id, checkedBy: tx.actor.id },
    })
  }

  async function onCheckFailed(fact: RecordedFact<'check.failed'>, tx: Tx): Promise<void> {
    const event = await move(tx, fact.body.event, 'send-back')
    if (event) await changeEvent(tx, event.id, { state: 'handling', checking_at: null })
  }

  async function onReopened(fact: RecordedFact<'event.reopened'>, tx: Tx): Promise<void> {
    const event = await move(tx, fact.body.event, 'reopen')
    // Its alarm may have opened another event meanwhile: two at one tank would send people twice.
    const other = event?.object && event.family ? await attendedBy(tx, event.object, event.family) : null
    if (other) throw new RefusalError({ code: 'event.followed', details: { no: other.no } })
    if (!event) return
    await voidPause(tx, event, 'reopened')
    await changeEvent(tx, event.id, {
      state: 'handling',
      closed_at: null,
      closed_by: null,
      checking_at: null,
      reopened: event.reopened + 1,
    })
  }

  /** Snoozed signals come back by themselves. */
  const onSnoozeOver: TimerHandler = async (body, tx) => {
    const signal = String(body.signal)
    const row = await lockSnoozed(tx, signal)
    if (!row) return
    if (endsByItself(row.reason)) {
      await decideSignal(tx, signal, { state: 'gone', reason: row.reason })
      await tx.record({ kind: 'signal.gone', subject: signal, area: row.area, body: { signal } })
      return
    }
    await decideSignal(tx, signal, { state: 'waiting' })
    await tx.record({ kind: 'signal.woken', subject: signal, area: row.area, body: { signal } })
  }

  /** A parked date that passed, or a suspension that ran out, reopens the case. */
  const onPauseOver: TimerHandler = async (body, tx, key) => {
    const known = await eventById(tx, String(body.event))
    if (!known || nextEventState(known.state, 'resume') === null) return
    // The timer's row is locked already, people lock the event first: so a busy event is not waited for.
    const event = await lockEventIfFree(tx, known.id)
    if (!event) return tx.setTimer({ key, kind: 'event.pause-over', dueAt: new Date(tx.now.getTime() + 1_000), body })
    if (nextEventState(event.state, 'resume') === null) return
    await resume(tx, event, { kind: event.state === 'parked' ? 'event.park-passed' : 'event.resumed', reason: null })
  }

  /** A hotline that takes its order back: the matter leaves the inbox. */
  async function onHotlineGranted({ body }: RecordedFact<'hotline.granted'>, tx: Tx): Promise<void> {
    const waiting = body.what === 'return' ? await lockWaitingOfReport(tx, body.report) : null
    if (!waiting) return
    const reason = body.note ? `退回热线：${body.note}` : '退回热线'
    await decideSignal(tx, waiting.id, { state: 'rejected', by: tx.actor.name ?? tx.actor.id, reason })
    await tx.record({ kind: 'signal.rejected', subject: waiting.id, area: waiting.area, body: { signal: waiting.id, reason } })
  }

  return {
    ...againHandlers({ packs, zone }),
    ...suspicionHandlers({ packs, zone }),
    ...haulageHandlers({ packs, zone }),
    ...lateTicketHandlers({ packs }),
    onHotlineGranted,
    onAlarm,
    onRaised,
    onAlarmCleared,
    onReport,
    onDispatched,
    onTierChanged,
    onLeadPassed,
    onDispatchUndone,
    onOrderAsked,
    onFinished,
    onCheckPassed,
    onCheckFailed,
    onReopened,
    onSnoozeOver,
    onPauseOver,
    onMuteEnded: quiet.onMuteEnded,
    onQuietLook: quiet.onLook,
  }
}
