import type pg from 'pg'
import { areaAt } from '../area/places.ts'

type Thing = { id: string; kind: string; name: string; lon: number; lat: number }

/** A river section of 江北区 and what lies upstream of it: invented, and placed near the demo's own stations. */
const things: readonly Thing[] = [
  { id: 'river-500105-01', kind: 'river-section', name: '栋梁河入江断面（示例）', lon: 106.6172, lat: 29.6222 },
  { id: 'outfall-500105-01', kind: 'outfall', name: '栋梁河 1 号雨水排口（示例）', lon: 106.6161, lat: 29.6251 },
  { id: 'outfall-500105-02', kind: 'outfall', name: '栋梁河 2 号污水排口（示例）', lon: 106.6143, lat: 29.6277 },
  { id: 'discharger-500105-01', kind: 'discharger', name: '渝江表面处理厂（示例）', lon: 106.6121, lat: 29.6291 },
]
/** Upstream, downstream, what flows, minutes. The stations of rain and dust are those of `contract/demo-field.ts`. */
const courses: readonly [string, string, string, number | null][] = [
  ['outfall-500105-01', 'river-500105-01', 'water', 20],
  ['outfall-500105-02', 'river-500105-01', 'sewage', 45],
  ['discharger-500105-01', 'outfall-500105-02', 'sewage', 30],
  ['sw-500105-01', 'outfall-500105-01', 'water', 40],
]

/** Demo only: the section with its upstream, where they are missing; outside the areas of this city they are left out. */
export async function seedRiver(client: pg.ClientBase, now: Date): Promise<void> {
  const placed = things.flatMap((thing) => {
    const area = areaAt(thing.lon, thing.lat)?.path
    return area ? [{ ...thing, area }] : []
  })
  const of = <K extends keyof (typeof placed)[number]>(name: K) => placed.map((thing) => thing[name])
  await client.query(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, demo)
     select n.id, 'environment', n.kind, upper(n.id), n.name, n.area, n.lon, n.lat, 'owned', true
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[]) as n(id, kind, name, area, lon, lat)
     join areas a on a.path = n.area
     on conflict (id) do nothing`,
    [of('id'), of('kind'), of('name'), of('area'), of('lon'), of('lat')],
  )
  await client.query(
    `insert into courses (upstream, downstream, kind, minutes, made_at, made_by)
     select u.id, d.id, n.kind, n.minutes, $5, 'seed'
     from unnest($1::text[], $2::text[], $3::text[], $4::int[]) as n(upstream, downstream, kind, minutes)
     join objects u on u.id = n.upstream join objects d on d.id = n.downstream
     on conflict do nothing`,
    [...[0, 1, 2, 3].map((at) => courses.map((course) => course[at])), now],
  )
}
