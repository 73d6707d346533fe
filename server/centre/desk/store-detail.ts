import type { FactView } from '../../../contract/fact.ts'
import type { Call } from '../../../contract/pack.ts'
import type { Grade, Risk, Severity } from '../../../contract/scales.ts'
import type { DispatchRow } from '../../flow/4-dispatch/types.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add, gravestSql, stillOpen } from './store.ts'
import { eventsSql } from './store-sight.ts'
import type { GravestChange, ListedEvent } from './types.ts'

type FactLine = {
  position: string
  kind: string
  subject: string
  area: string | null
  actor: FactView['actor']
  recorded_at: Date
  occurred_at: Date
  body: FactView['body']
}
export const factLine = `tx::text || '.' || id::text as position, kind, subject, area, actor, recorded_at, occurred_at, body`
export const factView = ({ recorded_at, occurred_at, ...fact }: FactLine): FactView => ({
  ...fact,
  recordedAt: recorded_at.toISOString(),
  occurredAt: occurred_at.toISOString(),
})

/** How long before the opening the readings' story belongs to the event. */
const beforeMs = 3_600_000
const factsAtMost = 500

/**
 * The timeline: facts of the event, what its reporters were told, and the alarms and commands of its object from an hour before
 * the opening to the closing, without the moves of limits that follow from others. Oldest first; of more than 500 the oldest are cut.
 */
export async function readTimeline(
  db: Db,
  event: Pick<ListedEvent, 'id' | 'object' | 'opened_at' | 'closed_at'>,
  now: Date,
): Promise<FactView[]> {
  const rows = await db.query<FactLine>(
    `select * from (
       select * from (
         (select ${factLine}, id from facts where subject = $1 and kind <> 'work-order.clocked' order by recorded_at desc, id desc limit ${factsAtMost})
         union all
         (select ${factLine}, id from facts where subject = $2 and recorded_at >= $3 and recorded_at <= $4 and (kind like 'alarm.%' or kind like 'command.%')
          order by recorded_at desc, id desc limit ${factsAtMost})
         union all
         (select ${factLine}, id from facts where body ? 'event' and body->>'event' = $1 and kind in ('reporter.told', 'signal.opened', 'signal.merged', 'signal.split') order by recorded_at desc, id desc limit 100)
       ) parts order by recorded_at desc, id desc limit ${factsAtMost}
     ) newest order by recorded_at, id`,
    [event.id, event.object ?? '', new Date(event.opened_at.getTime() - beforeMs), event.closed_at ?? now],
  )
  return rows.map(({ position, kind, subject, area, actor, recorded_at, occurred_at, body }) =>
    factView({ position, kind, subject, area, actor, recorded_at, occurred_at, body }),
  )
}

/** A call as its row, with the names of post, unit and person; `phone` is not masked yet. */
export type CallLine = {
  work_order: string | null
  step: number
  inform: boolean
  called_at: string
  answered_at: string | null
  /** it was this person who accepted */
  accepted: boolean
  post: string
  post_name: string
  unit_name: string
  person: string | null
  person_name: string | null
  phone: string | null
}
export type NearEvent = {
  id: string
  no: string
  title: string
  grade: Grade
  state: string
  type: string
  object: string | null
  lon: number
  lat: number
  opened_at: string
}

/** Everything about an event that is one row or a handful, in one statement. Times are ISO texts, personal fields unmasked. */
export type Related = {
  dispatch:
    | (Pick<DispatchRow, 'pack' | 'version' | 'plan_version' | 'plan' | 'why' | 'mode'> & {
        dispatched_at: string
        undo_until: string | null
      })
    | null
  alarm: {
    id: string
    pack: string
    severity: Severity
    peak: Severity
    since: string
    cleared_at: string | null
    gravest: GravestChange | null
  } | null
  object: { id: string; name: string; kind: string; risk: Risk | null; duty_unit: string | null; owner: string | null } | null
  into: { id: string; no: string } | null
  merged: { id: string; no: string; title: string }[]
  joined: { id: string; title: string; source: string; received_at: string }[]
  reports: {
    id: string
    source: string
    content: string
    contact_name: string | null
    email: string | null
    phone: string | null
    received_at: string
  }[]
  near: NearEvent[]
  calls: CallLine[]
}

const dispatchSql =
  'select pack, version, plan_version, plan, why, mode, dispatched_at, undo_until from dispatches where event = $1'
const callsSql = `select c.work_order, c.step, c.inform, c.called_at, c.answered_at, coalesce(w.accepted_by = c.person, false) as accepted, c.post, p.name as post_name, u.name as unit_name, c.person, n.name as person_name, n.phone
          from calls c join posts p on p.id = c.post join units u on u.id = p.unit left join persons n on n.id = c.person left join work_orders w on w.id = c.work_order where c.event = $1 order by c.called_at, c.step, c.inform, c.post, c.id limit 200`

const one = (sql: string): string => `(select to_jsonb(x) from (${sql}) x)`
const many = (sql: string): string => `(select coalesce(jsonb_agg(to_jsonb(x)), '[]') from (${sql}) x)`

