import type { WallLayout } from '../../../contract/wall-kinds.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

/** Counts one opening of a tile of an area's wall; of whom nothing is kept. `day`: YYYY-MM-DD in the city. */
export async function addOpen(tx: Tx, area: string, tile: string, day: string): Promise<void> {
  await tx.query(
    `insert into wall_opens (area, tile, day, n) values ($1, $2, $3, 1) on conflict (area, tile, day) do update set n = wall_opens.n + 1`,
    [area, tile, day],
  )
}

export type OpenCount = { tile: string; opens: number; last: string }
/** Openings of an area's tiles: how many since a day, and the last day there ever was one. */
export const opensOf = (db: Db, area: string, since: string): Promise<OpenCount[]> =>
  db.query<OpenCount>(
    `select tile, coalesce(sum(n) filter (where day >= $2), 0)::int as opens, max(day)::text as last from wall_opens where area = $1 group by 1`,
    [area, since],
  )

export type Beginnings = { seat: Date | null; opened: string | null; platform: Date | null }
/** What says when the walls of an area began: its first machine, the first day something was opened, the first fact of the platform; null: there is none. */
export async function beginningsOf(db: Db, area: string): Promise<Beginnings> {
  const [row] = await db.query<Beginnings>(
    `select (select min(made_at) from wall_seats where area = $1) as seat, (select min(day)::text from wall_opens where area = $1) as opened,
       (select recorded_at from facts order by tx, id limit 1) as platform`,
    [area],
  )
  return row!
}

export type LayoutRow = { wall: string; at: Date; body: WallLayout | null }
/** Every composition of an area's wall and of its machines that are still let in, the oldest first. `wall` of the machines: `seat:` and the id. */
export const layoutsOf = (db: Db, area: string): Promise<LayoutRow[]> =>
  db.query<LayoutRow>(
    `select wall, at, body from wall_versions where what = 'layout'
       and wall in (select $1 union all select 'seat:' || id from wall_seats where area = $1 and ended_at is null) order by wall, no`,
    [area],
  )
