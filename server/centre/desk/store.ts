import type { EventRow, EventState } from '../../../contract/event.ts'
import { districtNameSql } from '../../city/area/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { isWhole, scopeSql } from '../../city/permit/scope.ts'
import { eventIsOpen } from '../../flow/3-event/life.ts'
import { caseSightSql, eventColumns, openStates } from '../../flow/3-event/store.ts'
import { wholeSql } from '../../flow/3-event/store-whole.ts'
import { judgedSql } from '../../flow/7-evaluate/evaluation/store-cases.ts'
import type { Key } from '../../kernel/cursor.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { eventRow } from './rules/event-row.ts'
import { depthOf } from './store-rest.ts'
import { anyPartSql, areasSeen, eventsParts, eventsSql, ownEventsParts } from './store-sight.ts'
import { type Words, wordsSql } from './store-words.ts'
import type { EventFilter, ListedEvent, View } from './types.ts'

/** Open events as a table of their own (`offset 0` keeps it so): few beside all there ever were, so they are found first and asked after. */
export const stillOpen = `(select * from events where state in ${openStates} offset 0)`
/** The same without drills: for whatever counts. */
export const openInEarnest = `(select * from events where state in ${openStates} and not exercise offset 0)`
/** The gravest of them: the index leads to the few there are. */
export const graveInEarnest = `(select * from events where state in ${openStates} and grade in ('extraordinary', 'major') and not exercise offset 0)`
const figures = 'id, state, grade, area, type'
/** What is counted of open events in earnest, and no more: these five are read off their index alone. */
export const openFigures = `(select ${figures} from events where state in ${openStates} and not exercise offset 0)`
/**
 * The same of what people are at work on, and of what rests; both together are all that stands open. What rests is most of it, and is picked from all that is
 * open: asked for by its own states PostgreSQL thinks two indexes together lead to a two-hundredth of it, and reads every row.
 */
export const runningFigures = `(select ${figures} from events where state in ('open', 'handling', 'checking') and not exercise offset 0)`
export const restingFigures = `(select * from ${openFigures} o where state in ('suspended', 'parked') offset 0)`
const openOrders = `('asked', 'accepted', 'arrived', 'suspended', 'returned', 'arbitration')`
/** A count of ended events stops here: nobody reads a larger number off a tab. */
const countAtMost = 10_000
/** Common words are counted among the newest so many ended events. */
const lookBackAtMost = 20_000

/**
 * The lead order beside an event `e`, with its running clock: the SQL twin of 5-work's `currentClock`, because lists filter by
 * it; a test walks all states and compares the two.
 */
export const leadSql = leadWhere('')
/** The same for events that can be overdue only: none of what is parked is looked up, which is most of what stands open. */
export const runningLeadSql = leadWhere(` and e.state in ('open', 'handling', 'checking')`)

function leadWhere(also: string): string {
  return `left join lateral (
  select w.id, w.unit, w.state, w.asked_at, w.accepted_at, w.accepted_name, w.paused_at, w.provisional, c.clock,
    case c.clock when 'accept' then coalesce(w.rung_by, w.accept_by) when 'arrive' then w.arrive_by when 'finish' then w.finish_by end as due,
    case c.clock when 'accept' then w.accept_by end as first_due
  from work_orders w cross join lateral (
    select case when w.state in ('asked', 'returned', 'arbitration') then 'accept'
      when w.state not in ('accepted', 'arrived', 'suspended') then null
      when w.arrive_by is not null and w.arrived_at is null then 'arrive'
      when w.finish_by is not null then 'finish' end as clock) c
  where w.event = e.id and w.role = 'lead' and w.state not in ('cancelled', 'transferred', 'excused')${also}
  order by w.asked_at desc, w.id desc limit 1) l on true`
}

/** Is the event overdue at the moment `now` (a parameter's name)? What nobody accepted within the first limit stays overdue on every rung. */
export const overdueSql = (now: string): string =>
  `(e.state in ('open', 'handling', 'checking') and l.paused_at is null and coalesce(l.first_due, l.due) <= ${now})`

/** What a list row is made of: an event `e`, its lead order `l` and its place. */
export const listed = `${eventColumns}, ${wholeSql}, ${districtNameSql} as district_name, t.name as town_name, l.id as lo_id, l.unit as lo_unit, l.state as lo_state, l.asked_at as lo_asked_at,
  l.accepted_at as lo_accepted_at, l.accepted_name as lo_accepted_name, l.paused_at as lo_paused_at, l.provisional as lo_provisional, l.clock as lo_clock, l.due as lo_due, l.first_due as lo_first_due`

