import type { Grade } from '../../../contract/scales.ts'
import type { CameraProtocol } from '../../flow/1-ingest/cameras/types.ts'
import type { Db } from '../../kernel/spine.ts'

export type CardLine = {
  id: string
  type: string
  grade: Grade | null
  area: string
  areaName: string
  camera_name: string | null
  object: string | null
  lon: number
  lat: number
  thing: string | null
  thing_object: string | null
  worth: number | null
  sampled: boolean
  n: number
  first_at: Date
  last_at: Date
}

export async function readCard(db: Db, id: string): Promise<CardLine | null> {
  const [row] = await db.query<CardLine>(
    `select s.id, s.type, s.grade, s.area, concat_ws(' ', d.name, t.name) as "areaName", s.camera_name, s.object, s.lon, s.lat, s.thing, s.thing_object,
       s.worth, s.sampled, s.n, s.first_at, s.last_at
     from suspicions s left join areas d on d.code = split_part(s.area, '/', 2) left join areas t on t.code = split_part(s.area, '/', 3) where s.id = $1`,
    [id],
  )
  return row ?? null
}

export type SightingLine = {
  protocol: CameraProtocol
  number: string
  camera: string
  name: string | null
  model: string
  label: string
  at: Date
  n: number
  confidence: number | null
  photo: string | null
  lon: number | null
  lat: number | null
}

/** A line for each camera: its newest picture, its best confidence, when it first noticed. */
export const readSightings = (db: Db, id: string): Promise<SightingLine[]> =>
  db.query<SightingLine>(
    `select g.protocol, g.number, g.camera, c.name, coalesce(c.model, '') as model, min(g.label) as label, min(g.at) as at, count(*)::int as n, max(g.confidence) as confidence,
       (array_agg(g.photo order by g.confidence desc nulls last, g.at desc) filter (where g.photo is not null))[1] as photo, c.lon, c.lat
     from sightings g left join cameras c on c.protocol = g.protocol and c.number = g.number and c.camera = g.camera
     where g.suspicion = $1 group by g.protocol, g.number, g.camera, c.name, c.model, c.lon, c.lat order by min(g.at), g.camera`,
    [id],
  )

/** The area of what a picture of a camera shows; null when no sighting has it. */
export async function areaOfPicture(db: Db, file: string): Promise<string | null> {
  const [row] = await db.query<{ area: string }>(
    'select s.area from sightings g join suspicions s on s.id = g.suspicion where g.photo = $1',
    [file],
  )
  return row?.area ?? null
}

/** Names of objects by their codes. */
export async function namesOf(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ code: string; name: string }>('select code, name from objects where code = any($1)', [codes])
  return new Map(rows.map(({ code, name }) => [code, name]))
}
