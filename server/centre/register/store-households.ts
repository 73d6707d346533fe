import type { Db, Tx } from '../../kernel/spine.ts'

export type HouseholdRow = {
  id: string
  door: string
  head: string
  persons: number
  in_charge: string | null
  help: string | null
}

/** The households an object threatens now, by their door. Unmasked. */
export const householdsOf = (db: Db, object: string): Promise<HouseholdRow[]> =>
  db.query<HouseholdRow>(
    'select id, door, head, persons, in_charge, help from households where object = $1 and ended_at is null order by door, id',
    [object],
  )

/** What is written down of a household; its id is new. */
export type NewHousehold = Omit<HouseholdRow, 'id'>

export async function insertHouseholds(tx: Tx, object: string, rows: readonly NewHousehold[]): Promise<void> {
  if (rows.length === 0) return
  await tx.query(
    `insert into households (id, object, door, head, persons, in_charge, help)
     select gen_random_uuid(), $1, n.door, n.head, n.persons, n.in_charge, n.help
     from unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::text[]) as n(door, head, persons, in_charge, help)`,
    [
      ...[object, rows.map(({ door }) => door), rows.map(({ head }) => head), rows.map(({ persons }) => persons)],
      ...[rows.map(({ in_charge }) => in_charge), rows.map(({ help }) => help)],
    ],
  )
}

/** They are threatened no more: who lived there is forgotten at once, that somebody did is not. */
export async function endHouseholds(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query(`update households set ended_at = $2, head = '', in_charge = null, help = null where id = any($1)`, [
    ids,
    tx.now,
  ])
}

/** Has somebody a charge of the object now, by their unit or post? */
export async function hasCharge(
  db: Db,
  object: string,
  { unit, post }: { unit: string; post: string },
  now: Date,
): Promise<boolean> {
  const rows = await db.query(
    `select 1 from object_charges where object = $1 and (unit = $2 or post = $3) and valid_from <= $4 and (valid_to is null or valid_to > $4) limit 1`,
    [object, unit, post, now],
  )
  return rows.length > 0
}
