import type { DetailValues } from '../../../../contract/detail.ts'
import type { Haulage } from '../../../../contract/haulage.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { Evidence, HaulState, Told } from './types.ts'

export type CarrierDevice = {
  device: string
  object: string
  code: string
  name: string
  area: string
  demo: boolean
  from: Date | null
  state: HaulState | null
}

/** Devices of carriers that told something since they were last looked at, the longest waiting first. */
export const carriersToLook = (db: Db, kind: string, limit: number): Promise<CarrierDevice[]> =>
  db.query<CarrierDevice>(
    `select d.id as device, o.id as object, o.code, o.name, o.area, o.demo, h.at as from, h.state
     from devices d join objects o on o.id = d.object join device_states s on s.device = d.id left join haul_states h on h.device = d.id
     where o.kind = $1 and o.valid_to is null and d.state <> 'retired' and s.last_at is not null and (h.at is null or s.last_at > h.at)
     order by h.at nulls first, d.id limit $2`,
    [kind, limit],
  )

/** What a device told of its place after a moment, in order. */
export async function readTold(
  db: Db,
  device: string,
  { speed, load }: Pick<Haulage, 'speed' | 'load'>,
  span: { after: Date; limit: number },
): Promise<Told[]> {
  return db.query<Told>(
    `select at, (values ->> 'lon')::float8 as lon, (values ->> 'lat')::float8 as lat, (values ->> $2)::float8 as speed, (values ->> $3)::float8 as load
     from readings where device = $1 and at > $4 and values ? 'lon' and values ? 'lat' and quality = 'good' order by at limit $5`,
    [device, speed.reading, load.reading, span.after, span.limit],
  )
}

/** The device in service of a carrier; of several the first by its id. */
export async function deviceOf(db: Db, object: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(
    `select id from devices where object = $1 and state <> 'retired' order by id limit 1`,
    [object],
  )
  return row?.id ?? null
}

export type Entry = {
  code: string
  name: string
  area: string
  lon: number
  lat: number
  details: DetailValues
  id: string
  demo: boolean
}
/** Objects of a kind in force. */
export const entriesOf = (db: Db, kind: string): Promise<Entry[]> =>
  db.query<Entry>(
    'select id, code, name, area, lon, lat, details, demo from objects where kind = $1 and valid_to is null order by code limit 5000',
    [kind],
  )
/** Objects of a kind by their codes, ended ones too: what left a site is asked for when the site is gone as well. */
export const entriesByCode = (db: Db, kind: string, codes: readonly string[]): Promise<Entry[]> =>
  db.query<Entry>(
    'select code, name, area, lon, lat, details, id, demo from objects where kind = $1 and code = any($2) order by code',
    [kind, codes],
  )
/** Those of them that name a code in a detail. */
export const entriesNaming = (db: Db, kind: string, detail: string, code: string): Promise<Entry[]> =>
  db.query<Entry>(
    'select id, code, name, area, lon, lat, details, demo from objects where kind = $1 and details ->> $2 = $3 and valid_to is null order by code limit 100',
    [kind, detail, code],
  )

/** Keeps what is remembered of a carrier; answers false when another process came first. */
export async function saveState(
  tx: Tx,
  device: string,
  before: Date | null,
  now: { at: Date; state: HaulState },
): Promise<boolean> {
  const done = await tx.query(
    `insert into haul_states (device, at, state) values ($1, $2, $3)
     on conflict (device) do update set at = excluded.at, state = excluded.state where haul_states.at is not distinct from $4 returning 1`,
    [device, now.at, JSON.stringify(now.state), before],
  )
  return done.length > 0
}

export type FindingRow = {
  id: string
  pack: string
  key: string
  check: string
  type: string
  object: string | null
  area: string
  lon: number
  lat: number
  at: Date
  evidence: Evidence | Record<string, unknown>
  demo: boolean
}

/** Keeps a finding; false: it was found before. */
export async function insertFinding(tx: Tx, f: FindingRow): Promise<boolean> {
  const done = await tx.query(
    `insert into haul_findings (id, pack, key, check_id, type, object, area, lon, lat, at, found_at, evidence, demo)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (pack, key) do nothing returning 1`,
    [f.id, f.pack, f.key, f.check, f.type, f.object, f.area, f.lon, f.lat, f.at, tx.now, JSON.stringify(f.evidence), f.demo],
  )
  return done.length > 0
}

export async function findingById(db: Db, id: string): Promise<FindingRow | null> {
  const [row] = await db.query<FindingRow>(
    'select id, pack, key, check_id as check, type, object, area, lon, lat, at, evidence, demo from haul_findings where id = $1',
    [id],
  )
  return row ?? null
}
