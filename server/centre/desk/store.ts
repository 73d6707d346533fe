import type { EventRow } from '../../../contract/event.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { eventColumns } from '../../flow/3-event/store.ts'
import type { Key } from '../../kernel/cursor.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { eventRow } from './rules/event-row.ts'
import { eventsSql } from './store-sight.ts'
import type { EventFilter, ListedEvent, View } from './types.ts'

export const openStates = `('open', 'handling', 'checking', 'suspended', 'parked')`
const openOrders = `('asked', 'accepted', 'arrived', 'suspended', 'returned', 'arbitration')`
/** A count of ended events stops here: nobody reads a larger number off a tab. */
const countAtMost = 10_000

/**
 * The lead order beside an event `e`, with its running clock: the SQL twin of 5-work's `currentClock`, because lists filter by
 * it; a test walks all states and compares the two.
 */
export const leadSql = `left join lateral (
  select w.id, w.unit, w.state, w.asked_at, w.accepted_at, w.accepted_name, w.paused_at, w.provisional, c.clock,
    case c.clock when 'accept' then w.accept_by when 'arrive' then w.arrive_by when 'finish' then w.finish_by end as due
  from work_orders w cross join lateral (
    select case when w.state in ('asked', 'returned', 'arbitration') then 'accept'
      when w.state not in ('accepted', 'arrived', 'suspended') then null
      when w.arrive_by is not null and w.arrived_at is null then 'arrive'
      when w.finish_by is not null then 'finish' end as clock) c
  where w.event = e.id and w.role = 'lead' and w.state not in ('cancelled', 'transferred', 'excused')
  order by w.asked_at desc, w.id desc limit 1) l on true`

/** Is the event overdue at the moment `now` (a parameter's name)? */
export const overdueSql = (now: string): string =>
  `(e.state in ('open', 'handling', 'checking') and l.paused_at is null and l.due <= ${now})`

const listed = `${eventColumns}, d.name as district_name, t.name as town_name, l.id as lo_id, l.unit as lo_unit, l.state as lo_state, l.asked_at as lo_asked_at,
  l.accepted_at as lo_accepted_at, l.accepted_name as lo_accepted_name, l.paused_at as lo_paused_at, l.provisional as lo_provisional, l.clock as lo_clock, l.due as lo_due`

/** Names of district and town beside something with a path in `column`. */
export const placeSql = (column: string): string =>
  `left join areas d on d.code = split_part(${column}, '/', 2) left join areas t on t.code = split_part(${column}, '/', 3)`

export type Asked = { caller: Caller; wanted: readonly string[] | null; filter: EventFilter; now: Date; packs: Packs }

/** Events as list rows, newest first, after a key; one row more than `limit` when there is a next page. */
export async function readEventRows(db: Db, asked: Asked, page: { after: Key | null; limit: number }): Promise<EventRow[]> {
  const values: unknown[] = []
  const where = whereSql(asked, values)
  const after = page.after
    ? ` and (e.opened_at, e.id) < (${add(values, page.after.at)}, ${add(values, page.after.id)}::uuid)`
    : ''
  const rows = await db.query<ListedEvent>(
    `with page as (select e.id from events e ${leadSql} where ${where}${after} order by e.opened_at desc, e.id desc limit ${add(values, page.limit)})
     select ${listed} from page join events e on e.id = page.id ${placeSql('e.area')} ${leadSql} order by e.opened_at desc, e.id desc`,
    values,
  )
  return rows.map((row) => eventRow(row, asked.packs.typeOf(row.type)?.type.name ?? null, asked.now))
}

/** Open events, heaviest grade first, then newest: the leader's list. */
export async function readHeaviest(db: Db, asked: Asked, limit: number): Promise<EventRow[]> {
  const values: unknown[] = []
  const where = whereSql(asked, values)
  const weight = `array_position(array['extraordinary', 'major', 'serious', 'ordinary', 'minor'], e.grade)`
  const rows = await db.query<ListedEvent>(
    `with page as (select e.id from events e ${leadSql} where ${where} order by ${weight}, e.opened_at desc limit ${add(values, limit)})
     select ${listed} from page join events e on e.id = page.id ${placeSql('e.area')} ${leadSql} order by ${weight}, e.opened_at desc`,
    values,
  )
  return rows.map((row) => eventRow(row, asked.packs.typeOf(row.type)?.type.name ?? null, asked.now))
}