/** Names of district and town beside something with a path in `column`. */
export const placeSql = (column: string): string =>
  `left join areas d on d.code = split_part(${column}, '/', 2) left join areas t on t.code = split_part(${column}, '/', 3)`

export type Asked = {
  caller: Caller
  wanted: readonly string[] | null
  filter: EventFilter
  words: Words | null
  now: Date
  packs: Packs
}
type Page = { after: Key | null; limit: number }

/** Events as list rows, newest first, after a key; one row more than `limit` when there is a next page. */
export async function readEventRows(db: Db, asked: Asked, page: Page): Promise<EventRow[]> {
  const values: unknown[] = []
  const rows = await db.query<ListedEvent>(
    `with page as (${openOnly(asked.filter) ? openPageSql(asked, page, values) : pageSql(asked, page, values)})
     select ${listed} from page join events e on e.id = page.id ${placeSql('e.area')} ${leadSql} order by e.opened_at desc, e.id desc`,
    values,
  )
  return rows.map((row) => eventRow(row, asked.packs.typeOf(row.type)?.type.name ?? null, asked.now))
}

const newestFirst = 'order by e.opened_at desc, e.id desc'
const afterSql = (after: Key | null, values: unknown[]): string =>
  after ? ` and (e.opened_at, e.id) < (${add(values, after.at)}, ${add(values, after.id)}::uuid)` : ''

/** Do all events a filter lets through still stand open? */
const openOnly = ({ view, states }: EventFilter): boolean =>
  (view !== undefined && view !== 'all' && view !== 'closed') ||
  (states !== undefined && states.length > 0 && states.every((state) => eventIsOpen(state as EventState)))

const runningStates = `('open', 'handling', 'checking')`
const restingStates = `('suspended', 'parked')`

/** `stillOpen`, narrowed by what indexes know of a filter, else newest first off an index of its own: most of what stands open in a large city is parked. */
function openLike(asked: Asked, values: unknown[]): string {
  const { caller, filter } = asked
  const { view, grades, objects } = filter
  const states = view === 'checking' ? `('checking')` : view === 'overdue' ? runningStates : openStates
  const oneOf = (column: string, list: string[] | undefined) =>
    list && list.length > 0 ? ` and ${column} = any(${add(values, list)})` : ''
  const orders = view === 'mine' ? mineOrders(caller, values) : view === 'unit' ? unitOrders(caller, values) : null
  const own = orders ? ` and id in (select w.event from work_orders w where ${orders})` : ''
  const narrow = oneOf('grade', grades) + oneOf('object', objects) + own
  const isAll = states === openStates && narrow === ''
  const few = isAll ? fewOpen(asked, values) : []
  if (few.length > 0) return `(select * from events where id = any(array(${few.join(' union ')})) offset 0)`
  const order = isAll ? ' order by opened_at desc, id desc' : ''
  return `(select * from events where state in ${states}${narrow}${order} offset 0)`
}

/** The open cases of towns, and of one's own: each part off its index. Newest first one would pass by all that stands open in the city. Empty: a whole district is seen. */
function fewOpen(asked: Asked, values: unknown[]): string[] {
  if (areasSeen(asked.caller, asked.wanted).some((prefix) => depthOf(prefix) < 3)) return []
  return openParts(asked, values).map((part) => `select e.id from events e where e.state in ${openStates} and ${part}`)
}

/** The parts of the caller's sight in the words of the index of open cases by area; none where nothing is seen. */
function openParts({ caller, wanted }: Asked, values: unknown[]): string[] {
  if (wanted?.length === 0) return []
  const areas = areasSeen(caller, wanted).map((prefix) => scopeSql('e.area', [prefix], values))
  return [...areas, ...ownEventsParts(caller, wanted, values)]
}

const openPageSql = (asked: Asked, page: Page, values: unknown[]): string =>
  `select e.id from ${openLike(asked, values)} e ${asked.filter.view === 'overdue' ? runningLeadSql : ''} where ${anyPartSql(asked.caller, asked.wanted, values)} and ${filterSql(asked, values)}${afterSql(page.after, values)}
   ${newestFirst} limit ${add(values, page.limit)}`

/** A page among all events: each part of the caller's sight gives its newest, the page is the newest of those. */
function pageSql(asked: Asked, page: Page, values: unknown[]): string {
  const [filter, after] = [filterSql(withoutJudged(asked), values), afterSql(page.after, values)]
  const judged = judgedFirst(asked, page, values)
  const of = judged ? ofJudged : 'events'
  const limit = add(values, page.limit)
  const parts = eventsParts(asked.caller, asked.wanted, values).map(({ sql, own }) => {
    const from = fromPart(sql, own && picky(asked), of)
    return `select e.id, e.opened_at from ${from} and ${filter}${after} ${newestFirst} limit ${limit}`
  })
  return `${judged ? `with ${judged} ` : ''}${unionSql(parts, limit)}`
}

