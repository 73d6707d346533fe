import { scopeSql } from '../../city/permit/scope.ts'
import { afterPosition, type Position, safePosition } from '../../kernel/facts.ts'
import { lockKeys } from '../../kernel/lock-keys.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { type BalanceChanges, type Balanced, balancedKinds, type ItemChange, sheetOf } from './rules/balance.ts'
import type { AreaSheet, BalanceDifference, CallState, ItemState } from './types.ts'

/** Name of the reader in `positions`. */
const reader = 'balance'
const town = (path: string): string =>
  `array_to_string((string_to_array(${path}, '/'))[1:least(3, array_length(string_to_array(${path}, '/'), 1) - 1)], '/') || '/'`

/** The facts up to which the balance has read, locked; null before the first time. */
export async function lockPosition(tx: Tx): Promise<Position | null> {
  await tx.query('select pg_advisory_xact_lock($1)', [lockKeys.balance])
  const [row] = await tx.query<Position>('select tx::text, id::text from positions where reader = $1', [reader])
  return row ?? null
}

/** Not of a drill: nothing of one was received, and nobody was called in earnest. */
const inEarnest = (fact: string): string =>
  `not exists (select 1 from events x where x.exercise and x.id::text = ${fact}.body->>'event')`

const savePosition = (tx: Tx, to: Position): Promise<unknown> =>
  tx.query(
    `insert into positions (reader, tx, id) values ($1, $2::xid8, $3)
     on conflict (reader) do update set tx = excluded.tx, id = excluded.id`,
    [reader, to.tx, to.id],
  )

/** Facts of the balance after a position, and where the reader stands when they are worked in. */
export async function unreadFacts(db: Db, after: Position, limit: number): Promise<{ facts: Balanced[]; to: Position }> {
  const safe = await safePosition(db)
  const rows = await db.query<Omit<Balanced, 'recordedAt'> & { recorded_at: Date; tx: string }>(
    `select id::text, tx::text, kind, area, recorded_at, body from facts
     where ${afterPosition} and tx <= $3::xid8 and kind = any($4) and ${inEarnest('facts')} order by facts.tx, facts.id limit $5`,
    [after.tx, after.id, safe.tx, balancedKinds, limit],
  )
  const last = rows.length === limit ? rows.at(-1) : undefined
  const to = last ? { tx: last.tx, id: last.id } : safe
  return { facts: rows.map(({ recorded_at, ...row }) => ({ ...row, recordedAt: recorded_at })), to }
}

/** Is there a fact of the balance from before the end of a day that the reader has not passed? */
export async function hasUnread(db: Db, after: Position, { day, zone }: { day: string; zone: string }): Promise<boolean> {
  const rows = await db.query(
    `select 1 from facts where ${afterPosition} and kind = any($3)
       and recorded_at < (($4::date + 1)::timestamp at time zone $5) limit 1`,
    [after.tx, after.id, balancedKinds, day, zone],
  )
  return rows.length > 0
}

/** Writes changes down and moves the reader on. The later fact of a thing wins, also when it was read first. */
export async function saveChanges(tx: Tx, changes: BalanceChanges, to: Position): Promise<void> {
  await saveItems(tx, changes)
  await saveCalls(tx, changes)
  await savePosition(tx, to)
}

async function saveItems(tx: Tx, { items, opened, events }: BalanceChanges): Promise<void> {
  if (items.length > 0)
    await tx.query(
      `insert into balance_items (id, event, area, day, state, fact) select * from ${itemRows}
       on conflict (id) do update set state = excluded.state, event = coalesce(excluded.event, balance_items.event), fact = excluded.fact
       where balance_items.fact < excluded.fact`,
      itemColumns(items),
    )
  if (opened.length > 0)
    await tx.query(
      `insert into balance_items (id, event, area, day, state, fact) select n.* from ${itemRows} as n(id, event, area, day, state, fact)
       where not exists (select 1 from balance_items i where i.event = n.event) on conflict (id) do nothing`,
      itemColumns(opened),
    )
  if (events.length > 0)
    await tx.query(
      `update balance_items i set state = n.state, fact = n.fact
       from unnest($1::uuid[], $2::text[], $3::bigint[]) as n(event, state, fact) where i.event = n.event and i.fact < n.fact`,
      [events.map((one) => one.event), events.map((one) => one.state), events.map((one) => one.fact)],
    )
}

