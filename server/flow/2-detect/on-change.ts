import type { Actor } from '../../../contract/actor.ts'
import { type Severity, severityWeight } from '../../../contract/scales.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { NewFact } from '../../kernel/facts.ts'
import { rounds } from '../../kernel/rounds.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { DeviceRow } from '../1-ingest/types.ts'
import { believed } from './rules/doubt.ts'
import { foldAlarm } from './rules/fold-alarm.ts'
import { type AlarmRow, insertAlarmChanges, insertAlarms, lockOpenAlarms, type Place, placeKey, updateAlarms } from './store.ts'
import { capsOf, doubtKey } from './store-doubts.ts'
import type { RuleChange } from './types.ts'

/** What a rule of a version said: `by` is whose memory it stands in, `device` the one it is told with, `actor` who made it say so. */
export type Said = { device: DeviceRow; by: string; version: number; change: RuleChange; actor: Actor }

const placeOf = ({ device, change }: Said): Place => ({ object: device.object, family: change.family })

/** Folds what rules said into alarms, those of different objects together. What came of one object comes one after the other. */
export async function applyChanges(tx: Tx, packs: Packs, said: Said[]): Promise<void> {
  const turns = rounds(said, ({ device }) => device.object)
  // All of them before what follows from the first ones: so no two batches wait for each other crosswise.
  if (turns.length > 1) await lockOpenAlarms(tx, said.map(placeOf))
  const caps = await capsFor(tx, said)
  for (const turn of turns) await applyTurn(tx, packs, turn, caps)
}

/** How far the devices that say more than blue are believed; nobody is asked about the many that do not. */
async function capsFor(tx: Tx, said: Said[]): Promise<Map<string, Severity>> {
  const loud = said.filter(({ change }) => severityWeight(change.to) > 1).map(({ by }) => by)
  return loud.length > 0 ? capsOf(tx, [...new Set(loud)]) : new Map()
}

/** `alarm`: the one that stands, or the id of the one that comes up. */
type Folded = Said & { alarm: string; open: AlarmRow | undefined; folded: ReturnType<typeof foldAlarm> }

/** At most one word of each object. */
async function applyTurn(tx: Tx, packs: Packs, said: Said[], caps: ReadonlyMap<string, Severity>): Promise<void> {
  const standing = await lockOpenAlarms(tx, said.map(placeOf))
  const all = said.flatMap((one): Folded[] => {
    const open = standing.get(placeKey(placeOf(one)))
    const to = believed(one.change.to, caps.get(doubtKey(one.by, one.change.family)))
    const folded = foldAlarm(open?.contributors ?? {}, `${one.by}:${one.change.rule}`, to)
    return open || folded.to ? [{ ...one, alarm: open?.id ?? tx.newId(), open, folded }] : []
  })
  await insertAlarms(
    tx,
    all.filter(({ open }) => !open).map((one) => newAlarm(one, tx.now)),
  )
  await updateAlarms(
    tx,
    all.flatMap((one) => (one.open ? [alarmNow(one, one.open, tx.now)] : [])),
  )
  await insertAlarmChanges(tx, all.map(changeOf))
  const facts = all.flatMap((one) => factOf(packs, one) ?? [])
  for (const [kind, some] of Map.groupBy(facts, (fact) => fact.kind)) await tx.recordAll(kind, some)
}

const newAlarm = ({ alarm: id, device, change, folded, version }: Folded, now: Date) => ({
  ...{ id, object: device.object, family: change.family, pack: change.pack, severity: folded.to!, since: now },
  ...{ contributors: folded.contributors, area: device.area, label: device.object_name, demo: device.demo, version },
})

const alarmNow = ({ alarm: id, change, folded, version }: Folded, open: AlarmRow, now: Date) => ({
  ...{ id, version, severity: folded.to ?? open.severity, peak: heavier(open.peak, folded.to) },
  ...{ contributors: folded.contributors, cleared_at: folded.to ? null : now },
  by_device: !folded.to && severityWeight(open.peak) === 1 && !change.cause,
})

const changeOf = ({ alarm, device, change, folded: { from, to }, version }: Folded) => {
  const { rule, reading, value, limit, cause = null } = change
  return { alarm, from, to, device: device.id, rule, reading, value, limit, version, cause }
}

const heavier = (a: Severity, b: Severity | null): Severity => (severityWeight(b) > severityWeight(a) ? b! : a)

/** The fact of a change of the alarm itself; null when only one of those who hold it up has changed. */
function factOf(packs: Packs, seen: Folded): NewFact | null {
  const { device, change, folded, actor } = seen
  if (!folded.change) return null
  const pack = packs.byId(change.pack)
  const type = packs.typeOfFamily(pack.id, change.family)
  const unit = change.reading ? (pack.readings[change.reading]?.unit ?? '') : ''
  const alarm = {
    ...{ alarm: seen.alarm, object: device.object, family: change.family, label: device.object_name },
    rulesVersion: seen.version,
  }
  const head = { subject: device.object, area: device.area, actor }
  if (folded.change === 'cleared') {
    const byDevice = severityWeight(seen.open?.peak ?? null) === 1 && !change.cause
    const last = { from: folded.from!, rule: change.rule, value: change.value, unit, byDevice, cause: change.cause ?? null }
    return { kind: 'alarm.cleared', ...head, body: { ...alarm, ...last } }
  }
  if (folded.change === 'stepped-down') {
    const now = { severity: folded.to!, from: folded.from!, rule: change.rule }
    return { kind: 'alarm.stepped-down', ...head, body: { ...alarm, ...now } }
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
  if (folded.change === 'raised') return { kind: 'alarm.raised', ...head, body }
  return { kind: 'alarm.stepped-up', ...head, body: { ...body, from: folded.from! } }
}
