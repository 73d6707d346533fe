import type { Severity } from '../../../contract/scales.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import type { Box } from '../map/store.ts'
import { placeAge } from '../map/track/rules/gap-of.ts'
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

/** The newest place a vehicle told by its devices; `last_values` holds what counted as good. */
const tellsSql = `select (s.last_values ->> 'lon')::float8 as lon, (s.last_values ->> 'lat')::float8 as lat, s.last_at as at, d.interval_s
  from devices d join device_states s on s.device = d.id
  where d.object = b.id and d.state <> 'retired' and s.last_at is not null and s.last_values ? 'lon' and s.last_values ? 'lat' order by s.last_at desc limit 1`

type Row = Omit<Driving, keyof Told> & { toldAt: Date | null; toldEvery: number | null }

/** The vehicles of a box, as far as the caller sees them: few beside what stands, so each is read, and none by the index of cells. */
export async function readDriving(db: Db, asked: Asked, box: Box): Promise<Driving[]> {
  const { kinds, at, now } = asked
  const moving = asked.moving.filter((kind) => kinds === null || kinds.includes(kind))
  if (at !== null || moving.length === 0) return []
  const values: unknown[] = [moving]
  const { risk } = riskSql(asked, values)
  const [west, east, south, north] = [box.west, box.east, box.south, box.north].map((edge) => add(values, edge))
  const rows = await db.query<Row>(
    `select o.id, o.name, o.kind, o.area, o.lon, o.lat, o."toldAt", o."toldEvery", coalesce(least(${rankSql(risk)}, lit.alarm), 0) as level,
       (array['red', 'orange', 'yellow', 'blue'])[lit.alarm] as severity
     from (select b.id, b.name, b.kind, b.area, b.risk, b.rated, b.valid_to, coalesce(p.lon, b.lon) as lon, coalesce(p.lat, b.lat) as lat,
         p.at as "toldAt", p.interval_s as "toldEvery" from objects b left join lateral (${tellsSql}) p on true
       where b.valid_to is null and b.kind = any($1) offset 0) o
     left join (${alarmsSql(asked, values)}) lit on lit.object = o.id
     where o.lon >= ${west} and o.lon < ${east} and o.lat > ${south} and o.lat <= ${north} and ${thereSql(asked, values)} and ${seenSql(asked, values)}
     order by o.id`,
    values,
  )
  return rows.map(({ toldAt, toldEvery, ...row }) => ({
    ...row,
    ...(toldAt ? placeAge(toldAt, { intervalS: toldEvery ?? 0, now }) : {}),
  }))
}
