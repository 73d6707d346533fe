import type { BaseFile, BaseFileFault, BaseFileState, BaseFormat } from '../../../../contract/basemap-file.ts'
import type { Crs } from '../../../../contract/crs.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

/** A row of `base_maps`. */
export type BaseRow = {
  id: string
  area: string
  area_name: string
  name: string
  source: string
  licence: string
  attribution: string
  as_of: string
  crs: Crs
  format: BaseFormat
  bytes: number
  received: number
  state: BaseFileState
  fault: BaseFileFault | null
  fault_at: string | null
  head: BaseFile['head']
  made_at: Date
  made_name: string | null
  live_at: Date | null
  live_name: string | null
}

const columns = `b.id, b.area, coalesce(a.name, b.area) as area_name, b.name, b.source, b.licence, b.attribution, to_char(b.as_of, 'YYYY-MM-DD') as as_of, b.crs, b.format,
  b.bytes::float8 as bytes, b.received::float8 as received, b.state, b.fault, b.fault_at, b.head, b.made_at, b.made_name, b.live_at, b.live_name`
const tables = 'base_maps b left join areas a on a.path = b.area'

/** Base maps of the areas one keeps: the live one first, then the newest. */
export function baseFiles(db: Db, scope: readonly string[]): Promise<BaseRow[]> {
  const values: unknown[] = []
  const inside = scopeSql('b.area', scope, values)
  return db.query<BaseRow>(
    `select ${columns} from ${tables} where ${inside} order by b.state = 'live' desc, coalesce(b.live_at, b.made_at) desc, b.id desc limit 100`,
    values,
  )
}

export async function baseFile(db: Db, id: string): Promise<BaseRow | null> {
  return (await db.query<BaseRow>(`select ${columns} from ${tables} where b.id = $1`, [id]))[0] ?? null
}

/** Held until the transaction ends: pieces of one file come one after the other. */
export async function lockBaseFile(tx: Tx, id: string): Promise<BaseRow | null> {
  await tx.query('select 1 from base_maps where id = $1 for update', [id])
  return baseFile(tx, id)
}

/** What lies below the map of somebody: the live one of their own area, else of the nearest area above. */
export async function liveBase(db: Db, scope: readonly string[]): Promise<BaseRow | null> {
  const [home] = scope
  if (home === undefined) return null
  const [row] = await db.query<BaseRow>(
    `select ${columns} from ${tables} where b.state = 'live' and starts_with($1, b.area) order by length(b.area) desc limit 1`,
    [home],
  )
  return row ?? null
}

type New = Pick<BaseRow, 'id' | 'area' | 'name' | 'source' | 'licence' | 'attribution' | 'as_of' | 'crs' | 'format' | 'bytes'>
export async function insertBase(tx: Tx, row: New): Promise<void> {
  const { id, area, name, source, licence, attribution, as_of, crs, format, bytes } = row
  await tx.query(
    `insert into base_maps (id, area, name, source, licence, attribution, as_of, crs, format, bytes, state, made_at, made_by, made_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'arriving', $11, $12, $13)`,
    [
      ...[id, area, name, source, licence, attribution, as_of, crs, format, bytes],
      ...[tx.now, tx.actor.id, tx.actor.name ?? null],
    ],
  )
}

export async function setReceived(tx: Tx, id: string, received: number): Promise<void> {
  await tx.query('update base_maps set received = $2 where id = $1', [id, received])
}

/** What a file is found to be; `at`: where it is wrong. */
export type Looked = { head: NonNullable<BaseFile['head']> } | { fault: BaseFileFault; at?: string | null }

/** All of it is here: it can be put in force, or it cannot be used and says why. */
export async function setLooked(tx: Tx, id: string, found: Looked): Promise<void> {
  const [state, fault, at, head] =
    'fault' in found ? ['refused', found.fault, found.at ?? null, null] : ['ready', null, null, JSON.stringify(found.head)]
  await tx.query('update base_maps set state = $2, fault = $3, fault_at = $4, head = $5 where id = $1', [
    id,
    state,
    fault,
    at,
    head,
  ])
}

/** The live one of an area steps back; null id: nothing takes its place. */
export async function putLive(tx: Tx, area: string, id: string | null): Promise<void> {
  await tx.query(`update base_maps set state = 'former' where area = $1 and state = 'live'`, [area])
  if (id !== null)
    await tx.query(`update base_maps set state = 'live', live_at = $2, live_name = $3 where id = $1`, [
      id,
      tx.now,
      tx.actor.name ?? null,
    ])
}

export async function deleteBase(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from base_maps where id = $1', [id])
}
