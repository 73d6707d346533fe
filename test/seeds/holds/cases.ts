import { atWork, over, rang, timer } from './words.ts'

/** Queries that find what must not be, about cases, their orders and clocks; `event` names the case, null when it belongs to none. $1: now. */
export const ofCases: Record<string, string> = {
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
  'a deadline that rang before its time': `
    select (body->>'event')::uuid as event, body->>'clock' as what from facts
    where kind = 'work-order.overdue' and recorded_at < (body->>'due')::timestamptz`,
  'a clock of acceptance that runs on though somebody has accepted': `
    select w.event, w.state as what from work_orders w where w.state <> 'asked' and ${timer('accept')}`,
}
