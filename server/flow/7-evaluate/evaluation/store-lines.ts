import { measureIds } from '../../../../contract/evaluation-kinds.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { CaseLines, LateLine, Line } from './types.ts'

const measures = `array['${measureIds.join("', '")}']`

/**
 * What lines add to the counts: for the city and its divisions, by month, in all and, of rates, by unit, type and source. `lines` names rows
 * with `n`, which is −1 for a line that is taken away. A point counts nowhere: three at one object are one.
 */
const countsOf = (lines: string): string =>
  `select a.area, date_trunc('month', l.day)::date as month, g.by, g.of, l.figure, l.part, sum(l.n)::int as n
   from ${lines} l
   cross join lateral (select distinct split_part(l.area, '/', 1) || '/' || case level when 2 then split_part(l.area, '/', 2) || '/' else '' end as area
     from unnest(array[1, 2]) level where level = 1 or split_part(l.area, '/', 2) <> '') a
   cross join lateral (values ('all', ''), ('unit', l.unit), ('type', l.type), ('source', l.source)) as g(by, of)
   where l.due is null and l.figure <> 'point' and g.of is not null and (g.by = 'all' or l.figure = any(${measures}))
   group by 1, 2, 3, 4, 5, 6`

const keys = ['event', 'figure', 'part', 'day', 'area', 'unit', 'type', 'source', 'object', 'opened', 'due']
const columns = keys.join(', ')
const addCounts = (lines: string): string =>
  `insert into evaluation_counts (area, month, by, of, figure, part, n)
   select * from (${countsOf(lines)}) c where c.n <> 0 order by area, by, figure, month, of, part
   on conflict (area, by, figure, month, of, part) do update set n = evaluation_counts.n + excluded.n`

/** Are two rows the same in every one of these columns? The first three are never null, and found by hashing. */
const same = (a: string, b: string, of: readonly string[]): string =>
  of.map((key, at) => `${a}.${key} ${at < 3 ? '=' : 'is not distinct from'} ${b}.${key}`).join(' and ')
/** Two units of a case may add the very same line: of equal ones, which it is. */
const nth = `row_number() over (partition by ${columns}) as nth`
const sameLine = `${same('h', 'w', keys)} and h.nth = w.nth`

/**
 * Makes what cases add now stand in the place of what they added before, in lines and counts alike. Written is what differs: most facts change a
 * line or none, and a case has dozens.
 */
export async function replaceLines(tx: Tx, events: readonly string[], found: readonly CaseLines[]): Promise<void> {
  if (events.length === 0) return
  const lines = found.flatMap((one) => one.lines)
  await tx.query(
    `with held as (select ctid as at, ${columns}, ${nth} from evaluation_lines where event = any($1)),
     wanted as (select *, ${nth} from unnest($2::uuid[], $3::text[], $4::int[], $5::date[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::timestamptz[], $12::timestamptz[]) as w (${columns})),
     gone as (delete from evaluation_lines where ctid in (select h.at from held h where not exists (select 1 from wanted w where ${sameLine})) returning *),
     come as (insert into evaluation_lines (${columns}) select ${columns} from wanted w where not exists (select 1 from held h where ${sameLine}) returning *),
     changes as (select *, -1 as n from gone union all select *, 1 from come)
     ${addCounts('changes')}`,
    [events, ...columnsOf(lines)],
  )
  await replaceLate(
    tx,
    events,
    found.flatMap(({ late }) => late ?? []),
  )
}

const columnsOf = (lines: readonly Line[]): unknown[] => [
  lines.map((one) => one.event),
  lines.map((one) => one.figure),
  lines.map((one) => one.part),
  lines.map((one) => one.day),
  lines.map((one) => one.area),
  lines.map((one) => one.unit),
  lines.map((one) => one.type),
  lines.map((one) => one.source),
  lines.map((one) => one.object),
  lines.map((one) => new Date(one.opened)),
  lines.map((one) => (one.due === null ? null : new Date(one.due))),
]

const lateKeys = [
  'event',
  'day',
  'due',
  'area',
  'unit',
  'type',
  'source',
  'opened',
  'accepting',
  'working',
  'waiting',
  'checking',
  'running',
  'since',
]

async function replaceLate(tx: Tx, events: readonly string[], late: readonly LateLine[]): Promise<void> {
  const still = late.map(({ event }) => event)
  await tx.query('delete from evaluation_late where event = any($1) and event <> all($2)', [events, still])
  if (late.length === 0) return
  await tx.query(
    `insert into evaluation_late (${lateKeys.join(', ')})
     select * from unnest($1::uuid[], $2::date[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::timestamptz[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::text[], $14::timestamptz[]) as w (${lateKeys.join(', ')})
     where not exists (select 1 from evaluation_late h where ${same('h', 'w', lateKeys)})
     on conflict (event) do update set ${lateKeys
       .slice(1)
       .map((key) => `${key} = excluded.${key}`)
       .join(', ')}`,
    [
      still,
      late.map((one) => one.day),
      late.map((one) => new Date(one.due)),
      late.map((one) => one.area),
      late.map((one) => one.unit),
      late.map((one) => one.type),
      late.map((one) => one.source),
      late.map((one) => new Date(one.opened)),
      late.map((one) => one.spent.accepting),
      late.map((one) => one.spent.working),
      late.map((one) => one.spent.waiting),
      late.map((one) => one.spent.checking),
      late.map((one) => one.running),
      late.map((one) => new Date(one.since)),
    ],
  )
}

/** What was not done by its limit counts as late from now on. */
export async function settleDue(tx: Tx): Promise<void> {
  await tx.query(
    `with due as (update evaluation_lines set due = null where due <= $1 returning *), changes as (select *, 1 as n from due) ${addCounts('changes')}`,
    [tx.now],
  )
}

/** After many were counted at once: tells the planner. */
export const analyzeLines = (db: Db): Promise<unknown> => db.query('analyze evaluation_lines, evaluation_counts, evaluation_late')

export type CountDifference = {
  area: string
  month: string
  by: string
  of: string
  figure: string
  part: number
  stored: number
  counted: number
}

/** Counts that are not what their lines say; empty when all is well. At most 1,000. One statement sees one state of the database. */
export const compareLines = (db: Db): Promise<CountDifference[]> =>
  db.query<CountDifference>(
    `with counted as (${countsOf('(select *, 1 as n from evaluation_lines)')})
     select coalesce(s.area, c.area) as area, coalesce(s.month, c.month)::text as month, coalesce(s.by, c.by) as by, coalesce(s.of, c.of) as of,
       coalesce(s.figure, c.figure) as figure, coalesce(s.part, c.part) as part, coalesce(s.n, 0) as stored, coalesce(c.n, 0) as counted
     from evaluation_counts s full join counted c on c.area = s.area and c.month = s.month and c.by = s.by and c.of = s.of and c.figure = s.figure and c.part = s.part
     where coalesce(s.n, 0) <> coalesce(c.n, 0) limit 1000`,
  )
