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
  await tx.query('insert into rule_states (device) select unnest($1::text[]) on conflict do nothing', [devices])
  const rows = await tx.query<{ device: string; states: Record<string, RuleState>; armed_at: Date | null }>(
    'select device, states, armed_at from rule_states where device = any($1) order by device for update',
    [devices],
  )
  return new Map(rows.map((row) => [row.device, { device: row.device, states: row.states, armedAt: row.armed_at }]))
}

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

export async function lockOpenAlarm(tx: Tx, object: string, family: string): Promise<AlarmRow | null> {
  const [row] = await tx.query<AlarmRow>(
    `select ${alarmColumns} from alarms where object = $1 and family = $2 and cleared_at is null for update`,
    [object, family],
  )
  return row ?? null
}

export async function insertAlarm(
  tx: Tx,
  alarm: Omit<AlarmRow, 'cleared_at' | 'by_device' | 'peak'> & { demo: boolean; version: number },
): Promise<void> {
  await tx.query(
    'insert into alarms (id, object, family, pack, severity, peak, since, contributors, area, label, demo, rules_version) values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11)',
    [
      alarm.id,
      alarm.object,
      alarm.family,
      alarm.pack,
      alarm.severity,
      alarm.since,
      alarm.contributors,
      alarm.area,
      alarm.label,
      alarm.demo,
      alarm.version,
    ],
  )
}

export async function updateAlarm(
  tx: Tx,
  id: string,
  now: {
    severity: Severity
    peak: Severity
    contributors: Contributors
    clearedAt: Date | null
    byDevice: boolean
    version: number
  },
): Promise<void> {
  await tx.query(
    'update alarms set severity = $2, peak = $3, contributors = $4, cleared_at = $5, by_device = $6, rules_version = $7 where id = $1',
    [id, now.severity, now.peak, now.contributors, now.clearedAt, now.byDevice, now.version],
  )
}

export async function insertAlarmChange(
  tx: Tx,
  change: {
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
  },
): Promise<void> {
  await tx.query(
    'insert into alarm_changes (alarm, at, from_severity, to_severity, device, rule, reading, value, limit_value, rules_version, cause) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    [
      ...[change.alarm, tx.now, change.from, change.to, change.device, change.rule, change.reading, change.value, change.limit],
      ...[change.version, change.cause],
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
