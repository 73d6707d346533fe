import { scopeSql } from '../../city/permit/scope.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { District } from './types.ts'

/** Operating districts all towns of which lie in a scope, in their order. One that holds only some towns of a district is not of it. */
export function districtsWithin(db: Db, scope: readonly string[]): Promise<District[]> {
  const values: unknown[] = []
  return db.query<District>(
    `select d.code, d.name from operating_districts d join areas t on t.operating_district = d.code and t.tier = 'town' and t.valid_to is null
     group by d.code, d.name, d.sort having bool_and(${scopeSql('t.path', scope, values)}) order by d.sort, d.code`,
    values,
  )
}

export type Baseline = {
  district: string
  from_day: string
  to_day: string
  found: number
  handled: number
  hours: number | null
  source: string
  made_at: Date
  made_name: string
}

/** What districts said of the time before, in force. */
export const readBaselines = (db: Db, districts: readonly string[], pack: string): Promise<Baseline[]> =>
  db.query<Baseline>(
    `select b.district, b.from_day::text, b.to_day::text, b.found, b.handled, b.hours, b.source, b.made_at, b.made_name
     from haul_baselines b where b.pack = $1 and b.ended_at is null and b.district = any($2)`,
    [pack, districts],
  )

export type NewBaseline = Omit<Baseline, 'made_at'> & { pack: string; made_by: string }

/** Puts a baseline in force in the place of the one before, which is kept. */
export async function putBaseline(tx: Tx, b: NewBaseline): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 28185))', [`${b.pack} ${b.district}`])
  await tx.query('update haul_baselines set ended_at = $3 where pack = $1 and district = $2 and ended_at is null', [
    b.pack,
    b.district,
    tx.now,
  ])
  await tx.query(
    `insert into haul_baselines (id, pack, district, from_day, to_day, found, handled, hours, source, made_at, made_by, made_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [tx.newId(), b.pack, b.district, b.from_day, b.to_day, b.found, b.handled, b.hours, b.source, tx.now, b.made_by, b.made_name],
  )
}

/** `place`: code of an operating district, or path of an area. */
export type After = { place: string; since: Date; opened: number; closed: number; parked: number; hours: number | null }

const counts = `min(e.opened_at) as since, count(*)::int as opened, count(*) filter (where e.state = 'closed')::int as closed,
  count(*) filter (where e.state = 'parked')::int as parked,
  percentile_cont(0.5) within group (order by extract(epoch from e.closed_at - e.opened_at) / 3600) filter (where e.state = 'closed') as hours`
/** The operating district an event lies in is that of its town; one above every town is of the district it lies in. */
const within = `events e join areas t on t.code = coalesce(nullif(split_part(e.area, '/', 3), ''), split_part(e.area, '/', 2))`
const stood = `e.type = any($1) and not e.exercise and e.state not in ('merged', 'false-alarm')`

/** From when on the cases of a place count; null: all of them. */
export type From = { place: string; at: Date | null }
const fromOf = (from: readonly From[]): [string[], (Date | null)[]] => [from.map(({ place }) => place), from.map(({ at }) => at)]

/** Cases of some types of each district since a moment: those that stood, those closed by now, the middle of how long that took. */
export const readAfter = (db: Db, types: readonly string[], from: readonly From[]): Promise<After[]> =>
  db.query<After>(
    `select t.operating_district as place, ${counts} from ${within}
       join unnest($2::text[], $3::timestamptz[]) as f (place, at) on f.place = t.operating_district and (f.at is null or e.opened_at >= f.at)
     where ${stood} group by 1`,
    [types, ...fromOf(from)],
  )

/** The same of each of one's areas that are part of a district only. */
export const readAfterOfParts = (
  db: Db,
  types: readonly string[],
  { from, notOf }: { from: readonly From[]; notOf: readonly string[] },
): Promise<After[]> =>
  db.query<After>(
    `select p.path as place, ${counts} from unnest($2::text[], $3::timestamptz[]) as p (path, at) join ${within} on starts_with(e.area, p.path) and (p.at is null or e.opened_at >= p.at)
     where ${stood} and not t.operating_district = any($4) group by 1`,
    [types, ...fromOf(from), notOf],
  )

/** The statutory districts operating districts lie in: what is set for a district is set by its path. */
export async function pathsOfDistricts(db: Db, districts: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.query<{ district: string; paths: string[] }>(
    `select t.operating_district as district, array_agg(distinct split_part(t.path, '/', 1) || '/' || split_part(t.path, '/', 2) || '/') as paths
     from areas t where t.tier = 'town' and t.valid_to is null and t.operating_district = any($1) group by 1`,
    [districts],
  )
  return new Map(rows.map(({ district, paths }) => [district, paths]))
}

/** Names of areas by their paths. */
export async function namesOfAreas(db: Db, paths: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ path: string; name: string }>('select path, name from areas where path = any($1)', [paths])
  return new Map(rows.map(({ path, name }) => [path, name]))
}

/** Where what a district said is written down: the district's own area if it is all within a scope, else its first town. */
export async function homeOfDistrict(db: Db, district: string, scope: readonly string[]): Promise<string | null> {
  const values: unknown[] = [district]
  const [row] = await db.query<{ path: string }>(
    `select path from areas where operating_district = $1 and tier in ('district', 'town') and valid_to is null and ${scopeSql('path', scope, values)}
     order by tier <> 'district', path limit 1`,
    values,
  )
  return row?.path ?? null
}
