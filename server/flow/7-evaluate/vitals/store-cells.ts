import type { Db } from '../../../kernel/spine.ts'
import { byAt } from './rules/by-version.ts'
import { childrenOf, partAt, partsIn } from './rules/pack-parts.ts'
import type { Family, Part } from './types.ts'

/** An area's part of a vital in a period. */
export type CellRow = { vital: number; period: number; part: Part }

type Row = { vital: number; period: number; parts: Buffer; slot: number; by_versions: string | null }

/**
 * The cells of the area `$2` in the families a condition on `f` leaves, where it has any. Where it stands in a family is found once a row (`offset 0`
 * keeps it so), for taking apart the dozens of codes of a family costs more than all else; its part is cut out on the server.
 */
const cellsSql = (where: string, order: string): string =>
  `select vital, extract(epoch from period)::float8 * 1000 as period, substring(parts from slot * 40 + 1 for 40) as parts, slot, by_versions from (
     select vital, f.period, f.parts, f.by_versions, array_position(string_to_array(f.children, ','), $2) - 1 as slot from vital_families f where ${where} order by ${order} offset 0) f
   where slot is not null order by ${order}`

const cellOf = ({ vital, period, parts, slot, by_versions }: Row): CellRow => ({
  ...{ vital, period, part: { ...partAt(partsIn(parts), 0), ...byAt(by_versions, slot) } },
})

/** Up to which period (ms) the newest cell of each vital is looked for; left out: up to the last there is. */
export type UpTo = ReadonlyMap<number, number>

/** The newest cell of an area for each of the vitals that has one. `parent` '' of the city. */
export async function newestCells(
  db: Db,
  { parent, area }: Node,
  vitals: readonly number[],
  upTo?: UpTo,
): Promise<Map<number, CellRow>> {
  const own = upTo ? 'f.parent = $1 and f.vital = v.id and f.period <= to_timestamp(v.up_to)' : 'f.parent = $1 and f.vital = v.id'
  const rows = await db.query<Row>(
    `select c.* from unnest($3::int[]${upTo ? ', $4::float8[]' : ''}) as v(id${upTo ? ', up_to' : ''}) cross join lateral (
       ${cellsSql(own, 'f.period desc')} limit 1) c`,
    [parent, area, vitals, ...(upTo ? [vitals.map((id) => (upTo.get(id) ?? Number.POSITIVE_INFINITY) / 1000)] : [])],
  )
  return new Map(rows.map((row) => [row.vital, cellOf(row)]))
}

export type Node = { parent: string; area: string }

/** An area's cells of some vitals in the periods from one to another (ms, both included), oldest first. */
export async function cellsBetween(
  db: Db,
  { parent, area }: Node,
  vitals: readonly number[],
  { from, to }: { from: number; to: number },
): Promise<CellRow[]> {
  const rows = await db.query<Row>(
    cellsSql(
      'f.parent = $1 and f.vital = any($3) and f.period between to_timestamp($4) and to_timestamp($5)',
      'f.vital, f.period',
    ),
    [parent, area, vitals, from / 1000, to / 1000],
  )
  return rows.map(cellOf)
}

type Kept = { children: string; parts: Buffer; by_versions: string | null }

const familyOf = ({ children, parts, by_versions }: Kept): Pick<Family, 'children' | 'parts'> => ({
  ...{ children, parts: partsIn(parts, by_versions) },
})

/** All children of a parent in one period, by code. */
export async function partsOf(db: Db, parent: string, vital: number, period: number): Promise<Map<string, Part>> {
  const [row] = await db.query<Kept>(
    'select children, parts, by_versions from vital_families where parent = $1 and vital = $2 and period = to_timestamp($3)',
    [parent, vital, period / 1000],
  )
  return row ? childrenOf(familyOf(row)) : new Map()
}

/** All families of a parent in a stretch of periods (ms, both included), oldest first: a row each, however many children it has. */
export async function familiesBetween(
  db: Db,
  parent: string,
  vitals: readonly number[],
  { from, to }: { from: number; to: number },
): Promise<Family[]> {
  const rows = await db.query<Kept & { vital: number; period: number }>(
    `select vital, extract(epoch from period)::float8 * 1000 as period, children, parts, by_versions from vital_families
     where parent = $1 and vital = any($2) and period between to_timestamp($3) and to_timestamp($4) order by period`,
    [parent, vitals, from / 1000, to / 1000],
  )
  return rows.map((row) => ({ vital: row.vital, period: row.period, parent, ...familyOf(row) }))
}

/** The last values told by areas for a vital before their periods, oldest first; withdrawn ones are left out. */
export async function valuesBefore(
  db: Db,
  cells: readonly { vital: number; area: string; period: number }[],
  count: number,
): Promise<{ num: number; den: number }[][]> {
  const rows = await db.query<{ nums: number[] | null; dens: number[] | null }>(
    `select b.nums, b.dens from unnest($1::int[], $2::text[], $3::float8[]) with ordinality as c(vital, area, period, no)
     cross join lateral (
       select array_agg(num order by period) as nums, array_agg(den order by period) as dens from (
         select distinct on (period) period, num, den from vital_values v
         where v.vital = c.vital and v.area = c.area and v.period < to_timestamp(c.period)
         order by period desc, id desc limit $4) newest
       where num is not null) b order by c.no`,
    [cells.map(({ vital }) => vital), cells.map(({ area }) => area), cells.map(({ period }) => period / 1000), count],
  )
  return rows.map(({ nums, dens }) => (nums ?? []).map((num, i) => ({ num, den: dens![i]! })))
}
