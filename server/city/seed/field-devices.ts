import type pg from 'pg'
import type { DemoField, DemoMounted } from '../../../contract/demo-field.ts'
import { areaAt } from '../area/places.ts'

/** Makes the demo's devices of field protocols, each with an object of its own, where they are missing; outside the areas of this city they are left out. */
export async function seedFieldDevices(client: pg.ClientBase, devices: readonly DemoField[]): Promise<void> {
  const placed = devices.flatMap((device) => {
    const area = areaAt(device.lon, device.lat)?.path
    return area ? [{ ...device, area }] : []
  })
  const of = <K extends keyof (typeof placed)[number]>(name: K) => placed.map((device) => device[name])
  await client.query(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, demo)
     select n.id, n.pack, n.kind, upper(n.id), n.name, n.area, n.lon, n.lat, 'owned', true
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[]) as n(id, pack, kind, name, area, lon, lat)
     join areas a on a.path = n.area
     on conflict (id) do nothing`,
    [of('id'), of('pack'), of('objectKind'), of('name'), of('area'), of('lon'), of('lat')],
  )
  await client.query(
    `insert into devices (id, object, kind, pack, name, interval_s, demo)
     select n.id, n.id, n.kind, n.pack, upper(n.id), n.interval_s, true from unnest($1::text[], $2::text[], $3::text[], $4::int[]) as n(id, kind, pack, interval_s)
     join objects o on o.id = n.id
     on conflict (id) do nothing`,
    [of('id'), of('deviceKind'), of('pack'), of('intervalS')],
  )
}

/** Makes devices that hang on objects of the demo, such as transmitters of buildings, where they are missing; those of objects that are not there are left out. */
export async function seedMountedDevices(client: pg.ClientBase, devices: readonly DemoMounted[]): Promise<void> {
  const of = <K extends keyof DemoMounted>(name: K) => devices.map((device) => device[name])
  await client.query(
    `insert into devices (id, object, kind, pack, name, interval_s, demo)
     select n.id, n.object, n.kind, n.pack, n.name, n.interval_s, true
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[]) as n(id, object, kind, pack, name, interval_s)
     join objects o on o.id = n.object where o.demo
     on conflict (id) do nothing`,
    [of('id'), of('object'), of('deviceKind'), of('pack'), of('name'), of('intervalS')],
  )
}
