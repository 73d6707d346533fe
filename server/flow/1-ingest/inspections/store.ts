import type { DetailValues } from '../../../../contract/detail.ts'
import type { Inspection } from '../../../../contract/inspection.ts'
import type { WarningPart } from '../../../city/inspection/rules/rains-of.ts'
import type { Plan } from '../../../city/inspection/types.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { InspectionRow } from './types.ts'

const columns =
  'i.id, i.object, i.kind, i.pack, i.plan, i.area, i.unit, i.person, i.done_at, i.received_at, i.answers, i.faults, i.note, i.demo'

/** Notes since when each inspection is in force; those known already keep their day. */
export const beginPlans = (tx: Tx, plans: readonly Plan[]): Promise<unknown[]> =>
  tx.query(
    `insert into inspection_plans (kind, plan, since) select kind, plan, $3 from unnest($1::text[], $2::text[]) as n(kind, plan) on conflict do nothing`,
    [plans.map(({ kind }) => kind), plans.map(({ inspection }) => inspection.id), tx.now],
  )

/** Since when inspections are in force, by `kind plan`. */
export async function planStarts(db: Db): Promise<Map<string, Date>> {
  const rows = await db.query<{ kind: string; plan: string; since: Date }>('select kind, plan, since from inspection_plans')
  return new Map(rows.map(({ kind, plan, since }) => [`${kind} ${plan}`, since]))
}

export async function insertInspection(tx: Tx, row: InspectionRow): Promise<void> {
  await tx.query(
    `insert into inspections (id, object, kind, pack, plan, area, unit, person, done_at, received_at, answers, faults, note, demo)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[row.id, row.object, row.kind, row.pack, row.plan, row.area, row.unit, row.person, row.done_at, row.received_at],
      ...[JSON.stringify(row.answers), row.faults, row.note, row.demo],
    ],
  )
}

/** Fields (`details/<id>`) of an object somebody has told of as it was after a moment, whether the register had to be changed by it or not. */
export async function toldSince(db: Db, object: string, at: Date): Promise<Set<string>> {
  const rows = await db.query<{ field: string }>(
    `select distinct one ->> 'field' as field from facts f cross join lateral jsonb_array_elements(coalesce(f.body -> 'changes', f.body -> 'told', '[]')) one
     where f.subject = $1 and f.kind in ('object.changed', 'inspection.done') and f.recorded_at > $2 and f.occurred_at > $2`,
    [object, at],
  )
  return new Set(rows.map(({ field }) => field))
}

export async function inspectionById(db: Db, id: string): Promise<InspectionRow | null> {
  return (await db.query<InspectionRow>(`select ${columns} from inspections i where i.id = $1`, [id]))[0] ?? null
}

export type DoneLine = InspectionRow & { unit_name: string | null }
/** What was inspected at an object, newest first. */
export const inspectionsOf = (db: Db, object: string, most: number): Promise<DoneLine[]> =>
  db.query<DoneLine>(
    `select ${columns}, u.name as unit_name from inspections i left join units u on u.id = i.unit
     where i.object = $1 order by i.done_at desc, i.id desc limit $2`,
    [object, most],
  )

/** When inspections were done at objects since a moment, and the last time of each plan whenever it was. */
export function timesOf(db: Db, objects: readonly string[], from: Date): Promise<{ object: string; plan: string; at: Date }[]> {
  return db.query(
    `select i.object, i.plan, i.done_at as at from inspections i where i.object = any($1) and i.done_at > $2
     union all
     select i.object, i.plan, max(i.done_at) from inspections i where i.object = any($1) and i.done_at <= $2 group by 1, 2`,
    [objects, from],
  )
}

/** Messages of warnings that an inspection around rain asks for, as far as they touch a span since a moment; exercises left out. */
export const warningsOf = (db: Db, every: Extract<Inspection['every'], { kind: 'rain' }>, since: Date): Promise<WarningPart[]> =>
  db.query<WarningPart>(
    `select w.chain, w.areas, w.sent_at as told, w.from_at as "from", least(w.to_at, w.ended_at) as "to" from warnings w
     where not w.exercise and w.kind <> 'cancel' and w.colour = any($1) and coalesce(w.to_at, w.ended_at, $3) >= $3
       and exists (select 1 from unnest($2::text[]) as n(word) where w.event like '%' || n.word || '%') order by w.sent_at, w.id`,
    [every.colours, every.words, since],
  )

/** An object as the one who inspects it needs it. */
export type InspectedObject = {
  id: string
  kind: string
  pack: string
  name: string
  code: string
  area: string
  address: string | null
  lon: number
  lat: number
  details: DetailValues
  from: Date | null
  demo: boolean
}
const objectColumns = `o.id, o.kind, o.pack, o.name, o.code, o.area, o.address, o.lon, o.lat, o.details, o.valid_from as "from", o.demo`

export type Inspector = Pick<Caller, 'scope' | 'unit' | 'post' | 'person'>

/** Whether somebody is charged with `o`: themselves, by their post, or as their unit; in one role or any. */
export function chargedSql({ unit, post, person }: Inspector, values: unknown[], role?: string): string {
  const [u, p, n] = [`$${values.push(unit)}`, `$${values.push(post)}`, `$${values.push(person)}`]
  const inRole = role === undefined ? '' : ` and c.role = $${values.push(role)}`
  const asUnit = [
    ...(role === undefined || role === 'maintainer' ? [`o.maintainer_unit = ${u}`] : []),
    ...(role === undefined || role === 'responsible' ? [`o.duty_unit = ${u}`] : []),
  ]
  const charged = `exists (select 1 from object_charges c where c.object = o.id and c.valid_to is null${inRole} and (c.unit = ${u} or c.post = ${p} or c.person = ${n}))`
  return `(${[charged, ...asUnit].join(' or ')})`
}

/** May the caller see an inspection: who may inspect its object now may read what others found there. */
export async function visibleInspection(db: Db, caller: Inspector & Pick<Caller, 'permits'>, id: string): Promise<boolean> {
  const done = await inspectionById(db, id)
  return done !== null && (await inspectable(db, caller, done.object)) !== null
}

/** An object in force that somebody may inspect: in their areas where they read the register, or charged to them. */
export async function inspectable(
  db: Db,
  caller: Inspector & Pick<Caller, 'permits'>,
  id: string,
): Promise<InspectedObject | null> {
  const values: unknown[] = [id]
  const inside = caller.permits.has('object.read') ? scopeSql('o.area', caller.scope, values) : 'false'
  const [row] = await db.query<InspectedObject>(
    `select ${objectColumns} from objects o where o.id = $1 and o.valid_to is null and (${inside} or ${chargedSql(caller, values)})`,
    values,
  )
  return row ?? null
}
