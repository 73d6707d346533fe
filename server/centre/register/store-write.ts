import type { Tx } from '../../kernel/spine.ts'
import type { Entry, Registered } from './types.ts'

export type NewObject = Entry & { id: string; pack: string; kind: string; demo: boolean }

const columnsOf = (list: readonly (Entry & { id: string })[]): unknown[] => [
  list.map((one) => one.id),
  list.map((one) => one.code),
  list.map((one) => one.name),
  list.map((one) => one.area),
  list.map((one) => one.lon),
  list.map((one) => one.lat),
  list.map((one) => one.address),
  list.map((one) => one.owner),
  list.map((one) => one.ownerKind),
  list.map((one) => one.dutyUnit),
  list.map((one) => one.maintainerUnit),
  list.map((one) => JSON.stringify(one.details)),
]
const given = `unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::jsonb[])
  as n(id, code, name, area, lon, lat, address, owner, owner_kind, duty_unit, maintainer_unit, details)`

/** Registers objects; answers how many. One whose code is taken meanwhile is left out. */
export async function insertObjects(tx: Tx, list: readonly NewObject[]): Promise<number> {
  const rows = await tx.query(
    `insert into objects (id, code, name, area, lon, lat, address, owner, owner_kind, duty_unit, maintainer_unit, details, pack, kind, demo, valid_from)
     select n.*, k.pack, k.kind, k.demo, $13 from ${given} join unnest($1::text[], $14::text[], $15::text[], $16::boolean[]) as k(id, pack, kind, demo) on k.id = n.id
     on conflict (code) do nothing returning 1`,
    [...columnsOf(list), tx.now, list.map(({ pack }) => pack), list.map(({ kind }) => kind), list.map(({ demo }) => demo)],
  )
  return rows.length
}

/** Writes changed entries over the version they were made on; answers how many. One that is in another version by now is left alone. */
export async function saveObjects(tx: Tx, list: readonly (Entry & { id: string; version: number })[]): Promise<number> {
  const rows = await tx.query(
    `update objects o set code = n.code, name = n.name, area = n.area, lon = n.lon, lat = n.lat, address = n.address, owner = n.owner,
       owner_kind = n.owner_kind, duty_unit = n.duty_unit, maintainer_unit = n.maintainer_unit, details = n.details, version = o.version + 1
     from ${given} join unnest($1::text[], $13::int[]) as v(id, version) on v.id = n.id
     where o.id = n.id and o.version = v.version and o.valid_to is null returning 1`,
    [...columnsOf(list), list.map(({ version }) => version)],
  )
  return rows.length
}

/** From now on it is no more; its devices are not heard any more. */
export async function endObject(tx: Tx, { id }: Pick<Registered, 'id'>): Promise<void> {
  await tx.query('update objects set valid_to = greatest($2, valid_from), version = version + 1 where id = $1', [id, tx.now])
  await tx.query(`update object_charges set valid_to = greatest($2, valid_from) where object = $1 and valid_to is null`, [
    id,
    tx.now,
  ])
  await tx.query(`update devices set state = 'retired' where object = $1`, [id])
}
