import { latePartIds } from '../../../../contract/evaluation-kinds.ts'
import type { Position } from '../../../kernel/facts.ts'
import type { Db } from '../../../kernel/spine.ts'
import type { CaseLines } from './types.ts'

/** One line, or the lateness of a case, as words that can be held against each other. */
export type LineText = string

/** The newest cases opened from a moment on that were judged, and that nothing unread happened to. */
export async function judgedAtOnce(db: Db, since: Date, limit: number): Promise<string[]> {
  const [read] = await db.query<Position>(`select tx::text, id::text from positions where reader = 'evaluation'`)
  if (!read) return []
  // What is unread is gathered first, off the index of (tx, id): asked case by case PostgreSQL would read all facts there are.
  const rows = await db.query<{ id: string }>(
    `with unread as materialized (select distinct body->>'event' as event from facts where (tx, id) > ($3::xid8, $4::bigint))
     select e.id from events e join evaluation_history h on h.done or (e.opened_at, e.id) >= (h.opened_at, h.event)
     where e.opened_at >= $1 and e.state <> 'self-handled' and not exists (select 1 from unread u where u.event = e.id::text)
     order by e.opened_at desc, e.id limit $2`,
    [since, limit, read.tx, read.id],
  )
  return rows.map(({ id }) => id)
}

const dash = (value: unknown): string => (value === null ? '-' : String(value))
const words = (values: readonly unknown[]): LineText => values.map(dash).join(' ')

export const linesAsText = ({ lines, late }: CaseLines): LineText[] =>
  [
    ...lines.map((one) =>
      words([one.figure, one.part, one.day, one.area, one.unit, one.type, one.source, one.object, one.opened, one.due]),
    ),
    ...(late
      ? [
          words([
            ...['late', late.day, late.due, late.area, late.unit, late.type, late.source, late.opened],
            ...latePartIds.map((part) => late.spent[part]),
            ...[late.running, late.since],
          ]),
        ]
      : []),
  ].sort()

type Stored = Record<string, string | number | null> & { event: string }
const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`

/** What is stored of cases, in the same words; what has become due by `now` as if it were counted. */
export async function readLineTexts(db: Db, ids: readonly string[], now: Date): Promise<Map<string, LineText[]>> {
  const lines = await db.query<Stored>(
    `select event, figure, part, day::text, area, unit, type, source, object, ${ms('opened')} as opened, case when due > $2 then ${ms('due')} end as due from evaluation_lines where event = any($1)`,
    [ids, now],
  )
  const late = await db.query<Stored>(
    `select event, 'late' as figure, day::text, ${ms('due')} as due, area, unit, type, source, ${ms('opened')} as opened, ${latePartIds.map((part) => `${part}::float8`).join(', ')}, running,
       ${ms('since')} as since from evaluation_late where event = any($1)`,
    [ids],
  )
  const texts = [...lines, ...late].map(({ event, ...rest }) => ({ event, text: words(Object.values(rest)) }))
  return new Map([...Map.groupBy(texts, ({ event }) => event)].map(([event, all]) => [event, all.map(({ text }) => text).sort()]))
}
