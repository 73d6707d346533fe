import type { SayTarget, TargetPlan } from '../../../contract/target.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { EntryRow, PlanRow } from './types.ts'

const planColumns = `p.id, p.area, p.version, p.definition, coalesce((select a.name from areas a where a.path = p.area), p.area) as "areaName"`
/** A plan concerns whoever answers for its area, for an area within it, or for one around it. */
const concerns = `exists (select 1 from unnest($1::text[]) s(prefix) where p.area ^@ s.prefix or s.prefix ^@ p.area)`

/** Plans that concern a scope. */
export const plansFor = (db: Db, scope: readonly string[]): Promise<PlanRow[]> =>
  db.query<PlanRow>(`select ${planColumns} from target_plans p where ${concerns} order by p.taken_at, p.id`, [scope])

/** One of them; null: there is none of that id, or it concerns others. */
export async function planFor(db: Db, scope: readonly string[], id: string): Promise<PlanRow | null> {
  const [row] = await db.query<PlanRow>(`select ${planColumns} from target_plans p where ${concerns} and p.id = $2`, [scope, id])
  return row ?? null
}

/** The plan of an id, held until the end of the transaction. */
export async function lockPlan(tx: Tx, id: string): Promise<PlanRow | null> {
  const [row] = await tx.query<PlanRow>(`select ${planColumns} from target_plans p where p.id = $1 for update`, [id])
  return row ?? null
}

/** Puts a definition in force as the next version. */
export async function putPlan(tx: Tx, area: string, definition: TargetPlan, by: string): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `with put as (
       insert into target_plans (id, area, definition, taken_at) values ($1, $2, $3, $4)
       on conflict (id) do update set version = target_plans.version + 1, definition = excluded.definition returning version)
     select version from put`,
    [definition.id, area, JSON.stringify(definition), tx.now],
  )
  await tx.query('insert into target_plan_versions (plan, version, definition, by, at) values ($1, $2, $3, $4, $5)', [
    ...[definition.id, row!.version, JSON.stringify(definition), by, tx.now],
  ])
  return row!.version
}

/** Evidence from before papers could be brought names none. */
const saidSql = `case when e.kind = 'evidence' then '{"file": null}'::jsonb || e.said else e.said end as said`
const entryColumns = `e.id, e.plan, e.subject, e.quarter, ${saidSql}, e.unit, u.name as "unitName", e.sample, e.at`

/**
 * The newest word of each kind about each thing of plans; of values and milestones the newest of each. Values and milestones carry their
 * own time, and one told late still counts for the quarter it belongs to; the rest is of quarters up to the asked one. Who owns a thing in a
 * later quarter comes as well, behind that quarter: what may be said is of today, what is shown of the quarter.
 */
export const newestEntries = (
  db: Db,
  plans: readonly string[],
  quarter: string,
): Promise<(EntryRow & { plan: string; pieces: number })[]> =>
  db.query(
    `with counted as (
       select e.*, e.kind in ('value', 'milestone') as timeless,
         coalesce(e.said->>'period', e.said->>'milestone', case when e.kind = 'owner' and e.quarter > $2 then 'later' else '' end) as part
       from target_entries e where e.plan = any($1))
     select distinct on (e.plan, e.subject, e.kind, e.part) ${entryColumns},
       count(*) over (partition by e.plan, e.subject, e.kind)::int as pieces
     from counted e join units u on u.id = e.unit
     where e.timeless or e.kind = 'owner' or e.quarter <= $2
     order by e.plan, e.subject, e.kind, e.part, case when e.timeless then '' else e.quarter end desc, e.at desc, e.id desc`,
    [plans, quarter],
  )

/** The entry that brought the same paper under the same words of the same quarter; null: none did. */
export async function sameEvidence(
  tx: Tx,
  plan: string,
  { subject, quarter, words, sha256 }: { subject: string; quarter: string; words: string; sha256: string },
): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    `select e.id from target_entries e join files f on f.id = (e.said->'file'->>'id')::uuid
     where e.plan = $1 and e.subject = $2 and e.quarter = $3 and e.kind = 'evidence' and e.said->>'words' = $4 and f.sha256 = $5 limit 1`,
    [plan, subject, quarter, words, sha256],
  )
  return row?.id ?? null
}

/** All that was said of one thing, the newest first. */
export const entriesOf = (db: Db, plan: string, subject: string, limit: number): Promise<EntryRow[]> =>
  db.query(
    `select ${entryColumns} from target_entries e join units u on u.id = e.unit where e.plan = $1 and e.subject = $2
     order by e.at desc, e.id desc limit $3`,
    [plan, subject, limit],
  )

/** Everything anybody said something of. */
export const subjectsOf = async (db: Db, plan: string): Promise<string[]> =>
  (await db.query<{ subject: string }>('select distinct subject from target_entries where plan = $1', [plan])).map(
    ({ subject }) => subject,
  )

export async function addEntry(tx: Tx, plan: string, { subject, quarter, said }: SayTarget, by: { actor: string; unit: string }) {
  const id = tx.newId()
  await tx.query(
    `insert into target_entries (id, plan, subject, quarter, kind, said, actor, unit, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, plan, subject, quarter, said.kind, JSON.stringify(said), by.actor, by.unit, tx.now],
  )
  return id
}

export type UnitRow = { id: string; name: string }
/** Names of units. */
export const unitNames = (db: Db, ids: readonly string[]): Promise<UnitRow[]> =>
  db.query<UnitRow>('select id, name from units where id = any($1)', [ids])

/** Units of city and district that answer for something in an area, for whoever names owners. */
export const unitsIn = (db: Db, area: string, limit: number): Promise<UnitRow[]> =>
  db.query<UnitRow>(
    `select u.id, u.name from units u where u.tier in ('city', 'district')
       and exists (select 1 from unit_areas x where x.unit = u.id and x.path ^@ $1)
     order by u.sort, u.name, u.id limit $2`,
    [area, limit],
  )
