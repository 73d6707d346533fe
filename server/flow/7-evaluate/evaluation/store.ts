import type { ReplayFact } from '../../../../contract/replay.ts'
import type { Db } from '../../../kernel/spine.ts'
import type { CaseRows, OrderRow } from './types.ts'

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`

type Head = Omit<CaseRows, 'orders' | 'answers' | 'facts' | 'alarm'> & { since: number | null; cleared: number | null }

/** Cases with everything they are judged by, in four statements; ids of none are left out. */
export async function readCases(db: Db, ids: readonly string[]): Promise<CaseRows[]> {
  if (ids.length === 0) return []
  const heads = await readHeads(db, ids)
  const counted = heads.filter(({ counts }) => counts).map(({ event }) => event)
  const orders = Map.groupBy(await readOrders(db, counted), ({ event }) => event)
  const answers = Map.groupBy(await readAnswers(db, counted), ({ event }) => event)
  const facts = new Map((await readFacts(db, counted)).map((one) => [one.event, one.facts]))
  return heads.map(({ since, cleared, ...head }) => ({
    ...head,
    alarm: since !== null && cleared !== null ? { since, cleared } : null,
    orders: orders.get(head.event) ?? [],
    answers: answers.get(head.event) ?? [],
    facts: facts.get(head.event) ?? [],
  }))
}

/** Raises of an alarm that are looked at: whether it flaps is known long before. */
const mostRaises = 1_000

/** How a case came is told by its first signal, which knows of the hotline; else by the event. */
const readHeads = (db: Db, ids: readonly string[]): Promise<Head[]> =>
  db.query<Head>(
    `select e.id as event, e.area, e.lead_unit as unit, e.type, coalesce(told.source, e.source) as source, e.object, ${ms('e.opened_at')} as opened,
       ${ms('e.closed_at')} as closed, not e.exercise and e.state not in ('merged', 'self-handled') as counts, e.state = 'false-alarm' as "falseAlarm",
       ${ms('a.since')} as since, ${ms('a.cleared_at')} as cleared, case when a.id is not null then coalesce(raised.at, '{}') end as raises,
       kept.items, kept.photos
     from events e left join alarms a on a.id = e.alarm
     left join lateral (
       select array_agg(${ms('r.since')}) as at from (
         select since from alarms where object = a.object and family = a.family and since >= e.opened_at - interval '1 hour'
           and since <= coalesce(e.closed_at, 'infinity') order by since limit ${mostRaises}) r) raised on true
     left join lateral (
       select (count(*) filter (where kind <> 'photo'))::int as items, (count(*) filter (where kind = 'photo'))::int as photos
       from evidence where event = e.id) kept on true
     left join lateral (select s.source from signals s where s.event = e.id order by s.received_at, s.id limit 1) told on true
     where e.id = any($1)`,
    [ids],
  )

/** A return was decided when another unit has it (upheld) or the hub ruled that it stays (overruled). */
const readOrders = (db: Db, ids: readonly string[]): Promise<(OrderRow & { event: string })[]> =>
  db.query<OrderRow & { event: string }>(
    `select o.event, o.id, o.unit, o.state, o.role = 'lead' as "isLead", o.mandatory, ${ms('o.asked_at')} as asked, ${ms('o.accept_by')} as "acceptBy",
       ${ms('o.accepted_at')} as accepted, ${ms('o.arrive_by')} as "arriveBy", ${ms('o.arrived_at')} as arrived, ${ms('o.finish_by')} as "finishBy",
       ${ms('o.submitted_at')} as submitted, ${ms('o.done_at')} as done, ${ms('case when o.submitted_at is null then o.done_at end')} as over,
       o.paused_at is not null as paused, o.paused_ms::float8 as "pausedMs", o.returns > 0 as returned, o.defects,
       case when o.returns = 0 then null when (o.proposal->>'ruled')::boolean then o.proposal->>'unit' = o.unit
         when o.state = 'transferred' then false end as overruled
     from work_orders o where o.event = any($1)`,
    [ids],
  )

/** What reporters said when they were called back. Nobody else is asked yet. */
const readAnswers = (db: Db, ids: readonly string[]): Promise<{ event: string; at: number; satisfied: boolean }[]> =>
  db.query<{ event: string; at: number; satisfied: boolean }>(
    `select r.event, ${ms(`(h.verdict->>'at')::timestamptz`)} as at, h.verdict->>'satisfied' in ('yes', 'fairly') as satisfied
     from reports r join hotline_orders h on h.report = r.id where r.event = any($1) and h.verdict->>'satisfied' is not null`,
    [ids],
  )

/** Facts of each case from its opening on; of older months none are looked for. */
const readFacts = (db: Db, ids: readonly string[]): Promise<{ event: string; facts: ReplayFact[] }[]> =>
  db.query<{ event: string; facts: ReplayFact[] }>(
    `select e.id as event, jsonb_agg(jsonb_build_object('kind', f.kind, 'recordedAt', f.recorded_at, 'body', f.body) order by f.recorded_at, f.id) as facts
     from events e join facts f on f.subject = e.id::text and f.recorded_at >= e.opened_at
       and (f.kind like 'event.%' or f.kind like 'work-order.%' or f.kind = 'check.failed')
     where e.id = any($1) group by e.id`,
    [ids],
  )
