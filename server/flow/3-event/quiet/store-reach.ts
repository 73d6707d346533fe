import type { MuteWhat } from '../../../../contract/mute.ts'
import type { Severity } from '../../../../contract/scales.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db } from '../../../kernel/spine.ts'
import type { AlarmRow } from '../../2-detect/store.ts'

/** As PostgreSQL writes an outline: `((105.1,31.2),(…))`. */
const polygon = (outline: MuteWhat['outline']): string | null =>
  outline ? `(${outline.map(([lon, lat]) => `(${lon},${lat})`).join(',')})` : null

/** How many devices, of how many objects, stand where a silence would hold; `pack`: of one only. */
export async function devicesUnder(db: Db, what: MuteWhat, pack: string | null): Promise<{ objects: number; devices: number }> {
  const values: unknown[] = [what.object ?? null, what.deviceKind ?? null, pack, polygon(what.outline)]
  const [row] = await db.query<{ objects: number; devices: number }>(
    `select count(distinct o.id)::int as objects, count(*)::int as devices from devices d join objects o on o.id = d.object
     where d.state <> 'retired' and ($1::text is null or o.id = $1) and ($2::text is null or d.kind = $2) and ($3::text is null or d.pack = $3)
       and ($4::polygon is null or $4::polygon @> point(o.lon, o.lat)) and ${scopeSql('o.area', [what.area], values)}`,
    values,
  )
  return row!
}

export type StandingAlarm = Pick<AlarmRow, 'contributors'> & {
  id: string
  object: string
  family: string
  pack: string
  severity: Severity
  area: string
  lon: number
  lat: number
  attended: boolean
}

/** Alarms that stand in an area, with whether somebody is at their object for them. */
export function standingIn(db: Db, area: string, object: string | null): Promise<StandingAlarm[]> {
  const values: unknown[] = [object]
  return db.query<StandingAlarm>(
    `select a.id, a.object, a.family, a.pack, a.severity, a.contributors, o.area, o.lon, o.lat,
       exists (select 1 from events e where e.object = a.object and e.family = a.family and e.state not in ('closed', 'false-alarm', 'self-handled')) as attended
     from alarms a join objects o on o.id = a.object
     where a.cleared_at is null and ($1::text is null or a.object = $1) and ${scopeSql('o.area', [area], values)}`,
    values,
  )
}
