import type { DueWindow, Plan } from '../../city/inspection/types.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import { chargedSql, type Inspector } from '../../flow/1-ingest/inspections/store.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'

/** One inspection as it is asked about: its windows, since when it is in force here, now. */
export type Asked = { plan: Plan; windows: readonly DueWindow[]; since: Date; now: Date; zone: string }

const dayMs = 86_400_000

/**
 * Every object in force of the plan's kind, as `s`: state, the window it comes from, the last time. The law of `rules/due-state.ts` in one
 * statement, so that a city's 40,000 buildings are counted at once. `where`: on `o` (objects).
 */
function standingSql(asked: Asked, where: string, values: unknown[]): string {
  const { plan, now, since } = asked
  const [kind, id, at, begun] = [add(values, plan.kind), add(values, plan.inspection.id), add(values, now), add(values, since)]
  const own = `greatest(coalesce(o.valid_from, ${begun}::timestamptz), ${begun}::timestamptz)`
  const last = `left join lateral (select max(i.done_at) as at from inspections i where i.object = o.id and i.plan = ${id}) l on true`
  const { every } = plan.inspection
  const { joins, state, from, by, seen } =
    every.kind === 'cycle' ? cycleParts(asked, every, { own, at }, values) : windowParts(asked, { own, at }, values)
  return `select o.id, o.code, o.name, o.kind, o.area, o.address, o.lon, o.lat, ${state} as state, ${from} as "from", ${by} as "by", ${seen} as last
    from objects o ${last} ${joins} where o.valid_to is null and o.kind = ${kind} and ${where}`
}

type Parts = { joins: string; state: string; from: string; by: string; seen: string }

function windowParts({ windows }: Asked, { own, at }: { own: string; at: string }, values: unknown[]): Parts {
  const flat = windows.flatMap(({ areas, from, by }) => (areas.length > 0 ? areas : ['']).map((area) => ({ area, from, by })))
  const given = [flat.map(({ area }) => area), flat.map(({ from }) => from), flat.map(({ by }) => by)].map((list) =>
    add(values, list),
  )
  const all = `unnest(${given[0]}::text[], ${given[1]}::timestamptz[], ${given[2]}::timestamptz[]) as w(area, begins, ends)`
  const running = `(select w.begins, w.ends from ${all} where o.area ^@ w.area and w.begins <= ${at} and w.ends > ${at} order by w.ends desc limit 1)`
  const before = `(select w.begins, w.ends from ${all} where o.area ^@ w.area and w.ends <= ${at} and w.begins >= ${own} order by w.ends desc limit 1)`
  const isDone = 'r.begins is not null and l.at >= r.begins'
  const isLeft = 'b.begins is not null and (l.at is null or l.at < b.begins)'
  return {
    joins: `left join lateral ${running} r on true left join lateral ${before} b on true`,
    state: `case when ${isDone} then 'done' when ${isLeft} then 'overdue' when r.begins is not null then 'due' when b.begins is not null then 'done' else 'none' end`,
    from: `case when not coalesce(${isDone}, false) and ${isLeft} then b.begins else coalesce(r.begins, b.begins) end`,
    by: `case when not coalesce(${isDone}, false) and ${isLeft} then b.ends else coalesce(r.ends, b.ends) end`,
    seen: 'l.at',
  }
}

/** The last time as the register tells it; what is no day, or one to come, tells nothing. */
const toldSql = (detail: string, zone: string, at: string): string =>
  `(select k.day::timestamp at time zone ${zone} from (select case when o.details->>${detail} ~ '^\\d{4}-\\d{2}-\\d{2}$' then (o.details->>${detail})::date end as day) k
    where k.day <= (${at} at time zone ${zone})::date)`

