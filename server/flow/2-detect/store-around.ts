import type { Severity } from '../../../contract/scales.ts'
import type { Db } from '../../kernel/spine.ts'
import type { DeviceRow } from '../1-ingest/types.ts'
import type { TreeNeeds } from './rules/tree/tree.ts'
import type { Around, Member, NearAlarm } from './types.ts'

/** An object whose rules ask for what is around it. */
export type Asking = { device: Pick<DeviceRow, 'object' | 'lon' | 'lat'>; needs: TreeNeeds }

/** A value is believed for three reporting intervals, and for a minute at least. */
export const staleMs = (intervalS: number): number => Math.max(60_000, intervalS * 3_000)

// A degree of latitude, a little short, so that the box is never too small.
const metresPerDegree = 110_000

/** What is around some objects: one query for all their devices, one for the open alarms near by, none for what nobody asks. */
export async function readAround(db: Db, asking: Asking[], now: Date): Promise<Map<string, Around>> {
  const around = new Map<string, Around>()
  const needs = asking.filter((one) => one.needs.members)
  if (needs.length === 0) return around
  const members = await membersOf(db, [...new Set(needs.map(({ device }) => device.object))])
  await addLevels(
    db,
    needs.filter((one) => one.needs.levels.length > 0).flatMap(({ device }) => members.get(device.object) ?? []),
  )
  const alarms = await alarmsNear(db, needs, now)
  for (const { device } of needs) {
    const { object, lon, lat } = device
    around.set(object, { object, lon, lat, members: members.get(object) ?? [], near: alarms?.around(device) ?? null })
  }
  return around
}

type MemberRow = {
  object: string
  id: string
  kind: string
  interval_s: number
  credibility: number
  last_values: Record<string, number> | null
  last_received: Date | null
  last_fed: Date | null
  late_at: Date | null
}

async function membersOf(db: Db, objects: string[]): Promise<Map<string, Member[]>> {
  const rows = await db.query<MemberRow>(
    `select d.object, d.id, d.kind, d.interval_s, d.credibility, s.last_values, s.last_received, s.last_fed, s.late_at
     from devices d left join device_states s on s.device = d.id
     where d.object = any($1) and d.state <> 'retired' order by d.id`,
    [objects],
  )
  const members = new Map<string, Member[]>()
  for (const row of rows) {
    // A late reading was received, but its values are not those shown.
    const at = row.late_at ? row.last_fed : row.last_received
    const member: Member = {
      device: row.id,
      kind: row.kind,
      values: row.last_values,
      at: at?.getTime() ?? null,
      lastAt: row.last_fed?.getTime() ?? null,
      staleMs: staleMs(row.interval_s),
      credibility: row.credibility,
    }
    members.set(row.object, [...(members.get(row.object) ?? []), member])
  }
  return members
}

/** What the rules of devices stand at, from their memory as it is committed. */
async function addLevels(db: Db, members: Member[]): Promise<void> {
  if (members.length === 0) return
  const rows = await db.query<{ device: string; levels: Record<string, Severity> }>(
    `select s.device, jsonb_object_agg(r.key, r.value -> 'level') as levels from rule_states s, jsonb_each(s.states) r
     where s.device = any($1) and jsonb_typeof(r.value -> 'level') = 'string' group by s.device`,
    [members.map(({ device }) => device)],
  )
  const known = new Map(rows.map(({ device, levels }) => [device, levels]))
  for (const member of members) member.levels = known.get(member.device) ?? {}
}

/** Open alarms in a box that holds all who ask; null when nobody does. */
async function alarmsNear(
  db: Db,
  asking: Asking[],
  now: Date,
): Promise<{ around(place: { lon: number; lat: number }): NearAlarm[] } | null> {
  const asked = asking.filter(({ needs }) => needs.near.length > 0)
  if (asked.length === 0) return null
  const wanted = asked.flatMap(({ needs }) => needs.near)
  const places = asked.map(({ device }) => device)
  const { lon, lat, box } = boxAround(places, Math.max(...wanted.map(({ withinM }) => withinM)))
  const rows = await db.query<Omit<NearAlarm, 'since'> & { since: Date }>(
    `select a.object, a.family, a.since, o.lon, o.lat from alarms a join objects o on o.id = a.object
     where a.cleared_at is null and a.family = any($1) and a.since > $2 and o.lon between $3 and $4 and o.lat between $5 and $6`,
    [
      [...new Set(wanted.map(({ family }) => family))],
      new Date(now.getTime() - Math.max(...wanted.map(({ withinMs }) => withinMs))),
      ...box,
    ],
  )
  const alarms = rows.map((row) => ({ ...row, since: row.since.getTime() }))
  return {
    around: (place) => alarms.filter((one) => Math.abs(one.lat - place.lat) <= lat && Math.abs(one.lon - place.lon) <= lon),
  }
}

type Place = { lon: number; lat: number }

/** A box that holds everything so many metres around some places: [west, east, south, north], and the degrees it was widened by. */
export function boxAround(
  places: readonly Place[],
  farM: number,
): { lon: number; lat: number; box: [number, number, number, number] } {
  const [lats, lons] = [places.map((place) => place.lat), places.map((place) => place.lon)]
  const lat = farM / metresPerDegree
  const lon = lat / Math.max(0.01, Math.cos((Math.max(...lats.map(Math.abs)) * Math.PI) / 180))
  return { lon, lat, box: [Math.min(...lons) - lon, Math.max(...lons) + lon, Math.min(...lats) - lat, Math.max(...lats) + lat] }
}
