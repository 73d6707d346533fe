import { scopeSql } from '../../city/permit/scope.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { Beginning } from './rules/read-charges.ts'
import { chargeColumns, chargeTables } from './store-charges.ts'
import type { ChargeLine } from './types.ts'

/** Who answers for some objects now, or will: by object, oldest first. */
export async function chargesOfMany(db: Db, objects: readonly string[]): Promise<Map<string, ChargeLine[]>> {
  if (objects.length === 0) return new Map()
  const rows = await db.query<ChargeLine>(
    `select ${chargeColumns} ${chargeTables} where c.object = any($1) and c.valid_to is null order by c.valid_from, c.id`,
    [objects],
  )
  return Map.groupBy(rows, ({ object }) => object)
}

export type HolderNamed = { word: string; kind: 'unit' | 'post'; id: string }
/** Units and posts of some areas in force, by their id or name; a post by the name of its unit and its own. */
export function holdersNamed(
  db: Db,
  { scope, now }: { scope: readonly string[]; now: Date },
  words: readonly string[],
): Promise<HolderNamed[]> {
  const values: unknown[] = [words, now]
  const inside = `exists (select 1 from unit_areas ua where ua.unit = u.id and ${scopeSql('ua.path', scope, values)})`
  const live = (alias: string) => `${alias}.valid_from <= $2 and (${alias}.valid_to is null or ${alias}.valid_to > $2)`
  return db.query<HolderNamed>(
    `select w.word, 'unit' as kind, u.id from unnest($1::text[]) as w(word) join units u on u.id = w.word or u.name = w.word where ${live('u')} and ${inside}
     union all
     select w.word, 'post', p.id from unnest($1::text[]) as w(word)
       join (select p.*, u.name || p.name as whole from posts p join units u on u.id = p.unit where ${live('p')} and ${live('u')} and ${inside}) p
       on p.id = w.word or p.whole = w.word`,
    values,
  )
}

/** Objects locked in the order of their ids, so that two who change who answers for them wait for each other. */
export const lockCharged = (tx: Tx, objects: readonly string[]): Promise<unknown[]> =>
  tx.query('select 1 from objects where id = any($1) order by id for update', [objects])

export const endCharges = (tx: Tx, ids: readonly string[]): Promise<unknown[]> =>
  tx.query('update object_charges set valid_to = greatest($2, valid_from) where id = any($1)', [ids, tx.now])

export async function insertCharges(tx: Tx, list: readonly (Beginning & { id: string; object: string })[]): Promise<void> {
  if (list.length === 0) return
  const of = (kind: string) => list.map(({ holder }) => ('id' in holder && holder.kind === kind ? holder.id : null))
  await tx.query(
    `insert into object_charges (id, object, role, unit, post, outside_name, outside_firm, valid_from)
     select n.*, n.outside_name is not null, $7 from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       as n(id, object, role, unit, post, outside_name)`,
    [
      ...[list.map(({ id }) => id), list.map(({ object }) => object), list.map(({ role }) => role), of('unit'), of('post')],
      ...[list.map(({ holder }) => (holder.kind === 'outside' ? holder.name : null)), tx.now],
    ],
  )
}