/** A call is decided by the first fact after it. */
async function saveCalls(tx: Tx, { calls, answers }: BalanceChanges): Promise<void> {
  if (calls.length > 0)
    await tx.query(
      `insert into balance_calls (notice, work_order, area, day, fact)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[], $5::bigint[]) on conflict do nothing`,
      [
        calls.map((one) => one.notice),
        calls.map((one) => one.order),
        calls.map((one) => one.area),
        calls.map((one) => one.day),
        calls.map((one) => one.fact),
      ],
    )
  if (answers.length > 0)
    await tx.query(
      `update balance_calls c set state = n.state, decided = n.fact from (
         select distinct on (b.notice) b.notice, g.state, g.fact
         from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[]) as g(work_order, notice, state, fact)
         join balance_calls b on (b.work_order = g.work_order or b.notice = g.notice) and b.fact < g.fact
         order by b.notice, g.fact) n
       where c.notice = n.notice and (c.decided is null or n.fact < c.decided)`,
      [
        answers.map((one) => one.order),
        answers.map((one) => one.notice),
        answers.map((one) => one.state),
        answers.map((one) => one.fact),
      ],
    )
}

const itemRows = 'unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[], $5::text[], $6::bigint[])'
const itemColumns = (items: ItemChange[]): unknown[] => [
  items.map((one) => one.id),
  items.map((one) => one.event),
  items.map((one) => one.area),
  items.map((one) => one.day),
  items.map((one) => one.state),
  items.map((one) => one.fact),
]

/** Every thing received, from its rows alone: a signal stands where it was decided, or where the event it came to stands. $1 zone. */
const freshItems = `
  select s.id, case when s.state in ('auto', 'opened') then s.home_event end as event, ${town('s.area')} as area,
    (s.received_at at time zone $1)::date as day,
    case when s.state in ('waiting', 'snoozed') then 'open' when s.state in ('merged', 'rejected', 'gone') then s.state
      when e.state in ('closed', 'merged', 'false-alarm', 'self-handled') then e.state else 'open' end as state
  from signals s left join events e on e.id = s.home_event and not e.exercise`

/** How a fact that came first after a call decided it. */
const decidedAs = (fact: string): string =>
  `case ${fact}.kind when 'work-order.called' then 'climbed' when 'work-order.cancelled' then 'withdrawn' when 'work-order.excused' then 'withdrawn'
      when 'notice.cancelled' then 'withdrawn' else 'answered' end`
const answering = `array['work-order.accepted', 'work-order.returned', 'work-order.transferred', 'work-order.cancelled', 'work-order.excused']`
const climbs = (fact: string): string => `${fact}.kind = 'work-order.called' and ${fact}.body->>'why' = 'no-answer'`
/** Up to the position $2, $3. */
const read = (fact: string): string => `(${fact}.tx, ${fact}.id) <= ($2::xid8, $3::bigint)`
const isCall = (fact: string): string =>
  `${fact}.kind = 'notice.sent' and ${fact}.body->>'kind' = 'order' and ${fact}.body->>'order' is not null and ${fact}.area is not null and ${inEarnest(fact)}
    and ${read(fact)}`
const callColumns = (fact: string): string =>
  `(${fact}.body->>'notice')::uuid as notice, (${fact}.body->>'order')::uuid as work_order, ${town(`${fact}.area`)} as area,
    (${fact}.recorded_at at time zone $1)::date as day`