type CycleEvery = Extract<Plan['inspection']['every'], { kind: 'cycle' }>
function cycleParts({ zone }: Asked, every: CycleEvery, { own, at }: { own: string; at: string }, values: unknown[]): Parts {
  const z = add(values, zone)
  const told = every.last ? toldSql(add(values, every.last), z, at) : 'null::timestamptz'
  const ofObject = every.months.detail ? `(o.details->>${add(values, every.months.detail)})::numeric::int, ` : ''
  const months = `coalesce(${ofObject}${add(values, every.months.otherwise)}::int)`
  const lead = `make_interval(days => ${add(values, every.leadDays)}::int)`
  const due = `case when t.last is null then ${own} + ${lead} else ((t.last at time zone ${z})::date + make_interval(months => ${months})) at time zone ${z} end`
  const begins = `case when t.last is null then ${own} else d.ends - ${lead} end`
  return {
    joins: `left join lateral (select greatest(l.at, ${told}) as last) t on true left join lateral (select ${due} as ends) d on true left join lateral (select ${begins} as begins) f on true`,
    state: `case when ${at} < f.begins then 'done' when ${at} < d.ends then 'due' else 'overdue' end`,
    ...{ from: 'f.begins', by: 'd.ends', seen: 't.last' },
  }
}

export type CountLine = { code: string | null; state: string; n: number; never: number }

/** Objects by state and part of their area; `depth`: how many codes a part's path has, or `district`: by operating district. */
export function countStates(db: Db, asked: Asked, areas: readonly string[], by: number | 'district'): Promise<CountLine[]> {
  const values: unknown[] = []
  const standing = standingSql(asked, scopeSql('o.area', areas, values), values)
  const [code, join] =
    by === 'district'
      ? ['t.operating_district', `left join areas t on t.code = split_part(s.area, '/', 3)`]
      : [`split_part(s.area, '/', ${by})`, '']
  return db.query<CountLine>(
    `select ${code} as code, s.state, count(*)::int as n, count(*) filter (where s.last is null)::int as never
     from (${standing}) s ${join} group by 1, 2`,
    values,
  )
}

export type StandingLine = {
  id: string
  code: string
  name: string
  kind: string
  area: string
  address: string | null
  lon: number
  lat: number
  state: 'none' | 'done' | 'due' | 'overdue'
  from: Date | null
  by: Date | null
  last: Date | null
  area_name: string
}
const named = `left join areas d on d.code = split_part(s.area, '/', 2) left join areas t on t.code = split_part(s.area, '/', 3) left join areas c on c.code = split_part(s.area, '/', 4)`
const areaName = `concat_ws(' ', d.name, t.name, c.name) as area_name`

/** Objects in some states, those longest due first; `after`: where the page before ended. */
export function readStates(
  db: Db,
  asked: Asked,
  areas: readonly string[],
  { states, after, limit }: { states: readonly string[]; after: { by: string; id: string } | null; limit: number },
): Promise<StandingLine[]> {
  const values: unknown[] = []
  const standing = standingSql(asked, scopeSql('o.area', areas, values), values)
  const behind = after ? ` and (s.by, s.id) > (${add(values, after.by)}::timestamptz, ${add(values, after.id)})` : ''
  return db.query<StandingLine>(
    `select s.*, ${areaName} from (${standing}) s ${named} where s.state = any(${add(values, states)})${behind}
     order by s.by, s.id limit ${add(values, limit)}`,
    values,
  )
}

/** How one object stands. */
export async function readOne(db: Db, asked: Asked, object: string): Promise<StandingLine | null> {
  const values: unknown[] = [object]
  const [row] = await db.query<StandingLine>(
    `select s.*, '' as area_name from (${standingSql(asked, 'o.id = $1', values)}) s`,
    values,
  )
  return row ?? null
}

/** What somebody is to inspect and has not: charged with it, or by the kind of their post in their areas. Those longest due first. */
export function readMine(db: Db, asked: Asked, caller: Inspector & { postKind: string }, limit: number): Promise<StandingLine[]> {
  const values: unknown[] = []
  const mine = asked.plan.inspection.by.flatMap((by) => {
    if (by.kind === 'charge') return [chargedSql(caller, values, by.role)]
    return by.postKind === caller.postKind ? [scopeSql('o.area', caller.scope, values)] : []
  })
  if (mine.length === 0) return Promise.resolve([])
  const standing = standingSql(asked, `(${mine.join(' or ')})`, values)
  return db.query<StandingLine>(
    `select s.*, ${areaName} from (${standing}) s ${named} where s.state in ('due', 'overdue') order by s.by, s.id limit ${add(values, limit)}`,
    values,
  )
}

export const monthMs = 31 * dayMs
