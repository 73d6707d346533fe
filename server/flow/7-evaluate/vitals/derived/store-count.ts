import type { VitalCount } from '../../../../../contract/vital-count.ts'
import { type CountedSource, type HeardSource, heardSources } from '../../../../../contract/vital-kinds.ts'
import { afterPosition, type Position, safePosition } from '../../../../kernel/facts.ts'
import type { Db, Tx } from '../../../../kernel/spine.ts'
import { openStates } from '../../../3-event/store.ts'
import type { VitalRecord } from '../store-registry.ts'
import { allOf, codeIn, params, type Words } from './store-conditions.ts'

/** What is counted from rows that facts tell of; devices and their readings are counted in `store-readings.ts`. */
export type RowSource = Exclude<CountedSource, HeardSource>
type Source = Words & {
  from: string
  when: Record<string, string>
  /** the newest first, where rows are shown */
  order: string
}

const running = `s.state in ('asked', 'accepted', 'arrived', 'suspended', 'arbitration', 'submitted')`
/** The same clock as lists, walls and check-ups go by (`currentClock`, `leadSql`): one that stands runs out for nobody. */
const due = `case when s.state in ('asked', 'arbitration') then s.accept_by
  when s.state not in ('accepted', 'arrived', 'suspended') then null
  when s.arrive_by is not null and s.arrived_at is null then s.arrive_by
  else s.finish_by end`
const overdue = `s.paused_at is null and s.event_state in ('open', 'handling', 'checking') and ${due} <= $1`
/** What the words of a count are in SQL; `s` is the row. */
const sources: Record<RowSource, Source> = {
  events: {
    // Drills count in nothing.
    from: `(select * from events where not exercise and state <> 'merged') s`,
    when: { opened: 's.opened_at', closed: 's.closed_at' },
    fields: { type: 's.type', pack: 's.pack', grade: 's.grade', state: 's.state' },
    tests: {
      open: `s.state in ${openStates}`,
      closed: `s.state = 'closed'`,
      reopened: 's.reopened > 0',
      'false-alarm': `s.state = 'false-alarm'`,
    },
    order: 's.opened_at desc, s.id',
  },
  orders: {
    from: `(select w.*, e.state as event_state from work_orders w join events e on e.id = w.event and not e.exercise) s`,
    when: { asked: 's.asked_at', done: 's.done_at' },
    fields: { role: 's.role', state: 's.state' },
    tests: {
      open: running,
      overdue: `${running} and ${overdue}`,
      // what nobody accepted counts from its limit on, as on the wall and in the evaluation
      answered: `(s.accepted_at is not null or (s.accept_by <= $1 and s.state not in ('cancelled', 'excused', 'transferred')))`,
      accepted: 's.accepted_at is not null',
      'accepted-in-time': 's.accepted_at <= s.accept_by',
      done: 's.done_at is not null',
      'done-in-time': 's.done_at <= s.finish_by',
    },
    order: 's.asked_at desc, s.id',
  },
  objects: {
    from: '(select * from objects where valid_to is null) s',
    when: {},
    fields: { kind: 's.kind', pack: 's.pack', risk: 's.risk' },
    tests: { coded: `s.code_state <> 'none'` },
    order: 's.name, s.id',
  },
}

export type Counted = { area: string; num: number; den: number }
/**
 * `paths`: only areas under these (null: all), and with them what is of `whole` and of none of its parts. `from`, `to`: the period, ms; `now`: the moment that overdue is reckoned by. `ended`: codes of the tier that
 * have ended, whose rows go by their own code, as deep as it is; `less`: codes whose rows are left out.
 */
export type Counting = {
  count: VitalCount
  tier: string
  from: number
  to: number
  now: Date
  paths: readonly string[] | null
  whole?: readonly string[]
  ended: readonly string[]
  less?: readonly string[]
}

/**
 * The rows of a count as SQL: where they stand, which of them meet the part; `values` are its parameters. What lies above the tier is its area's own
 * (`contract/own-place.ts`).
 */
function rowsSql({ count, tier, from, to, now, paths, whole = [], ended, less = [] }: Counting): {
  rows: string
  part: string
  code: string
  values: unknown[]
} {
  const source = sources[count.of as RowSource]
  // $1 is the moment, whether a test asks for it or not.
  const { values, param } = params(now)
  const moment = source.when[count.when]
  const inTime = moment
    ? `${moment} >= to_timestamp(${param(from / 1000)}) and ${moment} < to_timestamp(${param(to / 1000)})`
    : 'true'
  const spans = paths && [...paths.map((path) => [path, `${path.slice(0, -1)}0`]), ...whole.map((path) => [path, `${path}!`])]
  const place = spans
    ? `join unnest(${param(spans.map(([low]) => low))}::text[], ${param(spans.map(([, high]) => high))}::text[]) as p(low, high)
         on s.area ~>=~ p.low and s.area ~<~ p.high`
    : ''
  const [own, last] = [codeIn('s.area', tier), `split_part(s.area, '/', -2)`]
  const code = `case when ${own} = '' then case when ${last} ^@ 'own-' then ${last} else 'own-' || ${last} end
    ${ended.length > 0 ? `when ${own} = any(${param(ended)}) then ${last}` : ''} else ${own} end`
  const left = less.length > 0 ? `and ${code} <> all(${param(less)})` : ''
  const where = `$1::timestamptz is not null and ${inTime} and ${allOf(count.where, source, param)} and ${code} <> '' ${left}`
  return { rows: `from ${source.from} ${place} where ${where}`, part: allOf(count.part ?? [], source, param), code, values }
}

