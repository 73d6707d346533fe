import type { Evacuation } from '../../../contract/evacuation.ts'
import type { PartName } from '../../../contract/plan-parts.ts'
import { maskName } from '../../city/mask.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { isWanted, listOf, type Registered, sumOf } from './rules/evacuation.ts'

/** A household of a case's object, with what was counted at its door. `household` null: of a case that is over. */
export type EvacuationLine = {
  event: string
  household: string | null
  door: string | null
  head: string | null
  in_charge: string | null
  help: string | null
  persons: number
  told: boolean
  gone: number
  refused: number
  missing: number
  at: Date | null
  counted_name: string | null
}
/**
 * A case whose plan has such a list: `required` at its grade; `over`: only the numbers are kept; how many the register says its object threatens;
 * `nobody`: somebody said that nobody lives there; `placed`: it has an object whose households could be entered; `parts`: of the plan that count.
 */
export type EvacuationCase = Registered & {
  event: string
  required: boolean
  over: boolean
  nobody: boolean
  placed: boolean
  parts: PartName[]
}

const registered = (what: 'households' | 'persons'): string =>
  `(select (o.details ->> (d.plan #>> '{evacuate,registered,${what}}'))::int
    where jsonb_typeof(o.details -> (d.plan #>> '{evacuate,registered,${what}}')) = 'number') as ${what}`

const isOver = `e.state in ('closed', 'merged', 'false-alarm', 'self-handled')`

/** Which of these cases have a list, by the plan they were dispatched with. */
export const evacuationCases = (db: Db, events: readonly string[]): Promise<EvacuationCase[]> =>
  db.query(
    `select e.id as event, (d.plan -> 'evacuate' -> 'grades') ? e.grade as required, ${isOver} as over, o.id is not null as placed,
       ${registered('households')}, ${registered('persons')},
       coalesce((select jsonb_agg(p -> 'name' || jsonb_strip_nulls(jsonb_build_object('id', p -> 'id'))) from jsonb_array_elements(d.plan -> 'assist') p
         where p -> 'evacuates' = 'true'), '[]') as parts,
       exists (select 1 from facts f where f.subject = e.id::text and f.kind = 'evacuation.nobody') as nobody
     from events e join dispatches d on d.event = e.id left join objects o on o.id = e.object where e.id = any($1) and d.plan ? 'evacuate'`,
    [events],
  )

/** The households of each case's object as they are registered now, with their counts; of a case that is over only the counts. */
export const evacuationLines = (db: Db, events: readonly string[]): Promise<EvacuationLine[]> =>
  db.query<EvacuationLine>(
    `select e.id as event, h.id as household, h.door, h.head, h.in_charge, h.help, h.persons, coalesce(v.told, false) as told,
       coalesce(v.gone, 0) as gone, coalesce(v.refused, 0) as refused, coalesce(v.missing, 0) as missing, v.at, v.counted_name
     from events e join households h on h.object = e.object and h.ended_at is null
     left join evacuations v on v.event = e.id and v.household = h.id
     where e.id = any($1) and not (${isOver})
     union all
     select v.event, null, null, null, null, null, v.persons, v.told, v.gone, v.refused, v.missing, v.at, null
     from evacuations v join events e on e.id = v.event where e.id = any($1) and (${isOver})
     order by event, door, household`,
    [events],
  )

/** A household of the case's object; null when it is none. */
export async function householdOf(
  db: Db,
  event: string,
  household: string,
): Promise<{ persons: number; at: Date | null } | null> {
  const [row] = await db.query<{ persons: number; at: Date | null }>(
    `select h.persons, v.at from events e join households h on h.object = e.object and h.ended_at is null
     left join evacuations v on v.event = e.id and v.household = h.id where e.id = $1 and h.id = $2`,
    [event, household],
  )
  return row ?? null
}

export type Count = {
  household: string
  persons: number
  told: boolean
  gone: number
  refused: number
  missing: number
  at: Date
}