/** One event as a list row with everything its page starts from; null outside the caller's sight. */
export async function readListed(db: Db, caller: Caller, id: string): Promise<ListedEvent | null> {
  const values: unknown[] = [id]
  const sight = eventsSql(caller, null, values)
  const [row] = await db.query<ListedEvent>(
    `select ${listed} from events e ${placeSql('e.area')} ${leadSql} where e.id = $1 and ${sight}`,
    values,
  )
  return row ?? null
}

export type ViewCounts = Record<Exclude<View, 'all'>, number>

/** How many events each tab holds under the same area, grade, type and words; ended ones are counted up to 10,000. */
export async function countViews(db: Db, asked: Asked): Promise<ViewCounts> {
  const values: unknown[] = []
  const { view: _, states: __, ...filter } = asked.filter
  const where = whereSql({ ...asked, filter }, values)
  const [now, mine, unit] = [add(values, asked.now), mineSql(asked.caller, values), unitSql(asked.caller, values)]
  const [row] = await db.query<ViewCounts>(
    `with still as (select e.state, ${overdueSql(now)} as overdue, ${mine} as mine, ${unit} as own from events e ${leadSql} where ${where} and e.state in ${openStates})
     select count(*)::int as open, count(*) filter (where overdue)::int as overdue, count(*) filter (where state = 'checking')::int as checking,
       count(*) filter (where mine)::int as mine, count(*) filter (where own)::int as unit,
       (select count(*)::int from (select 1 from events e ${leadSql} where ${where} and e.state not in ${openStates} limit ${countAtMost}) ended) as closed
     from still`,
    values,
  )
  return row!
}

/** Puts a value into the list and answers its place: `$7`. */
export const add = (values: unknown[], value: unknown): string => `$${values.push(value)}`

export function whereSql({ caller, wanted, filter, now }: Asked, values: unknown[]): string {
  const clauses = [eventsSql(caller, wanted, values)]
  const oneOf = (column: string, list: string[] | undefined) =>
    list && list.length > 0 ? clauses.push(`${column} = any(${add(values, list)})`) : 0
  oneOf('e.state', filter.states)
  oneOf('e.grade', filter.grades)
  oneOf('e.type', filter.types)
  if (filter.q?.trim()) clauses.push(wordsSql(filter.q, values))
  if (filter.view && filter.view !== 'all') clauses.push(viewSql(filter.view, { caller, now }, values))
  return clauses.join(' and ')
}

function viewSql(view: Exclude<View, 'all'>, { caller, now }: Pick<Asked, 'caller' | 'now'>, values: unknown[]): string {
  const still = `e.state in ${openStates}`
  if (view === 'open') return still
  if (view === 'closed') return `e.state not in ${openStates}`
  if (view === 'checking') return `e.state = 'checking'`
  if (view === 'overdue') return overdueSql(add(values, now))
  return `${still} and ${view === 'mine' ? mineSql(caller, values) : unitSql(caller, values)}`
}

/** Mine: an order I hold, or one my post was called for and nobody holds yet. */
function mineSql(caller: Caller, values: unknown[]): string {
  const [person, post] = [add(values, caller.person), add(values, caller.post)]
  return `exists (select 1 from work_orders w where w.event = e.id and w.state in ${openOrders} and (w.accepted_by = ${person}
    or (w.accepted_by is null and (w.post = ${post} or exists (select 1 from calls c where c.work_order = w.id and c.post = ${post} and not c.inform)))))`
}

const unitSql = (caller: Caller, values: unknown[]): string =>
  `exists (select 1 from work_orders w where w.event = e.id and w.unit = ${add(values, caller.unit)} and w.state in ${openOrders})`

/** Number from its front; title, address and the names of district, town and community anywhere. */
function wordsSql(words: string, values: unknown[]): string {
  const typed = words.trim().replace(/[\\%_]/g, '\\$&')
  const [front, anywhere] = [add(values, `${typed.toUpperCase()}%`), add(values, `%${typed}%`)]
  const named = (tier: string, part: number) =>
    `split_part(e.area, '/', ${part}) in (select code from areas where tier = '${tier}' and name like ${anywhere})`
  return `(e.no like ${front} or e.title ilike ${anywhere} or e.address ilike ${anywhere} or ${named('district', 2)} or ${named('town', 3)} or ${named('community', 4)})`
}

/** The change that matters of an alarm: what brought it to its gravest, the newest of several; not what joined it there with less. */
export const gravestSql = (change: string): string =>
  `array_position(array['red', 'orange', 'yellow', 'blue'], ${change}.to_severity) nulls last,
   ${change}.from_severity is not distinct from ${change}.to_severity, ${change}.value is null, ${change}.seq desc`
