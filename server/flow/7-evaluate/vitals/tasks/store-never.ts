import type { Db, Tx } from '../../../../kernel/spine.ts'

/** Since when values of a vital are owed (ms): since it was connected; of one that came connected since its first value, or its registration. */
export async function owedSince(db: Db, vital: number): Promise<number> {
  const [row] = await db.query<{ since: number }>(
    `select extract(epoch from coalesce(v.connected_at, (select min(t.period) from vital_values t where t.vital = v.id),
       (select min(r.at) from vital_versions r where r.vital = v.id), v.changed_at))::float8 * 1000 as since from vitals v where v.id = $1`,
    [vital],
  )
  return row!.since
}

/** Of some areas those that never told a value of a vital, in their order. */
export async function neverTold(db: Db, vital: number, areas: readonly string[]): Promise<string[]> {
  if (areas.length === 0) return []
  const rows = await db.query<{ area: string }>(
    'select distinct area from vital_values where vital = $1 and num is not null and area = any($2)',
    [vital, areas],
  )
  const told = new Set(rows.map(({ area }) => area))
  return areas.filter((area) => !told.has(area))
}

type Never = { vital: number; area: string; never: readonly string[]; since: number }

/** Keeps the one task for all that never told a vital; answers whether it is a new one. */
export async function keepNever(tx: Tx, { vital, area, never, since }: Never): Promise<boolean> {
  const rows = await tx.query<{ fresh: boolean }>(
    `insert into vital_tasks (id, vital, area, since, opened_at, never) values ($1, $2, $3, to_timestamp($4), $5, $6)
     on conflict (vital, area) where ended_at is null do update set never = excluded.never where vital_tasks.told is null
     returning xmax = 0 as fresh`,
    [tx.newId(), vital, area, since / 1000, tx.now, never],
  )
  return rows[0]?.fresh ?? false
}

/** Some of those that never told have told. */
export const setNever = (tx: Tx, id: string, never: readonly string[]): Promise<unknown> =>
  tx.query('update vital_tasks set never = $2 where id = $1', [id, never])
