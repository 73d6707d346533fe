import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

/** Which of these are no objects of the scope, or the supply itself. */
export async function foreignAmong(
  db: Db,
  objects: string[],
  { scope, supply }: { scope: readonly string[]; supply: string },
): Promise<string[]> {
  const values: unknown[] = [objects, supply]
  const rows = await db.query<{ id: string }>(
    `select n.id from unnest($1::text[]) as n(id) where n.id = $2 or not exists (
       select 1 from objects o where o.id = n.id and ${scopeSql('o.area', scope, values)}) limit 1`,
    values,
  )
  return rows.map(({ id }) => id)
}

/** Which of some objects a supply itself hangs on, over however many others; null: none. Nobody changes supplies meanwhile. */
export async function feedingAmong(tx: Tx, supply: string, objects: string[]): Promise<string | null> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('supplies'))`)
  const [row] = await tx.query<{ id: string }>(
    `with recursive above as (
       select supply as id from supplies where object = $1
       union select s.supply from supplies s join above a on s.object = a.id)
     select id from above where id = any($2) order by id limit 1`,
    [supply, objects],
  )
  return row?.id ?? null
}

type Supplies = { supply: string; kind: 'power' | 'gateway' | 'network'; objects: string[] }

/** Everything that hangs below one supply from now on; what stood there before and is not named is loose. */
export async function replaceSupplies(tx: Tx, { supply, kind, objects }: Supplies): Promise<void> {
  await tx.query('delete from supplies where supply = $1 and not object = any($2)', [supply, objects])
  await tx.query(
    `insert into supplies (object, supply, kind) select distinct n, $2, $3 from unnest($1::text[]) n
     on conflict (object, supply) do update set kind = excluded.kind`,
    [objects, supply, kind],
  )
}