/** May a filter leave few of many? What has ended is most of what there is. */
const picky = ({ words, filter: { grades, types, among, states, judged } }: Asked): boolean =>
  words !== null || judged !== undefined || [grades, types, among, states].some((list) => (list?.length ?? 0) > 0)

/** Events of a part of one's sight. Of one's own cases few may pass a filter: with `all` those are looked at, never all events. */
export const fromPart = (part: string, all: boolean, of = 'events'): string =>
  all ? `(select * from ${of} e where ${part} offset 0) e where true` : `${of} e where ${part}`

/** Events of the table `judged`: the cases behind a figure are found by the lines it counts, once, and then asked after, however old they are; a walk from the newest event could be long. */
const ofJudged = '(select * from events where id in (select event from judged) offset 0)'

/** That table. Of a page where nothing else is asked and areas are seen, the page is found among the lines alone. Null: no figure is asked for. */
function judgedFirst(asked: Asked, page: Page, values: unknown[]): string | null {
  const { judged } = asked.filter
  if (!judged) return null
  const cases = judgedSql(judged.judged, judged.span, values)
  if (!isFigureAlone(asked)) return judgedAll(cases)
  const after = page.after ? ` where (opened, event) < (${add(values, page.after.at)}, ${add(values, page.after.id)}::uuid)` : ''
  return `judged as materialized (select event from (${cases}) j${after} group by opened, event order by opened desc, event desc limit ${add(values, page.limit)})`
}

const judgedAll = (cases: string): string => `judged as materialized (select distinct event from (${cases}) j)`

/** Nothing but the cases behind a figure is asked for, by somebody who sees all cases of an area. */
function isFigureAlone({ caller, filter: { judged, view, ...others }, words }: Asked): boolean {
  const isAll = Object.values(others).every((list) => !list?.length) && !words && (!view || view === 'all')
  return judged !== undefined && isAll && caller.sight === 'area'
}

const withoutJudged = ({ filter: { judged: _, ...filter }, ...asked }: Asked): Asked => ({ ...asked, filter })

/** The union of what each part gives, each event once, newest first. */
const unionSql = (parts: string[], limit: string): string =>
  `select e.id from (${parts.map((part) => `(${part})`).join(' union ')}) e ${newestFirst} limit ${limit}`

/** Open events, heaviest grade first, then newest: the leader's list. */
export async function readHeaviest(db: Db, asked: Asked, limit: number): Promise<EventRow[]> {
  const values: unknown[] = []
  const where = `${anyPartSql(asked.caller, asked.wanted, values)} and ${filterSql(asked, values)}`
  const weight = `array_position(array['extraordinary', 'major', 'serious', 'ordinary', 'minor'], e.grade)`
  const rows = await db.query<ListedEvent>(
    `with page as (select e.id from ${openLike(asked, values)} e ${asked.filter.view === 'overdue' ? runningLeadSql : ''} where ${where} order by ${weight}, e.opened_at desc limit ${add(values, limit)})
     select ${listed} from page join events e on e.id = page.id ${placeSql('e.area')} ${leadSql} order by ${weight}, e.opened_at desc`,
    values,
  )
  return rows.map((row) => eventRow(row, asked.packs.typeOf(row.type)?.type.name ?? null, asked.now))
}

/** One event as a list row with everything its page starts from; null outside the caller's sight. */
export async function readListed(db: Db, caller: Caller, id: string): Promise<ListedEvent | null> {
  const values: unknown[] = [id]
  const sight = caseSightSql(caller, values)
  const [row] = await db.query<ListedEvent>(
    `select ${listed} from events e ${placeSql('e.area')} ${leadSql} where e.id = $1 and ${sight}`,
    values,
  )
  return row ?? null
}

export type ViewCounts = Record<Exclude<View, 'all'>, number>

/**
 * How many events each tab holds under the same area, grade, type and words. Ended ones are counted up to 10,000, of
 * one's own cases among the newest 5,000; words that more than 5,000 events hold are counted among the newest 20,000 ended ones.
 */
export async function countViews(db: Db, asked: Asked): Promise<ViewCounts> {
  const { view: _, states: __, ...filter } = asked.filter
  const under = { ...asked, filter }
  if (!isFigureAlone(under)) return countTabs(db, under)
  // Of the cases behind a figure, whatever is not still open has ended: both are counted at once, and none is looked at one by one.
  const [counts, cases] = await Promise.all([countTabs(db, under), countCases(db, under)])
  return { ...counts, closed: Math.max(0, Math.min(countAtMost, cases - counts.open)) }
}

