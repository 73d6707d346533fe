import type { Db, Tx } from '../../kernel/spine.ts'
import { keepOwnPlaces } from './store-own.ts'

/** What the staff's directory changes of a unit; null leaves it as it is. */
export type UnitChange = { id: string; name: string; shortName: string; kind: string; tier: string; parent: string }

export async function changeUnit(tx: Tx, { id, name, shortName, kind, tier, parent }: UnitChange): Promise<void> {
  await tx.query('update units set name = $2, short_name = $3, kind = $4, tier = $5, parent = $6 where id = $1', [
    ...[id, name, shortName, kind, tier, parent],
  ])
}

/** What a unit answers for from now on, instead of what it did. */
export async function setUnitAreas(tx: Tx, unit: string, areas: { code: string; path: string }[]): Promise<void> {
  await tx.query('delete from unit_areas where unit = $1', [unit])
  await tx.query('insert into unit_areas (unit, area, path) select $1, * from unnest($2::text[], $3::text[])', [
    unit,
    areas.map(({ code }) => code),
    areas.map(({ path }) => path),
  ])
  await keepOwnPlaces(tx)
}

/** Is a unit another one, or below it at any depth? */
export async function liesBelow(db: Db, unit: string, above: string): Promise<boolean> {
  const rows = await db.query(
    `with recursive up as (select id, parent from units where id = $1 union select u.id, u.parent from units u join up on u.id = up.parent)
     select 1 from up where id = $2`,
    [unit, above],
  )
  return rows.length > 0
}

export async function changePost(tx: Tx, { id, name, kind }: { id: string; name: string; kind: string }): Promise<void> {
  await tx.query('update posts set name = $2, kind = $3 where id = $1', [id, name, kind])
}

export async function changePerson(tx: Tx, { id, name, phone }: { id: string; name: string; phone: string }): Promise<void> {
  await tx.query('update persons set name = $2, phone = $3 where id = $1', [id, name, phone])
}
