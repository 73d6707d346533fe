import type { DetailValues } from '../../../contract/detail.ts'
import type { CycleState, ledgerViews } from '../../../contract/object-ledger.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'

/** What is asked of a ledger. `cycle`: the details its months and its last day stand in; `letters` null: they are not told. */
export type Asked = {
  kind: string
  areas: readonly string[]
  by: string | null
  cycle: { months: string | null; otherwise: number; last: string } | null
  letters: readonly string[] | null
  today: string
  now: Date
}
export type View = (typeof ledgerViews)[number]

export type LedgerLine = {
  id: string
  code: string
  name: string
  area_name: string
  grp: string | null
  details: DetailValues
  state: CycleState
  last: string | null
  next: string | null
  months: number
  sent: number
  until: Date | null
  late: boolean
}

const add = (values: unknown[], value: unknown): string => `$${values.push(value)}`
const runs = `('issued', 'delivered', 'refused')`

/** Every object of the ledger, as `l`. A cycle that is no whole number of months counts as the plan's own. */
function linesSql({ kind, areas, by, cycle, letters, today, now }: Asked, values: unknown[]): string {
  const group = by === null ? 'o.owner_kind' : `o.details->>${add(values, by)}`
  const own = cycle?.months
    ? `(case when o.details->>${add(values, cycle.months)} ~ '^[0-9]{1,3}$' then (o.details->>${add(values, cycle.months)})::int end)`
    : 'null'
  const months = cycle ? `coalesce(${own}, ${add(values, cycle.otherwise)}::int)` : '0'
  const last = cycle
    ? `(case when o.details->>${add(values, cycle.last)} ~ '^\\d{4}-\\d{2}-\\d{2}$' then (o.details->>${add(values, cycle.last)})::date end)`
    : 'null::date'
  const letter = letters
    ? `left join lateral (select count(*)::int as sent, max(t.due_at) filter (where t.state in ${runs}) as until
        from letters t join events e on e.id = t.event where t.object = o.id and not e.exercise and e.type = any(${add(values, [...letters])})) t on true`
    : 'cross join (select 0 as sent, null::timestamptz as until) t'
  const day = `${add(values, today)}::date`
  const next = `(i.last + i.months * interval '1 month')::date`
  // What is written of a day to come has not happened: nobody knows the last time, as for a risk model (8-risk/rules/score-source.ts).
  return `select i.*, case when i.last <= ${day} then ${next} end as next, coalesce(i.until <= ${add(values, now)}, false) as late,
      case when i.last is null then 'never' when i.last > ${day} then 'unknown' when ${next} <= ${day} then 'overdue' else 'in-time' end as state
    from (select o.id, o.code, o.name, o.area, o.details, ${group} as grp, ${months} as months, ${last} as last, t.sent, t.until
      from objects o ${letter} where o.kind = ${add(values, kind)} and o.valid_to is null and ${scopeSql('o.area', areas, values)}) i`
}

const viewSql: Record<View, string> = {
  all: 'true',
  overdue: `l.state = 'overdue'`,
  never: `l.state = 'never'`,
  unknown: `l.state = 'unknown'`,
  letters: 'l.until is not null',
}

/** A page of a ledger by code; `group` '-': those of none. */
export function readLedger(
  db: Db,
  asked: Asked,
  { view, group, after, limit }: { view: View; group: string | null; after: string | null; limit: number },
): Promise<LedgerLine[]> {
  const values: unknown[] = []
  const all = linesSql(asked, values)
  const where = [viewSql[view]]
  if (group !== null) where.push(group === '-' ? 'l.grp is null' : `l.grp = ${add(values, group)}`)
  if (after !== null) where.push(`l.code > ${add(values, after)}`)
  return db.query<LedgerLine>(
    `select l.id, l.code, l.name, l.grp, l.details, l.state, l.last::text as last, l.next::text as next, l.months, l.sent, l.until, l.late,
       concat_ws(' ', d.name, t.name) as area_name
     from (${all}) l left join areas d on d.code = split_part(l.area, '/', 2) left join areas t on t.code = split_part(l.area, '/', 3)
     where ${where.join(' and ')} order by l.code limit ${add(values, limit)}`,
    values,
  )
}

export type GroupLine = {
  grp: string | null
  objects: number
  in_time: number
  overdue: number
  never: number
  unknown: number
  letters: number
  late: number
}

/** The numbers of each group; objects of none stand under null. */
export function countLedger(db: Db, asked: Asked): Promise<GroupLine[]> {
  const values: unknown[] = []
  return db.query<GroupLine>(
    `select l.grp, count(*)::int as objects, count(*) filter (where l.state = 'in-time')::int as in_time,
       count(*) filter (where l.state = 'overdue')::int as overdue, count(*) filter (where l.state = 'never')::int as never, count(*) filter (where l.state = 'unknown')::int as unknown,
       count(*) filter (where l.until is not null)::int as letters, count(*) filter (where l.late)::int as late
     from (${linesSql(asked, values)}) l group by l.grp order by l.grp nulls last`,
    values,
  )
}

/** Who owns an object and has a charge of it, and what its devices said last; `person`: a name that is masked. */
export type SheetLine = {
  id: string
  owner: string | null
  charges: { role: string; name: string; person: boolean }[]
  values: Record<string, number>
  /** when the newest of them came */
  heard: Date | null
}

/** What a sheet holds beside the ledger's own columns, of some objects. */
export const sheetLines = (db: Db, ids: readonly string[]): Promise<SheetLine[]> =>
  db.query<SheetLine>(
    `select o.id, o.owner,
       coalesce((select jsonb_agg(jsonb_build_object('role', c.role, 'name', coalesce(c.outside_name, n.name, p.name, u.name),
           'person', (c.outside_name is not null and not c.outside_firm) or c.person is not null) order by c.valid_from)
         from object_charges c left join units u on u.id = c.unit left join posts p on p.id = c.post left join persons n on n.id = c.person
         where c.object = o.id and c.valid_to is null), '[]') as charges,
       coalesce(v.values, '{}') as values, v.heard
     from objects o left join lateral (
       select jsonb_object_agg(x.key, x.value order by s.last_at) as values, max(s.last_at) as heard
       from devices d join device_states s on s.device = d.id cross join lateral jsonb_each(s.last_values) x where d.object = o.id) v on true
     where o.id = any($1)`,
    [ids],
  )
