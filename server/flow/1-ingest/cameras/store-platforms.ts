import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { CameraProtocol, Listed, Platform, Subscription } from './types.ts'

type Named = Pick<Platform, 'protocol' | 'number'>
/** From where, and until when. */
export type Registered = { peer: string; since: Date; until: Date; lastAt: Date }

export async function registrationOf(db: Db, { protocol, number }: Named): Promise<Registered | null> {
  const [row] = await db.query<Registered>(
    `select peer, since, until, last_at as "lastAt" from camera_platforms where protocol = $1 and number = $2`,
    [protocol, number],
  )
  return row ?? null
}

/** A platform registers, anew or again; `until` of this moment ends it. */
export async function saveRegistration(
  tx: Tx,
  { protocol, number }: Named,
  { peer, until }: { peer: string; until: Date },
): Promise<void> {
  await tx.query(
    `insert into camera_platforms (protocol, number, peer, since, until, last_at) values ($1, $2, $3, $5, $4, $5)
     on conflict (protocol, number) do update set peer = excluded.peer, until = excluded.until, last_at = excluded.last_at,
       since = case when camera_platforms.until > $5 then camera_platforms.since else excluded.since end`,
    [protocol, number, peer, until, tx.now],
  )
}

/** It is alive. */
export async function touchRegistration(tx: Tx, { protocol, number }: Named): Promise<void> {
  await tx.query('update camera_platforms set last_at = $3 where protocol = $1 and number = $2', [protocol, number, tx.now])
}

/** The place of a camera, where it is known. */
export type CameraRow = { name: string | null; lon: number | null; lat: number | null; area: string | null }

export async function cameraOf(db: Db, { protocol, number }: Named, camera: string): Promise<CameraRow | null> {
  const [row] = await db.query<CameraRow>(
    'select name, lon, lat, area from cameras where protocol = $1 and number = $2 and camera = $3',
    [protocol, number, camera],
  )
  return row ?? null
}

/** A platform lists so many at most; a province has fewer. */
export const mostCameras = 20_000
type Placed = Omit<Listed, 'position' | 'model'> & {
  model: string | null
  lon: number | null
  lat: number | null
  area: string | null
}

/** Cameras as they are listed; what is not said stays as it was. Beyond the bound none is added. */
export async function upsertCameras(tx: Tx, { protocol, number }: Named, list: readonly Placed[]): Promise<void> {
  if (list.length === 0) return
  const of = <K extends keyof Placed>(name: K) => list.map((one) => one[name])
  await tx.query(
    `insert into cameras (protocol, number, camera, name, status, lon, lat, area, seen_at, model)
     select $1, $2, n.camera, n.name, n.status, n.lon, n.lat, n.area, $9, n.model
     from unnest($3::text[], $4::text[], $5::text[], $6::float8[], $7::float8[], $8::text[], $11::text[]) as n(camera, name, status, lon, lat, area, model)
     where exists (select 1 from cameras c where c.protocol = $1 and c.number = $2 and c.camera = n.camera)
       or (select count(*) from cameras c where c.protocol = $1 and c.number = $2) < $10
     order by n.camera
     on conflict (protocol, number, camera) do update set name = coalesce(excluded.name, cameras.name), status = coalesce(excluded.status, cameras.status),
       model = coalesce(excluded.model, cameras.model), lon = coalesce(excluded.lon, cameras.lon), lat = coalesce(excluded.lat, cameras.lat), area = coalesce(excluded.area, cameras.area), seen_at = excluded.seen_at`,
    [
      ...[protocol, number, of('camera'), of('name'), of('status'), of('lon'), of('lat'), of('area'), tx.now, mostCameras],
      of('model'),
    ],
  )
}

/** The list is whole: what is not on it is gone, and when it was last whole is remembered. */
export async function setListed(tx: Tx, { protocol, number }: Named, cameras: readonly string[]): Promise<void> {
  await tx.query(`update cameras set status = 'GONE' where protocol = $1 and number = $2 and camera <> all($3)`, [
    protocol,
    number,
    cameras,
  ])
  await tx.query('update camera_platforms set listed_at = $3 where protocol = $1 and number = $2', [protocol, number, tx.now])
}

export type PlatformLine = {
  protocol: CameraProtocol
  number: string
  device: string
  name: string
  peer: string | null
  since: Date | null
  until: Date | null
  last_at: Date | null
  listed_at: Date | null
  cameras: number
  on: number | null
  seen: number
  suspicions: number
  subscription: (Pick<Subscription, 'address' | 'state' | 'failure'> & { at: string; until: string | null }) | null
}

/** The platforms of one's areas, those too that never registered, with what they brought since a moment. */
export function readPlatforms(db: Db, scope: readonly string[], since: Date): Promise<PlatformLine[]> {
  const values: unknown[] = [since]
  return db.query<PlatformLine>(
    `select s.protocol, s.number, s.device, o.name, p.peer, p.since, p.until, p.last_at, p.listed_at,
       (select count(*)::int from cameras c where c.protocol = s.protocol and c.number = s.number and c.status is distinct from 'GONE') as cameras,
       (select case when count(c.status) > 0 then count(*) filter (where c.status in ('ON', '1'))::int end from cameras c where c.protocol = s.protocol and c.number = s.number) as on,
       (select count(*)::int from sightings g where g.protocol = s.protocol and g.number = s.number and g.received_at > $1) as seen,
       (select count(*)::int from suspicions u where u.protocol = s.protocol and u.number = s.number and u.received_at > $1) as suspicions,
       (select jsonb_build_object('address', c.address, 'state', c.state, 'failure', c.failure, 'at', c.state_at, 'until', c.ends_at)
          from camera_subscriptions c where s.protocol = 'gat1400' and c.number = s.number and c.wanted) as subscription
     from senders s join devices d on d.id = s.device join objects o on o.id = d.object left join camera_platforms p on p.protocol = s.protocol and p.number = s.number
     where s.protocol in ('gb28181', 'gat1400') and d.state <> 'retired' and ${scopeSql('o.area', scope, values)} order by s.protocol, s.number`,
    values,
  )
}
