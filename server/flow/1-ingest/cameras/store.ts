import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { CameraProtocol, Label, Platform, Seen, SightingOutcome, SuspicionRow } from './types.ts'

type Named = Pick<Platform, 'protocol' | 'number'>

const suspicionColumns =
  'id, protocol, number, camera, camera_name, label, type, grade, confidence, object, area, lon, lat, demo, n, first_at, last_at, received_at, thing, thing_object'

/** The rows of the table that hold for some names. */
export const labelsOf = (db: Db, protocol: CameraProtocol, names: string[]): Promise<Label[]> =>
  db.query<Label>(
    `select id, protocol, label, type, grade, least, window_s as "windowS" from camera_labels where protocol = $1 and label = any($2) and ended_at is null`,
    [protocol, names],
  )

/** Of one camera one thing at a time, so that two at once are not two. */
export async function lockCamera(tx: Tx, { protocol, number }: Named, camera: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 28181))', [`${protocol} ${number} ${camera}`])
}

export async function sightingOf(tx: Tx, { protocol, number }: Named, digest: Uint8Array): Promise<SightingOutcome | null> {
  const [row] = await tx.query<{ outcome: SightingOutcome }>(
    'select outcome from sightings where protocol = $1 and number = $2 and digest = $3',
    [protocol, number, Buffer.from(digest)],
  )
  return row?.outcome ?? null
}

/** Which of some sightings came before, by their digest in hex, and what became of them. */
export async function sightingsOf(
  db: Db,
  { protocol, number }: Named,
  digests: readonly Uint8Array[],
): Promise<Map<string, SightingOutcome>> {
  if (digests.length === 0) return new Map()
  const rows = await db.query<{ digest: string; outcome: SightingOutcome }>(
    `select encode(digest, 'hex') as digest, outcome from sightings where protocol = $1 and number = $2 and digest = any($3)`,
    [protocol, number, digests.map((one) => Buffer.from(one))],
  )
  return new Map(rows.map(({ digest, outcome }) => [digest, outcome]))
}

type Kept = { seen: Seen; label: string; at: Date; area: string; outcome: SightingOutcome; suspicion: string | null } & {
  confidence: number | null
  thing: string | null
  photo: string | null
}

/** What nobody knew before may be known when it is read again. */
export async function upsertSighting(tx: Tx, { protocol, number }: Named, kept: Kept): Promise<void> {
  const { seen, label, at, area, outcome, suspicion, confidence, thing, photo } = kept
  await tx.query(
    `insert into sightings (protocol, number, digest, camera, label, at, received_at, outcome, suspicion, area, confidence, thing, photo)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (protocol, number, digest) do update set outcome = excluded.outcome, suspicion = excluded.suspicion, label = excluded.label,
       confidence = excluded.confidence, thing = excluded.thing, photo = coalesce(excluded.photo, sightings.photo)`,
    [
      ...[protocol, number, Buffer.from(seen.digest), seen.camera, label, at, tx.now, outcome, suspicion, area],
      ...[confidence, thing, photo],
    ],
  )
}

/** Days a single sighting is kept; longer than frames are, so that what is read again is known again. */
const keepDays = 90
const most = 5_000

/** Deletes sightings beyond their days. Answers whether there may be more. */
export async function dropOldSightings(tx: Tx): Promise<boolean> {
  const gone = await tx.query(
    `delete from sightings where ctid in (select ctid from sightings where received_at < $1 limit $2 for update skip locked) returning 1`,
    [new Date(tx.now.getTime() - keepDays * 86_400_000), most],
  )
  return gone.length === most
}

/** The newest suspicion of a camera by a label. */
export async function lastSuspicion(
  tx: Tx,
  { protocol, number }: Named,
  { camera, label }: { camera: string; label: string },
): Promise<SuspicionRow | null> {
  const [row] = await tx.query<SuspicionRow>(
    `select ${suspicionColumns} from suspicions where protocol = $1 and number = $2 and camera = $3 and label = $4 order by last_at desc limit 1`,
    [protocol, number, camera, label],
  )
  return row ?? null
}