/** The tabs; of a figure alone nothing that ended. */
async function countTabs(db: Db, under: Asked): Promise<ViewCounts> {
  const values: unknown[] = []
  const { judged: figure } = under.filter
  const judged = figure ? judgedSql(figure.judged, figure.span, values) : null
  const isAlone = isFigureAlone(under)
  // Of a figure alone all that is asked after but what rests are few: their lines are looked up; else the open cases behind it are gathered once.
  const among = judged ? ` and e.id in (select event from ${isAlone ? `(${judged}) j` : 'judged_open'})` : ''
  const where = `${eventsSql(under.caller, under.wanted, values)} and ${filterSql(withoutJudged(under), values)}${among}`
  const now = add(values, under.now)
  const [mine, unit] = [mineOrders(under.caller, values), unitOrders(under.caller, values)]
  const still = (orders: string) =>
    `(select count(*)::int from events e where e.id in (select w.event from work_orders w where ${orders}) and e.state in ${openStates} and ${where})`
  // What rests is most of what stands open: it is counted off its index alone and never gathered. Of a figure it is told from the rest after the cases
  // are found: asked for first, PostgreSQL takes it for a few and looks up the lines of each.
  const resting = isAlone
    ? `select count(*) filter (where state in ${restingStates}) as n from ${openFigures} o where id in (select event from (${judged}) j)`
    : restingSql(under, among, values)
  const [row] = await db.query<ViewCounts>(
    `with ${judged && !isAlone ? judgedParts(judged) : ''}running as materialized (
       select e.state, ${overdueSql(now)} as overdue from (select * from events where state in ${runningStates} offset 0) e ${leadSql} where ${where}),
     resting as (${resting})
     select (count(*) + (select n from resting))::int as open, count(*) filter (where overdue)::int as overdue,
       count(*) filter (where state = 'checking')::int as checking, ${still(mine)} as mine, ${still(unit)} as unit, ${isAlone ? '0' : endedSql(under, values)} as closed
     from running`,
    values,
  )
  return row!
}

/**
 * What rests, each part of the caller's sight off an index of its own and each case once; of an area off what its index holds, where nothing else is asked
 * after. Whoever sees a district must not pass by all that rests in the city.
 */
function restingSql(asked: Asked, among: string, values: unknown[]): string {
  const parts = openParts(asked, values)
  if (parts.length === 0) return 'select 0 as n'
  const columns = isPlain(asked) ? figures : '*'
  const where = `e.state in ${restingStates} and ${filterSql(withoutJudged(asked), values)}${among}`
  const resting = parts.map(
    (part) =>
      `select id from (select ${columns} from events e where e.state in ${openStates} and ${part} offset 0) e where ${where}`,
  )
  return `select count(*) as n from (${resting.join(' union ')}) e`
}

/** Cases behind a figure as tables: those still open, which every count of what is open asks for, and all of them, for those that ended. */
const judgedParts = (cases: string): string =>
  `judged_open as materialized (select id as event from ${openFigures} o where id in (select event from (${cases}) j)), ${judgedAll(cases)}, `

