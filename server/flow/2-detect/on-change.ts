import { type Severity, severityWeight } from '../../../contract/scales.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { DeviceRow } from '../1-ingest/types.ts'
import { foldAlarm } from './rules/fold-alarm.ts'
import { insertAlarm, insertAlarmChange, lockOpenAlarm, updateAlarm } from './store.ts'
import type { RuleChange } from './types.ts'

/** What a rule of a version said: `by` is whose memory it stands in, `device` the one it is told with. */
export type Said = { device: DeviceRow; by: string; version: number; change: RuleChange }

/** Folds what rules said into alarms. Alarms are locked in the order of their objects and families, whatever order the readings came in. */
export async function applyChanges(tx: Tx, packs: Packs, said: Said[]): Promise<void> {
  const place = ({ device, change }: Said): string => `${device.object}\n${change.family}`
  for (const one of said.toSorted((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0)))
    await applyChange(tx, packs, one)
}

async function applyChange(tx: Tx, packs: Packs, { device, by, version, change }: Said): Promise<void> {
  const open = await lockOpenAlarm(tx, device.object, change.family)
  const folded = foldAlarm(open?.contributors ?? {}, `${by}:${change.rule}`, change.to)
  if (!open && !folded.to) return
  const alarm = open?.id ?? tx.newId()
  if (!open)
    await insertAlarm(tx, {
      id: alarm,
      object: device.object,
      family: change.family,
      pack: change.pack,
      severity: folded.to!,
      since: tx.now,
      contributors: folded.contributors,
      area: device.area,
      label: device.object_name,
      demo: device.demo,
      version,
    })
  else
    await updateAlarm(tx, alarm, {
      severity: folded.to ?? open.severity,
      peak: heavier(open.peak, folded.to),
      contributors: folded.contributors,
      clearedAt: folded.to ? null : tx.now,
      byDevice: !folded.to && severityWeight(open.peak) === 1 && !change.cause,
      version,
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
    version,
    cause: change.cause ?? null,
  })
  await recordChange(tx, packs, { device, change, version, alarm, folded, peak: open?.peak ?? folded.to! })
}

const heavier = (a: Severity, b: Severity | null): Severity => (severityWeight(b) > severityWeight(a) ? b! : a)

type Folded = ReturnType<typeof foldAlarm>

async function recordChange(
  tx: Tx,
  packs: Packs,
  seen: { device: DeviceRow; change: RuleChange; version: number; alarm: string; folded: Folded; peak: Severity },
): Promise<void> {
  const { device, change, folded } = seen
  if (!folded.change) return
  const pack = packs.byId(change.pack)
  const type = packs.typeOfFamily(pack.id, change.family)
  const unit = change.reading ? (pack.readings[change.reading]?.unit ?? '') : ''
  const alarm = {
    ...{ alarm: seen.alarm, object: device.object, family: change.family, label: device.object_name },
    rulesVersion: seen.version,
  }
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
        byDevice: severityWeight(seen.peak) === 1 && !change.cause,
        cause: change.cause ?? null,
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
