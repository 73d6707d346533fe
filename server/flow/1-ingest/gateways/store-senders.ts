import type { Crs } from '../../../../contract/crs.ts'
import type { Protocol } from '../../../../contract/protocols.ts'
import type { SenderDevice, SenderRow, UnknownSender } from '../../../../contract/sender.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Caller } from '../../../kernel/http.ts'
import { lockKeys } from '../../../kernel/lock-keys.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

type Seer = Pick<Caller, 'scope'>
export type SenderKey = { protocol: Protocol; number: string }
/** A row of `senders` with the area of its device. */
export type HeldSender = SenderKey & {
  device: string
  code: string | null
  terminal: string | null
  crs: Crs | null
  lenient: boolean
  area: string
}
type Wish = { protocol?: Protocol | undefined; q?: string | undefined; after: string[] | null; limit: number }

const put = (values: unknown[], value: unknown): string => `$${values.push(value)}`
const literal = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`
/** District and town of an object. */
const placeSql = `(select string_agg(a.name, ' ' order by a.path) from areas a where a.path <> split_part(o.area, '/', 1) || '/' and a.path in (
   split_part(o.area, '/', 1) || '/' || split_part(o.area, '/', 2) || '/',
   split_part(o.area, '/', 1) || '/' || split_part(o.area, '/', 2) || '/' || split_part(o.area, '/', 3) || '/'))`
const from = `from senders s join devices d on d.id = s.device join objects o on o.id = d.object`

/** Registered numbers of one's areas, by protocol and number. */
export async function readSenders(db: Db, caller: Seer, { protocol, q, after, limit }: Wish): Promise<SenderRow[]> {
  const values: unknown[] = []
  const clauses = [scopeSql('o.area', caller.scope, values)]
  if (protocol) clauses.push(`s.protocol = ${put(values, protocol)}`)
  if (q) {
    const words = put(values, literal(q))
    clauses.push(`(s.number ilike ${words} or d.name ilike ${words} or o.name ilike ${words} or d.id ilike ${words})`)
  }
  if (after) clauses.push(`(s.protocol, s.number) > (${put(values, after[0])}, ${put(values, after[1])})`)
  const rows = await db.query<Omit<SenderRow, 'lastAt'> & { last_received: Date | null }>(
    `select s.protocol, s.number, s.device, d.name as "deviceName", o.name as "objectName", ${placeSql} as "areaName",
       s.code is not null as coded, s.terminal is not null as bound, s.crs, s.lenient, t.last_received
     ${from} left join device_states t on t.device = d.id
     where ${clauses.join(' and ')} order by s.protocol, s.number limit ${put(values, limit)}`,
    values,
  )
  return rows.map(({ last_received, ...row }) => ({ ...row, lastAt: last_received?.toISOString() ?? null }))
}

/** The row of a number of one's areas, locked; null where there is none. */
export async function lockSender(tx: Tx, caller: Seer, { protocol, number }: SenderKey): Promise<HeldSender | null> {
  const values: unknown[] = [protocol, number]
  const [row] = await tx.query<HeldSender>(
    `select s.protocol, s.number, s.device, s.code, s.terminal, s.crs, s.lenient, o.area ${from}
     where s.protocol = $1 and s.number = $2 and ${scopeSql('o.area', caller.scope, values)} for update of s`,
    values,
  )
  return row ?? null
}

/** The areas of devices one may register numbers for, by device. */
export async function devicesForSenders(db: Db, caller: Seer, ids: readonly string[]): Promise<Map<string, string>> {
  const values: unknown[] = [ids]
  const rows = await db.query<{ id: string; area: string }>(
    `select d.id, o.area from devices d join objects o on o.id = d.object
     where d.id = any($1) and d.state <> 'retired' and ${scopeSql('o.area', caller.scope, values)}`,
    values,
  )
  return new Map(rows.map(({ id, area }) => [id, area]))
}

/** Devices by part of their number, or of the name of their object, those in use only. */
export function findSenderDevices(db: Db, caller: Seer, q: string, limit: number): Promise<SenderDevice[]> {
  const values: unknown[] = [literal(q)]
  const inside = scopeSql('o.area', caller.scope, values)
  return db.query(
    `select d.id, d.name, o.name as "objectName", ${placeSql} as "areaName" from devices d join objects o on o.id = d.object
     where d.state <> 'retired' and ${inside} and (d.id ilike $1 or d.name ilike $1 or o.name ilike $1) order by d.id limit ${put(values, limit)}`,
    values,
  )
}

/** Whoever registers numbers waits for the one before: what is new to both would be registered by neither knowing. */
export const oneAtATime = (tx: Tx): Promise<unknown> => tx.query('select pg_advisory_xact_lock($1)', [lockKeys.senders])

export type NewSender = SenderKey & { device: string; code: string | null; crs: Crs | null; lenient: boolean }

/** Those that are there already, by number, locked in the order of their keys. */
export async function lockSenders(tx: Tx, keys: readonly SenderKey[]): Promise<HeldSender[]> {
  return tx.query<HeldSender>(
    `select s.protocol, s.number, s.device, s.code, s.terminal, s.crs, s.lenient, o.area ${from}
     where (s.protocol, s.number) in (select * from unnest($1::text[], $2::text[])) order by s.protocol, s.number for update of s`,
    [keys.map(({ protocol }) => protocol), keys.map(({ number }) => number)],
  )
}

/** Registers numbers nobody has; answers those it did. */
export async function insertSenders(tx: Tx, list: readonly NewSender[]): Promise<SenderKey[]> {
  return tx.query<SenderKey>(
    `insert into senders (protocol, number, device, code, crs, lenient)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[]) on conflict do nothing returning protocol, number`,
    columnsOf(list),
  )
}

export async function saveSenders(tx: Tx, list: readonly (NewSender & { terminal: string | null })[]): Promise<void> {
  await tx.query(
    `update senders s set device = n.device, code = n.code, crs = n.crs, lenient = n.lenient, terminal = n.terminal
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[])
       as n(protocol, number, device, code, crs, lenient, terminal)
     where s.protocol = n.protocol and s.number = n.number`,
    [...columnsOf(list), list.map(({ terminal }) => terminal)],
  )
}

const columnsOf = (list: readonly NewSender[]): unknown[] => [
  list.map((one) => one.protocol),
  list.map((one) => one.number),
  list.map((one) => one.device),
  list.map((one) => one.code),
  list.map((one) => one.crs),
  list.map((one) => one.lenient),
]

export async function deleteSender(tx: Tx, { protocol, number }: SenderKey): Promise<void> {
  await tx.query('delete from senders where protocol = $1 and number = $2', [protocol, number])
}

/** Of the newest kept frames of unknown numbers since a moment, at most so many, the numbers nobody has registered since. */
const mostFrames = 20_000
export async function unknownSenders(db: Db, since: Date, limit: number): Promise<UnknownSender[]> {
  const rows = await db.query<Omit<UnknownSender, 'firstAt' | 'lastAt'> & { first: Date; last: Date }>(
    `select u.protocol, u.number, count(*)::int as frames, min(u.at) as first, max(u.at) as last, (array_agg(u.peer order by u.at desc))[1] as peer
     from (select protocol, number, at, peer from frames where verdict = 'unknown-sender' and at >= $1 order by at desc limit ${mostFrames}) u
     where u.number is not null and not exists (select 1 from senders s where s.protocol = u.protocol and s.number = u.number)
     group by u.protocol, u.number order by last desc, u.number limit $2`,
    [since, limit],
  )
  return rows.map(({ first, last, ...row }) => ({ ...row, firstAt: first.toISOString(), lastAt: last.toISOString() }))
}
