import type { QuietReason } from '../../../../contract/mute.ts'
import type { Severity } from '../../../../contract/scales.ts'
import { sightSql } from '../../../flow/3-event/store.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'

export type AlarmAt = {
  id: string
  family: string
  pack: string
  peak: Severity
  since: Date
  cleared_at: Date | null
  rules_version: number
  event: string | null
  muted:
    | {
        since: string
        until: string | null
        outcome: 'cleared' | 'milder' | 'attended' | 'opened' | null
        reasons: QuietReason[]
      }[]
    | null
}

/** The alarms of an object that stood at a moment, or began within a minute of it; with their event, or what it was merged into in the end. */
export const alarmsAt = (db: Db, object: string, at: Date): Promise<AlarmAt[]> =>
  db.query<AlarmAt>(
    `select a.id, a.family, a.pack, a.peak, a.since, a.cleared_at, a.rules_version,
       (with recursive up as (
          (select e.id, e.merged_into, 0 as depth from events e where e.alarm = a.id or (e.object = a.object and e.family = a.family
             and e.opened_at <= coalesce(a.cleared_at, $2) and coalesce(e.closed_at, $2) >= a.since) order by e.opened_at desc limit 1)
          union select e.id, e.merged_into, up.depth + 1 from events e join up on e.id = up.merged_into)
        select id::text from up order by depth desc limit 1) as event,
       (select jsonb_agg(jsonb_build_object('since', q.since, 'until', q.ended_at, 'outcome', q.outcome, 'reasons', q.reasons) order by q.since)
        from muted_alarms q where q.alarm = a.id) as muted
     from alarms a where a.object = $1 and a.since <= $2::timestamptz + interval '1 minute' and (a.cleared_at is null or a.cleared_at >= $2) order by a.since`,
    [object, at],
  )

/** The device and moment at which an alarm first stood as grave as it ever did. */
export async function gravestMoment(db: Db, alarm: string): Promise<{ device: string; at: Date } | null> {
  const [row] = await db.query<{ device: string; at: Date }>(
    `select c.device, c.at from alarm_changes c join alarms a on a.id = c.alarm where a.id = $1 and c.to_severity = a.peak order by c.at, c.seq limit 1`,
    [alarm],
  )
  return row ?? null
}

/** When the reading that a device dates at a moment was received; null when there is none. */
export async function receiptOf(db: Db, device: string, at: Date): Promise<Date | null> {
  const [row] = await db.query<{ at: Date }>(
    'select received_at as at from all_readings where device = $1 and at = $2 order by received_at limit 1',
    [device, at],
  )
  return row?.at ?? null
}

/** Events the caller sees that were under way at a moment, newest first. */
export async function eventsUnderWay(db: Db, caller: Caller, at: Date): Promise<string[]> {
  const values: unknown[] = [at]
  const sight = sightSql(caller, values)
  const rows = await db.query<{ id: string }>(
    `select e.id from events e where e.opened_at <= $1 and coalesce(e.closed_at, $1) >= $1 and e.opened_at > $1::timestamptz - interval '7 days' and ${sight}
     order by e.opened_at desc limit 20`,
    values,
  )
  return rows.map(({ id }) => id)
}

export type PersonLine = { id: string; name: string; post: string; post_name: string; unit_name: string }

/** A person with the posts held at a moment whose unit answers for some of the caller's areas. */
export const postsHeld = (db: Db, person: string, { at, scope }: { at: Date; scope: string[] }): Promise<PersonLine[]> =>
  db.query<PersonLine>(
    `select n.id, n.name, p.id as post, p.name as post_name, u.name as unit_name from appointments a
     join persons n on n.id = a.person join posts p on p.id = a.post join units u on u.id = p.unit
     where a.person = $1 and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2)
       and exists (select 1 from unit_areas ua, unnest($3::text[]) own where ua.unit = u.id and (starts_with(ua.path, own) or starts_with(own, ua.path)))
     order by p.id`,
    [person, at, scope],
  )