export type Box = { west: number; south: number; east: number; north: number }

export async function readRelated(db: Db, caller: Caller, event: ListedEvent, box: Box): Promise<Related> {
  const values: unknown[] = [event.id, event.alarm, event.object, event.merged_into, event.family]
  const seen = eventsSql(caller, null, values)
  const [west, south, east, north] = [box.west, box.south, box.east, box.north].map((edge) => add(values, edge))
  const [row] = await db.query<Related>(
    `select
       ${one(dispatchSql)} as dispatch,
       ${one(`select a.id, a.pack, a.severity, a.peak, a.since, a.cleared_at, (select jsonb_build_object('rule', c.rule, 'reading', c.reading, 'value', c.value, 'limit', c.limit_value) from alarm_changes c where c.alarm = a.id and c.to_severity is not null order by ${gravestSql('c')} limit 1) as gravest from alarms a where a.id = $2::uuid or (a.object = $3 and a.family = $5 and a.cleared_at is null) order by a.cleared_at desc nulls first limit 1`)} as alarm,
       ${one('select o.id, o.name, o.kind, case when o.rated then o.risk end as risk, u.name as duty_unit, o.owner from objects o left join units u on u.id = o.duty_unit where o.id = $3')} as object,
       ${one('select m.id, m.no from events m where m.id = $4::uuid')} as into,
       ${many('select m.id, m.no, m.title from events m where m.merged_into = $1 order by m.opened_at limit 50')} as merged,
       ${many(`select s.id, s.title, s.source, s.received_at from signals s where s.event = $1 and s.state = 'merged' order by s.received_at limit 50`)} as joined,
       ${many('select r.id, r.source, r.content, r.contact_name, r.phone, r.email, r.received_at from reports r where r.event = $1 order by r.received_at limit 50')} as reports,
       ${many(`select e.id, e.no, e.title, e.grade, e.state, e.type, e.object, e.lon, e.lat, e.opened_at from ${stillOpen} e
          where e.lon between ${west} and ${east} and e.lat between ${south} and ${north} and e.id <> $1 and ${seen} order by e.opened_at desc limit 50`)} as near,
       ${many(callsSql)} as calls`,
    values,
  )
  return row!
}

/** Whom an event called, without the rest of its page. */
export async function readCalls(db: Db, event: string): Promise<CallLine[]> {
  const [row] = await db.query<{ calls: CallLine[] }>(`select ${many(callsSql)} as calls`, [event])
  return row!.calls
}

/** How an event was dispatched, without the rest of its page. */
export async function readDispatch(db: Db, event: string): Promise<Related['dispatch']> {
  const [row] = await db.query<Pick<Related, 'dispatch'>>(`select ${one(dispatchSql)} as dispatch`, [event])
  return row!.dispatch
}

/** Somebody who would answer a rung of a plan. */
export type RungHolder = {
  step: number
  post: string
  post_name: string
  unit_name: string
  person: string | null
  person_name: string | null
}

/** Who holds the posts of a plan's rungs for a path at a moment: for each call the most specific jurisdiction, all in one statement. */
export async function readRungs(db: Db, calls: { step: number; call: Call }[], area: string, now: Date): Promise<RungHolder[]> {
  if (calls.length === 0) return []
  const wanted = calls.map(({ step, call }, ord) => ({
    ord,
    step,
    kind: call.postKind,
    board: call.board ?? null,
    domain: call.domain ?? null,
    side: call.side ?? null,
  }))
  const parts = area.split('/').filter(Boolean)
  const prefixes = parts.map((_, at) => `${parts.slice(0, at + 1).join('/')}/`)
  return db.query<RungHolder>(
    `with found as (
       select c.ord, c.step, p.id as post, p.name as post_name, u.name as unit_name, rank() over (partition by c.ord order by j.depth desc) as near
       from jsonb_to_recordset($1::jsonb) as c(ord int, step int, kind text, board text, domain text, side text)
       join posts p on p.kind = c.kind and (c.side is null or p.side = c.side) and (p.valid_to is null or p.valid_to > $3)
       join units u on u.id = p.unit and (c.board is null or u.board = c.board) and (c.domain is null or u.domain = c.domain) and (u.valid_to is null or u.valid_to > $3)
       join lateral (select max(length(ua.path)) as depth from unit_areas ua where ua.unit = u.id and ua.path = any($2)) j on j.depth is not null)
     select f.step, f.post, f.post_name, f.unit_name, h.person, n.name as person_name from found f
     left join lateral (
       select a.person from appointments a where a.post = f.post and a.valid_from <= $3 and (a.valid_to is null or a.valid_to > $3)
       order by (a.kind = 'delegated') desc, (a.kind = 'main') desc, a.valid_from desc limit 1) h on true
     left join persons n on n.id = h.person
     where f.near = 1 order by f.step, f.ord, f.post`,
    [JSON.stringify(wanted), prefixes, now],
  )
}
