import { type Severity, severityWeight } from '../../../contract/scales.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { RecordedFact, TimerHandler } from '../../kernel/facts.ts'
import type { Timer, Tx } from '../../kernel/spine.ts'
import { setTimers } from '../../kernel/timers.ts'
import { devicesById, stateOf } from '../1-ingest/store.ts'
import type { DeviceRow } from '../1-ingest/types.ts'
import { foldAlarm } from './rules/fold-alarm.ts'
import { lookAll } from './rules/look.ts'
import {
  insertAlarm,
  insertAlarmChange,
  lockOpenAlarm,
  lockRules,
  lockRulesIfFree,
  type RuleRow,
  saveRules,
  updateAlarm,
} from './store.ts'
import type { Look, RuleChange } from './types.ts'

type Values = Record<string, number>

const busyMs = 100

/** A reading that may feed the rules, as ingest hands it on. */
type Fed = { device: DeviceRow; values: Record<string, number>; at: Date; heardAt: Date | null }

/** Detection: readings, the time going on, receipts and missing receipts in; alarm facts out. All in the caller's transaction. */
export function detectHandlers({ packs }: { packs: Packs }) {
  const rulesOf = (device: DeviceRow) => packs.rulesFor(device.kind).flatMap((entry) => entry.rules)

  async function lookOnce(
    tx: Tx,
    { device, row }: { device: DeviceRow; row: RuleRow },
    look: Look,
    last: Values,
  ): Promise<Timer | null> {
    const seen = lookAll(rulesOf(device), row.states, look)
    row.states = seen.states
    for (const change of seen.changes) {
      // A hold that ends without a new reading is told with the last value known.
      const value = change.value ?? (change.reading ? (last[change.reading] ?? null) : null)
      await applyChange(tx, packs, device, { ...change, value })
    }
    if (seen.wakeAt === null) return null
    const wake = new Date(Math.max(seen.wakeAt, tx.now.getTime()))
    // A timer that rings too early only looks again; moving it at every reading would cost a write each.
    if (row.armedAt && row.armedAt > tx.now && row.armedAt <= wake) return null
    row.armedAt = wake
    return { key: `detect:${device.id}`, kind: 'detect.wake', dueAt: wake, body: { device: device.id }, bulk: true }
  }

  async function onReadings(tx: Tx, fed: Fed[]): Promise<void> {
    if (fed.length === 0) return
    const rows = await lockRules(tx, [...new Set(fed.map((entry) => entry.device.id))].sort())
    const timers = new Map<string, Timer>()
    for (const { device, values, heardAt } of fed) {
      const look = { now: tx.now.getTime(), values, lastAt: heardAt?.getTime() ?? null }
      const timer = await lookOnce(tx, { device, row: rows.get(device.id)! }, look, values)
      if (timer) timers.set(timer.key, timer)
    }
    await saveRules(tx, [...rows.values()])
    await setTimers(tx, [...timers.values()])
  }

  async function lookAtDevice(tx: Tx, id: string, extra: Partial<Look>): Promise<void> {
    const device = (await devicesById(tx, [id])).get(id)
    if (!device) return
    const state = await stateOf(tx, id)
    const row = (await lockRules(tx, [id])).get(id)!
    if (row.armedAt && row.armedAt <= tx.now) row.armedAt = null
    const values = extra.receipt ? (state?.lastValues ?? null) : null
    const look = { now: tx.now.getTime(), lastAt: state?.lastFed?.getTime() ?? null, ...extra, values }
    const timer = await lookOnce(tx, { device, row }, look, state?.lastValues ?? {})
    await saveRules(tx, [row])
    await setTimers(tx, timer ? [timer] : [])
  }

  /** A hold may be over, a device silent. The timer's row is locked already, a batch locks the rules first: so a busy device is not waited for. */
  const onWake: TimerHandler = async (body, tx, key) => {
    const device = String(body.device)
    if (await lockRulesIfFree(tx, device)) return lookAtDevice(tx, device, {})
    await tx.setTimer({ key, kind: 'detect.wake', dueAt: new Date(tx.now.getTime() + busyMs), body, bulk: true })
  }
  const onReceipted = (fact: RecordedFact<'command.receipted'>, tx: Tx) =>
    lookAtDevice(tx, fact.body.device, { receipt: { command: fact.body.name, ok: true } })
  const onUnanswered = (fact: RecordedFact<'command.unanswered'>, tx: Tx) =>
    lookAtDevice(tx, fact.body.device, { unanswered: { command: fact.body.name } })

  return { onReadings, onWake, onReceipted, onUnanswered }
}

