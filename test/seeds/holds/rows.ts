/** Queries that find rows that do not stand where their facts say; `event` names the case, null when it belongs to none. $1: now. */
export const ofRows: Record<string, string> = {
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
        'event.parked', 'event.resumed', 'event.park-passed', 'event.checking', 'event.closed', 'event.reopened', 'event.called-back', 'event.false-alarm', 'event.self-handled', 'check.failed')
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
      and not (f.kind = 'work-order.returned' and w.state in ('transferred', 'asked'))
      and not (f.kind = 'work-order.cancelled' and w.state = 'transferred')`,
  'a suspension nobody has granted': `
    select id as event, state as what from events where state in ('suspended', 'parked') and (pause is null or not (pause->>'granted')::boolean)`,
  'a signal whose state is not what its facts say': `
    select s.home_event as event, s.state || ' but ' || f.kind as what from signals s cross join lateral (
      select kind, case kind when 'signal.received' then 'waiting' when 'signal.woken' then 'waiting' when 'signal.split' then 'waiting' when 'signal.snoozed' then 'snoozed' when 'signal.opened' then 'opened|auto'
        when 'signal.merged' then 'merged' when 'signal.rejected' then 'rejected' else 'gone' end as states
      from facts where subject = s.id::text and kind like 'signal.%' order by id desc limit 1) f where not (s.state = any(string_to_array(f.states, '|')))`,
  'an alarm whose state is not what its facts say': `
    select null::uuid as event, a.object || ' ' || a.severity || ' but ' || f.kind as what from alarms a left join lateral (
      select kind, body->>'severity' as severity from facts where kind like 'alarm.%' and body->>'alarm' = a.id::text order by id desc limit 1) f on true
    where f.kind is null or (a.cleared_at is not null) <> (f.kind = 'alarm.cleared') or (f.kind <> 'alarm.cleared' and f.severity <> a.severity)`,
  'a command whose state is not what its facts say': `
    select null::uuid as event, c.device || ' ' || c.state || ' but ' || coalesce(f.kind, 'no fact') as what from commands c left join lateral (
      select kind from facts where kind like 'command.%' and body->>'command' = c.id::text order by id desc limit 1) f on true
    where f.kind is distinct from case c.state when 'sent' then 'command.sent' when 'receipted' then 'command.receipted' else 'command.unanswered' end`,
  'a device whose newest reading is not among those kept': `
    select null::uuid as event, s.device as what from device_states s
    where s.last_at is not null and not exists (select 1 from readings r where r.device = s.device and r.at = s.last_at)`,
}
