import { ownPath } from '../../../contract/own-place.ts'
import type { Grade, Risk } from '../../../contract/scales.ts'
import type { FigureLevel } from '../../../contract/wall-figures.ts'
import { areaPath, districtNameSql } from '../../city/area/store.ts'
import { openStates } from '../../flow/3-event/store.ts'
import { noWholeSql, wholeSql } from '../../flow/3-event/store-whole.ts'
import type { Db } from '../../kernel/spine.ts'
import type { Placed } from '../desk/rules/event-row.ts'
import { add, openInEarnest, overdueSql, placeSql, runningLeadSql } from '../desk/store.ts'
import { type Rest, restSql } from '../desk/store-rest.ts'
import { eventsSql } from '../desk/store-sight.ts'
import { type Asked as AskedObjects, bettered, wishedSql } from '../risk/store.ts'
import { type Asked, answeredSql } from './store.ts'

/** So many rows of a figure fit a wall; how many there are in all stands above them. */
const rowsAtMost = 60
const [hourMs, dayMs] = [3_600_000, 86_400_000]

/** A row behind a figure, with how many there are; `counted`: what the figure counts of it. */
export type FigureLine = Placed & {
  n: number
  part: number | null
  id: string
  title: string
  grade: Grade | null
  level: Risk | null
  since: Date | null
  unit: string | null
  counted: number | null
  of: number | null
}

const running = `(select * from events where state in ('open', 'handling', 'checking') and not exercise offset 0)`
const urgent = `e.grade in ('extraordinary', 'major')`
const unaccepted = `e.state in ('open', 'handling') and l.accepted_at is null`
const eventLine = (table: string): string =>
  `h.n, null::int as part, e.id, e.title, e.area, ${wholeSql}, ${districtNameSql} as district_name, t.name as town_name, e.grade, null as level, e.opened_at as since, null as unit, null::int as counted, null::int as of
   from ${table} join events e on e.id = h.id ${placeSql('e.area')}`

export type EventFigure =
  | 'open'
  | 'urgent'
  | 'overdue'
  | 'unaccepted'
  | 'unaccepted-urgent'
  | 'closed-day'
  | 'opened-hour'
  | 'opened-day'

/** `rest`: only what stands in none of the parts of the area. */
type AskedEvents = Asked & { rest: Rest | null }

function seenSql({ caller, wanted, rest }: AskedEvents, values: unknown[]): string {
  const sight = eventsSql(caller, wanted, values)
  return rest ? `(${sight} and ${restSql(rest, 'e.area', values)})` : sight
}

/** The events a figure counts, by the clauses it is counted by (`readNumbers`, `readStrip`), the gravest first. `from`: of those opened since, until `until`. */
export function readFigureEvents(
  db: Db,
  asked: AskedEvents,
  figure: EventFigure,
  span: { from: Date; until: Date },
): Promise<FigureLine[]> {
  const values: unknown[] = []
  const sight = seenSql(asked, values)
  const overdue = () => overdueSql(add(values, asked.now))
  const opened = () =>
    `events e where e.opened_at >= ${add(values, span.from)} and e.opened_at < ${add(values, span.until)} and not e.exercise`
  const from: Record<EventFigure, () => string> = {
    open: () => `${openInEarnest} e where true`,
    urgent: () => `${openInEarnest} e where ${urgent}`,
    overdue: () => `${running} e ${runningLeadSql} where ${overdue()}`,
    unaccepted: () => `${running} e ${runningLeadSql} where ${unaccepted}`,
    'unaccepted-urgent': () => `${running} e ${runningLeadSql} where ${unaccepted} and ${urgent}`,
    'closed-day': () =>
      `events e where e.closed_at > ${add(values, new Date(asked.now.getTime() - dayMs))} and e.state = 'closed' and not e.exercise`,
    'opened-hour': opened,
    'opened-day': opened,
  }
  const heaviest = `array_position(array['extraordinary', 'major', 'serious', 'ordinary', 'minor'], e.grade), e.opened_at desc, e.id`
  return db.query<FigureLine>(
    `with hits as (select e.id, count(*) over ()::int as n, row_number() over (order by ${heaviest}) as place from ${from[figure]()} and ${sight})
     select ${eventLine('hits h')} where h.place <= ${rowsAtMost} order by h.place`,
    values,
  )
}

/** One hour of the strip. */
export const hourSpan = (from: Date): { from: Date; until: Date } => ({ from, until: new Date(from.getTime() + hourMs) })

/** Orders a figure counts. `answered`: those of the share accepted in time, the late ones first (`part`: those in time); `returned`: sent back and not decided. */
export function readFigureOrders(db: Db, asked: AskedEvents, figure: 'answered' | 'returned'): Promise<FigureLine[]> {
  const { now } = asked
  const values: unknown[] = []
  const sight = seenSql(asked, values)
  const from =
    figure === 'answered'
      ? `(${answeredSql(sight, add(values, now), add(values, new Date(now.getTime() - dayMs)))}) w`
      : `(select w.* from work_orders w join events e on e.id = w.event
         where w.state in ('returned', 'arbitration') and e.state in ${openStates} and not e.exercise and ${sight}) w`
  const inTime = figure === 'answered' ? 'coalesce(w.accepted_at <= w.accept_by, false)' : 'null::boolean'
  return db.query<FigureLine>(
    `with hits as (
       select w.event as id, w.asked_at, w.unit_name, ${inTime} as fit, count(*) over ()::int as n, count(*) filter (where ${inTime}) over ()::int as met,
         row_number() over (order by ${inTime}, w.asked_at desc, w.id) as place from ${from})
     select h.n, ${figure === 'answered' ? 'h.met' : 'null::int'} as part, e.id, e.title, e.area, ${wholeSql}, ${districtNameSql} as district_name, t.name as town_name, e.grade, null as level, h.asked_at as since,
       h.unit_name as unit, h.fit::int as counted, null::int as of
     from hits h join events e on e.id = h.id ${placeSql('e.area')} where h.place <= ${rowsAtMost} order by h.place`,
    values,
  )
}

