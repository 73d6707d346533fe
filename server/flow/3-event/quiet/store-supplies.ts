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
