import type { MapPoints } from '../../../contract/map.ts'
import type { AreaView } from '../../../contract/person.ts'
import type { Grade, Risk, Severity } from '../../../contract/scales.ts'
import { districtNameSql } from '../../city/area/store.ts'
import { ratedLevelSql } from '../../city/object/store-risk.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import { observedSql } from '../../flow/1-ingest/store.ts'
import { openStates } from '../../flow/3-event/store.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import { eventsSql, objectsSql } from '../desk/store-sight.ts'
import { placeAge } from './track/rules/gap-of.ts'
import { newestPlaceSql } from './track/store-newest.ts'

/** Most objects and events one answer holds; a browser draws 5,000 points at 45 frames a second. */
const pointsAtMost = 5000

const areaColumns = `a.code, a.name, a.tier, a.path, a.lon, a.lat, (select count(*)::int from areas c where c.parent = a.code and c.valid_to is null) as children`

/** An area; a zone, which is no place of the tree, in the middle of its towns, with its code for a path. */
export async function readArea(db: Db, code: string): Promise<AreaView | null> {
  const [row] = await db.query<AreaView>(
    `select ${areaColumns} from areas a where a.code = $1 union all
     select z.code, z.name, 'district', z.code, avg(t.lon), avg(t.lat), count(*)::int from operating_districts z
     join areas t on t.operating_district = z.code and t.tier = 'town' and t.valid_to is null where z.code = $1 and z.kind = 'zone' group by z.code`,
    [code],
  )
  return row ?? null
}

/** Areas below (of a zone its towns), by code, after the code a page ended with. */
export const readChildren = (db: Db, code: string, page: { after: string | null; limit: number }): Promise<AreaView[]> =>
  db.query<AreaView>(
    `select ${areaColumns} from areas a where (a.parent = $1 or (a.tier = 'town' and a.operating_district = (select z.code from operating_districts z where z.code = $1 and z.kind = 'zone')))
       and a.valid_to is null and ($2::text is null or a.code > $2) order by a.code limit $3`,
    [code, page.after, page.limit],
  )

export type Box = { west: number; south: number; east: number; north: number }

const severityOfObject = `(select a.severity from alarms a where a.object = o.id and a.cleared_at is null order by array_position(array['red', 'orange', 'yellow', 'blue'], a.severity) limit 1)`

/** Open events a caller sees, heaviest first. */
export async function readEventPoints(
  db: Db,
  asked: { caller: Caller; wanted: readonly string[] | null; box: Box | null },
): Promise<MapPoints['events']> {
  const values: unknown[] = []
  const sight = eventsSql(asked.caller, asked.wanted, values)
  const rows = await db.query<Omit<MapPoints['events'][number], 'openedAt'> & { opened_at: Date }>(
    `select e.id, e.no, e.title, e.grade, e.state, e.severity, e.lon, e.lat, e.opened_at from events e where e.state in ${openStates} and ${sight}${boxSql('e', asked.box, values)}
     order by array_position(array['extraordinary', 'major', 'serious', 'ordinary', 'minor'], e.grade), e.opened_at desc limit ${pointsAtMost}`,
    values,
  )
  return rows.map(({ opened_at, ...row }) => ({ ...row, openedAt: opened_at.toISOString() }))
}

type PointRow = Omit<MapPoints['objects'][number], 'placedAt' | 'stale'> & {
  total: number
  toldAt: Date | null
  toldEvery: number | null
}
type PointsAsked = {
  caller: Caller
  wanted: readonly string[] | null
  box: Box
  rated: readonly string[]
  /** kinds of vehicles, which are where they told last */
  moving: readonly string[]
  now: Date
}

/**
 * Objects in a box with the severity of their heaviest open alarm, those with an alarm first; `total` counts what the box holds. A vehicle is in
 * it by where it told last, not by where it was registered.
 */
export async function readObjectPoints(db: Db, asked: PointsAsked): Promise<{ rows: MapPoints['objects']; total: number }> {
  const values: unknown[] = []
  const sight = objectsSql(asked.caller, values)
  const inside = asked.wanted === null ? '' : ` and ${scopeSql('o.area', asked.wanted, values)}`
  const [here, there] = [boxSql('o', asked.box, values), boxSql('told', asked.box, values)]
  const rows = await db.query<PointRow>(
    `with told as materialized (select b.id, p.lon, p.lat, p.at, p.interval_s from objects b cross join lateral (${newestPlaceSql}) p
       where b.valid_to is null and b.kind = any(${add(values, asked.moving)}))
     select o.id, o.name, o.kind, ${ratedLevelSql(add(values, asked.rated))} as risk, ${severityOfObject} as severity, coalesce(t.lon, o.lon) as lon, coalesce(t.lat, o.lat) as lat,
       t.at as "toldAt", t.interval_s as "toldEvery", count(*) over ()::int as total
     from objects o left join told t on t.id = o.id where o.valid_to is null and ${sight}${inside}
       and ((o.id <> all(array(select id from told))${here}) or o.id = any(array(select id from told where true${there})))
     order by array_position(array['red', 'orange', 'yellow', 'blue'], ${severityOfObject}) nulls last, o.id limit ${pointsAtMost}`,
    values,
  )
  const placed = (at: Date | null, intervalS: number | null) =>
    at ? placeAge(at, { intervalS: intervalS ?? 0, now: asked.now }) : { placedAt: null, stale: false }
  return {
    rows: rows.map(({ total: _, toldAt, toldEvery, ...row }) => ({ ...row, ...placed(toldAt, toldEvery) })),
    total: rows[0]?.total ?? 0,
  }
}

