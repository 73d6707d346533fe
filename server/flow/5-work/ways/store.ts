import type { DetailValues } from '../../../../contract/detail.ts'
import type { PartName } from '../../../../contract/plan-parts.ts'
import type { Grade, Severity } from '../../../../contract/scales.ts'
import type { WayBlock } from '../../../../contract/way-block.ts'
import type { WayClosure, WayState } from '../../../../contract/way-closure.ts'
import type { Words } from '../../../../contract/words.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import { sightSql } from '../../3-event/store.ts'

/** A row of `way_closures`. */
export type WayRow = {
  id: string
  event: string
  block: string
  name: Words
  way: Words
  way_name: string
  from_km: number | null
  to_km: number | null
  line: [number, number][]
  state: WayState
  since: Date
  by_person: string | null
  by_name: string | null
  unit: string
  unit_name: string
  told: WayClosure['told']
  reason: string | null
  lift: WayClosure['lift']
  lift_by: string | null
  ended_at: Date | null
  ended_name: string | null
  handed: WayClosure['handed']
}

/**
 * A case whose plan, or the plan of what was merged into it (`under`: the case and those), may close ways: which parts somebody was asked for (`asked`), what its
 * object says, the gravest alarm of all of them that stands.
 */
export type WayCase = {
  event: string
  under: string[]
  area: string
  grade: Grade
  /** of each plan, its own first */
  plans: { closures: WayBlock[]; assist: { id?: string | undefined; name: Words; closes?: string }[] }[]
  asked: PartName[]
  details: DetailValues | null
  standing: Severity | null
}

const columns = `w.id, w.event, w.block, w.name, w.way, w.way_name, w.from_km::float8 as from_km, w.to_km::float8 as to_km, w.line, w.state, w.since,
  w.by_person, w.by_name, w.unit, w.unit_name, w.told, w.reason, w.lift, w.lift_by, w.ended_at, w.ended_name, w.handed`

/** Which of these cases may close ways, by the plans they and what was merged into them were dispatched with. */
export const wayCases = (db: Db, events: readonly string[]): Promise<WayCase[]> =>
  db.query<WayCase>(
    `select e.id as event, c.under, e.area, e.grade, p.plans, c.standing,
       coalesce((select jsonb_agg(w.part) from work_orders w where w.event = e.id and w.part is not null
         and w.state not in ('cancelled', 'transferred', 'excused')), '[]') as asked,
       (select o.details from events u join objects o on o.id = u.object where u.id = any(c.under) order by u.id = e.id desc, u.id limit 1) as details
     from events e cross join lateral (
       with recursive under as (
         select e.id, e.object, e.family, e.alarm
         union select m.id, m.object, m.family, m.alarm from events m join under u on m.merged_into = u.id and m.state = 'merged')
       select array_agg(u.id) as under,
         (select a.severity from under u join alarms a on a.id = u.alarm or (a.object = u.object and a.family = u.family)
          where a.cleared_at is null order by array_position(array['red', 'orange', 'yellow', 'blue'], a.severity) limit 1) as standing
       from under u) c
     cross join lateral (
       select jsonb_agg(jsonb_build_object('closures', d.plan -> 'closures', 'assist', d.plan -> 'assist') order by d.event = e.id desc, d.event) as plans
       from dispatches d where d.event = any(c.under) and d.plan ? 'closures') p
     where e.id = any($1) and p.plans is not null`,
    [events],
  )

/**
 * How each block of some events stands: what is closed before what is over, then what was written last. Never by `since`: a phone that was out of
 * reach tells an earlier moment later.
 */
export const newestWays = (db: Db, events: readonly string[]): Promise<WayRow[]> =>
  db.query<WayRow>(
    `select * from (select distinct on (w.event, w.block) ${columns} from way_closures w where w.event = any($1)
       order by w.event, w.block, (w.state in ('closed', 'lifting')) desc, w.id desc) t order by (state in ('closed', 'lifting')) desc, id desc`,
    [events],
  )

/** Up to the case an event was merged into; `$1` or a column: the event. */
const upSql = (event: string): string =>
  `with recursive up as (
     select id, state, merged_into, 0 as depth from events where id = ${event}
     union select e.id, e.state, e.merged_into, up.depth + 1 from events e join up on up.state = 'merged' and e.id = up.merged_into)`

/** The case a closing of an event is spoken of in: that event, or what it was merged into. */
export async function caseOf(db: Db, event: string): Promise<string> {
  return (await db.query<{ id: string }>(`${upSql('$1')} select id from up order by depth desc limit 1`, [event]))[0]!.id
}

/** Locks nothing: the case is locked before. */
export async function wayById(db: Db, id: string): Promise<WayRow | null> {
  return (await db.query<WayRow>(`select ${columns} from way_closures w where w.id = $1`, [id]))[0] ?? null
}

export type NewWay = Pick<
  WayRow,
  'event' | 'block' | 'name' | 'way' | 'way_name' | 'from_km' | 'to_km' | 'line' | 'unit' | 'unit_name' | 'reason'
> & {
  state: 'closed' | 'needless'
  since: Date
}

/** A way is closed from now on, or was said to be needless. */
export async function insertWay(tx: Tx, way: NewWay): Promise<string> {
  const id = tx.newId()
  const { event, block, name, way_name, from_km, to_km, line, unit, unit_name, reason, state, since } = way
  await tx.query(
    `insert into way_closures (id, event, block, name, way, way_name, from_km, to_km, line, state, since, by_person, by_name, unit, unit_name, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[id, event, block, JSON.stringify(name), JSON.stringify(way.way), way_name, from_km, to_km, JSON.stringify(line), state],
      ...[since, tx.actor.id, tx.actor.name ?? null, unit, unit_name, reason],
    ],
  )
  return id
}

export type WayChange = Partial<Pick<WayRow, 'state' | 'told' | 'lift' | 'lift_by' | 'ended_at' | 'ended_name' | 'handed'>>

/** Writes what changes; what is not named stays. */
export async function changeWay(tx: Tx, row: WayRow, change: WayChange): Promise<void> {
  const { state, told, lift, lift_by, ended_at, ended_name, handed } = { ...row, ...change }
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))
  await tx.query(
    'update way_closures set state = $2, told = $3, lift = $4, lift_by = $5, ended_at = $6, ended_name = $7, handed = $8 where id = $1',
    [row.id, state, json(told), json(lift), lift_by, ended_at, ended_name, json(handed)],
  )
}

export type ClosedRow = WayRow & { no: string; title: string; over: boolean }

/** Ways that are closed now, of cases the caller sees, the longest closed first; drills with their mark, and none of a drill that is over. */
export function closedWays(db: Db, caller: Caller): Promise<ClosedRow[]> {
  const values: unknown[] = []
  const sight = sightSql(caller, values)
  return db.query<ClosedRow>(
    `select ${columns}, e.no, e.title, (${upSql('e.id')} select state in ('closed', 'merged', 'false-alarm', 'self-handled') from up order by depth desc limit 1) as over
     from way_closures w join events e on e.id = w.event where w.state in ('closed', 'lifting') and ${sight} and not (e.exercise and e.state in ('closed', 'merged', 'false-alarm', 'self-handled'))
     order by w.since, w.id limit 500`,
    values,
  )
}
