import { type GroupBy, type LatePart, latePartIds, type MeasureId, repeatPoint } from '../../../../contract/evaluation-kinds.ts'
import type { KpiPeriod } from '../../../../contract/kpi.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db } from '../../../kernel/spine.ts'
import { countedScope } from './rules/counted-scope.ts'
import type { Grouped, Tally } from './types.ts'

/**
 * A part of the city and a period in days of the city's calendar, both counted. `lastDay`: the last of them that has begun. `now`: what is due by
 * then is late.
 */
export type Span = { scope: readonly string[]; from: string; to: string; lastDay: string; now: Date }
/** Beside the period before, from `pastFrom` to the day before. */
export type Wish = Span & { period: KpiPeriod; pastFrom: string }

/** Where clause on `l`: lines of cases inside a scope. */
export const linesIn = (scope: readonly string[], values: unknown[]): string => scopeSql('l.area', scope, values)

const countedLines = (values: unknown[], { scope, pastFrom, to }: Wish): string =>
  `evaluation_lines l where l.due is null and l.day >= $${values.push(pastFrom)} and l.day <= $${values.push(to)} and ${linesIn(scope, values)}`

/** How many lines of each figure have which part: of months from counts, else line by line. */
export async function readTallies(db: Db, wish: Wish): Promise<Tally[]> {
  const values: unknown[] = [wish.from]
  const areas = countedScope(wish.scope, wish.period)
  const rows = await db.query<Tally>(
    areas
      ? `select c.month < $1 as was, c.figure, c.part, sum(c.n)::int as n from evaluation_counts c where c.area = any($${values.push(areas)}) and c.by = 'all'
           and c.month >= $${values.push(wish.pastFrom)} and c.month <= $${values.push(wish.to)} group by 1, 2, 3 having sum(c.n) <> 0`
      : `select l.day < $1 as was, l.figure, l.part, count(*)::int as n from ${countedLines(values, wish)} and l.figure <> 'point' group by 1, 2, 3`,
    values,
  )
  const points: unknown[] = []
  return [...rows, ...(await db.query<Tally>(pointTallies(wish, null, points), points))]
}

/** One rate by type or source, each beside its own past. */
export async function readGroups(db: Db, wish: Wish, asked: Rated): Promise<Grouped[]> {
  const values: unknown[] = []
  const lines = ratedSql(wish, asked, values)
  return lines === null ? [] : (await db.query<GroupRow>(groupsSql(lines), values)).map(groupOf)
}

/** A unit with the rate of its cases; null: it had none in the period, and stands above one that had. */
export type UnitGroup = { id: string; name: string; parent: string | null; sort: number; rate: Grouped | null }

/** The same by unit, with all units above: their names, and what their order in the tree follows from. */
export async function readUnitGroups(db: Db, wish: Wish, measure: MeasureId): Promise<UnitGroup[]> {
  const values: unknown[] = []
  const lines = ratedSql(wish, { measure, by: 'unit' }, values)
  if (lines === null) return []
  const rows = await db.query<Omit<UnitGroup, 'rate'> & (GroupRow | { n: null })>(
    `with recursive found as materialized (${groupsSql(lines)}),
     up as (select u.parent as id from found f join units u on u.id = f.id where u.parent is not null
       union select u.parent from up join units u on u.id = up.id where u.parent is not null)
     select u.id, u.name, u.parent, u.sort, f.n, f.of, f.was_n, f.was_of from units u left join found f on f.id = u.id
     where f.id is not null or u.id in (select id from up)`,
    values,
  )
  return rows.map((row) => {
    const { id, name, parent, sort } = row
    return { id, name, parent, sort, rate: row.n === null ? null : groupOf(row) }
  })
}

type Rated = { measure: MeasureId; by: GroupBy }