const boxSql = (alias: string, box: Box | null, values: unknown[]): string =>
  box === null
    ? ''
    : ` and ${alias}.lon between ${add(values, box.west)} and ${add(values, box.east)} and ${alias}.lat between ${add(values, box.south)} and ${add(values, box.north)}`

export type ObjectLine = {
  id: string
  code: string
  name: string
  pack: string
  kind: string
  area: string
  district_name: string | null
  town_name: string | null
  address: string | null
  lon: number
  lat: number
  risk: Risk
  rated: boolean
  owner: string | null
  duty_unit: string | null
  maintainer_unit: string | null
}

export async function readObject(db: Db, caller: Caller, id: string): Promise<ObjectLine | null> {
  const values: unknown[] = [id]
  const sight = objectsSql(caller, values)
  const [row] = await db.query<ObjectLine>(
    `select o.id, o.code, o.name, o.pack, o.kind, o.area, ${districtNameSql} as district_name, t.name as town_name, o.address, o.lon, o.lat, o.risk, o.rated, o.owner, du.name as duty_unit, mu.name as maintainer_unit
     from objects o left join areas d on d.code = split_part(o.area, '/', 2) left join areas t on t.code = split_part(o.area, '/', 3)
     left join units du on du.id = o.duty_unit left join units mu on mu.id = o.maintainer_unit where o.id = $1 and ${sight}`,
    values,
  )
  return row ?? null
}

export type DeviceLine = {
  id: string
  name: string
  kind: string
  pack: string
  state: 'online' | 'maintenance' | 'retired'
  interval_s: number
  observed_s: number | null
  last_at: Date | null
  last_received: Date | null
  last_values: Record<string, number> | null
}

const deviceColumns = `d.id, d.name, d.kind, d.pack, d.state, d.interval_s, ${observedSql('d.id')} as observed_s, s.last_at, s.last_received, s.last_values`

export const readDevicesOf = (db: Db, object: string): Promise<DeviceLine[]> =>
  db.query<DeviceLine>(
    `select ${deviceColumns} from devices d left join device_states s on s.device = d.id where d.object = $1 and d.state <> 'retired' order by d.id`,
    [object],
  )

/** A device whose object the caller sees. */
export async function readDevice(db: Db, caller: Caller, id: string): Promise<DeviceLine | null> {
  const values: unknown[] = [id]
  const sight = objectsSql(caller, values)
  const [row] = await db.query<DeviceLine>(
    `select ${deviceColumns} from devices d join objects o on o.id = d.object left join device_states s on s.device = d.id where d.id = $1 and ${sight}`,
    values,
  )
  return row ?? null
}

export type ObjectState = {
  alarms: { id: string; family: string; severity: Severity; peak: Severity; since: string }[]
  events: { id: string; no: string; title: string; grade: Grade; state: string; openedAt: string }[]
}

/** Open alarms of an object and its open events as far as the caller sees them. */
export async function readObjectState(db: Db, caller: Caller, object: string): Promise<ObjectState> {
  const values: unknown[] = [object]
  const sight = eventsSql(caller, null, values)
  const [row] = await db.query<ObjectState>(
    `select (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'family', a.family, 'severity', a.severity, 'peak', a.peak, 'since', a.since) order by a.since), '[]')
       from alarms a where a.object = $1 and a.cleared_at is null) as alarms,
     (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'no', e.no, 'title', e.title, 'grade', e.grade, 'state', e.state, 'openedAt', e.opened_at) order by e.opened_at), '[]')
       from events e where e.object = $1 and e.state in ${openStates} and ${sight}) as events`,
    values,
  )
  return row!
}

export type SeriesLine = { reading: string; at: Date; value: number; quality: string }
/** A reading to draw; where low values are the dangerous ones the lowest of a bucket is kept, else the highest. */
export type Drawn = { reading: string; lowIsBad: boolean }

/** Values of a device's readings, oldest first, each thinned to the peaks of `most` equal buckets when it has more. One statement for all. */
export async function readPeaks(
  db: Db,
  asked: { device: string; drawn: Drawn[]; from: Date; to: Date; most: number },
): Promise<SeriesLine[]> {
  const { device, drawn, from, to, most } = asked
  const bucketS = Math.max(0.001, (to.getTime() - from.getTime()) / 1000 / most)
  return db.query<SeriesLine>(
    `with seen as (
       select k.reading, k.low, r.at, (r.values->>k.reading)::float8 as value, r.quality, count(*) over (partition by k.reading) as n, row_number() over (partition by k.reading order by r.at) as nth
       from all_readings r cross join unnest($2::text[], $3::boolean[]) as k(reading, low) where r.device = $1 and r.at >= $4 and r.at <= $5 and r.values ? k.reading),
     placed as (select *, case when n <= $6 then nth else least(floor(extract(epoch from at - $4) / $7), $6 - 1) end as bucket from seen)
     select reading, at, value, quality from (
       select distinct on (reading, bucket) * from placed order by reading, bucket, case when low then value else -value end, at) peaks order by reading, at`,
    [device, drawn.map((one) => one.reading), drawn.map((one) => one.lowIsBad), from, to, most, bucketS],
  )
}

/** Commands to a device in a span of time, oldest first. */
export const readCommands = (
  db: Db,
  device: string,
  span: { from: Date; to: Date },
): Promise<{ name: string; sent_at: Date; receipted_at: Date | null }[]> =>
  db.query(
    'select name, sent_at, receipted_at from commands where device = $1 and sent_at >= $2 and sent_at <= $3 order by sent_at limit 200',
    [device, span.from, span.to],
  )
