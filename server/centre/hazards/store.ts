import type { EventState } from '../../../contract/event.ts'
import type { LetterState } from '../../../contract/hazard.ts'
import type { Grade } from '../../../contract/scales.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import { openStates, sightSql } from '../../flow/3-event/store.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'

/** What is asked of the ledger: event types that are hazards, as far as the caller sees cases. */
export type Asked = {
  caller: Caller
  types: string[]
  wanted: readonly string[] | null
  kind: string | null
  object: string | null
  now: Date
}

export type HazardLine = {
  event: string
  no: string
  title: string
  type: string
  grade: Grade
  state: EventState
  object: string
  object_name: string
  kind: string
  area_name: string
  found_by: 'inspection' | 'officer' | 'report' | 'sensor'
  found_at: Date
  closed_at: Date | null
  again: number
  due: Date | null
  overdue: boolean
  lead_name: string | null
  letter: string | null
  letter_no: string | null
  letter_state: LetterState | null
}

const runs = `('issued', 'delivered', 'refused')`
const isOpen = `e.state in ${openStates}`

/** Every hazard the caller sees, as `h`. */
function hazardsSql({ caller, types, wanted, kind, object, now }: Asked, values: unknown[]): string {
  const at = add(values, now)
  const where = [
    `e.type = any(${add(values, types)})`,
    'e.object is not null',
    `e.state not in ('merged', 'false-alarm')`,
    sightSql(caller, values),
  ]
  if (wanted !== null) where.push(scopeSql('e.area', wanted, values))
  if (kind !== null) where.push(`o.kind = ${add(values, kind)}`)
  if (object !== null) where.push(`e.object = ${add(values, object)}`)
  return `select e.id as event, e.no, e.title, e.type, e.grade, e.state, e.object, o.name as object_name, o.kind, e.area, e.lead_name,
      coalesce(z.found_by, case e.source when 'sensor' then 'sensor' when 'vital' then 'sensor' when 'seat' then 'officer' else 'report' end) as found_by,
      coalesce(z.found_at, e.opened_at) as found_at, e.closed_at, coalesce(z.seen_again, 0) as again,
      l.id as letter, l.no as letter_no, l.state as letter_state, due.at as due, ${isOpen} as open, coalesce(${isOpen} and due.at <= ${at}, false) as overdue
    from events e join objects o on o.id = e.object left join hazards z on z.event = e.id
    left join lateral (select l.* from letters l where l.event = e.id order by l.issued_at desc, l.id desc limit 1) l on true
    left join lateral (select case when l.state in ${runs} then l.due_at else
      (select min(w.finish_by) from work_orders w where w.event = e.id and w.state in ('asked', 'accepted', 'arrived', 'returned', 'arbitration')) end as at) due on true
    where not e.exercise and ${where.join(' and ')}`
}

const areaName = `concat_ws(' ', d.name, t.name) as area_name`
const named = `left join areas d on d.code = split_part(h.area, '/', 2) left join areas t on t.code = split_part(h.area, '/', 3)`
/** Closed ones by when they ended, the others by when they are due; what has no day stands last. */
const orderOf = { open: `coalesce(h.due, 'infinity')`, overdue: 'h.due', closed: `coalesce(h.closed_at, 'infinity')` } as const

export type View = keyof typeof orderOf
/** A page of the ledger; `after`: where the one before ended. */
export function readHazards(
  db: Db,
  asked: Asked,
  { view, after, limit }: { view: View; after: { at: string; event: string } | null; limit: number },
): Promise<(HazardLine & { at: string })[]> {
  const values: unknown[] = []
  const all = hazardsSql(asked, values)
  const wish = { open: 'h.open', overdue: 'h.overdue', closed: 'not h.open' }[view]
  const behind = after
    ? ` and (${orderOf[view]}, h.event) ${view === 'closed' ? '<' : '>'} (${add(values, after.at)}::timestamptz, ${add(values, after.event)}::uuid)`
    : ''
  const way = view === 'closed' ? 'desc' : 'asc'
  return db.query<HazardLine & { at: string }>(
    `select h.*, ${areaName}, (${orderOf[view]})::text as at from (${all}) h ${named} where ${wish}${behind}
     order by ${orderOf[view]} ${way}, h.event ${way} limit ${add(values, limit)}`,
    values,
  )
}

export type HazardCountLine = { open: number; overdue: number; letters: number; closed30: number; found30: number }
/** How many there are: open, overdue, with a letter that runs; found and closed in the last 30 days. */
export async function countHazards(db: Db, asked: Asked): Promise<HazardCountLine> {
  const values: unknown[] = []
  const all = hazardsSql(asked, values)
  const since = add(values, new Date(asked.now.getTime() - 30 * 86_400_000))
  const [row] = await db.query<HazardCountLine>(
    `select count(*) filter (where open)::int as open, count(*) filter (where overdue)::int as overdue,
       count(*) filter (where open and letter_state in ${runs})::int as letters,
       count(*) filter (where not open and closed_at > ${since})::int as closed30, count(*) filter (where found_at > ${since})::int as found30
     from (${all}) h`,
    values,
  )
  return row!
}
