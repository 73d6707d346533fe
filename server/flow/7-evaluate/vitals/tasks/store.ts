import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { Db, Tx } from '../../../../kernel/spine.ts'
import type { VitalRecord } from '../store-registry.ts'

/** A vital whose silence is looked at; `changedAt`: when it last took a step of its life or another definition, ms. */
export type Watched = VitalRecord & { changedAt: number }

const watched = `id, code, state, version, definition, home, extract(epoch from changed_at)::float8 * 1000 as "changedAt"`

export async function watchedById(db: Db, id: number): Promise<Watched | null> {
  return (await db.query<Watched>(`select ${watched} from vitals where id = $1`, [id]))[0] ?? null
}

export async function watchedByCode(db: Db, code: string): Promise<Watched | null> {
  return (await db.query<Watched>(`select ${watched} from vitals where code = $1`, [code]))[0] ?? null
}

/** Does somebody else answer for a vital than by the definition before the one in force? */
export async function isHandedOn(db: Db, { id, version }: Pick<Watched, 'id' | 'version'>): Promise<boolean> {
  const rows = await db.query(
    `select 1 from vital_versions n join vital_versions b on b.vital = n.vital and b.version = n.version - 1
     where n.vital = $1 and n.version = $2
       and (n.definition->'owner', n.definition->'ownerPost') is distinct from (b.definition->'owner', b.definition->'ownerPost')`,
    [id, version],
  )
  return rows.length > 0
}

/** Connected vitals that somebody answers for and that no timer waits for. */
export function unwatched(db: Db): Promise<Watched[]> {
  return db.query<Watched>(
    `select ${watched} from vitals v where state in ('connected', 'trusted') and definition ? 'owner'
       and not exists (select 1 from timers t where t.key = 'vital.silent:' || v.id) order by id`,
  )
}

/** The newest period each area told of a vital from a period on, both in ms; what was withdrawn is not there. */
export async function newestTold(db: Db, vital: number, from: number): Promise<Map<string, number>> {
  const rows = await db.query<{ area: string; period: number }>(
    `select area, extract(epoch from max(period))::float8 * 1000 as period from (
       select distinct on (period, area) period, area, num from vital_values
       where vital = $1 and period >= to_timestamp($2) order by period, area, id desc) newest
     where num is not null group by area order by area`,
    [vital, from / 1000],
  )
  return new Map(rows.map(({ area, period }) => [area, period]))
}

export type Silence = { area: string; told: number | null; since: number }

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000)

/** Opens the tasks that are not open yet; answers their areas. */
export async function openTasks(tx: Tx, vital: number, silences: readonly Silence[]): Promise<string[]> {
  const rows = await tx.query<{ area: string }>(
    `insert into vital_tasks (id, vital, area, told, since, opened_at)
     select id, $1, area, to_timestamp(told), to_timestamp(since), $6
     from unnest($2::uuid[], $3::text[], $4::float8[], $5::float8[]) as s(id, area, told, since)
     on conflict (vital, area) where ended_at is null do nothing returning area`,
    [
      ...[vital, silences.map(() => tx.newId()), silences.map(({ area }) => area), silences.map(({ told }) => seconds(told))],
      ...[silences.map(({ since }) => seconds(since)), tx.now],
    ],
  )
  return rows.map(({ area }) => area)
}

/** `never`: of the task for all that never told, their codes; null: it is of one area (or from before they were kept). */
type OpenTask = {
  id: string
  vital: number
  area: string
  told: number | null
  never: string[] | null
  code: string
  definition: VitalDefinition
}

/** The open tasks of some vitals. */
export function openTasksOf(db: Db, vitals: readonly number[]): Promise<OpenTask[]> {
  return db.query<OpenTask>(
    `select t.id, t.vital, t.area, extract(epoch from t.told)::float8 * 1000 as told, t.never, v.code, v.definition
     from vital_tasks t join vitals v on v.id = t.vital where t.ended_at is null and t.vital = any($1) order by t.vital, t.area`,
    [vitals],
  )
}

/** The open tasks of areas that are no more: nobody can tell what they ask for. */
export const orphanTasks = (db: Db): Promise<OpenTask[]> =>
  db.query<OpenTask>(
    `select t.id, t.vital, t.area, extract(epoch from t.told)::float8 * 1000 as told, t.never, v.code, v.definition
     from vital_tasks t join vitals v on v.id = t.vital join areas a on a.code = t.area
     where t.ended_at is null and a.valid_to is not null order by t.vital, t.area`,
  )

export const endTasks = (tx: Tx, ids: readonly string[], by: 'told' | 'off'): Promise<unknown> =>
  tx.query('update vital_tasks set ended_at = $2, ended_by = $3 where id = any($1) and ended_at is null', [ids, tx.now, by])

export type TaskRow = {
  id: string
  area: string
  told: number | null
  never: string[] | null
  since: Date
  openedAt: Date
  code: string
  definition: VitalDefinition
  ownerName: string | null
  postName: string | null
}

/** As much of an open task as says whose it is: a city whose vitals are all silent has a hundred thousand of them. */
export type TaskHead = { id: string; area: string; never: string[] | null; owner: string | null; ownerPost: string | null }

/** `vital`: of one only; `named`: with the areas that never told it, or those are left out (null). */
type HeadWish = { vital: string | null; named: boolean }

/** Open tasks, those that wait longest first. */
export function openHeads(db: Db, { vital, named }: HeadWish): Promise<TaskHead[]> {
  return db.query<TaskHead>(
    `select t.id, t.area, case when $2 then t.never end as never, v.definition->>'owner' as owner, v.definition->>'ownerPost' as "ownerPost"
     from vital_tasks t join vitals v on v.id = t.vital
     where t.ended_at is null and ($1::text is null or v.code = $1) order by t.since, v.code, t.area`,
    [vital, named],
  )
}

/** Tasks in the order of their ids. */
export function readTasks(db: Db, ids: readonly string[]): Promise<TaskRow[]> {
  return db.query<TaskRow>(
    `select t.id, t.area, extract(epoch from t.told)::float8 * 1000 as told, t.never, t.since, t.opened_at as "openedAt", v.code, v.definition,
       u.name as "ownerName", p.name as "postName"
     from unnest($1::uuid[]) with ordinality as asked (id, n) join vital_tasks t on t.id = asked.id join vitals v on v.id = t.vital
       left join units u on u.id = v.definition->>'owner' left join posts p on p.id = v.definition->>'ownerPost'
     order by asked.n`,
    [ids],
  )
}
