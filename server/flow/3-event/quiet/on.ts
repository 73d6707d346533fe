import type { QuietReason } from '../../../../contract/mute.ts'
import { durationMs } from '../../../../contract/time.ts'
import { objectById } from '../../../city/object/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { attempt } from '../../../kernel/attempt.ts'
import type { RecordedFact, TimerHandler } from '../../../kernel/facts.ts'
import type { Timer, Tx } from '../../../kernel/spine.ts'
import { lockAlarmIfFree } from '../../2-detect/store-standing.ts'
import { attend } from '../attend.ts'
import type { AlarmUp } from '../open-alarm.ts'
import { ruleOf } from '../rules/rule-of.ts'
import { lockAttending } from '../store-again.ts'
import { openOrJoin } from './group.ts'
import { flapsUntil, lookAgainAt, quietReasons } from './rules/reasons.ts'
import { changeMuted, endMuted, insertMuted, lockMuted, mutedBy, mutedByFault, raisesOf, surroundingsOf } from './store.ts'
import type { MutedRow, Noticed, Outcome, QuietAlarm } from './types.ts'
import { maintain, tellNoisy } from './upkeep.ts'

type Deps = { packs: Packs; zone: string }
type Up = AlarmUp & { family: string; label: string }
const busyMs = 1_000