export type ObjectFigure =
  | { figure: 'risk'; level: FigureLevel | null }
  | { figure: 'worse' | 'better'; since: Date }
  | { figure: 'desk' | 'unknown' }

/** The objects a figure of C3 counts, by the clauses it is counted by (`readLevels`, `readMoved`, `countDesk`), the worst first. */
export function readFigureObjects(
  db: Db,
  asked: AskedObjects & { rest: Rest | null },
  wish: ObjectFigure,
): Promise<FigureLine[]> {
  const values: unknown[] = []
  const all = wishedSql(asked, values)
  const wished = asked.rest ? `${all} and ${restSql(asked.rest, 'o.area', values)}` : all
  const [join, clause] = objectFigureSql(wish, values)
  const counted = wish.figure === 'unknown'
  return db.query<FigureLine>(
    `with hits as (
       select o.id, o.name, o.area, r.level, r.since, r.unknown, r.indicators, count(*) over ()::int as n, sum(r.unknown) over ()::int as met,
         row_number() over (order by ${counted ? 'r.unknown desc, ' : ''}r.rank nulls last, r.score desc, o.id) as place
       from objects o ${join} where ${wished} and ${clause})
     select h.n, ${counted ? 'h.met' : 'null::int'} as part, h.id, h.name as title, h.area, ${noWholeSql}, ${districtNameSql} as district_name, t.name as town_name, null as grade, h.level, h.since, null as unit,
       ${counted ? 'h.unknown' : 'null::int'} as counted, ${counted ? 'h.indicators' : 'null::int'} as of
     from hits h ${placeSql('h.area')} where h.place <= ${rowsAtMost} order by h.place`,
    values,
  )
}

const rankSql = (level: string): string => `array_position(array['red', 'orange', 'yellow', 'blue', 'green'], ${level})`

/** What is joined to objects `o`, and what is asked of them. */
function objectFigureSql(wish: ObjectFigure, values: unknown[]): [join: string, clause: string] {
  const rated = 'join object_risks r on r.object = o.id'
  if (wish.figure === 'risk') {
    const level = wish.level === 'unrated' ? 'r.level is null' : wish.level ? `r.level = ${add(values, wish.level)}` : 'true'
    return [`left ${rated}`, level]
  }
  if (!('since' in wish)) return [rated, wish.figure === 'desk' ? bettered : 'r.unknown > 0']
  const moved = `join (select distinct on (subject) subject, body->>'from' as was from facts
    where kind = 'object.risk-changed' and recorded_at > ${add(values, wish.since)} order by subject, recorded_at, id) f on f.subject = o.id`
  return [`${rated} ${moved}`, `${rankSql('r.level')} ${wish.figure === 'worse' ? '<' : '>'} ${rankSql('f.was')}`]
}

/** An object and its open cases in earnest, as far as the caller sees them: the object first. */
export async function readFigureObject(db: Db, asked: Asked, object: string, objects: AskedObjects): Promise<FigureLine[]> {
  const values: unknown[] = [object]
  const wished = wishedSql(objects, values)
  const [own] = await db.query<Omit<FigureLine, 'n'>>(
    `select null::int as part, o.id, o.name as title, o.area, ${noWholeSql}, ${districtNameSql} as district_name, t.name as town_name, null as grade, r.level, r.since, null as unit, null::int as counted, null::int as of
     from objects o left join object_risks r on r.object = o.id ${placeSql('o.area')} where o.id = $1 and ${wished}`,
    values,
  )
  if (!own) return []
  const more: unknown[] = [object]
  const sight = eventsSql(asked.caller, asked.wanted, more)
  const cases = await db.query<FigureLine>(
    `with hits as (select e.id, count(*) over ()::int as n from ${openInEarnest} e where e.object = $1 and ${sight})
     select ${eventLine('hits h')} order by e.opened_at desc limit ${rowsAtMost}`,
    more,
  )
  const n = (cases[0]?.n ?? 0) + 1
  return [{ ...own, n }, ...cases]
}

/**
 * The paths of a part of an area, as the wall counts it: below the city the towns of an operating district and what is of it as a whole, below a zone one of its towns, else the child.
 * Empty: nothing of that code.
 */
export async function partPaths(db: Db, prefixes: readonly string[], part: string): Promise<string[]> {
  const [first = ''] = prefixes
  const isCity = prefixes.length === 1 && first.split('/').filter(Boolean).length === 1
  if (isCity) {
    const towns = await db.query<{ path: string }>(
      `select path from areas where operating_district = $1 and tier = 'town' order by path`,
      [part],
    )
    return towns.length > 0 ? [...towns.map(({ path }) => path), ownPath(first.split('/')[0]!, part)] : []
  }
  const path = await areaPath(db, part)
  return path && prefixes.some((prefix) => path.startsWith(prefix)) ? [path] : []
}
