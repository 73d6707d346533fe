import type { Db } from '../../kernel/spine.ts'

export type SightingRow = {
  suspicion: string
  camera: string
  name: string | null
  label: string
  at: Date
  received_at: Date
  confidence: number | null
  thing: string | null
  photo: string | null
  lon: number | null
  lat: number | null
}
const most = 100

/** Every time a camera noticed what a case came from, oldest first. */
export const sightingsOf = (db: Db, suspicions: readonly string[]): Promise<SightingRow[]> =>
  db.query<SightingRow>(
    `select g.suspicion, g.camera, c.name, g.label, g.at, g.received_at, g.confidence, s.thing, g.photo, c.lon, c.lat
     from sightings g join suspicions s on s.id = g.suspicion left join cameras c on c.protocol = g.protocol and c.number = g.number and c.camera = g.camera
     where g.suspicion = any($1::uuid[]) order by g.at, g.camera, g.digest limit ${most}`,
    [suspicions],
  )

export type VerdictRow = { id: string; answer: string | null; answered_name: string | null; answered_at: Date | null }
/** What people said of suspicions. */
export const verdictsOf = (db: Db, suspicions: readonly string[]): Promise<VerdictRow[]> =>
  db.query<VerdictRow>('select id, answer, answered_name, answered_at from suspicions where id = any($1::uuid[])', [suspicions])

export type FoundRow = {
  id: string
  type: string
  at: Date
  found_at: Date
  lon: number
  lat: number
  evidence: Record<string, unknown>
}
/** Findings that are signals of a case, or were kept under one. */
export const findingsOf = (db: Db, signals: readonly string[]): Promise<FoundRow[]> =>
  db.query<FoundRow>(
    `select h.id, h.type, h.at, h.found_at, h.lon, h.lat, h.evidence from haul_findings h
     where h.id = any($1::uuid[]) or h.id in (select k.finding from haul_folded k where k.signal = any($1::uuid[])) order by h.at, h.id limit ${most}`,
    [signals],
  )

export type AlarmRow = { id: string; label: string; peak: string; since: Date; cleared_at: Date | null; changes: unknown[] }
/** The alarms a case was opened by, with every change. */
export const alarmsOf = (db: Db, event: string): Promise<AlarmRow[]> =>
  db.query<AlarmRow>(
    `select a.id, a.label, a.peak, a.since, a.cleared_at,
       (select coalesce(jsonb_agg(to_jsonb(c) - 'alarm' order by c.seq), '[]') from (select * from alarm_changes where alarm = a.id order by seq limit 200) c) as changes
     from alarms a where a.id in (select alarm from events where id = $1 and alarm is not null union select alarm from signals where event = $1 and alarm is not null)
     order by a.since, a.id limit 50`,
    [event],
  )

export type PlaceRow = { at: Date; values: Record<string, number> }
/** Where the devices of an object told it was, within a span; 1,000 at most. */
export const placesIn = (db: Db, object: string, span: { from: Date; to: Date }): Promise<PlaceRow[]> =>
  db.query<PlaceRow>(
    `select r.at, r.values from readings r join devices d on d.id = r.device where d.object = $1 and r.at between $2 and $3 and r.values ? 'lon' and r.values ? 'lat' and r.quality = 'good'
     order by r.at limit 1000`,
    [object, span.from, span.to],
  )

export type CheckRow = { passed: boolean; reason: string | null; waiver: string | null; checked_at: Date; name: string }
export const checksOf = (db: Db, event: string): Promise<CheckRow[]> =>
  db.query<CheckRow>(
    `select k.passed, k.reason, k.waiver, k.checked_at, coalesce(p.name, k.by_person) as name from checks k left join persons p on p.id = k.by_person
     where k.event = $1 order by k.checked_at, k.id`,
    [event],
  )

export type DisputeLine = { reason: string; made_at: Date; decided_at: Date | null; upheld: boolean | null }
export const disputesOf = (db: Db, event: string): Promise<DisputeLine[]> =>
  db.query<DisputeLine>('select reason, made_at, decided_at, upheld from disputes where event = $1 order by made_at, id', [event])

export type ReportLine = {
  id: string
  source: string
  content: string
  contact_name: string | null
  phone: string | null
  email: string | null
  received_at: Date
  lon: number | null
  lat: number | null
}
export const reportsOf = (db: Db, event: string): Promise<ReportLine[]> =>
  db.query<ReportLine>(
    'select id, source, content, contact_name, phone, email, received_at, lon, lat from reports where event = $1 order by received_at, id limit 50',
    [event],
  )

export type PhotoRow = {
  id: string
  sha256: string
  size: number
  kind: string
  made_at: Date
  place: { lon: number; lat: number } | null
}
/** Photos of a case and of its reports, oldest first. */
export const photosIn = (db: Db, event: string): Promise<PhotoRow[]> =>
  db.query<PhotoRow>(
    `select f.id, f.sha256, f.size, f.kind, f.made_at, f.exif_place as place from files f
     where f.state = 'complete' and (f.event = $1 or f.report in (select r.id from reports r where r.event = $1)) order by f.made_at, f.id limit 200`,
    [event],
  )

export type MadeRow = { recorded_at: Date; by: string; manifest: string; revealed: boolean }
/** Archives that were taken out of a case, the newest first. */
export const archivesOf = (db: Db, event: string): Promise<MadeRow[]> =>
  db.query<MadeRow>(
    `select recorded_at, coalesce(actor ->> 'name', actor ->> 'id') as by, body ->> 'manifest' as manifest, (body ->> 'revealed')::boolean as revealed
     from facts where subject = $1 and kind = 'case-file.made' order by recorded_at desc, id desc limit 20`,
    [event],
  )