/** The cases behind a figure, the newest first, and no more of them than it takes to tell that the bound of ended ones is reached, whatever is still open. */
async function countCases(db: Db, { filter: { judged } }: Asked): Promise<number> {
  const values: unknown[] = []
  const cases = judgedSql(judged!.judged, judged!.span, values)
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from (select 1 from (${cases}) j group by opened, event order by opened desc, event desc
       limit ${countAtMost} + (select count(*) from ${openFigures} o)) j`,
    values,
  )
  return row!.n
}

/** How many have ended: of each part of the caller's sight up to the bound, each case once. Whoever sees an area has enough in it alone as a rule. */
function endedSql(asked: Asked, values: unknown[]): string {
  const parts = eventsParts(asked.caller, asked.wanted, values, 'count')
  const common = asked.words && !asked.words.rare ? asked.words : null
  const filter = filterSql(withoutJudged(common ? { ...asked, words: null } : asked), values)
  const of = asked.filter.judged ? ofJudged : 'events'
  const words = common ? ` where ${wordsSql(common, values)}` : ''
  const bound = common ? `${newestFirst} limit ${lookBackAtMost}` : `limit ${countAtMost}`
  const ended = parts.map(
    ({ sql }) =>
      `select e.id from (select e.* from ${of} e where ${sql} and e.state not in ${openStates} and ${filter} ${bound}) e${words}`,
  )
  const [first, ...others] = ended.map((one) => `(${one})`)
  const all = ['select id from first', ...others].join(' union ')
  const counted = `(with first as materialized (select id from ${first} e limit ${countAtMost})
    select case when (select count(*) from first) = ${countAtMost} then ${countAtMost} else (select count(*) from (select id from (${all}) e limit ${countAtMost}) e) end)::int`
  const area = isPlain(asked) ? areaOf(asked) : undefined
  return area === undefined ? counted : `(case when ${isPlenty(area, values)} then ${countAtMost} else ${counted} end)`
}

/** Is it filtered by nothing, or by what the index of what is open holds? */
const isPlain = ({ filter: { objects, judged }, words }: Asked): boolean => !objects?.length && !judged && !words

/** The one area whose cases are counted; undefined: several, none, a whole city, whose first rows are as good as any, or a filter tells cases of it apart. */
function areaOf({ caller, wanted, filter: { states, grades, types, among } }: Asked): string | undefined {
  const areas = areasSeen(caller, wanted)
  return states?.length || grades?.length || types?.length || among || areas.length > 1 || isWhole(areas) ? undefined : areas[0]
}

/**
 * Have as many ended in an area as a count goes to? All there ever were, no more than the bound asks for, less those that are open: both off indexes alone, where
 * to look at the state of ten thousand cases is ten thousand rows.
 */
function isPlenty(area: string, values: unknown[]): string {
  const inside = scopeSql('e.area', [area], values)
  return `(select count(*) >= ${countAtMost} + o.n from (select count(*) as n from events e where e.state in ${openStates} and ${inside}) o
    cross join lateral (select 1 from events e where ${inside} limit ${countAtMost} + o.n) a group by o.n)`
}

/** Puts a value into the list and answers its place: `$7`. */
export const add = (values: unknown[], value: unknown): string => `$${values.push(value)}`

/** What a filter asks of an event `e` (with its lead order `l` for the overdue ones), whoever asks. */
function filterSql({ caller, filter, words, now }: Asked, values: unknown[]): string {
  const clauses: string[] = []
  const oneOf = (column: string, list: string[] | undefined) =>
    list && list.length > 0 ? clauses.push(`${column} = any(${add(values, list)})`) : 0
  oneOf('e.state', filter.states)
  oneOf('e.grade', filter.grades)
  oneOf('e.type', filter.types)
  oneOf('e.object', filter.objects)
  if (filter.judged)
    clauses.push(`e.id in (select event from (${judgedSql(filter.judged.judged, filter.judged.span, values)}) j)`)
  if (filter.among) clauses.push(`e.type = any(${add(values, filter.among)})`)
  if (words) clauses.push(wordsSql(words, values))
  if (filter.view && filter.view !== 'all') clauses.push(viewSql(filter.view, { caller, now }, values))
  return clauses.join(' and ') || 'true'
}

function viewSql(view: Exclude<View, 'all'>, { caller, now }: Pick<Asked, 'caller' | 'now'>, values: unknown[]): string {
  const still = `e.state in ${openStates}`
  if (view === 'open') return still
  if (view === 'closed') return `e.state not in ${openStates}`
  if (view === 'checking') return `e.state = 'checking'`
  if (view === 'overdue') return overdueSql(add(values, now))
  return `${still} and ${view === 'mine' ? mineSql(caller, values) : unitSql(caller, values)}`
}

const mineSql = (caller: Caller, values: unknown[]): string =>
  `exists (select 1 from work_orders w where w.event = e.id and ${mineOrders(caller, values)})`
const unitSql = (caller: Caller, values: unknown[]): string =>
  `exists (select 1 from work_orders w where w.event = e.id and ${unitOrders(caller, values)})`

/** Mine: an order I hold, or one my post was called for and nobody holds yet. */
function mineOrders(caller: Caller, values: unknown[]): string {
  const [person, post] = [add(values, caller.person), add(values, caller.post)]
  return `w.state in ${openOrders} and (w.accepted_by = ${person}
    or (w.accepted_by is null and (w.post = ${post} or exists (select 1 from calls c where c.work_order = w.id and c.post = ${post} and not c.inform))))`
}
const unitOrders = (caller: Caller, values: unknown[]): string =>
  `w.unit = ${add(values, caller.unit)} and w.state in ${openOrders}`

/** The change that matters of an alarm: what brought it to its gravest, the newest of several; not what joined it there with less. */
export const gravestSql = (change: string): string =>
  `array_position(array['red', 'orange', 'yellow', 'blue'], ${change}.to_severity) nulls last,
   ${change}.from_severity is not distinct from ${change}.to_severity, ${change}.value is null, ${change}.seq desc`