/** Calls of some days from the facts up to a position: what came first after each decided it, looked for call by call. $1 zone, $2 and $3 the position. */
const freshCalls = `
  select ${callColumns('n')}, coalesce(next.state, 'pending') as state, n.id as fact, next.id as decided
  from facts n left join lateral (
    select f.id, ${decidedAs('f')} as state
    from facts f
    where f.id > n.id and ${read('f')} and (
      (f.body ? 'order' and f.body->>'order' = n.body->>'order' and (${climbs('f')} or f.kind = any(${answering})))
      or (f.kind = 'notice.cancelled' and f.subject = n.subject and f.body->>'notice' = n.body->>'notice'))
    order by f.id limit 1) next on true
  where ${isCall('n')}`

/** The same of all days, where everything that decides is read once: looked for call by call it would be asked for in every month there is. */
const allCalls = `
  with calls as materialized (
    select ${callColumns('n')}, n.id as fact, n.subject, n.body->>'order' as key, n.body->>'notice' as notice_key from facts n where ${isCall('n')}),
  answers as materialized (
    select f.id, ${decidedAs('f')} as state, f.body->>'order' as key from facts f
    where f.kind = any(array['work-order.called'] || ${answering}) and (f.kind <> 'work-order.called' or ${climbs('f')}) and ${read('f')}),
  withdrawals as materialized (
    select f.id, f.subject, f.body->>'notice' as notice_key from facts f where f.kind = 'notice.cancelled' and ${read('f')}),
  decided as (
    select c.fact, a.id, a.state from calls c join answers a on a.key = c.key and a.id > c.fact
    union all
    select c.fact, w.id, 'withdrawn' from calls c join withdrawals w on w.subject = c.subject and w.notice_key = c.notice_key and w.id > c.fact),
  firsts as (select distinct on (fact) fact, id, state from decided order by fact, id)
  select c.notice, c.work_order, c.area, c.day, coalesce(f.state, 'pending') as state, c.fact, f.id as decided
  from calls c left join firsts f on f.fact = c.fact`

/** Empties the balance and makes it anew from rows and facts; what is recorded meanwhile is read afterwards. */
export async function rebuildBalance(tx: Tx, zone: string): Promise<void> {
  await lockPosition(tx)
  const to = await safePosition(tx)
  await tx.query('delete from balance_items')
  await tx.query('delete from balance_calls')
  await tx.query(
    `insert into balance_items (id, event, area, day, state, fact) select id, event, area, day, state, 0 from (${freshItems}) i`,
    [zone],
  )
  await tx.query(
    `insert into balance_calls (notice, work_order, area, day, state, fact, decided)
     select notice, work_order, area, day, state, fact, decided from (${allCalls}) c`,
    [zone, to.tx, to.id],
  )
  await savePosition(tx, to)
}

/**
 * What stands elsewhere than its rows and facts say, from one day to another; empty when all is well. Things with facts not read yet
 * are left out. One statement sees one state of the database, so this holds while the city runs. Inside a scope, or everywhere; the first
 * thousand.
 */
