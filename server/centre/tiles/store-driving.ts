import type { Severity } from '../../../contract/scales.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import type { Box } from '../map/store.ts'
import { placeAge } from '../map/track/rules/gap-of.ts'
import { newestPlaceSql } from '../map/track/store-newest.ts'
import { alarmsSql, rankSql, riskSql, seenSql, thereSql } from './store-sums.ts'
import type { Asked, Level, Told } from './types.ts'

/** A vehicle where it told it is, or where it was registered while none of its devices ever told. `level`: the graver of risk and alarm. */
export type Driving = {
  id: string
  name: string
  kind: string
  area: string
  level: Level
  severity: Severity | null
  lon: number
  lat: number
} & Partial<Told>

/** The newest place at a moment that is over, of the week before it: by the index of places. Suspect readings are no place. */
const toldThenSql = (
  then: string,
): string => `select (r.values ->> 'lon')::float8 as lon, (r.values ->> 'lat')::float8 as lat, r.at, d.interval_s
  from devices d cross join lateral (select t.values, t.at from readings t where t.device = d.id and t.at <= ${then} and t.at > ${then}::timestamptz - interval '7 days'
    and t.values ? 'lon' and t.values ? 'lat' and t.quality <> 'suspect' order by t.at desc limit 1) r
  where d.object = b.id and d.state <> 'retired' order by r.at desc limit 1`

type Row = Omit<Driving, keyof Told> & { toldAt: Date | null; toldEvery: number | null }

/** The vehicles of a box, where they are or were then, as far as the caller sees them: few beside what stands, so each is read, and none by the index of cells. */
export async function readDriving(db: Db, asked: Asked, box: Box): Promise<Driving[]> {
  const { kinds, at, now } = asked
  const moving = asked.moving.filter((kind) => kinds === null || kinds.includes(kind))
  if (moving.length === 0) return []
  const values: unknown[] = [moving]
  const { risk, join } = riskSql(asked, values)
  const known = 'b.valid_to is null and b.kind = any($1)'
  const [tells, there] =
    at === null
      ? [newestPlaceSql, known]
      : [toldThenSql(add(values, at)), `(${known} or b.valid_to is not null and b.kind = any($1))`]
  const [west, east, south, north] = [box.west, box.east, box.south, box.north].map((edge) => add(values, edge))
  const rows = await db.query<Row>(
    `select o.id, o.name, o.kind, o.area, o.lon, o.lat, o."toldAt", o."toldEvery", coalesce(least(${rankSql(risk)}, lit.alarm), 0) as level,
       (array['red', 'orange', 'yellow', 'blue'])[lit.alarm] as severity
     from (select b.id, b.name, b.kind, b.area, b.risk, b.rated, b.valid_from, b.valid_to, coalesce(p.lon, b.lon) as lon, coalesce(p.lat, b.lat) as lat,
         p.at as "toldAt", p.interval_s as "toldEvery" from objects b left join lateral (${tells}) p on true
       where ${there} offset 0) o ${join}
     left join (${alarmsSql(asked, values)}) lit on lit.object = o.id
     where o.lon >= ${west} and o.lon < ${east} and o.lat > ${south} and o.lat <= ${north} and ${thereSql(asked, values)} and ${seenSql(asked, values)}
     order by o.id`,
    values,
  )
  return rows.map(({ toldAt, toldEvery, ...row }) => ({
    ...row,
    ...(toldAt ? placeAge(toldAt, { intervalS: toldEvery ?? 0, now: at ?? now }) : {}),
  }))
}
