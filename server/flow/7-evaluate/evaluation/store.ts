import type { ReplayFact } from '../../../../contract/replay.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db } from '../../../kernel/spine.ts'
import { repeat } from './rules/judge.ts'
import type { AnswerLine, ClosingLine, Lines, OpenedLine, PartLine, PointLine, SafeLine } from './types.ts'

/** The part of the city that is looked at, and the moments from and up to which (ends are not counted). */
export type Wish = { scope: readonly string[]; from: Date; until: Date }

const dayMs = 86_400_000
const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`
/** How a case came: by its first signal, which knows of the hotline; else as the event says. */
const told = `left join lateral (select s.source from signals s where s.event = e.id order by s.received_at, s.id limit 1) told on true`
const source = 'coalesce(told.source, e.source)'
/** Cases in earnest of the wished areas; merged ones count with the case they went into. $1 from, $2 until. */
const inEarnest = (scope: readonly string[], values: unknown[]): string =>
  `not e.exercise and e.state not in ('merged', 'self-handled') and ${scopeSql('e.area', scope, values)}`

/** Everything that is judged of a period, in six statements. */
export async function readLines(db: Db, wish: Wish): Promise<Lines> {
  return {
    parts: await readParts(db, wish),
    closings: await readClosings(db, wish),
    opened: await readOpened(db, wish),
    points: await readPoints(db, wish),
    answers: await readAnswers(db, wish),
    safe: await readSafe(db, wish),
  }
}

/**
 * Parts asked, due or submitted in the period, of leads and of units that must take part; not those of false alarms, nor what was taken
 * back before anybody took it on. A return was decided when another unit has it (upheld) or the hub ruled that it stays (overruled).
 */
function readParts(db: Db, { scope, from, until }: Wish): Promise<PartLine[]> {
  const values: unknown[] = [from, until]
  return db.query<PartLine>(
    `select e.id as event, o.unit, e.type, ${source} as source, ${ms('o.asked_at')} as asked, ${ms('o.accept_by')} as "acceptBy",
       ${ms('o.accepted_at')} as accepted, ${ms('o.arrive_by')} as "arriveBy", ${ms('o.arrived_at')} as arrived,
       ${ms('o.finish_by')} as "finishBy", ${ms('o.submitted_at')} as submitted, ${ms('case when o.submitted_at is null then o.done_at end')} as over,
       o.paused_at is not null as paused, o.paused_ms::float8 as "pausedMs", o.role = 'lead' as "isLead", o.returns > 0 as returned,
       case when o.returns = 0 then null when (o.proposal->>'ruled')::boolean then o.proposal->>'unit' = o.unit
         when o.state = 'transferred' then false end as overruled
     from events e join work_orders o on o.event = e.id ${told}
     where e.id in (select id from events where opened_at >= $1 and opened_at < $2
         union all select id from events where closed_at >= $1 and opened_at < $2
         union all select id from events where closed_at is null and opened_at < $2
         union all select event from work_orders where role = 'lead' and finish_by >= $1 and finish_by < $2)
       and (o.asked_at >= $1 and o.asked_at < $2 or o.finish_by >= $1 and o.finish_by < $2 or o.submitted_at >= $1 and o.submitted_at < $2)
       and (o.role = 'lead' or o.mandatory) and not (o.state = 'cancelled' and o.accepted_at is null and o.returns = 0)
       and e.state <> 'false-alarm' and ${inEarnest(scope, values)}`,
    values,
  )
}

/** Every closing of the period, as it was: what was wrong with the lead's part, was it sent back before, was it opened again since. */
function readClosings(db: Db, { scope, from, until }: Wish): Promise<ClosingLine[]> {
  const values: unknown[] = [from, until]
  return db.query<ClosingLine>(
    `select e.id as event, o.unit, e.type, ${source} as source, ${ms('f.recorded_at')} as closed, ${ms('c.at')} as "checkingSince",
       exists (select 1 from checks k where k.event = e.id and not k.passed and k.checked_at <= f.recorded_at) as "sentBack",
       exists (select 1 from facts r where r.subject = f.subject and r.kind = 'event.reopened' and r.recorded_at > f.recorded_at) as reopened,
       coalesce(o.defects, '[]') as defects
     from facts f join events e on e.id = f.subject::uuid ${told}
     left join lateral (select max(x.recorded_at) as at from facts x where x.subject = f.subject and x.kind = 'event.checking' and x.recorded_at <= f.recorded_at) c on true
     left join lateral (select w.unit, w.defects from work_orders w where w.event = e.id and w.role = 'lead' and w.state = 'passed' and w.done_at <= f.recorded_at
       order by w.done_at desc, w.id limit 1) o on true
     where f.kind = 'event.closed' and f.recorded_at >= $1 and f.recorded_at < $2 and ${inEarnest(scope, values)}`,
    values,
  )
}

function readOpened(db: Db, { scope, from, until }: Wish): Promise<OpenedLine[]> {
  const values: unknown[] = [from, until]
  return db.query<OpenedLine>(
    `select e.id as event, e.lead_unit as unit, e.type, ${source} as source, e.state = 'false-alarm' as "falseAlarm"
     from events e ${told} where e.opened_at >= $1 and e.opened_at < $2 and ${inEarnest(scope, values)}`,
    values,
  )
}

/** Objects with events in the ninety days up to the end of the period. */
function readPoints(db: Db, { scope, until }: Wish): Promise<PointLine[]> {
  const values: unknown[] = [new Date(until.getTime() - repeat.days * dayMs), until]
  return db.query<PointLine>(
    `select e.object, min(e.type) as type, array_agg(e.id::text) as events from events e
     where e.opened_at >= $1 and e.opened_at < $2 and e.object is not null and e.state <> 'false-alarm' and ${inEarnest(scope, values)}
     group by 1`,
    values,
  )
}

/** What reporters said when they were called back. Nobody else is asked yet. */
function readAnswers(db: Db, { scope, from, until }: Wish): Promise<AnswerLine[]> {
  const values: unknown[] = [from.toISOString(), until.toISOString()]
  return db.query<AnswerLine>(
    `select e.id as event, e.lead_unit as unit, e.type, 'hotline' as source, h.verdict->>'satisfied' in ('yes', 'fairly') as satisfied
     from hotline_orders h join reports r on r.id = h.report join events e on e.id = r.event
     where h.verdict->>'satisfied' is not null and h.verdict->>'at' >= $1 and h.verdict->>'at' < $2
       and ${inEarnest(scope, values)}`,
    values,
  )
}

/** Alarms of cases that were over in the period. */
function readSafe(db: Db, { scope, from, until }: Wish): Promise<SafeLine[]> {
  const values: unknown[] = [from, until]
  return db.query<SafeLine>(
    `select e.id as event, e.lead_unit as unit, e.type, e.source, ${ms('a.since')} as since, ${ms('a.cleared_at')} as cleared
     from events e join alarms a on a.id = e.alarm
     where a.cleared_at >= $1 and a.cleared_at < $2 and e.opened_at < $2 and e.state <> 'false-alarm' and ${inEarnest(scope, values)}`,
    values,
  )
}

/** So many late cases are looked at, the newest; how many there are is told beside. */
export const lateAtMost = 2_000
export type LateCase = { event: string; unit: string | null; type: string; until: number; facts: ReplayFact[] }

/** Cases due in the period and not closed by then, with the facts that tell where their time went. `of`: how many there are. */
export async function readLate(db: Db, { scope, from, until }: Wish): Promise<{ cases: LateCase[]; of: number }> {
  const values: unknown[] = [from, until, lateAtMost]
  const rows = await db.query<Omit<LateCase, 'facts'> & { of: number; facts: ReplayFact[] | null }>(
    `with late as (
       select e.id, w.unit, e.type, least(e.closed_at, $2) as until, count(*) over ()::int as of
       from events e join lateral (select o.unit, o.finish_by, o.paused_at from work_orders o
         where o.event = e.id and o.role = 'lead' and o.state not in ('cancelled', 'transferred', 'excused')
         order by o.asked_at desc, o.id desc limit 1) w on true
       where e.id in (select event from work_orders where role = 'lead' and finish_by >= $1 and finish_by < $2)
         and w.finish_by >= $1 and w.finish_by < $2 and w.paused_at is null and (e.closed_at is null or e.closed_at > w.finish_by)
         and e.state <> 'false-alarm' and ${inEarnest(scope, values)}
       order by e.opened_at desc, e.id limit $3)
     select l.id as event, l.unit, l.type, ${ms('l.until')} as until, l.of,
       (select jsonb_agg(jsonb_build_object('kind', f.kind, 'recordedAt', f.recorded_at, 'body', f.body) order by f.recorded_at, f.id) from facts f
        where f.subject = l.id::text and (f.kind like 'event.%' or f.kind like 'work-order.%' or f.kind = 'check.failed')) as facts
     from late l`,
    values,
  )
  return { cases: rows.map(({ of: _, facts, ...one }) => ({ ...one, facts: facts ?? [] })), of: rows[0]?.of ?? 0 }
}

export type UnitName = { id: string; name: string; parent: string | null; sort: number }

/** Units and all above them: their names, and what their order in the tree follows from. */
export function readUnitTree(db: Db, ids: readonly string[]): Promise<UnitName[]> {
  return db.query<UnitName>(
    `with recursive up as (
       select id, name, parent, sort from units where id = any($1)
       union select u.id, u.name, u.parent, u.sort from units u join up on u.id = up.parent)
     select * from up`,
    [ids],
  )
}