/** Lines of one rate as SQL, `was`, `of`, `part`, `n`: of months from counts, else line by line. Null: nothing is told apart like that. */
function ratedSql(wish: Wish, { measure, by }: Rated, values: unknown[]): string | null {
  if (measure === 'repeat') return by === 'type' ? pointTallies(wish, by, values) : null
  const begin = `$${values.push(wish.from)}`
  const areas = countedScope(wish.scope, wish.period)
  return areas
    ? `select c.month < ${begin} as was, c.of, c.part, c.n from evaluation_counts c where c.area = any($${values.push(areas)}) and c.by = $${values.push(by)}
         and c.figure = $${values.push(measure)} and c.month >= $${values.push(wish.pastFrom)} and c.month <= $${values.push(wish.to)}`
    : `select l.day < ${begin} as was, l.${by} as of, l.part, 1 as n from ${countedLines(values, wish)} and l.figure = $${values.push(measure)} and l.${by} is not null`
}

type GroupRow = { id: string; n: number; of: number; was_n: number; was_of: number }
const groupOf = ({ id, n, of, was_n, was_of }: GroupRow): Grouped => ({ id, n, of, was: { n: was_n, of: was_of } })

/** Both numbers of each, and those of its past; what had none in this period is left out. */
function groupsSql(lines: string): string {
  const sum = (which: string): string => `coalesce(sum(g.n) filter (where ${which}), 0)::int`
  return `select g.of as id, ${sum('not g.was and g.part = 1')} as n, ${sum('not g.was')} as of, ${sum('g.was and g.part = 1')} as was_n, ${sum('g.was')} as was_of
    from (${lines}) g group by g.of having sum(g.n) filter (where not g.was) > 0`
}

/** Objects with events in the ninety days up to a day, and how many; of one type of event, where an object had several the first by name. */
export const pointsSql = (scope: readonly string[], to: string, values: unknown[]): string => {
  const day = `$${values.push(to)}::date`
  return `select l.object, min(l.type) as type, count(*) as n from evaluation_lines l where l.object is not null and l.day > ${day} - ${repeatPoint.days} and l.day <= ${day}
    and ${scopeSql('l.area', scope, values)} group by 1`
}

/** Points that are repeat points and others, of the period and the one before, as SQL. They have a type; of a unit or a source none is. */
function pointTallies({ scope, from, lastDay }: Wish, by: 'type' | null, values: unknown[]): string {
  const of = (was: boolean, day: string): string =>
    `select ${was} as was, ${by ? 'p.type' : `''`} as of, 'repeat' as figure, (p.n >= ${repeatPoint.events})::int as part, count(*)::int as n
     from (${pointsSql(scope, day, values)}) p group by 1, 2, 3, 4`
  return `${of(false, lastDay)} union all ${of(true, dayBefore(from))}`
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)

/** Late cases with their time in ms up to now, and the part most of it went to: `longest`, null where none was spent. */
export function lateSql({ scope, from, to, now }: Span, values: unknown[]): string {
  const at = `$${values.push(now)}::timestamptz`
  const parts = latePartIds.map(
    (part) =>
      `l.${part} + case when l.running = '${part}' then greatest(0, (extract(epoch from ${at} - l.since) * 1000)::bigint) else 0 end as ${part}`,
  )
  const longest = latePartIds.map((part) => `when ${part} then '${part}'`)
  return `select s.*, case when greatest(${latePartIds.join(', ')}) > 0 then case greatest(${latePartIds.join(', ')}) ${longest.join(' ')} end end as longest
    from (select l.event, l.opened, l.unit, l.type, l.source, ${parts.join(', ')} from evaluation_late l
      where l.due <= ${at} and l.day >= $${values.push(from)} and l.day <= $${values.push(to)} and ${linesIn(scope, values)}) s`
}

export type Late = { cases: number; parts: { part: LatePart; minutes: number; longest: number }[] }

/** Where the time of late cases went: minutes in all, and of how many cases each part was the longest. */
export async function readLate(db: Db, span: Span): Promise<Late> {
  const values: unknown[] = []
  const sums = latePartIds.flatMap((part) => [
    `round(coalesce(sum(${part}), 0) / 60000)::float8 as ${part}`,
    `count(*) filter (where longest = '${part}')::int as longest_${part}`,
  ])
  const [row] = await db.query<Record<string, number>>(
    `select count(*)::int as cases, ${sums.join(', ')} from (${lateSql(span, values)}) late`,
    values,
  )
  const { cases = 0 } = row!
  return { cases, parts: latePartIds.map((part) => ({ part, minutes: row![part]!, longest: row![`longest_${part}`]! })) }
}
