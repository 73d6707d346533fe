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

/** The first day anything was opened on the wall of an area; null: never. */
export async function firstOpen(db: Db, area: string): Promise<string | null> {
  const [row] = await db.query<{ day: string | null }>('select min(day)::text as day from wall_opens where area = $1', [area])
  return row?.day ?? null
}
