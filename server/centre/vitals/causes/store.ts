import { sightSql } from '../../../flow/3-event/store.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import type { Upstream } from './types.ts'

/** Objects away, and objects in all, that are looked at. */
const mostHops = 6
const mostUpstream = 200

/** Objects an event of a vital is about: its own, else all of the vital's kind in its area. */
export async function objectsOfKind(db: Db, paths: readonly string[], kind: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from objects where kind = $1 and area ^@ any($2::text[]) and valid_to is null order by id limit ${mostUpstream}`,
    [kind, paths],
  )
  return rows.map(({ id }) => id)
}

/** Everything upstream of some objects, each by its shortest way: fewest objects between, then fewest minutes. */
export async function upstreamOf(db: Db, objects: readonly string[]): Promise<Upstream[]> {
  return db.query<Upstream>(
    `with recursive ways as (
       select c.upstream as object, 1 as hops, c.minutes, array[c.downstream, c.upstream] as way from courses c where c.downstream = any($1)
       union all
       select c.upstream, w.hops + 1, w.minutes + c.minutes, w.way || c.upstream from courses c join ways w on c.downstream = w.object
       where w.hops < ${mostHops} and not c.upstream = any(w.way)),
     nearest as (select distinct on (object) object, hops, minutes from ways where not object = any($1) order by object, hops, minutes nulls last)
     select n.object, n.hops, n.minutes, o.name, o.kind from nearest n join objects o on o.id = n.object and o.valid_to is null
     order by n.hops, n.minutes nulls last, n.object limit ${mostUpstream}`,
    [objects],
  )
}

type Span = { from: Date; to: Date }
export type AlarmLine = { object: string; label: string; since: Date; cleared_at: Date | null }

/** Alarms at objects that stood at some time of a span. */
export const alarmsAt = (db: Db, objects: readonly string[], { from, to }: Span): Promise<AlarmLine[]> =>
  db.query<AlarmLine>(
    `select object, label, since, cleared_at from alarms
     where object = any($1) and since <= $3 and (cleared_at is null or cleared_at >= $2) order by since, id`,
    [objects, from, to],
  )

export type EventLine = { object: string; id: string; no: string; title: string; opened_at: Date; closed_at: Date | null }

/** Cases at objects that were open at some time of a span, as far as the caller may see them; no drills. */
export function eventsAt(db: Db, caller: Caller, { objects, but, from, to }: Span & { objects: readonly string[]; but: string }) {
  const values: unknown[] = [objects, but, from, to]
  return db.query<EventLine>(
    `select e.object, e.id, e.no, e.title, e.opened_at, e.closed_at from events e
     where e.object = any($1) and e.id <> $2 and not e.exercise and e.state not in ('merged', 'false-alarm')
       and e.opened_at <= $4 and (e.closed_at is null or e.closed_at >= $3) and ${sightSql(caller, values)}
     order by e.opened_at, e.id limit 100`,
    values,
  )
}

export type DeviceLine = {
  id: string
  object: string
  name: string
  kind: string
  pack: string
  interval_s: number
  last_at: Date | null
}

/** The devices that stand at objects, with when each was heard last. */
export const devicesAt = (db: Db, objects: readonly string[]): Promise<DeviceLine[]> =>
  db.query<DeviceLine>(
    `select d.id, d.object, d.name, d.kind, d.pack, d.interval_s, s.last_at from devices d left join device_states s on s.device = d.id
     where d.object = any($1) and d.state <> 'retired' order by d.id limit 50`,
    [objects],
  )

/** What is usual of a reading of a device. */
export type Usual = { device: string; reading: string; low: number; high: number }
export type StrayLine = { device: string; reading: string; first: Date; last: Date; least: number; most: number }

/** Readings of a span outside what is usual of them: since when, until when, and how far. */
export const straysIn = (db: Db, usual: readonly Usual[], { from, to }: Span): Promise<StrayLine[]> =>
  db.query<StrayLine>(
    `select u.device, u.reading, min(r.at) as first, max(r.at) as last, min(v.value) as least, max(v.value) as most
     from unnest($1::text[], $2::text[], $3::float8[], $4::float8[]) as u(device, reading, low, high)
     join readings r on r.device = u.device and r.at >= $5 and r.at <= $6 and r.quality in ('good', 'late')
     cross join lateral (select case when jsonb_typeof(r.values -> u.reading) = 'number' then (r.values ->> u.reading)::float8 end as value) v
     where v.value < u.low or v.value > u.high group by 1, 2 order by 3, 1, 2`,
    [
      ...[usual.map(({ device }) => device), usual.map(({ reading }) => reading)],
      ...[usual.map(({ low }) => low), usual.map(({ high }) => high), from, to],
    ],
  )