export async function compareBalance(
  db: Db,
  zone: string,
  days: { from: string; to: string },
  scope: readonly string[] | null = null,
): Promise<BalanceDifference[]> {
  const [at] = await db.query<Position>('select tx::text, id::text from positions where reader = $1', [reader])
  if (!at) return []
  const values: unknown[] = [zone, at.tx, at.id, days.from, days.to]
  const inScope = scope === null ? 'true' : scopeSql('found.area', scope, values)
  return db.query<BalanceDifference>(
    `with unread as (select distinct subject from facts where (tx, id) > ($2::xid8, $3::bigint)),
     stored as (select coalesce(s.id, i.id) as id, i.event, i.area, i.day, i.state from balance_items i
       left join signals s on i.id = i.event and s.home_event = i.event and s.state = 'auto' where i.day between $4 and $5),
     items as (
       select 'item' as of, coalesce(s.id, c.id)::text as id, coalesce(s.area, c.area) as area, coalesce(s.day, c.day)::text as day, s.state as stored, c.state as counted,
         coalesce(s.event, c.event) as event
       from stored s full join (select * from (${freshItems}) f where f.day between $4 and $5) c on c.id = s.id
       where (s.state, s.area, s.day) is distinct from (c.state, c.area, c.day)),
     calls as (
       select 'call' as of, coalesce(s.notice, c.notice)::text as id, coalesce(s.area, c.area) as area, coalesce(s.day, c.day)::text as day, s.state as stored, c.state as counted
       from (select * from balance_calls where day between $4 and $5) s full join (select * from (${freshCalls}) f where f.day between $4 and $5) c on c.notice = s.notice
       where (s.state, s.area, s.day) is distinct from (c.state, c.area, c.day))
     select * from (
       select of, id, area, day, stored, counted from items
         where not exists (select 1 from unread u where u.subject = items.id or u.subject = items.event::text)
       union all select * from calls) found
     where ${inScope} order by 1, 2 limit 1000`,
    values,
  )
}

/** The sheets of a day, one for each town with anything received or sent there, inside a scope; null: everywhere. */
export async function readSheets(
  db: Db,
  scope: readonly string[] | null,
  day: { day: string; zone: string },
): Promise<AreaSheet[]> {
  const values: unknown[] = [day.day, day.zone]
  const start = `($1::date::timestamp at time zone $2)`
  const end = `(($1::date + 1)::timestamp at time zone $2)`
  const rows = await db.query<{ area: string; name: string; n: number }>(
    `select area, name, sum(n)::float8 as n from (
       select area, 'item ' || state as name, count(*) as n from balance_items where day = $1 group by 1, 2
       union all select area, 'call ' || state, count(*) from balance_calls where day = $1 group by 1, 2
       union all select ${town('s.area')}, 'received', count(*) from signals s where s.received_at >= ${start} and s.received_at < ${end} group by 1
       union all select ${town('f.area')}, 'sent', count(*) from facts f where f.kind = 'notice.sent' and ${inEarnest('f')} and f.recorded_at >= ${start} and f.recorded_at < ${end}
         and f.body->>'kind' = 'order' and f.body->>'order' is not null and f.area is not null group by 1) b
     where ${scope === null ? 'true' : scopeSql('b.area', scope, values)} group by 1, 2 order by 1`,
    values,
  )
  const areas = [...new Set(rows.map((row) => row.area))]
  return areas.map((area) => {
    const of = (name: string): number => rows.find((row) => row.area === area && row.name === name)?.n ?? 0
    const states = <S extends string>(prefix: string): Partial<Record<S, number>> =>
      Object.fromEntries(
        rows
          .filter((row) => row.area === area && row.name.startsWith(prefix))
          .map((row) => [row.name.slice(prefix.length), row.n]),
      ) as Partial<Record<S, number>>
    const counted = {
      received: of('received'),
      items: states<ItemState>('item '),
      sent: of('sent'),
      calls: states<CallState>('call '),
    }
    return { area, ...sheetOf(counted) }
  })
}

/** The last day whose sheets are sealed ('YYYY-MM-DD'), or null. */
export async function lastSealedDay(db: Db): Promise<string | null> {
  const [row] = await db.query<{ day: string }>(
    `select body->>'day' as day from facts where kind = 'balance.day-sealed' order by recorded_at desc, id desc limit 1`,
  )
  return row?.day ?? null
}

/** When the sheets of a day were sealed, and how many things differed from their rows then. */
export async function sealOf(db: Db, day: string): Promise<{ at: Date; differences: number } | null> {
  const [row] = await db.query<{ at: Date; differences: number }>(
    `select recorded_at as at, (body->>'differences')::int as differences from facts where kind = 'balance.day-sealed' and subject = $1
     order by recorded_at desc limit 1`,
    [day],
  )
  return row ?? null
}
