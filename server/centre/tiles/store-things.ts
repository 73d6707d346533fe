import type { Grade } from '../../../contract/scales.ts'
import { openStates } from '../../flow/3-event/store.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import { eventsSql } from '../desk/store-sight.ts'
import type { Box } from '../map/store.ts'
import { seenSql, standsSql } from './store-sums.ts'
import type { Asked, Single } from './types.ts'

const grades = `array['extraordinary', 'major', 'serious', 'ordinary', 'minor']`

/** Is a case (`e`) open at the moment that is asked for? */
export function openSql({ at }: Asked, values: unknown[]): string {
  if (at === null) return `e.state in ${openStates}`
  const then = add(values, at)
  return `e.opened_at <= ${then} and (e.closed_at is null or e.closed_at > ${then})`
}

/** A case's grade, now or then: what its first change since then says it had before. */
export function gradeSql({ at }: Asked, values: unknown[]): string {
  if (at === null) return 'e.grade'
  return `coalesce((select f.body->>'from' from facts f where f.body ? 'event' and f.body->>'event' = e.id::text and f.kind = 'event.graded'
    and f.recorded_at > ${add(values, at)} order by f.recorded_at, f.id limit 1), e.grade)`
}

/** The grade of the gravest case of an object `o` the caller sees. */
const casesSql = (asked: Asked, values: unknown[]): string =>
  `select (${grades})[min(array_position(${grades}, ${gradeSql(asked, values)}))] from events e where e.object = o.id and not e.exercise and ${openSql(asked, values)} and ${eventsSql(asked.caller, null, values)}`

/** The same of some objects by their ids. */
export async function readGrades(db: Db, asked: Asked, ids: readonly string[]): Promise<Map<string, Grade | null>> {
  if (ids.length === 0) return new Map()
  const values: unknown[] = [ids]
  const rows = await db.query<{ id: string; grade: Grade | null }>(
    `select o.id, (${casesSql(asked, values)}) as grade from objects o where o.id = any($1)`,
    values,
  )
  return new Map(rows.map(({ id, grade }) => [id, grade]))
}

/** What stands alone in a cell, by cell: with the gravest case the caller sees of it. */
export async function readSingles(
  db: Db,
  asked: Asked,
  cells: readonly string[],
): Promise<Map<string, Single & { lon: number; lat: number }>> {
  if (cells.length === 0) return new Map()
  const values: unknown[] = [cells]
  const cases = casesSql(asked, values)
  const rows = await db.query<Single & { cell: string; lon: number; lat: number }>(
    `select o.cell, o.id, o.name, o.kind, o.lon, o.lat, (${cases}) as grade from objects o
     where o.cell = any($1::bigint[]) and ${standsSql(asked, values)} and ${seenSql(asked, values)} order by o.id`,
    values,
  )
  return new Map(rows.map(({ cell, ...row }) => [cell, row]))
}

export type CaseRow = {
  id: string
  name: string
  grade: Grade
  state: string
  openedAt: Date
  area: string
  lon: number
  lat: number
}

/** Cases open, now or then, in a box or anywhere, as far as the caller sees them. */
export function readCases(db: Db, asked: Asked, box: Box | null): Promise<CaseRow[]> {
  const values: unknown[] = []
  const [west, east, south, north] = box ? [box.west, box.east, box.south, box.north].map((edge) => add(values, edge)) : []
  const inside = box ? `e.lon >= ${west} and e.lon < ${east} and e.lat > ${south} and e.lat <= ${north} and ` : ''
  return db.query<CaseRow>(
    `select e.id, e.title as name, ${gradeSql(asked, values)} as grade, e.state, e.opened_at as "openedAt", e.area, e.lon, e.lat from events e
     where ${inside}${openSql(asked, values)} and ${eventsSql(asked.caller, asked.wanted, values)}`,
    values,
  )
}

/** Cases of a part of a tile with one grade, as one: the mean of their places; `id` and `name` of the only one, else of any. A drill is never summed. */
export type CaseSum = { part: string; grade: Grade; n: number; lon: number; lat: number; id: string; name: string }

/**
 * The same cases of a box cut into `steps` × `steps` parts, summed where they lie: far out a city has tens of thousands, of which a tile
 * draws some rings.
 */
export function sumCases(db: Db, asked: Asked, { box, steps }: { box: Box; steps: number }): Promise<CaseSum[]> {
  const values: unknown[] = []
  const [west, east, south, north, parts] = [box.west, box.east, box.south, box.north, steps].map((edge) => add(values, edge))
  const part = `case when e.exercise then e.id::text else width_bucket(e.lon, ${west}, ${east}, ${parts}) || ' ' || width_bucket(e.lat, ${south}, ${north}, ${parts}) end`
  return db.query<CaseSum>(
    `select ${part} as part, ${gradeSql(asked, values)} as grade, count(*)::int as n, avg(e.lon) as lon, avg(e.lat) as lat,
       min(e.id::text) as id, min(e.title) as name from events e
     where e.lon >= ${west} and e.lon < ${east} and e.lat > ${south} and e.lat <= ${north} and ${openSql(asked, values)}
       and ${eventsSql(asked.caller, asked.wanted, values)}
     group by 1, 2`,
    values,
  )
}
