import type { CodeState } from '../../../../contract/register.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import { add, type Wanted, whereOf } from '../store.ts'

export type CodeRow = {
  id: string
  code: string
  object: string
  issued_at: Date
  issued_by: string
  posted_at: Date | null
  posted_by: string | null
  posted_where: string | null
  posted_file: string | null
  ended_at: Date | null
  end_reason: string | null
  renewed: boolean
}

const columns = `c.id, c.code, c.object, c.issued_at, c.issued_by, c.posted_at, c.posted_by, c.posted_where, c.posted_file, c.ended_at, c.end_reason, c.renewed`

/** All codes of an object, the one in force first, then the newest. */
export const codesOf = (db: Db, object: string): Promise<CodeRow[]> =>
  db.query<CodeRow>(
    `select ${columns} from object_codes c where c.object = $1 order by c.ended_at is not null, c.issued_at desc, c.id desc`,
    [object],
  )

/** The code in force of an object that is locked; null: it has none. */
export async function liveCodeOf(tx: Tx, object: string): Promise<CodeRow | null> {
  const [row] = await tx.query<CodeRow>(`select ${columns} from object_codes c where c.object = $1 and c.ended_at is null`, [
    object,
  ])
  return row ?? null
}

export type NewCode = { id: string; code: string; object: string; by: string }

/** Writes codes of objects that are locked and have none. */
export async function insertCodes(tx: Tx, list: readonly NewCode[]): Promise<void> {
  await tx.query(
    `insert into object_codes (id, code, object, issued_at, issued_by)
     select n.id, n.code, n.object, $4, n.by from unnest($1::uuid[], $2::text[], $3::text[], $5::text[]) as n(id, code, object, by)`,
    [list.map(({ id }) => id), list.map(({ code }) => code), list.map(({ object }) => object), tx.now, list.map(({ by }) => by)],
  )
  await setCodeStates(
    tx,
    list.map(({ object }) => object),
    'issued',
  )
}

export const endCode = (tx: Tx, id: string, { reason, renewed }: { reason: string; renewed: boolean }): Promise<unknown> =>
  tx.query('update object_codes set ended_at = greatest($2, issued_at), end_reason = $3, renewed = $4 where id = $1', [
    id,
    tx.now,
    reason,
    renewed,
  ])

export const postCode = (tx: Tx, id: string, at: { by: string; where: string; file: string | null }): Promise<unknown> =>
  tx.query(
    'update object_codes set posted_at = $2, posted_by = $3, posted_where = $4, posted_file = coalesce($5, posted_file) where id = $1',
    [id, tx.now, at.by, at.where, at.file],
  )

/** Follows the codes of objects that are locked. */
export const setCodeStates = (tx: Tx, objects: readonly string[], state: CodeState): Promise<unknown> =>
  tx.query('update objects set code_state = $2 where id = any($1)', [objects, state])

export type Codeless = { id: string; name: string; kind: string; area: string }

/** Objects a filter finds that have no code, locked, by number; whoever is at work on one is left out. */
export function takeCodeless(tx: Tx, wanted: Wanted, most: number): Promise<Codeless[]> {
  const values: unknown[] = []
  const where = whereOf({ ...wanted, coded: 'none' }, values)
  return tx.query<Codeless>(
    `select o.id, o.name, o.kind, o.area from objects o where ${where} order by o.code limit ${add(values, most)} for update skip locked`,
    values,
  )
}

export type PlateLine = {
  object: string
  name: string
  number: string
  areaName: string
  address: string | null
  kind: string
  code: string
  posted: boolean
}

export type PlatesWanted = { wanted: Wanted; object: string | null; unposted: boolean }

const ofPlates = ({ wanted, object, unposted }: PlatesWanted, values: unknown[]): string => {
  const where = [whereOf(wanted, values)]
  if (object) where.push(`o.id = ${add(values, object)}`)
  if (unposted) where.push(`o.code_state = 'issued'`)
  return `objects o join object_codes c on c.object = o.id and c.ended_at is null where ${where.join(' and ')}`
}

/** Plates to print, by number of the object. */
export function readPlates(
  db: Db,
  asked: PlatesWanted,
  { after, limit }: { after: string | null; limit: number },
): Promise<PlateLine[]> {
  const values: unknown[] = []
  const from = ofPlates(asked, values)
  const behind = after === null ? '' : ` and o.code > ${add(values, after)}`
  return db.query<PlateLine>(
    `select p.*, concat_ws(' ', d.name, t.name, m.name) as "areaName" from (
       select o.id as object, o.name, o.code as number, o.address, o.kind, o.area, c.code, c.posted_at is not null as posted
       from ${from}${behind} order by o.code limit ${add(values, limit)}) p
     left join areas d on d.code = split_part(p.area, '/', 2) left join areas t on t.code = split_part(p.area, '/', 3)
     left join areas m on m.code = split_part(p.area, '/', 4) order by p.number`,
    values,
  )
}

export async function countPlates(db: Db, asked: PlatesWanted): Promise<number> {
  const values: unknown[] = []
  const [row] = await db.query<{ n: number }>(`select count(*)::int as n from ${ofPlates(asked, values)}`, values)
  return row!.n
}

export type FoundCode = {
  object: string
  name: string
  kind: string
  number: string
  areaName: string
  lon: number
  lat: number
  ended: boolean
  renewed: boolean
}

/** The object behind a code in some areas; null where there is none. */
export async function findCode(db: Db, areas: readonly string[], code: string): Promise<FoundCode | null> {
  const values: unknown[] = [code]
  const [row] = await db.query<FoundCode>(
    `select o.id as object, o.name, o.kind, o.code as number, concat_ws(' ', d.name, t.name, m.name) as "areaName", o.lon, o.lat,
       c.ended_at is not null as ended, c.renewed
     from object_codes c join objects o on o.id = c.object left join areas d on d.code = split_part(o.area, '/', 2)
     left join areas t on t.code = split_part(o.area, '/', 3) left join areas m on m.code = split_part(o.area, '/', 4)
     where c.code = $1 and ${scopeSql('o.area', areas, values)}`,
    values,
  )
  return row ?? null
}
