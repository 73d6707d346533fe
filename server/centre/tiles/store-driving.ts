import type { Severity } from '../../../contract/scales.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import type { Box } from '../map/store.ts'
import { placeAge } from '../map/track/rules/gap-of.ts'
import { newestPlaceSql } from '../map/track/store-newest.ts'
import { alarmsSql, rankSql, riskSql, seenSql, thereSql } from './store-sums.ts'
import { type PlaceThen, placesThen } from './store-then.ts'
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

type Row = Omit<Driving, keyof Told> & { toldAt: Date | null; toldEvery: number | null }

/** The vehicles of a box, where they are or were then, as far as the caller sees them: few beside what stands, so each is read, and none by the index of cells. */
export async function readDriving(db: Db, asked: Asked, box: Box): Promise<Driving[]> {
  const { kinds, at, now } = asked
  const moving = asked.moving.filter((kind) => kinds === null || kinds.includes(kind))
  if (moving.length === 0) return []
  const values: unknown[] = []
  const told = at === null ? nowSql(values, moving) : await thenSql(db, values, { asked, at, moving, box })
  const { risk, join } = riskSql(asked, values)
  const [west, east, south, north] = [box.west, box.east, box.south, box.north].map((edge) => add(values, edge))
  const rows = await db.query<Row>(
    `select o.id, o.name, o.kind, o.area, o.lon, o.lat, o."toldAt", o."toldEvery", coalesce(least(${rankSql(risk)}, lit.alarm), 0) as level,
       (array['red', 'orange', 'yellow', 'blue'])[lit.alarm] as severity
     from (${told} offset 0) o ${join}
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

const columns = 'b.id, b.name, b.kind, b.area, b.risk, b.rated, b.valid_from, b.valid_to'

/** Where they told last. */
const nowSql = (values: unknown[], moving: readonly string[]): string =>
  `select ${columns}, coalesce(p.lon, b.lon) as lon, coalesce(p.lat, b.lat) as lat, p.at as "toldAt", p.interval_s as "toldEvery"
   from objects b left join lateral (${newestPlaceSql}) p on true where b.valid_to is null and b.kind = any(${add(values, moving)})`

type Then = { asked: Asked; at: Date; moving: readonly string[]; box: Box }
/** Where those of a box were; the kinds of all are read, so that one reading serves every wish for kinds. */
async function thenSql(db: Db, values: unknown[], { asked, at, moving, box }: Then): Promise<string> {
  const all = await placesThen(db, { kinds: asked.moving, at, now: asked.now })
  const inBox = all.filter(
    ({ kind, lon, lat }) => moving.includes(kind) && lon >= box.west && lon < box.east && lat > box.south && lat <= box.north,
  )
  const of = <K extends keyof PlaceThen>(name: K): string =>
    add(
      values,
      inBox.map((one) => one[name]),
    )
  return `select ${columns}, k.lon, k.lat, k.at as "toldAt", k.every as "toldEvery"
   from unnest(${of('id')}::text[], ${of('lon')}::float8[], ${of('lat')}::float8[], ${of('at')}::timestamptz[], ${of('everyS')}::int[]) as k(id, lon, lat, at, every)
   join objects b on b.id = k.id`
}