async function applyChange(tx: Tx, packs: Packs, device: DeviceRow, change: RuleChange): Promise<void> {
  const open = await lockOpenAlarm(tx, device.object, change.family)
  const folded = foldAlarm(open?.contributors ?? {}, `${device.id}:${change.rule}`, change.to)
  if (!open && !folded.to) return
  const alarm = open?.id ?? tx.newId()
  if (!open)
    await insertAlarm(tx, {
      id: alarm,
      object: device.object,
      family: change.family,
      pack: device.pack,
      severity: folded.to!,
      since: tx.now,
      contributors: folded.contributors,
      area: device.area,
      label: device.object_name,
      demo: device.demo,
    })
  else
    await updateAlarm(tx, alarm, {
      severity: folded.to ?? open.severity,
      peak: heavier(open.peak, folded.to),
      contributors: folded.contributors,
      clearedAt: folded.to ? null : tx.now,
      byDevice: !folded.to && severityWeight(open.peak) === 1,
    })
  await insertAlarmChange(tx, {
    alarm,
    from: folded.from,
    to: folded.to,
    device: device.id,
    rule: change.rule,
    reading: change.reading,
    value: change.value,
    limit: change.limit,
  })
  await recordChange(tx, packs, { device, change, alarm, folded, peak: open?.peak ?? folded.to! })
}

const heavier = (a: Severity, b: Severity | null): Severity => (severityWeight(b) > severityWeight(a) ? b! : a)

type Folded = ReturnType<typeof foldAlarm>

async function recordChange(
  tx: Tx,
  packs: Packs,
  seen: { device: DeviceRow; change: RuleChange; alarm: string; folded: Folded; peak: Severity },
): Promise<void> {
  const { device, change, folded } = seen
  if (!folded.change) return
  const pack = packs.byId(device.pack)
  const type = packs.typeOfFamily(pack.id, change.family)
  const unit = change.reading ? (pack.readings[change.reading]?.unit ?? '') : ''
  const alarm = { alarm: seen.alarm, object: device.object, family: change.family, label: device.object_name }
  const head = { subject: device.object, area: device.area }
  if (folded.change === 'cleared') {
    await tx.record({
      kind: 'alarm.cleared',
      ...head,
      body: {
        ...alarm,
        from: folded.from!,
        rule: change.rule,
        value: change.value,
        unit,
        byDevice: severityWeight(seen.peak) === 1,
      },
    })
    return
  }
  if (folded.change === 'stepped-down') {
    await tx.record({
      kind: 'alarm.stepped-down',
      ...head,
      body: { ...alarm, severity: folded.to!, from: folded.from!, rule: change.rule },
    })
    return
  }
  const severity = folded.to!
  const mode = type?.auto.includes(severity) ? 'auto' : type?.gradeOf[severity] ? 'triage' : 'watch'
  const body = {
    ...alarm,
    device: device.id,
    severity,
    reading: change.reading ?? '',
    value: change.value,
    unit,
    limit: change.limit,
    rule: change.rule,
    mode,
    type: type?.id ?? '',
    pack: pack.id,
    packVersion: pack.version,
  } as const
  if (folded.change === 'raised') await tx.record({ kind: 'alarm.raised', ...head, body })
  else await tx.record({ kind: 'alarm.stepped-up', ...head, body: { ...body, from: folded.from! } })
}