/** Writes the count of a door down; the last one stands. */
export async function saveCount(tx: Tx, event: string, count: Count): Promise<void> {
  const { household, persons, told, gone, refused, missing, at } = count
  await tx.query(
    `insert into evacuations (id, event, household, persons, told, gone, refused, missing, at, counted_by, counted_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (event, household) where household is not null do update set persons = excluded.persons, told = excluded.told,
       gone = excluded.gone, refused = excluded.refused, missing = excluded.missing, at = excluded.at,
       counted_by = excluded.counted_by, counted_name = excluded.counted_name`,
    [tx.newId(), event, household, persons, told, gone, refused, missing, at, tx.actor.id, tx.actor.name ?? null],
  )
}

/**
 * The case is over: of doors nobody counted a row without numbers stays, so that the sums do too; which household and who counted goes
 * (GB/T 35273: no longer than the purpose lasts).
 */
export async function expireEvacuation(tx: Tx, event: string): Promise<void> {
  await tx.query(
    `insert into evacuations (id, event, household, persons, told, gone, refused, missing, at)
     select gen_random_uuid(), e.id, h.id, h.persons, false, 0, 0, 0, $2
     from events e join dispatches d on d.event = e.id join households h on h.object = e.object and h.ended_at is null
     where e.id = $1 and d.plan ? 'evacuate' on conflict (event, household) where household is not null do nothing`,
    [event, tx.now],
  )
  await tx.query('update evacuations set household = null, counted_by = null, counted_name = null where event = $1', [event])
}

export type SheetHead = { no: string; title: string; areaName: string; route: string | null; shelter: string | null }

/** What stands above the list: the case, and the way out as the register knows it. */
export async function sheetHead(db: Db, event: string): Promise<SheetHead> {
  const [row] = await db.query<SheetHead>(
    `select e.no, e.title, concat_ws(' ', d.name, t.name, c.name) as "areaName", o.details ->> 'route' as route, o.details ->> 'shelter' as shelter
     from events e left join objects o on o.id = e.object left join areas d on d.code = split_part(e.area, '/', 2)
       left join areas t on t.code = split_part(e.area, '/', 3) left join areas c on c.code = split_part(e.area, '/', 4) where e.id = $1`,
    [event],
  )
  return row!
}

/** A list with all its households, before it is known who asks; `parts`: of the plan that count. */
export type EvacuationFull = Omit<Evacuation, 'named'> & { parts: PartName[] }

/** The lists of some cases; cases whose plan has none, that have no object, or whose list is empty and not wanted are not in it. */
export async function evacuationsOf(db: Db, events: readonly string[]): Promise<Map<string, EvacuationFull>> {
  const cases = await evacuationCases(db, events)
  if (cases.length === 0) return new Map()
  const lines = Map.groupBy(
    await evacuationLines(
      db,
      cases.map(({ event }) => event),
    ),
    ({ event }) => event,
  )
  return new Map(
    cases.flatMap(({ event, required, over, placed, nobody, households, persons, parts }) => {
      const rows = lines.get(event) ?? []
      const known = { households, persons }
      const head = { required, expired: over, list: listOf(rows.length, known, nobody), registered: known }
      if (!placed || !isWanted(head) || (over && rows.length === 0)) return []
      return [[event, { ...head, sum: sumOf(rows), rows: rows.flatMap(viewOf), parts }] as const]
    }),
  )
}

const masked = (name: string | null): string | null => (name === null ? null : maskName(name))

function viewOf(line: EvacuationLine): Evacuation['rows'] {
  if (line.household === null) return []
  const { household: id, door, head, persons, help, told, gone, refused, missing, at } = line
  const who = { door: door ?? '', head: masked(head) ?? '', inCharge: masked(line.in_charge) }
  return [{ id, ...who, persons, help, told, gone, refused, missing, at: at?.toISOString() ?? null, byName: line.counted_name }]
}
