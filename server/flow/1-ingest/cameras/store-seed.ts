import { demoCameraStatus, demoRoadCameras } from '../../../../contract/demo-cameras.ts'
import { demoLibrary } from '../../../../contract/demo-haul.ts'
import { areaAt } from '../../../city/area/places.ts'

type Client = { query(sql: string, values: unknown[]): Promise<{ rowCount: number | null }> }

/**
 * The cameras of the demo's view library as its list has them, where none of that number is known yet: they stand in the register before the
 * library registers, which the demo leaves out unless its port is open: nearly all on, a few off, of a few nothing said, as such lists are.
 * Answers how many were added.
 */
export async function seedCameras(client: Client, now: Date): Promise<number> {
  const all = [...demoLibrary.cameras, ...demoRoadCameras]
  // Which areas they stand in is worked out for the first start only: it takes a second.
  const { rowCount: known } = await client.query(
    `select 1 from cameras where protocol = 'gat1400' and number = $1 and camera = any($2)`,
    [demoLibrary.number, all.map(({ id }) => id)],
  )
  if (known === all.length) return 0
  const list = all.flatMap((camera, n) => {
    const area = areaAt(camera.lon, camera.lat)?.path
    return area ? [{ ...camera, area, status: demoCameraStatus(n) }] : []
  })
  const of = <K extends keyof (typeof list)[number]>(name: K) => list.map((one) => one[name])
  const { rowCount } = await client.query(
    `insert into cameras (protocol, number, camera, name, status, lon, lat, area, seen_at, model)
     select 'gat1400', $1, n.camera, n.name, n.status, n.lon, n.lat, n.area, $2, n.model
     from unnest($3::text[], $4::text[], $5::float8[], $6::float8[], $7::text[], $8::text[], $9::text[]) as n(camera, name, lon, lat, area, model, status)
     where exists (select 1 from senders s where s.protocol = 'gat1400' and s.number = $1)
     on conflict (protocol, number, camera) do nothing`,
    [demoLibrary.number, now, of('id'), of('name'), of('lon'), of('lat'), of('area'), of('model'), of('status')],
  )
  return rowCount ?? 0
}
