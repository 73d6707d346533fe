import assert from 'node:assert/strict'
import { verifyChain } from '../../server/kernel/seal.ts'
import { ask, type City, until } from './city.ts'
import type { Sent } from './gateway.ts'

/** Every acknowledged reading is there exactly once, no other reading of ours more than once. Answers how many are stored. */
export async function readingsBalance(city: City, sent: Sent[]): Promise<number> {
  const rows = await ask<{ key: string; n: number }>(
    city,
    `select device || ' ' || (extract(epoch from at) * 1000)::bigint as key, count(*)::int as n from readings group by 1`,
  )
  const stored = new Map(rows.map(({ key, n }) => [key, n]))
  const of = ({ device, at }: Sent): number => stored.get(`${device} ${new Date(at).getTime()}`) ?? 0
  const lost = sent.filter((one) => one.acked && of(one) === 0)
  assert.deepEqual(lost, [], 'acknowledged readings are lost')
  assert.deepEqual(
    sent.filter((one) => of(one) > 1),
    [],
    'readings are doubled',
  )
  return rows.length
}

/** What must hold after any crash, whatever was going on. Each line is a query that finds what must not be. */
const faults: Record<string, string> = {
  'events without exactly one open lead order': `
    select e.id, e.state, count(w.id)::int as leads from events e
    left join work_orders w on w.event = e.id and w.role = 'lead' and w.state in ('asked', 'accepted', 'arrived', 'returned', 'arbitration')
    where e.state = 'handling' group by e.id having count(w.id) <> 1`,
  'events left open without a dispatch': `select id from events where state = 'open'`,
  'two open events of one tank': `
    select object, family, count(*) from events where state <> 'closed' group by 1, 2 having count(*) > 1`,
  // One that is part of another from its first moment is merged, and never opened.
  'events without their facts': `
    select e.id, count(f.id)::int as n from events e
    left join facts f on f.subject = e.id::text and f.kind in ('event.opened', 'event.dispatched') group by e.id
    having count(f.id) <> 2 and not (count(f.id) = 0 and exists (select 1 from facts m where m.kind = 'event.merged' and m.subject = e.id::text))`,
  'orders without the fact that asked for them': `
    select w.id, count(f.id)::int as n from work_orders w
    left join facts f on f.kind = 'work-order.asked' and f.body->>'order' = w.id::text group by w.id having count(f.id) <> 1`,
  'orders accepted twice, or without a fact': `
    select w.id, w.state, count(f.id)::int as n from work_orders w
    left join facts f on f.kind = 'work-order.accepted' and f.body->>'order' = w.id::text
    group by w.id having count(f.id) <> case when w.state = 'asked' then 0 else 1 end`,
  'clocks that do not fit their order': `
    select w.id, w.state, array_agg(t.kind) as clocks from work_orders w join timers t on t.key like 'wo-%:' || w.id
    group by w.id having (w.state <> 'asked' and bool_or(t.kind = 'order.accept-due')) or (w.state = 'asked' and bool_or(t.kind = 'order.arrive-due'))`,
  'accepted orders without a running clock': `
    select w.id from work_orders w where w.state = 'accepted' and w.arrive_by is not null
    and not exists (select 1 from timers t where t.key = 'wo-arrive:' || w.id)
    and not exists (select 1 from facts f where f.kind = 'work-order.overdue' and f.body->>'order' = w.id::text and f.body->>'clock' = 'arrive')`,
  'clocks that rang twice': `
    select body->>'order' as id, kind, body->>'clock' as clock, body->>'due' as due, count(*)::int as n from facts
    where kind in ('work-order.overdue', 'work-order.due-soon') group by 1, 2, 3, 4 having count(*) > 1`,
  // Of each clock of an order somebody is told once that it is about to end.
  'notices told twice': `
    select person, event, work_order, kind, why, count(*)::int as n from notices where kind in ('order', 'inform', 'escalated', 'due-soon')
    group by 1, 2, 3, 4, 5 having count(*) > case
      when kind = 'due-soon' then (select count(*) from facts f where f.kind = 'work-order.due-soon' and f.body->>'order' = work_order::text)
      when why = 'joined' then (select count(*) from facts f where f.kind = 'event.alarm-joined' and f.body->>'event' = event::text)
      else 1 end`,
  // Many alarms may join a case: its lead hears of them once a minute.
  'a lead told of joining alarms twice within a minute': `
    select a.event, a.person, b.made_at - a.made_at as after from notices a join notices b on b.person = a.person and b.work_order = a.work_order
      and b.why = 'joined' and b.id <> a.id and b.made_at >= a.made_at and b.made_at < a.made_at + interval '1 minute' where a.why = 'joined'`,
  'notices without their fact': `
    select n.id, count(f.id)::int as n from notices n
    left join facts f on f.kind = 'notice.sent' and f.body->>'notice' = n.id::text group by n.id having count(f.id) <> 1`,
  'alarms raised twice, or without a fact': `
    select a.id, count(f.id)::int as n from alarms a
    left join facts f on f.kind = 'alarm.raised' and f.body->>'alarm' = a.id::text group by a.id having count(f.id) <> 1`,
  'commands told twice, or without a fact': `
    select c.id, count(f.id)::int as n from commands c
    left join facts f on f.kind = 'command.sent' and f.body->>'command' = c.id::text group by c.id having count(f.id) <> 1`,
  'handlers or timers that failed': `
    select handler as name, last_error from fact_work where last_error is not null
    union all select kind, last_error from timers where last_error is not null`,
}

/** Checks the whole balance on a running server; waits first until the claims of before the crash are worked off. */
export async function cityBalance(city: City): Promise<void> {
  await until(
    async () => (await ask<{ n: number }>(city, 'select count(*)::int as n from fact_work where tries = 0'))[0]!.n === 0,
    'the claims to be worked off',
  )
  // One query: a moment in between two would compare rows with facts of another moment.
  const list = Object.values(faults).map(
    (text, index) => `select ${index} as fault, to_jsonb(q${index}) as row from (${text}) q${index}`,
  )
  const found = await ask<{ fault: number; row: unknown }>(city, list.join(' union all '))
  const names = Object.keys(faults)
  assert.deepEqual(
    found.map(({ fault, row }) => ({ fault: names[fault], row })),
    [],
  )
  const chain = await verifyChain({ query: (text, values) => ask(city, text, values) })
  assert.equal(chain.ok, true, `the chain breaks: ${JSON.stringify(chain.firstBad)}`)
}
