import type { Grade, Severity } from '../../../../contract/scales.ts'
import { openStates } from '../../../flow/3-event/store.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { eventsSql } from '../../desk/store-sight.ts'

export type DeviceLine = {
  id: string
  name: string
  kind: string
  pack: string
  heard: boolean
  last_at: Date | null
  values: Record<string, number> | null
}

/** Devices in service at an object; heard while they missed less than three of their intervals, a minute at least. */
export const systemsOf = (db: Db, object: string, now: Date): Promise<DeviceLine[]> =>
  db.query<DeviceLine>(
    `select d.id, d.name, d.kind, d.pack, coalesce(s.last_received > $2::timestamptz - greatest(d.interval_s * 3, 60) * interval '1 second', false) as heard,
       s.last_received as last_at, s.last_values as values
     from devices d left join device_states s on s.device = d.id where d.object = $1 and d.state = 'online' order by d.id`,
    [object, now],
  )

export type AlarmLine = { pack: string; family: string; rule: string | null; severity: Severity; since: Date }

/** Alarms that stand at an object, the gravest first. */
export const alarmsOf = (db: Db, object: string): Promise<AlarmLine[]> =>
  db.query<AlarmLine>(
    `select a.pack, a.family, a.severity, a.since,
       (select c.rule from alarm_changes c where c.alarm = a.id order by c.seq desc limit 1) as rule
     from alarms a where a.object = $1 and a.cleared_at is null
     order by array_position(array['red', 'orange', 'yellow', 'blue'], a.severity), a.since`,
    [object],
  )

export type OpenCase = { id: string; no: string; title: string; grade: Grade; openedAt: Date }

/** Open cases at an object: how many there are, and those the caller sees. */
export async function openCases(db: Db, caller: Caller, object: string): Promise<{ n: number; rows: OpenCase[] }> {
  const values: unknown[] = [object]
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from events e where e.object = $1 and not e.exercise and e.state in ${openStates}`,
    values,
  )
  if (!caller.permits.has('event.read')) return { n: row!.n, rows: [] }
  const sight = eventsSql(caller, null, values)
  const rows = await db.query<OpenCase>(
    `select e.id, e.no, e.title, e.grade, e.opened_at as "openedAt" from events e
     where e.object = $1 and not e.exercise and e.state in ${openStates} and ${sight} order by e.opened_at limit 20`,
    values,
  )
  return { n: row!.n, rows }
}

export type NumberLine = { charge: string; name: string; number: string }

/** Numbers of those who answer for an object now: of people outside, of people, of who holds the post; a unit has none of its own here. */
export const numbersOf = (db: Db, object: string, now: Date): Promise<NumberLine[]> =>
  db.query<NumberLine>(
    `select c.id as charge, coalesce(c.outside_name, n.name, h.name) as name, coalesce(c.outside_phone, n.phone, h.phone) as number
     from object_charges c left join persons n on n.id = c.person
     left join lateral (
       select q.name, q.phone from appointments a join persons q on q.id = a.person
       where a.post = c.post and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2) order by a.valid_from limit 1) h on true
     where c.object = $1 and c.valid_from <= $2 and (c.valid_to is null or c.valid_to > $2)
       and coalesce(c.outside_phone, n.phone, h.phone) is not null order by c.valid_from, c.id`,
    [object, now],
  )

/** Numbers of those who have the duty, by `duty:` and their post. */
export async function dutyNumbers(db: Db, duty: readonly { post: string; person: string | null }[]): Promise<NumberLine[]> {
  const rows = await db.query<{ id: string; name: string; phone: string }>(
    'select id, name, phone from persons where id = any($1) and phone is not null',
    [duty.flatMap(({ person }) => person ?? [])],
  )
  return duty.flatMap(({ post, person }) => {
    const found = rows.find(({ id }) => id === person)
    return found ? [{ charge: `duty:${post}`, name: found.name, number: found.phone }] : []
  })
}