export async function suspicionById(db: Db, id: string): Promise<SuspicionRow | null> {
  return (await db.query<SuspicionRow>(`select ${suspicionColumns} from suspicions where id = $1`, [id]))[0] ?? null
}

/** Pictures of its sightings that are kept. */
export async function photosOf(db: Db, suspicion: string): Promise<string[]> {
  const rows = await db.query<{ photo: string }>(
    'select distinct photo from sightings where suspicion = $1 and photo is not null',
    [suspicion],
  )
  return rows.map(({ photo }) => photo)
}

/** Each camera that saw a suspicion, with its name and place and when it first did, the first one first. */
export const sightingPlaces = (
  db: Db,
  suspicion: string,
): Promise<{ camera: string; name: string | null; area: string; at: Date }[]> =>
  db.query(
    `select s.camera, max(c.name) as name, s.area, min(s.at) as at from sightings s
     left join cameras c on c.protocol = s.protocol and c.number = s.number and c.camera = s.camera
     where s.suspicion = $1 group by s.protocol, s.number, s.camera, s.area order by min(s.at), s.camera limit 50`,
    [suspicion],
  )

/** How many of a camera by a label came since a moment. */
export async function countSuspicions(
  tx: Tx,
  { protocol, number }: Named,
  { camera, label, since }: { camera: string; label: string; since: Date },
): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    'select count(*)::int as n from suspicions where protocol = $1 and number = $2 and camera = $3 and label = $4 and received_at > $5',
    [protocol, number, camera, label, since],
  )
  return row!.n
}

export async function insertSuspicion(
  tx: Tx,
  one: Omit<SuspicionRow, 'n' | 'received_at'>,
  look: 'held' | null = null,
): Promise<void> {
  await tx.query(
    `insert into suspicions (${suspicionColumns}, look)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $16, $17, $18, $19, $20)`,
    [
      ...[one.id, one.protocol, one.number, one.camera, one.camera_name, one.label, one.type, one.grade],
      ...[one.confidence, one.object, one.area, one.lon, one.lat, one.demo, one.first_at, one.last_at, tx.now],
      ...[one.thing, one.thing_object, look],
    ],
  )
}

/** Once more the same. */
export async function countAgain(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(
    'update suspicions set n = n + 1, first_at = least(first_at, $2), last_at = greatest(last_at, $2) where id = $1',
    [id, at],
  )
}

export type ObjectPlace = { object: string; name: string; area: string; lon: number; lat: number; demo: boolean }

/** Where a platform stands: what has no place of its own is there. */
export async function placeOfDevice(db: Db, device: string): Promise<ObjectPlace> {
  const [row] = await db.query<ObjectPlace>(
    'select o.id as object, o.name, o.area, o.lon, o.lat, o.demo from devices d join objects o on o.id = d.object where d.id = $1',
    [device],
  )
  return row!
}

export type UnknownLabel = {
  protocol: CameraProtocol
  label: string
  n: number
  cameras: number
  last_at: Date
}

/** Labels without a row in the table that were seen since a moment in one's areas, the commonest first. */
export function unknownLabels(db: Db, scope: readonly string[], since: Date, limit: number): Promise<UnknownLabel[]> {
  const values: unknown[] = [since, limit]
  return db.query<UnknownLabel>(
    `select s.protocol, s.label, count(*)::int as n, count(distinct (s.number, s.camera))::int as cameras, max(s.received_at) as last_at
     from sightings s where s.outcome = 'unknown' and s.received_at > $1 and ${scopeSql('s.area', scope, values)}
       and not exists (select 1 from camera_labels l where l.protocol = s.protocol and l.label = s.label and l.ended_at is null)
     group by s.protocol, s.label order by n desc, s.label limit $2`,
    values,
  )
}
