import type { Key } from '../../kernel/cursor.ts'
import type { Db } from '../../kernel/spine.ts'
import type { Box, Span } from './types.ts'

/** An event as everybody may see it: neither title nor words nor people are read. */
export type OpenEvent = {
  id: string
  type: string
  closed: boolean
  lon: number
  lat: number
  opened_at: Date
  closed_at: Date | null
  district: string | null
  town: string | null
}

const over = `('closed', 'false-alarm', 'self-handled')`
const select = `select e.id, e.type, e.state in ${over} as closed, e.lon, e.lat, e.opened_at, e.closed_at, d.name as district, t.name as town
  from events e left join areas d on d.code = split_part(e.area, '/', 2) left join areas t on t.code = split_part(e.area, '/', 3)`
/** Of the public matters, as events of their own, within a box and a time they stood in. */
const within = `e.type = any($1) and e.merged_into is null and not e.exercise
  and ($2::float8 is null or (e.lat between $3 and $5 and case when $2::float8 <= $4::float8 then e.lon between $2 and $4 else e.lon >= $2 or e.lon <= $4 end))
  and ($6::timestamptz is null or e.closed_at is null or e.closed_at >= $6) and ($7::timestamptz is null or e.opened_at <= $7)`

export type Wanted = { types: string[]; box: Box | null; span: Span | null }

const valuesOf = ({ types, box, span }: Wanted): unknown[] => [
  ...[types, ...boxOf(box)],
  ...[span?.from ?? null, span?.to ?? null],
]

/** Newest first. */
export function readEvents(db: Db, wanted: Wanted, { after, limit }: { after: Key | null; limit: number }): Promise<OpenEvent[]> {
  return db.query<OpenEvent>(
    `${select} where ${within} and ($8::timestamptz is null or (e.opened_at, e.id) < ($8, $9::uuid)) order by e.opened_at desc, e.id desc limit $10`,
    [...valuesOf(wanted), after?.at ?? null, after?.id ?? null, limit],
  )
}

/** How many there are, as far as `most`. */
export async function countEvents(db: Db, wanted: Wanted, most: number): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from (select 1 from events e where ${within} limit $8) found`,
    [...valuesOf(wanted), most],
  )
  return row!.n
}

/** A risk object as everybody may see it: neither its owner nor who keeps it. */
export type OpenObject = {
  id: string
  kind: string
  code: string
  name: string
  /** null: its kind has no model, or nobody rated it yet */
  risk: string | null
  lon: number
  lat: number
  district: string | null
  town: string | null
}

const objectSelect = `select o.id, o.kind, o.code, o.name, case when o.rated then o.risk end as risk, o.lon, o.lat, d.name as district, t.name as town
  from objects o left join areas d on d.code = split_part(o.area, '/', 2) left join areas t on t.code = split_part(o.area, '/', 3)`
const objectWithin = `o.valid_to is null and o.kind = any($1)
  and ($2::float8 is null or (o.lat between $3 and $5 and case when $2::float8 <= $4::float8 then o.lon between $2 and $4 else o.lon >= $2 or o.lon <= $4 end))`
const boxOf = (box: Box | null): unknown[] => [box?.west ?? null, box?.south ?? null, box?.east ?? null, box?.north ?? null]

type WantedObjects = { kinds: string[]; box: Box | null }
/** By their ids. */
export function readObjects(
  db: Db,
  { kinds, box }: WantedObjects,
  { after, limit }: { after: string; limit: number },
): Promise<OpenObject[]> {
  return db.query<OpenObject>(`${objectSelect} where ${objectWithin} and o.id > $6 order by o.id limit $7`, [
    ...[kinds, ...boxOf(box), after, limit],
  ])
}

/** How many there are, as far as `most`. */
export async function countObjects(db: Db, { kinds, box }: WantedObjects, most: number): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from (select 1 from objects o where ${objectWithin} limit $6) found`,
    [kinds, ...boxOf(box), most],
  )
  return row!.n
}

export async function readObject(db: Db, id: string, kinds: string[]): Promise<OpenObject | null> {
  return (
    (await db.query<OpenObject>(`${objectSelect} where o.id = $1 and o.valid_to is null and o.kind = any($2)`, [id, kinds]))[0] ??
    null
  )
}

export async function readEvent(db: Db, id: string, types: string[]): Promise<OpenEvent | null> {
  const [row] = await db.query<OpenEvent>(`${select} where e.id = $1 and e.type = any($2) and e.merged_into is null`, [id, types])
  return row ?? null
}
