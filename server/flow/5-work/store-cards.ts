import type { Key } from '../../kernel/cursor.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { areaNameSql } from '../3-event/store-whole.ts'
import { orderColumns } from './store.ts'
import type { CardReading, CardRow, ContactRow, OrderRow } from './types.ts'

const cardColumns = `${orderColumns}, e.no, e.title, e.type, e.grade, e.object, e.address, e.lon, e.lat, ${areaNameSql},
  coalesce((select c.why from calls c where c.work_order = o.id order by c.step desc, c.called_at desc limit 1), '') as why,
  (select d.plan->'safety' from dispatches d where d.event = e.id) as safety`
const cardTables = 'work_orders o join events e on e.id = o.event left join areas a on a.path = e.area'

/** Due time of the running clock; orders without one sort last. */
const dueSql = `coalesce(case when o.state in ('asked', 'returned', 'arbitration') then coalesce(o.rung_by, o.accept_by)
  when o.state in ('accepted', 'arrived', 'suspended') then coalesce(case when o.arrived_at is null then o.arrive_by end, o.finish_by) end, timestamptz '9999-12-31')`

type Joined = OrderRow & {
  no: string
  title: string
  type: string
  grade: CardRow['grade']
  object: string | null
  address: string | null
  lon: number
  lat: number
  area_name: string
  whole: boolean
  why: string
  safety: CardRow['safety']
}

const toCard = ({
  no,
  title,
  type,
  grade,
  object,
  address,
  lon,
  lat,
  area_name,
  whole,
  why,
  safety,
  ...order
}: Joined): CardRow => ({
  order,
  no,
  title,
  type,
  grade,
  object,
  address,
  lon,
  lat,
  areaName: area_name,
  whole,
  why,
  safety,
})

/** One order as a card; whether the caller may see it was asked before. */
export async function cardById(db: Db, id: string): Promise<CardRow | null> {
  const [row] = await db.query<Joined>(`select ${cardColumns} from ${cardTables} where o.id = $1`, [id])
  return row ? toCard(row) : null
}

export type CardPage = { view: 'mine' | 'unit'; after: Key | null; limit: number }

/**
 * Orders that want somebody of this caller, by time left. `mine`: what I accepted, and what waits for my post or unit to
 * accept. `unit`: all of my unit. Those submitted stay at the end until the check has passed.
 */
export async function listCards(db: Db, caller: Caller, page: CardPage): Promise<(CardRow & { due: Date })[]> {
  const mine = `(o.accepted_by = $2 or (o.accepted_by is null and (o.unit = $1 or o.post = $3
    or exists (select 1 from calls c where c.work_order = o.id and c.post = $3 and not c.inform))))`
  const whose = page.view === 'mine' ? mine : '(o.unit = $1 and $2::text is not null and $3::text is not null)'
  const rows = await db.query<Joined & { due_at: Date }>(
    `select * from (select ${cardColumns}, ${dueSql} as due_at from ${cardTables}
       where ${whose} and o.state in ('asked', 'accepted', 'arrived', 'returned', 'arbitration', 'suspended', 'submitted')) found
     where $4::text is null or (due_at, id) > ($4::timestamptz, $5::uuid) order by due_at, id limit $6`,
    [caller.unit, caller.person, caller.post, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  )
  return rows.map(({ due_at, ...row }) => ({ ...toCard(row), due: due_at }))
}

/** People of the cases: whoever accepted an order, and the posts that were called. */
export function contactsOf(db: Db, events: string[]): Promise<ContactRow[]> {
  return db.query<ContactRow>(
    `select distinct on (c.event, c.post) c.event, n.name, p.name as post, p.unit, n.phone
     from calls c join posts p on p.id = c.post join persons n on n.id = c.person
     where c.event = any($1) order by c.event, c.post, c.called_at desc`,
    [events],
  )
}

/** Order → the newest call to this person that waits for an answer, of the round that runs. Reads only: calls belong to the stage before. */
export async function callsWaiting(db: Db, orders: string[], person: string | null): Promise<Map<string, string>> {
  const rows = await db.query<{ work_order: string; id: string }>(
    `select distinct on (c.work_order) c.work_order, c.id
     from call_attempts c join work_orders o on o.id = c.work_order join dispatches d on d.event = c.event
     where c.work_order = any($1) and c.person = $2 and c.why <> 'unanswered' and c.state in ('asked', 'sent')
       and (o.state = 'asked' and o.accepted_at is null or o.state in ('accepted', 'arrived') and o.accepted_at < d.confirm_from)
       and o.paused_at is null
       and (d.called_from is null or c.asked_at >= d.called_from)
     order by c.work_order, c.asked_at desc, c.at_step desc, c.key`,
    [orders, person],
  )
  return new Map(rows.map((row) => [row.work_order, row.id]))
}

/** The last values of the devices of each case's object. */
export function readingsOf(db: Db, events: string[]): Promise<CardReading[]> {
  return db.query<CardReading>(
    `select e.id as event, s.last_at as at, v.key as reading, v.value::float8 as value
     from events e join devices d on d.object = e.object join device_states s on s.device = d.id
     cross join lateral jsonb_each_text(s.last_values) v
     where e.id = any($1) and s.last_at is not null order by e.id, s.last_at desc, v.key`,
    [events],
  )
}
