import type { Severity } from '../../../contract/scales.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { Contributors } from './rules/fold-alarm.ts'
import type { RuleState } from './types.ts'

export type AlarmRow = {
  id: string
  object: string
  family: string
  pack: string
  severity: Severity
  peak: Severity
  since: Date
  cleared_at: Date | null
  contributors: Contributors
  area: string
  label: string
  by_device: boolean
}

export const alarmColumns = 'id, object, family, pack, severity, peak, since, cleared_at, contributors, area, label, by_device'

/** `device`: whose memory it is, a device's id or an object's `objectKey`. */
export type RuleRow = { device: string; states: Record<string, RuleState>; armedAt: Date | null }

/** Where the memory of the rules about a whole object stands, and what they add to its alarm. */
export const objectKey = (object: string): string => `object:${object}`

/** Rule memory of a batch's devices and objects, locked in the order of their keys so that two batches never wait for each other crosswise. */
export async function lockRules(tx: Tx, devices: string[]): Promise<Map<string, RuleRow>> {
  let rows = await lockKnown(tx, devices)
  if (rows.length < new Set(devices).size) {
    await tx.query('insert into rule_states (device) select unnest($1::text[]) on conflict do nothing', [devices])
    rows = await lockKnown(tx, devices)
  }
  return new Map(rows.map((row) => [row.device, { device: row.device, states: row.states, armedAt: row.armed_at }]))
}

const lockKnown = (tx: Tx, devices: string[]) =>
  tx.query<{ device: string; states: Record<string, RuleState>; armed_at: Date | null }>(
    'select device, states, armed_at from rule_states where device = any($1) order by device for update',
    [devices],
  )

/** Which of these devices and objects no batch of readings holds; their rule memory is locked. */
export async function lockRulesIfFree(tx: Tx, devices: string[]): Promise<Set<string>> {
  const rows = await tx.query<{ device: string }>(
    'select device from rule_states where device = any($1) order by device for update skip locked',
    [devices],
  )
  return new Set(rows.map((row) => row.device))
}

export async function saveRules(tx: Tx, rows: RuleRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `update rule_states s set states = n.states, armed_at = n.armed_at
     from unnest($1::text[], $2::jsonb[], $3::timestamptz[]) as n(device, states, armed_at) where s.device = n.device`,
    [rows.map((row) => row.device), rows.map((row) => JSON.stringify(row.states)), rows.map((row) => row.armedAt)],
  )
}

export type Place = { object: string; family: string }
export const placeKey = ({ object, family }: Place): string => `${object}\n${family}`

/** Open alarms of some places by their `placeKey`, locked in the order of the places so that two batches never wait for each other crosswise. */
export async function lockOpenAlarms(tx: Tx, places: Place[]): Promise<Map<string, AlarmRow>> {
  const rows = await tx.query<AlarmRow>(
    `select ${alarmColumns} from alarms where cleared_at is null
       and (object, family) in (select object, family from unnest($1::text[], $2::text[]) as n(object, family))
     order by object, family for update`,
    [places.map(({ object }) => object), places.map(({ family }) => family)],
  )
  return new Map(rows.map((row) => [placeKey(row), row]))
}

export type NewAlarm = Omit<AlarmRow, 'cleared_at' | 'by_device' | 'peak'> & { demo: boolean; version: number }

export async function insertAlarms(tx: Tx, alarms: NewAlarm[]): Promise<void> {
  if (alarms.length === 0) return
  await tx.query(
    `insert into alarms (id, object, family, pack, severity, peak, since, contributors, area, label, demo, rules_version)
     select id, object, family, pack, severity, severity, since, contributors, area, label, demo, version
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::jsonb[], $8::text[], $9::text[], $10::boolean[], $11::int[])
       as n(id, object, family, pack, severity, since, contributors, area, label, demo, version)`,
    [
      ...[alarms.map((a) => a.id), alarms.map((a) => a.object), alarms.map((a) => a.family), alarms.map((a) => a.pack)],
      ...[alarms.map((a) => a.severity), alarms.map((a) => a.since), alarms.map((a) => JSON.stringify(a.contributors))],
      ...[alarms.map((a) => a.area), alarms.map((a) => a.label), alarms.map((a) => a.demo), alarms.map((a) => a.version)],
    ],
  )
}

export type AlarmNow = Pick<AlarmRow, 'id' | 'severity' | 'peak' | 'contributors' | 'cleared_at' | 'by_device'> & {
  version: number
}

export async function updateAlarms(tx: Tx, alarms: AlarmNow[]): Promise<void> {
  if (alarms.length === 0) return
  await tx.query(
    `update alarms a set severity = n.severity, peak = n.peak, contributors = n.contributors, cleared_at = n.cleared_at,
       by_device = n.by_device, rules_version = n.version
     from unnest($1::uuid[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::boolean[], $7::int[])
       as n(id, severity, peak, contributors, cleared_at, by_device, version) where a.id = n.id`,
    [
      ...[alarms.map((a) => a.id), alarms.map((a) => a.severity), alarms.map((a) => a.peak)],
      ...[alarms.map((a) => JSON.stringify(a.contributors)), alarms.map((a) => a.cleared_at), alarms.map((a) => a.by_device)],
      alarms.map((a) => a.version),
    ],
  )
}

export type AlarmChange = {
  alarm: string
  from: Severity | null
  to: Severity | null
  device: string
  rule: string
  reading: string | null
  value: number | null
  limit: number | null
  version: number
  cause: 'withdrawn' | null
}

export async function insertAlarmChanges(tx: Tx, changes: AlarmChange[]): Promise<void> {
  if (changes.length === 0) return
  await tx.query(
    `insert into alarm_changes (alarm, at, from_severity, to_severity, device, rule, reading, value, limit_value, rules_version, cause)
     select alarm, $1, from_severity, to_severity, device, rule, reading, value, limit_value, version, cause
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::float8[], $9::float8[], $10::int[], $11::text[])
       as n(alarm, from_severity, to_severity, device, rule, reading, value, limit_value, version, cause)`,
    [
      ...[
        tx.now,
        changes.map((c) => c.alarm),
        changes.map((c) => c.from),
        changes.map((c) => c.to),
        changes.map((c) => c.device),
      ],
      ...[changes.map((c) => c.rule), changes.map((c) => c.reading), changes.map((c) => c.value), changes.map((c) => c.limit)],
      ...[changes.map((c) => c.version), changes.map((c) => c.cause)],
    ],
  )
}

export async function alarmById(db: Db, id: string): Promise<AlarmRow | null> {
  const [row] = await db.query<AlarmRow>(`select ${alarmColumns} from alarms where id = $1`, [id])
  return row ?? null
}

/** The open alarm of an object and family, or null when it is normal. */
export async function openAlarm(db: Db, object: string, family: string): Promise<AlarmRow | null> {
  const [row] = await db.query<AlarmRow>(
    `select ${alarmColumns} from alarms where object = $1 and family = $2 and cleared_at is null`,
    [object, family],
  )
  return row ?? null
}
