import type { CourseKind } from '../../../../contract/course-kinds.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

export type CourseLine = {
  object: string
  code: string
  name: string
  object_kind: string
  area_name: string
  kind: CourseKind
  minutes: number | null
}

const line = `o.id as object, o.code, o.name, o.kind as object_kind, coalesce(t.name, d.name, o.area) as area_name, c.kind, c.minutes`
const place = `left join areas d on d.code = split_part(o.area, '/', 2) left join areas t on t.code = split_part(o.area, '/', 3)`

/** What lies right upstream of an object, the nearest in time first. */
export const upstreamOf = (db: Db, object: string): Promise<CourseLine[]> =>
  db.query<CourseLine>(
    `select ${line} from courses c join objects o on o.id = c.upstream ${place}
     where c.downstream = $1 and o.valid_to is null order by c.minutes nulls last, o.code`,
    [object],
  )

export const downstreamOf = (db: Db, object: string): Promise<CourseLine[]> =>
  db.query<CourseLine>(
    `select ${line} from courses c join objects o on o.id = c.downstream ${place}
     where c.upstream = $1 and o.valid_to is null order by c.minutes nulls last, o.code`,
    [object],
  )

/** Objects in force by their codes. */
export async function liveByCode(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; code: string }>(
    'select id, code from objects where code = any($1) and valid_to is null',
    [codes],
  )
  return new Map(rows.map(({ id, code }) => [code, id]))
}

/** Which of some objects lies downstream of another one already, over however many between; null: none. Nobody changes courses meanwhile. */
export async function downstreamAmong(tx: Tx, object: string, others: readonly string[]): Promise<string | null> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('courses'))`)
  const [row] = await tx.query<{ id: string }>(
    `with recursive below as (
       select downstream as id from courses where upstream = $1
       union select c.downstream from courses c join below b on c.upstream = b.id)
     select id from (select $1 as id union all select id from below) all_below where id = any($2) order by id limit 1`,
    [object, others],
  )
  return row?.id ?? null
}

export type Upstream = { object: string; kind: CourseKind; minutes: number | null }

/** Everything right upstream of an object from now on. */
export async function replaceUpstream(tx: Tx, object: string, upstream: readonly Upstream[]): Promise<void> {
  await tx.query('delete from courses where downstream = $1', [object])
  await tx.query(
    `insert into courses (downstream, upstream, kind, minutes, made_at, made_by)
     select $1, u, k, m, $5, $6 from unnest($2::text[], $3::text[], $4::int[]) as n(u, k, m)`,
    [
      ...[object, upstream.map((one) => one.object), upstream.map(({ kind }) => kind), upstream.map(({ minutes }) => minutes)],
      ...[tx.now, tx.actor.id],
    ],
  )
}
