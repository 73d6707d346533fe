import assert from 'node:assert/strict'
import { compareCounts } from '../../server/flow/7-evaluate/store.ts'
import { compareBalance } from '../../server/flow/7-evaluate/store-balance.ts'
import type { Db } from '../../server/kernel/spine.ts'
import { zone } from './world.ts'

/** What a poisoned row has spoiled: its event, its device, the key of its timer. Everything else must hold. */
export type Spoiled = { events: ReadonlySet<string>; devices: ReadonlySet<string>; timers: ReadonlySet<string> }

const atWork = `('asked', 'accepted', 'arrived', 'suspended')`
const over = `('closed', 'merged', 'false-alarm', 'self-handled')`
const timer = (name: string): string => `exists (select 1 from timers t where t.key = 'wo-${name}:' || w.id)`
const rang = (clock: string, due: string): string =>
  `exists (select 1 from facts f where f.kind = 'work-order.overdue' and f.body ? 'order' and f.body->>'order' = w.id::text
     and f.body->>'clock' = '${clock}' and (f.body->>'due')::timestamptz = w.${due})`

/** Each is a query that finds what must not be; `event` names the case, null when it belongs to none. $1: now. */
export const faults: Record<string, string> = {
  'a case in hand without exactly one lead': `
    select e.id as event, e.state || ' ' || coalesce(string_agg(w.state, ','), 'none') as what from events e
    left join work_orders w on w.event = e.id and w.role = 'lead' and w.state not in ('cancelled', 'transferred', 'excused', 'passed')
    where e.state = 'handling' group by e.id
    having count(w.id) filter (where w.state in ${atWork}) > 1
      or count(w.id) filter (where w.state in ${atWork} or w.state in ('returned', 'arbitration', 'submitted')) = 0`,
  'an event that nobody has, left open': `
    select e.id as event, e.state as what from events e left join dispatches d on d.event = e.id where e.state = 'open' and d.event is null`,
  'an ended event with open orders': `
    select e.id as event, w.state as what from events e join work_orders w on w.event = e.id
    where e.state in ${over} and w.state in ${atWork}`,
  'a lead order in hand without a running clock': `
    select w.event, w.state as what from work_orders w join events e on e.id = w.event
    where e.state = 'handling' and w.role = 'lead' and w.paused_at is null and (
      (w.state = 'asked' and not ${timer('accept')} and not ${rang('accept', 'accept_by')})
      or (w.state = 'accepted' and w.arrived_at is null and w.arrive_by is not null and not ${timer('arrive')} and not ${rang('arrive', 'arrive_by')})
      or (w.state in ('accepted', 'arrived') and w.finish_by is not null and not ${timer('finish')} and not ${rang('finish', 'finish_by')}))`,
  'a clock that stands still without a fact that says so': `
    select w.event, w.state || ' in ' || e.state as what from work_orders w join events e on e.id = w.event
    where w.paused_at is not null and w.state in ('asked', 'accepted', 'arrived') and e.state not in ('suspended', 'parked')`,
  'a clock that runs on an order that stands still or is over': `
    select w.event, w.state || ' ' || t.kind as what from work_orders w join timers t on t.key like 'wo-%:' || w.id
    where (w.paused_at is not null or w.state not in ${atWork}) and t.kind <> 'order.pause-over'`,
  'a deadline that rang twice': `
    select (body->>'event')::uuid as event, kind || ' ' || (body->>'clock') as what from facts
    where kind in ('work-order.overdue', 'work-order.due-soon') group by body->>'event', body->>'order', kind, body->>'clock', body->>'due' having count(*) > 1`,
  'a call nobody answered that climbs no more and was told to nobody': `
    select w.event, w.role || ' step ' || w.step as what from work_orders w join events e on e.id = w.event
    where e.state = 'handling' and w.state = 'asked' and w.paused_at is null and w.accept_by <= $1 and not ${timer('accept')}
      and not exists (select 1 from notices n where n.work_order = w.id and n.kind = 'overdue')`,
  'a standing red alarm that nobody has': `
    select null::uuid as event, a.object || ' ' || a.family as what from alarms a
    where a.cleared_at is null and a.severity = 'red' and a.family <> 'silence'
      and not exists (select 1 from timers t where t.key = 'again:' || a.id)
      and not exists (select 1 from events e where e.object = a.object and e.family = a.family and (e.state not in ${over}
        or (e.state = 'merged' and exists (select 1 from events i where i.id = e.merged_into))))`,
  'a call without a notice': `
    select c.event, c.post || ' ' || c.why as what from calls c join events e on e.id = c.event join dispatches d on d.event = e.id
    where e.state = 'handling' and c.person is not null and c.answered_at is null and c.called_at >= d.dispatched_at
      and not exists (select 1 from timers t where t.key = 'notices:' || c.event)
      and (c.work_order is null or exists (select 1 from work_orders w where w.id = c.work_order and w.state = 'asked'))
      and not exists (select 1 from notices n where n.event = c.event and n.work_order is not distinct from c.work_order and n.post = c.post)`,
  'a notice without its fact, or a fact without its notice': `
    select coalesce(n.event, (f.body->>'event')::uuid) as event, coalesce(n.kind, 'fact only') as what from notices n
    full join (select body from facts where kind = 'notice.sent') f on f.body->>'notice' = n.id::text where n.id is null or f.body is null`,
  'a notice told twice in one moment': `
    select event, kind || ' ' || why as what from notices group by person, event, work_order, kind, why, made_at having count(*) > 1`,
  'a report without exactly one signal, or one fact': `
    select r.event, r.code as what from reports r
    where (select count(*) from signals s where s.report = r.id) <> 1
      or (select count(*) from facts f where f.subject = r.id::text and f.kind = 'report.received') <> 1`,
  'an event without its signal': `
    select e.id as event, e.source as what from events e where not exists (select 1 from signals s where s.home_event = e.id)`,
  'an event whose state is not what its facts say': `
    select e.id as event, e.state || ' but ' || f.kind as what from events e cross join lateral (
      select kind, case kind when 'event.opened' then 'open' when 'event.dispatch-undone' then 'open' when 'event.split' then 'open'
        when 'event.merged' then 'merged' when 'event.suspended' then 'suspended' when 'event.parked' then 'parked' when 'event.checking' then 'checking'
        when 'event.closed' then 'closed' when 'event.false-alarm' then 'false-alarm' when 'event.self-handled' then 'self-handled' else 'handling' end as state
      from facts where subject = e.id::text and kind in ('event.opened', 'event.dispatched', 'event.dispatch-undone', 'event.merged', 'event.split', 'event.suspended',
        'event.parked', 'event.resumed', 'event.park-passed', 'event.checking', 'event.closed', 'event.reopened', 'event.false-alarm', 'event.self-handled', 'check.failed')
      order by id desc limit 1) f where f.state <> e.state`,
  'an order whose state is not what its facts say': `
    select w.event, w.state || ' but ' || f.kind as what from work_orders w cross join lateral (
      select kind, case kind when 'work-order.asked' then 'asked' when 'work-order.accepted' then 'accepted' when 'work-order.arrived' then 'arrived'
        when 'work-order.suspended' then 'suspended' when 'work-order.submitted' then 'submitted' when 'work-order.passed' then 'passed'
        when 'work-order.excused' then 'excused' when 'work-order.cancelled' then 'cancelled' when 'work-order.returned' then 'returned|arbitration'
        when 'work-order.resumed' then 'accepted|arrived' when 'work-order.sent-back' then 'accepted|arrived' when 'work-order.called-back' then 'accepted|arrived'
        when 'work-order.transferred' then 'transferred' else 'transferred|asked' end as states
      from facts where body ? 'order' and body->>'order' = w.id::text and kind in ('work-order.asked', 'work-order.accepted', 'work-order.arrived',
        'work-order.suspended', 'work-order.submitted', 'work-order.passed', 'work-order.excused', 'work-order.cancelled', 'work-order.returned',
        'work-order.resumed', 'work-order.sent-back', 'work-order.called-back', 'work-order.transferred', 'work-order.arbitrated')
      order by id desc limit 1) f where not (w.state = any(string_to_array(f.states, '|')))
      and not (f.kind = 'work-order.returned' and w.state in ('transferred', 'asked'))`,
  'a suspension nobody has granted': `
    select id as event, state as what from events where state in ('suspended', 'parked') and (pause is null or not (pause->>'granted')::boolean)`,
}

