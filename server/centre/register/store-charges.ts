import type { ChargeNew } from '../../../contract/register.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { literal } from '../desk/store-words.ts'
import type { ChargeLine } from './types.ts'

export const chargeColumns = `c.id, c.object, c.role, c.unit, c.post, c.person, c.outside_name, c.outside_firm, c.outside_phone, coalesce(u.name, p.name, n.name) as name,
  pu.name as unit_name, c.valid_from, c.valid_to`
export const chargeTables = `from object_charges c left join units u on u.id = c.unit left join posts p on p.id = c.post left join units pu on pu.id = p.unit
  left join persons n on n.id = c.person`

/** Who answers for an object, and who did: those in force first, each oldest first. */
export const chargesOf = (db: Db, object: string): Promise<ChargeLine[]> =>
  db.query<ChargeLine>(
    `select ${chargeColumns} ${chargeTables} where c.object = $1
     order by c.valid_to is not null, array_position(array['responsible', 'manager', 'maintainer', 'grid'], c.role), c.valid_from, c.id`,
    [object],
  )

/** A charge of an object in some areas, locked; null where there is none. */
export async function lockCharge(
  tx: Tx,
  areas: readonly string[],
  id: string,
): Promise<(ChargeLine & { area: string; object_name: string; object_kind: string }) | null> {
  const values: unknown[] = [id]
  const [row] = await tx.query<ChargeLine & { area: string; object_name: string; object_kind: string }>(
    `select ${chargeColumns}, o.area, o.name as object_name, o.kind as object_kind ${chargeTables} join objects o on o.id = c.object
     where c.id = $1 and ${scopeSql('o.area', areas, values)} for update of c`,
    values,
  )
  return row ?? null
}

type Given = Pick<ChargeLine, 'id' | 'object' | 'role'> & { holder: ChargeNew['holder']; from: Date }

export async function insertCharge(tx: Tx, { id, object, role, holder, from }: Given): Promise<void> {
  const of = (kind: string): string | null => ('id' in holder && holder.kind === kind ? holder.id : null)
  const outside = holder.kind === 'outside' ? holder : null
  await tx.query(
    `insert into object_charges (id, object, role, unit, post, person, outside_name, outside_phone, valid_from, outside_firm)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      object,
      role,
      of('unit'),
      of('post'),
      of('person'),
      outside?.name ?? null,
      outside?.phone ?? null,
      from,
      outside?.firm ?? false,
    ],
  )
}

export const endCharge = (tx: Tx, id: string): Promise<unknown> =>
  tx.query('update object_charges set valid_to = greatest($2, valid_from) where id = $1', [id, tx.now])

export const setFirm = (tx: Tx, id: string, firm: boolean): Promise<unknown> =>
  tx.query('update object_charges set outside_firm = $2 where id = $1', [id, firm])

export type Holder = { kind: 'unit' | 'post' | 'person'; id: string; name: string; unitName: string | null }
type Asked = { scope: readonly string[]; now: Date }

/** Units, posts and people of one's areas whose name holds some words; people by a post they hold now. */
export function findHolders(db: Db, { scope, now }: Asked, q: string, limit: number): Promise<Holder[]> {
  const values: unknown[] = [`%${literal(q)}%`, now]
  const inside = `exists (select 1 from unit_areas ua where ua.unit = u.id and ${scopeSql('ua.path', scope, values)})`
  const live = (alias: string) => `${alias}.valid_from <= $2 and (${alias}.valid_to is null or ${alias}.valid_to > $2)`
  const most = `limit $${values.push(limit)}`
  return db.query<Holder>(
    `(select 'unit' as kind, u.id, u.name, null as "unitName" from units u where u.name ilike $1 and ${live('u')} and ${inside} order by u.sort, u.id ${most})
     union all
     (select 'post', p.id, p.name, u.name from posts p join units u on u.id = p.unit
      where (p.name ilike $1 or u.name || p.name ilike $1) and ${live('p')} and ${live('u')} and ${inside} order by u.sort, p.sort, p.id ${most})
     union all
     (select distinct 'person', n.id, n.name, u.name from persons n join appointments a on a.person = n.id and ${live('a')}
      join posts p on p.id = a.post join units u on u.id = p.unit where n.name ilike $1 and ${inside} order by 3, 2 ${most})`,
    values,
  )
}

/** Is this a unit, post or person of one's areas, in force? */
export async function holderIsThere(db: Db, { scope, now }: Asked, { kind, id }: { kind: string; id: string }): Promise<boolean> {
  const values: unknown[] = [id, now, kind]
  const inside = `exists (select 1 from unit_areas ua where ua.unit = u.id and ${scopeSql('ua.path', scope, values)})`
  const live = (alias: string) => `${alias}.valid_from <= $2 and (${alias}.valid_to is null or ${alias}.valid_to > $2)`
  const rows = await db.query(
    `select 1 from units u where $3 = 'unit' and u.id = $1 and ${live('u')} and ${inside}
     union all select 1 from posts p join units u on u.id = p.unit where $3 = 'post' and p.id = $1 and ${live('p')} and ${live('u')} and ${inside}
     union all select 1 from appointments a join posts p on p.id = a.post join units u on u.id = p.unit
       where $3 = 'person' and a.person = $1 and ${live('a')} and ${inside} limit 1`,
    values,
  )
  return rows.length > 0
}
