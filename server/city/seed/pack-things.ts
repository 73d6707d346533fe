import type { Pack } from '../../../contract/pack.ts'
import type { Db } from '../../kernel/spine.ts'

/** The device of the newcomer's first story: where it stands somebody looks on. */
export const firstDevice = 'hf-500105-0001'

/**
 * Demo only: invented things of a pack that came as a file, with one device each, in towns of the newcomer's district (elsewhere: of the first that
 * has a gateway of the demo); answers how many. Where there are some already nothing is added.
 */
export async function seedPackThings(db: Db, pack: Pack): Promise<number> {
  const kind = pack.objects.find(({ devices }) => devices)
  const n = pack.simulator?.things ?? 0
  if (!kind || !pack.deviceKind || n === 0) return 0
  const rows = await db.query(
    `with home as (
       select substr(gateway, 4) as district from devices where demo and gateway like 'gw-%' order by id <> $8, id limit 1
     ), towns as (
       select a.path, a.lon, a.lat, a.name, h.district, row_number() over (order by a.code) as no from areas a join home h on a.operating_district = h.district
       where a.tier = 'town' and a.lon is not null order by a.code limit $6
     ), things as (
       insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, demo)
       select $1 || '-' || district || '-' || no, $1, $2, upper($1) || '-' || district || '-' || no, name || $3, path, lon + 0.002, lat + 0.002, 'owned', true
       from towns where not exists (select 1 from objects where kind = $2) on conflict do nothing returning id
     )
     insert into devices (id, object, kind, pack, gateway, name, interval_s, demo)
     select t.id, t.id, $4, $1, 'gw-' || h.district, $5, $7, true from things t, home h on conflict do nothing returning id`,
    [
      pack.id,
      kind.kind,
      kind.name.zh,
      pack.deviceKind,
      pack.deviceName?.zh ?? kind.name.zh,
      n,
      pack.intervalS ?? 60,
      firstDevice,
    ],
  )
  return rows.length
}