/** Work that should have been done by now. Only when no fault is at work. */
const behind: Record<string, string> = {
  'a timer that is due and waits': `select null::uuid as event, key || ' ' || coalesce(last_error, '') as what from timers where due_at <= $1 and tries < 5`,
  'a fact nobody works on': `select null::uuid as event, handler || ' ' || coalesce(last_error, '') as what from fact_work where next_at <= $1 and tries < 5`,
}
const stuck = `select coalesce((body->>'event')::uuid, (select w.event from work_orders w where w.id::text = body->>'order')) as event, body->>'device' as device, key,
    kind || ' ' || key || ': ' || coalesce(last_error, '') as what from timers where tries >= 5
  union all select null, null, handler, handler || ': ' || coalesce(last_error, '') from fact_work where tries >= 5`

/** One query: between two of them a moment would pass. */
const everything = (list: Record<string, string>): string =>
  `with at as (select $1::timestamptz) ${Object.entries(list)
    .map(([name, text], at) => `select '${name}' as fault, q${at}.event, q${at}.what from (${text}) q${at}`)
    .join(' union all ')}`

type Found = { fault: string; event: string | null; what: string }

/** Looks at everything at once; throws with what does not hold. `quiet`: no fault is at work, so nothing may lie about either. */
export async function checkInvariants(db: Db, given: { now: Date; spoiled: Spoiled; quiet: boolean }): Promise<void> {
  const { now, spoiled, quiet } = given
  const list = { ...faults, ...(quiet ? behind : {}) }
  const found = await db.query<Found>(everything(list), [now])
  const ours = found.filter(({ event }) => event === null || !spoiled.events.has(event))
  assert.deepEqual(ours, [])
  const failed = await db.query<{ event: string | null; device: string | null; key: string; what: string }>(stuck)
  const known = (row: (typeof failed)[number]): boolean =>
    spoiled.timers.has(row.key) ||
    spoiled.events.has(row.event ?? '') ||
    spoiled.devices.has(row.device ?? row.key.replace(/^detect:/, ''))
  assert.deepEqual(
    failed.filter((row) => !known(row)).map(({ what }) => what),
    [],
    'work that failed five times, though nothing poisoned it',
  )
  if (!quiet) return
  assert.deepEqual(await compareCounts(db, zone), [], 'counts differ from recomputation')
  assert.deepEqual(
    await compareBalance(db, zone, { from: '2026-01-01', to: '2026-12-31' }),
    [],
    'the balance differs from recomputation',
  )
}