/** Counts rows by area. Areas without any row are left out: they have a zero that was counted. */
export async function countRows(db: Db, counting: Counting): Promise<Counted[]> {
  const { rows, part, code, values } = rowsSql(counting)
  const { different } = counting.count
  const what = different ? `distinct s.${different}` : '*'
  return db.query<Counted>(
    `select ${code} as area, count(${what}) filter (where ${part})::float8 as num, count(${what})::float8 as den ${rows} group by 1`,
    values,
  )
}

/** The rows a number is counted from, a page of them: `meets` those of a ratio's numerator, first. `total`: how many there are. */
export async function countedRows(
  db: Db,
  counting: Counting,
  page: { limit: number; offset: number },
): Promise<{ rows: { id: string; meets: boolean | null }[]; total: number }> {
  const { rows, part, values } = rowsSql(counting)
  const { order } = sources[counting.count.of as RowSource]
  const found = await db.query<{ id: string; meets: boolean; total: number }>(
    `select s.id::text as id, coalesce(${part}, false) as meets, count(*) over ()::int as total ${rows}
     order by meets desc, ${order} limit $${values.push(page.limit)} offset $${values.push(page.offset)}`,
    values,
  )
  const isRatio = counting.count.part !== undefined
  return { rows: found.map(({ id, meets }) => ({ id, meets: isRatio ? meets : null })), total: found[0]?.total ?? 0 }
}

/** Connected vitals that are counted from rows, with the period that was counted last for all areas (ms). */
export async function countedVitals(db: Db): Promise<(VitalRecord & { counted: number | null })[]> {
  return db.query(
    `select v.id, v.code, v.state, v.version, v.definition,
       case when c.version = v.version then extract(epoch from c.period)::float8 * 1000 end as counted
     from vitals v left join vital_counts c on c.vital = v.id
     where v.definition ? 'count' and v.definition->'count'->>'of' <> all($1) and v.state in ('connected', 'trusted') order by v.id`,
    [heardSources],
  )
}

export async function noteCounted(tx: Tx, vital: number, version: number, period: number): Promise<void> {
  await tx.query(
    `insert into vital_counts (vital, version, period) values ($1, $2, to_timestamp($3))
     on conflict (vital) do update set version = excluded.version, period = excluded.period`,
    [vital, version, period / 1000],
  )
}

/** Every vital that is counted from rows is counted for all areas at the next look; a look that is under way is over before. */
export async function countAnew(tx: Tx): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('vitals.counts'))`)
  await tx.query(`update vital_counts set period = period - interval '1 second' where tx is null`)
}

type LastTold = { num: number; den: number; version: number }
/** What was told last of a vital in a period, by area; `areas` null: of all. */
export async function lastTold(
  db: Db,
  vital: number,
  period: number,
  areas: readonly string[] | null,
): Promise<Map<string, LastTold>> {
  const rows = await db.query<LastTold & { area: string }>(
    `select distinct on (area) area, num, den, coalesce(by_version, 1) as version from vital_values where vital = $1 and period = to_timestamp($2) and ($3::text[] is null or area = any($3)) order by area, id desc`,
    [vital, period / 1000, areas],
  )
  return new Map(rows.map(({ area, ...told }) => [area, told]))
}

const reader = 'vital-counts'
const kinds = `(kind like 'event.%' or kind like 'work-order.%' or kind like 'check.%' or kind like 'object%')`

/** Only one process counts at a time: false, another does. */
export async function lockCounts(tx: Tx): Promise<boolean> {
  const [lock] = await tx.query<{ held: boolean }>(`select pg_try_advisory_xact_lock(hashtext('vitals.counts')) as held`)
  return lock?.held ?? false
}

/** Cases of which something happened; `reopened`: those of them that were closed before. */
export type Cases = { all: string[]; reopened: string[] }
type FactRow = { area: string | null; tx: string; id: string; case: string | null; reopened: boolean }

/**
 * Where rows changed since the last look: the areas and cases of facts in safe order, at most `limit` facts; null before the first look and when facts
 * name no area. `to`: where the reader stands then.
 */
export async function changedAreas(
  tx: Tx,
  limit: number,
): Promise<{ paths: string[] | null; cases: Cases; more: boolean; to: Position }> {
  const [from] = await tx.query<Position>('select tx::text, id::text from positions where reader = $1', [reader])
  const safe = await safePosition(tx)
  if (!from) return { paths: null, cases: { all: [], reopened: [] }, more: false, to: safe }
  const rows = await tx.query<FactRow>(
    `select area, tx::text, id::text, body->>'event' as case, kind = 'event.reopened' as reopened from facts
     where ${afterPosition} and tx <= $3::xid8 and area is not null and ${kinds} order by facts.tx, facts.id limit $4`,
    [from.tx, from.id, safe.tx, limit],
  )
  const last = rows.length === limit ? rows.at(-1) : undefined
  const once = <T>(found: readonly (T | null)[]): T[] => [...new Set(found.filter((one) => one !== null))]
  return {
    paths: once(rows.map(({ area }) => area)),
    cases: { all: once(rows.map((row) => row.case)), reopened: once(rows.map((row) => (row.reopened ? row.case : null))) },
    more: last !== undefined,
    to: last ? { tx: last.tx, id: last.id } : safe,
  }
}

export async function saveRead(tx: Tx, to: Position): Promise<void> {
  await tx.query(
    `insert into positions (reader, tx, id) values ($1, $2::xid8, $3)
     on conflict (reader) do update set tx = excluded.tx, id = excluded.id where positions.tx <> excluded.tx or positions.id <> excluded.id`,
    [reader, to.tx, to.id],
  )
}
