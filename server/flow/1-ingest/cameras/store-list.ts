import type { CameraState } from '../../../../contract/camera-list.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db } from '../../../kernel/spine.ts'
import type { CameraProtocol } from './types.ts'

export type CameraLine = {
  protocol: CameraProtocol
  number: string
  platform: string
  camera: string
  name: string | null
  model: string | null
  state: CameraState
  lon: number | null
  lat: number | null
  areaName: string | null
  seen_at: Date
  things: number
}
export type CameraWish = { q?: string | undefined; state?: CameraState | undefined }

const put = (values: unknown[], value: unknown): string => `$${values.push(value)}`
const literal = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`

/** GB/T 28181 says ON or OFF, GA/T 1400 says 1, 2 or 9 (not known). */
export const stateSql = `case when c.status = 'GONE' then 'gone' when c.status in ('ON', '1') then 'on' when c.status is null or c.status = '9' then 'unsaid' else 'off' end`
/** A camera that told no place stands where its platform does. */
export const areaSql = 'coalesce(c.area, o.area)'
const from = `from cameras c join senders s on s.protocol = c.protocol and s.number = c.number join devices d on d.id = s.device join objects o on o.id = d.object
  left join areas w on w.code = split_part(c.area, '/', 2) left join areas t on t.code = split_part(c.area, '/', 3)`

function whereOf(scope: readonly string[], { q, state }: CameraWish, values: unknown[]): string {
  const clauses = [scopeSql(areaSql, scope, values), `d.state <> 'retired'`]
  if (state) clauses.push(`${stateSql} = ${put(values, state)}`)
  if (q) {
    const words = put(values, literal(q))
    clauses.push(
      `(c.name ilike ${words} or c.camera like ${words} or c.model ilike ${words} or concat_ws(' ', w.name, t.name) like ${words})`,
    )
  }
  return clauses.join(' and ')
}

/** Cameras of one's areas that fit a wish, by platform and number, with how often each noticed something since a moment. */
export function readCameras(
  db: Db,
  scope: readonly string[],
  wish: CameraWish,
  { after, limit, since }: { after: string[] | null; limit: number; since: Date },
): Promise<CameraLine[]> {
  const values: unknown[] = [since]
  const where = whereOf(scope, wish, values)
  const behind = after ? ` and (c.protocol, c.number, c.camera) > (${after.map((part) => put(values, part)).join(', ')})` : ''
  return db.query<CameraLine>(
    `with page as (
       select c.protocol, c.number, o.name as platform, c.camera, c.name, c.model, ${stateSql} as state, c.lon, c.lat, nullif(concat_ws(' ', w.name, t.name), '') as "areaName", c.seen_at
       ${from} where ${where}${behind} order by c.protocol, c.number, c.camera limit ${put(values, limit)})
     select page.*, coalesce(g.n, 0)::int as things from page left join (
       select protocol, number, camera, count(*) as n from sightings where received_at > $1 group by 1, 2, 3) g using (protocol, number, camera)
     order by protocol, number, camera`,
    values,
  )
}

/** How many there are of a wish. */
export async function countCameras(db: Db, scope: readonly string[], wish: CameraWish): Promise<number> {
  const values: unknown[] = []
  const [row] = await db.query<{ n: number }>(`select count(*)::int as n ${from} where ${whereOf(scope, wish, values)}`, values)
  return row!.n
}
