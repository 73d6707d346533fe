import type { Db, Tx } from '../../kernel/spine.ts'
import { type KeptValues, keep, type Moment } from './rules/kept-values.ts'
import type { DeviceRow, DeviceState, Quality, Quarantined } from './types.ts'

const deviceColumns = `d.id, d.object, d.kind, d.pack, d.gateway, d.interval_s, d.state, o.area, o.kind as object_kind, o.name as object_name, o.lon, o.lat, d.demo, o.maintainer_unit`

/** Registered devices by id; unknown ids are simply missing. Retired devices count as unknown. */
export async function devicesById(db: Db, ids: string[]): Promise<Map<string, DeviceRow>> {
  const rows = await db.query<DeviceRow>(
    `select ${deviceColumns} from devices d join objects o on o.id = d.object where d.id = any($1) and d.state <> 'retired'`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Devices of an object, for commands. */
export const devicesOfObject = (db: Db, object: string): Promise<DeviceRow[]> =>
  db.query<DeviceRow>(
    `select ${deviceColumns} from devices d join objects o on o.id = d.object where d.object = $1 and d.state <> 'retired' order by d.id`,
    [object],
  )

/** Devices of some objects by object; one without any is missing. */
export async function devicesOfObjects(db: Db, objects: string[]): Promise<Map<string, DeviceRow[]>> {
  if (objects.length === 0) return new Map()
  const rows = await db.query<DeviceRow>(
    `select ${deviceColumns} from devices d join objects o on o.id = d.object where d.object = any($1) and d.state <> 'retired' order by d.id`,
    [objects],
  )
  return Map.groupBy(rows, ({ object }) => object)
}

type StateRow = {
  device: string
  last_at: Date | null
  last_received: Date | null
  last_fed: Date | null
  late_at: Date | null
  late_received: Date | null
  last_seq: string | null
  last_values: Record<string, number>
  systems: DeviceState['systems']
  skew_ms: number
  gaps: number
  lost: number
  duplicates: number
  late: number
}

const toState = (row: StateRow): DeviceState => ({
  device: row.device,
  lastAt: row.last_at,
  lastReceived: row.last_received,
  lastFed: row.last_fed,
  lateAt: row.late_at,
  lateReceived: row.late_received,
  lastSeq: row.last_seq === null ? null : Number(row.last_seq),
  lastValues: row.last_values,
  systems: row.systems,
  skewMs: row.skew_ms,
  gaps: row.gaps,
  lost: row.lost,
  duplicates: row.duplicates,
  late: row.late,
})

/** States of the devices of a batch, locked in the order of their ids so that two batches never wait for each other crosswise. */
export async function lockStates(tx: Tx, devices: string[]): Promise<Map<string, DeviceState>> {
  await tx.query('insert into device_states (device) select unnest($1::text[]) on conflict do nothing', [devices])
  const rows = await tx.query<StateRow>('select * from device_states where device = any($1) order by device for update', [
    devices,
  ])
  return new Map(rows.map((row) => [row.device, toState(row)]))
}

export async function statesOf(db: Db, devices: string[]): Promise<Map<string, DeviceState>> {
  const rows = await db.query<StateRow>('select * from device_states where device = any($1)', [devices])
  return new Map(rows.map((row) => [row.device, toState(row)]))
}

/** A server that begins to listen now, and when anything was heard last before it. */
export async function listeningFrom(db: Db, now: Date): Promise<{ begun: number; heardBefore: number | null }> {
  const [row] = await db.query<{ at: Date | null }>(
    'select max(last_received) as at from device_states where last_received < $1',
    [now],
  )
  return { begun: now.getTime(), heardBefore: row?.at?.getTime() ?? null }
}

export async function saveStates(tx: Tx, states: DeviceState[]): Promise<void> {
  await tx.query(
    `update device_states s set last_at = n.last_at, last_received = n.last_received, last_seq = n.last_seq, last_values = n.last_values,
       skew_ms = n.skew_ms, gaps = n.gaps, lost = n.lost, duplicates = n.duplicates, late = n.late,
       last_fed = n.last_fed, late_at = n.late_at, late_received = n.late_received, systems = n.systems
     from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::bigint[], $5::jsonb[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int[],
         $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::jsonb[])
       as n(device, last_at, last_received, last_seq, last_values, skew_ms, gaps, lost, duplicates, late, last_fed, late_at, late_received, systems)
     where s.device = n.device`,
    [
      states.map((s) => s.device),
      states.map((s) => s.lastAt),
      states.map((s) => s.lastReceived),
      states.map((s) => s.lastSeq),
      states.map((s) => JSON.stringify(s.lastValues)),
      states.map((s) => Math.round(Math.max(-2e9, Math.min(2e9, s.skewMs)))),
      states.map((s) => s.gaps),
      states.map((s) => s.lost),
      states.map((s) => s.duplicates),
      states.map((s) => s.late),
      states.map((s) => s.lastFed),
      states.map((s) => s.lateAt),
      states.map((s) => s.lateReceived),
      states.map((s) => JSON.stringify(s.systems)),
    ],
  )
}

export type StoredReading = { at: Date; device: string; seq: number | null; values: Record<string, number>; quality: Quality }

export async function insertReadings(tx: Tx, readings: StoredReading[]): Promise<void> {
  if (readings.length === 0) return
  await tx.query(
    `insert into readings (at, device, received_at, seq, values, quality)
     select n.at, n.device, $1, n.seq, n.values, n.quality
     from unnest($2::timestamptz[], $3::text[], $4::bigint[], $5::jsonb[], $6::text[]) as n(at, device, seq, values, quality)`,
    [
      tx.now,
      readings.map((r) => r.at),
      readings.map((r) => r.device),
      readings.map((r) => r.seq),
      readings.map((r) => JSON.stringify(r.values)),
      readings.map((r) => r.quality),
    ],
  )
}

/** What is kept already of these moments. Asked only for those not newer than their device's last: nothing else can be there. */
export async function valuesAt(db: Db, moments: Moment[]): Promise<KeptValues> {
  const kept: KeptValues = new Map()
  if (moments.length === 0) return kept
  const rows = await db.query<Moment & { values: Record<string, number> }>(
    `select distinct r.device, r.at, r.values from unnest($1::text[], $2::timestamptz[]) as n(device, at)
     join readings r on r.device = n.device and r.at = n.at`,
    [moments.map((moment) => moment.device), moments.map((moment) => moment.at)],
  )
  for (const row of rows) keep(kept, row, row.values)
  return kept
}

/** Beyond so many different reasons of one source and code within a minute the newest row takes the rest: a broken sender must not fill the table. */
const mostReasons = 10

/**
 * Keeps a refused message. The same source failing for the same reason within a minute is counted, not stored again; the row then
 * shows the newest message.
 */
export async function quarantine(tx: Tx, given: Quarantined): Promise<void> {
  const refused = storable(given)
  const again = await tx.query(
    `with recent as (
       select id, details = $4::jsonb as same, received_at from quarantine where source = $1 and code = $2 and received_at > $3 and decided_at is null)
     update quarantine set repeats = repeats + 1, payload = $5, details = $4 where id = (
       select id from recent where same or (select count(*) from recent) >= ${mostReasons} order by same desc, received_at desc, id desc limit 1) returning 1`,
    [refused.source, refused.code, new Date(tx.now.getTime() - 60_000), refused.details, refused.payload],
  )
  if (again.length > 0) return
  await tx.query(
    'insert into quarantine (id, received_at, channel, source, code, details, payload, area) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [tx.newId(), tx.now, refused.channel, refused.source, refused.code, refused.details, refused.payload, refused.area],
  )
}

/** What was refused may hold anything; PostgreSQL keeps no NUL character, and no half of a surrogate pair in JSON. */
function storable(refused: Quarantined): Quarantined {
  const clean = (text: string, most: number): string => text.slice(0, most).replaceAll('\u0000', '\uFFFD').toWellFormed()
  const details = Object.entries(refused.details).map(([name, value]) => [
    name,
    typeof value === 'string' ? clean(value, 500) : value,
  ])
  return {
    ...refused,
    source: clean(refused.source, 200),
    payload: clean(refused.payload, 4000),
    details: Object.fromEntries(details) as Quarantined['details'],
  }
}

/** Values of one device between two moments, oldest first, at most `limit` newest ones. */
export const readingsOf = (
  db: Db,
  device: string,
  span: { from: Date; to: Date },
  limit: number,
): Promise<{ at: Date; values: Record<string, number>; quality: Quality }[]> =>
  db.query(
    `select * from (select at, values, quality from readings where device = $1 and at >= $2 and at <= $3 order by at desc limit $4) newest order by at`,
    [device, span.from, span.to, limit],
  )

export type Commanded = { id: string; device: string; area: string; state: string }

/** The commands receipts speak of, locked in the order of their ids; the rows belong to 4-dispatch, which updates them on `receipt.received`. */
export async function lockCommands(tx: Tx, ids: string[]): Promise<Map<string, Commanded>> {
  const rows = await tx.query<Commanded>(
    'select id, device, area, state from commands where id = any($1) order by id for update',
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** Which of some keys have ended. */
export async function endedOf(db: Db, keys: string[]): Promise<string[]> {
  const rows = await db.query<{ id: string }>('select id from api_keys where id = any($1) and ended_at is not null', [keys])
  return rows.map(({ id }) => id)
}

/** Devices a key may speak for, its own or those of its gateway, each with its kind. */
export async function devicesOfKey(db: Db, key: { id: string; kind: string }): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; kind: string }>(
    key.kind === 'device'
      ? 'select id, kind from devices where id = $1'
      : `select id, kind from devices where gateway = $1 and state <> 'retired'`,
    [key.id],
  )
  const known = new Map(rows.map((row) => [row.id, row.kind]))
  // A device's own key also speaks for one that is not registered: it is told so, by name.
  if (key.kind === 'device' && !known.has(key.id)) known.set(key.id, '')
  return known
}

/** A cadence is told from at least so many gaps between the newest readings. */
const leastGaps = 5
const newestReadings = 21

/** How often a device truly speaks: the median gap between its newest readings in whole seconds, null while too few are known. As SQL. */
export const observedSql = (device: string): string =>
  `(select case when count(*) >= ${leastGaps} then round(percentile_cont(0.5) within group (order by gap))::int end from (
     select extract(epoch from at - lag(at) over (order by at)) as gap from (
       select at from readings where readings.device = ${device} order by at desc limit ${newestReadings}) newest) gaps where gap > 0)`
