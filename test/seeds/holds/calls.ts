import { over, timer } from './words.ts'

/** Orders of red cases that somebody must accept and nobody has: since when their calls count, and how many ways there are. */
const ringing = `(select w.id as order_id, coalesce(d.called_from, d.dispatched_at) as since,
    coalesce(jsonb_array_length(d.plan->'callConfirm'->e.grade), case when e.grade = 'extraordinary' then 3 else 0 end) as ways
  from work_orders w join events e on e.id = w.event join dispatches d on d.event = e.id
  where e.state in ('handling', 'checking') and w.state = 'asked' and w.accepted_at is null and w.paused_at is null and (w.role = 'lead' or w.mandatory)
    and (e.grade = 'extraordinary' or d.plan->'callConfirm' ? e.grade)) r`

/** Three ways within two minutes, then 30 seconds of patience (`call-steps.ts`), all from the first one on: an outage does not put them off. */
const usual = 'r.ways = 3'

/** Queries that find what must not be, about who is called and told; `event` names the case, null when it belongs to none. $1: now. */
export const ofCalls: Record<string, string> = {
  'a call nobody answered that climbs no more and was told to nobody': `
    select w.event, w.role || ' step ' || w.step as what from work_orders w join events e on e.id = w.event
    where e.state = 'handling' and w.state = 'asked' and w.paused_at is null and w.accept_by <= $1 and not ${timer('accept')}
      and not exists (select 1 from notices n where n.work_order = w.id and n.kind = 'overdue')`,
  'an alarm kept quiet that is red, over, or looked at no more': `
    select null::uuid as event, q.object || ' ' || a.severity as what from muted_alarms q join alarms a on a.id = q.alarm
    where q.ended_at is null and (a.severity = 'red' or a.cleared_at is not null or not exists (select 1 from timers t where t.key = 'quiet:' || q.alarm))`,
  'a standing red alarm that nobody has': `
    select null::uuid as event, a.object || ' ' || a.family as what from alarms a
    where a.cleared_at is null and a.severity = 'red' and a.family <> 'silence'
      and not exists (select 1 from timers t where t.key = 'again:' || a.id)
      and not exists (select 1 from events e where e.object = a.object and e.family = a.family and (e.state not in ${over}
        or (e.state = 'merged' and exists (
          with recursive up as (select i.id, i.state, i.merged_into from events i where i.id = e.merged_into
            union select i.id, i.state, i.merged_into from events i join up on i.id = up.merged_into and up.state = 'merged')
          select 1 from up where up.state not in ${over} and up.state <> 'merged'))))`,
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
    select event, kind || ' ' || why as what from notices n group by person, event, work_order, kind, why, made_at
    having count(*) > case kind when 'urged' then (select count(*) from facts f where f.kind = 'work-order.urged' and f.body->>'order' = n.work_order::text
      and f.recorded_at = n.made_at) else 1 end`,
  'a red call that was never tried': `
    select n.event, n.post || ' ' || n.why as what from notices n join ${ringing} on r.order_id = n.work_order
    where n.kind = 'order' and n.urgent and n.made_at >= r.since and not exists (select 1 from call_attempts a where a.work_order = n.work_order and a.person = n.person)
      and not exists (select 1 from timers t where t.key like 'call:' || n.work_order || ':%:' || n.person)`,
  'a red call that nobody answers and that climbs no more': `
    select a.event, a.channel || ' ' || a.state || ' of step ' || a.step as what from call_attempts a join ${ringing} on r.order_id = a.work_order
    where a.why <> 'unanswered' and a.asked_at >= r.since
      and not exists (select 1 from call_attempts b where b.work_order = a.work_order and b.step = a.step and b.person = a.person and b.asked_at >= r.since and b.at_step > a.at_step)
      and not exists (select 1 from timers t where t.key = 'call:' || a.work_order || ':' || a.step || ':' || a.person)
      and not exists (select 1 from call_attempts b where b.work_order = a.work_order and b.why <> 'unanswered' and b.answer is not null and b.settled_at >= r.since
        and (b.answer = 'accepted' or (b.answer = 'known' and b.step >= a.step) or (b.answer = 'refused' and b.person = a.person)))
      and (a.at_step < r.ways - 1 or (a.state <> 'failed' and ${usual} and $1 < interval '150 seconds' + (select min(b.asked_at) from call_attempts b
        where b.work_order = a.work_order and b.step = a.step and b.person = a.person and b.asked_at >= r.since)))`,
  'a red order nobody has accepted that is looked at no more': `
    select e.id as event, 'order ' || r.order_id as what from ${ringing} join work_orders w on w.id = r.order_id join events e on e.id = w.event
    where exists (select 1 from call_attempts a where a.work_order = r.order_id and a.asked_at >= r.since)
      and not exists (select 1 from timers t where t.key = 'round:' || r.order_id)`,
  'an attempt without its fact, or a fact without its attempt': `
    select coalesce(a.event, (f.body->>'event')::uuid) as event, coalesce(a.channel, 'fact only') as what from call_attempts a
    full join (select body from facts where kind = 'call.attempted') f on f.body->>'attempt' = a.id::text where a.id is null or f.body is null`,
  'a message sent that never reached its gateway': `
    select null::uuid as event, o.key as what from outbox o
    where o.channel in ('sms', 'voice') and o.state = 'sent' and not exists (select 1 from sent_messages s where s.key = o.key)`,
  'a message handed over twice and not marked as a repeat': `
    select null::uuid as event, o.key || ' ' || s.times || ' times' as what from outbox o join sent_messages s on s.key = o.key where s.times > o.tries`,
  'a command without a clock or an answer': `
    select null::uuid as event, c.device || ' ' || c.name as what from commands c
    where c.state = 'sent' and not exists (select 1 from timers t where t.key = 'receipt:' || c.id)`,
}