/** Which alarms stand quiet, why, and until when. Everything waits in rows and timers: a restart forgets nothing. */
export function quietHandlers(deps: Deps) {
  const { packs } = deps

  /** Alarms that flap: one task each for whoever maintains the object, also while somebody is at its event. */
  async function onRaised(tx: Tx, facts: RecordedFact<'alarm.raised'>[]): Promise<void> {
    const all = await raisesOf(
      tx,
      facts.map(({ body }) => body),
      tx.now,
    )
    for (const [at, { body, actor }] of facts.entries()) {
      const raises = all[at]!
      const { quiet } = packs.byId(body.pack)
      if (flapsUntil(raises, quiet, tx.now.getTime()) === null) continue
      await attempt(tx, 'a task for a device that flaps', () =>
        maintain(tx.as(actor), deps, { object: body.object, raises, quiet }),
      )
    }
  }

  /** An alarm nobody is at: quiet as long as there are reasons, else it comes before people. Answers the event it came to. */
  async function comeUp(tx: Tx, up: Up): Promise<string | null> {
    const reasons = await reasonsFor(tx, up)
    const before = await lockMuted(tx, up.alarm)
    if (reasons.length === 0) {
      if (before) await leave(tx, before, up, 'opened')
      return openOrJoin(tx, deps, up)
    }
    await hush(tx, before, up, reasons)
    return null
  }

  async function reasonsFor(tx: Tx, up: Up): Promise<QuietReason[]> {
    // Nothing keeps red quiet: it does not even wait for the question.
    if (up.severity === 'red') return []
    const pack = packs.byId(up.pack)
    const { area, lon, lat } = (await objectById(tx, up.object))!
    const noticed: Noticed = { ...up, deviceKind: pack.deviceKind, area, lon, lat }
    const around = await surroundingsOf(tx, packs, noticed, tx.now)
    const { opened } = around
    if (opened.length >= pack.quiet.budget)
      await attempt(tx, 'word of a noisy rule', () => tellNoisy(tx, deps, { ...up, opened }))
    return quietReasons(noticed, around, pack.quiet, tx.now.getTime())
  }

  async function hush(tx: Tx, before: MutedRow | null, up: Up, reasons: QuietReason[]): Promise<void> {
    const { alarm, object, family, label, severity, mode, rule, pack, type } = up
    const area = before?.area ?? (await objectById(tx, object))!.area
    if (before) await changeMuted(tx, before.id, { severity, mode, rule, reasons })
    else await insertMuted(tx, { id: tx.newId(), alarm, object, label, area, type, family, pack, rule, severity, mode, reasons })
    await lookLater(tx, alarm, lookAgainAt(reasons, tx.now.getTime()))
    if (before && before.severity === severity && sameKinds(before.reasons, reasons)) return
    const [first] = reasons as [QuietReason, ...QuietReason[]]
    await tx.record({
      kind: 'alarm.muted',
      subject: object,
      area,
      body: { alarm, object, family, label, severity, why: first.kind, note: noteOf(first), reasons: reasons.length },
    })
  }

  async function leave(tx: Tx, row: MutedRow, { severity }: Pick<Up, 'severity'>, outcome: Outcome): Promise<void> {
    await endMuted(tx, row.id, outcome)
    await tx.cancelTimer(lookKey(row.alarm))
    if (outcome !== 'opened') return
    const { alarm, object, family, label, area } = row
    await tx.record({
      kind: 'alarm.unmuted',
      subject: object,
      area,
      body: { alarm, object, family, label, severity, quietS: Math.round((tx.now.getTime() - row.since.getTime()) / 1000) },
    })
  }

  /** The alarm is over, or somebody is at it: nothing is kept quiet any more. */
  async function over(tx: Tx, alarm: string, outcome: Exclude<Outcome, 'opened'>): Promise<void> {
    const row = await lockMuted(tx, alarm)
    if (row) await leave(tx, row, row, outcome)
  }

  /** Its own quiet is over, and so is that of what it was the cause of: after a grace, in which it may be heard again. */
  async function onCleared(fact: RecordedFact<'alarm.cleared'>, tx: Tx): Promise<void> {
    const { alarm, object } = fact.body
    await over(tx, alarm, 'cleared')
    await lookAtAll(tx, await mutedByFault(tx, object), () => 0)
    await lookAtAll(tx, await mutedBy(tx, { kind: 'cause', alarm }), ({ pack }) => durationMs(packs.byId(pack).quiet.release))
  }

  const onMuteEnded = async (fact: RecordedFact<'mute.ended'>, tx: Tx): Promise<void> =>
    lookAtAll(tx, await mutedBy(tx, { kind: 'mute', mute: fact.body.mute }), () => 0)

  const lookAtAll = (tx: Tx, rows: QuietAlarm[], inMs: (row: QuietAlarm) => number): Promise<void> =>
    tx.setTimer(rows.map((row) => lookTimer(row.alarm, new Date(tx.now.getTime() + inMs(row)))))

  const lookLater = (tx: Tx, alarm: string, at: number): Promise<void> => tx.setTimer(lookTimer(alarm, new Date(at)))

  /** A reason may be over. The timer's row is locked already, readings lock the alarm first: so a busy alarm is not waited for. */
  const onLook: TimerHandler = async (body, tx) => {
    const id = String(body.alarm)
    const alarm = await lockAlarmIfFree(tx, id)
    if (!alarm) return lookLater(tx, id, tx.now.getTime() + busyMs)
    // The case first, as an alarm that steps up does it.
    const open = alarm.cleared_at === null ? await lockAttending(tx, alarm.object, alarm.family) : null
    const row = await lockMuted(tx, id)
    if (!row) return
    if (alarm.cleared_at !== null) return leave(tx, row, row, 'cleared')
    const type = packs.typeOfFamily(alarm.pack, alarm.family)
    const { severity } = alarm
    const mode = type?.auto.includes(severity) ? 'auto' : 'triage'
    if (!type || (mode === 'triage' && !type.gradeOf[severity])) return leave(tx, row, row, open ? 'attended' : 'milder')
    const up = { ...row, severity, mode, type: type.id, rule: ruleOf(alarm) } as const
    if (!open) return void (await comeUp(tx, up))
    await leave(tx, row, row, 'attended')
    // Whoever is at it came before it was as grave as this: so it is their case that turns graver.
    await attend(tx, deps, open, up)
  }

  return { onRaised, comeUp, over, onCleared, onMuteEnded, onLook }
}

const lookKey = (alarm: string): string => `quiet:${alarm}`
/** One of thousands that may come due together. */
const lookTimer = (alarm: string, dueAt: Date): Timer => ({
  ...{ key: lookKey(alarm), kind: 'event.quiet-look', dueAt, body: { alarm }, bulk: true },
})

const sameKinds = (a: readonly QuietReason[], b: readonly QuietReason[]): boolean =>
  a.map(({ kind }) => kind).join() === b.map(({ kind }) => kind).join()

/** What a reason is about, in the words that were given or in its numbers; null: the reason says it all. */
function noteOf(reason: QuietReason): string | null {
  if (reason.kind === 'mute') return reason.reason
  if (reason.kind === 'cause') return reason.label
  return null
}
