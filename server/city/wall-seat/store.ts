import { createHash } from 'node:crypto'
import type { Db, Spine, Tx } from '../../kernel/spine.ts'
import type { From, KeyKind, Keys } from './types.ts'

/** A machine that shows the wall of an area: read-only, known by a key only it holds. */
export type SeatRow = {
  id: string
  name: string
  area: string
  areaName: string
  paths: string[]
  madeBy: string
  madeByPerson: string | null
  madeAt: Date
  heardAt: Date | null
  endedBy: string | null
  endedAt: Date | null
}
const columns = `id, name, area, area_name as "areaName", paths, made_by as "madeBy", made_by_person as "madeByPerson", made_at as "madeAt", heard_at as "heardAt", ended_by as "endedBy", ended_at as "endedAt"`

/** What of a machine's key may be written down. */
const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/** A seat as a key opens it; `seenAt`: when it was used last from where it is used now, null: never. */
export type HeldSeat = SeatRow & Keys & { keyKind: KeyKind; seenAt: Date | null }

/** The seat of a machine's key, also one that is ended, and what the key is to it. */
export async function seatByKey(db: Db, key: string, { address, agent }: From): Promise<HeldSeat | null> {
  const [row] = await db.query<HeldSeat>(
    `select ${columns}, key_at as "keyAt", key_agent as "keyAgent", next_at as "nextAt", former_until as "formerUntil",
       case when key_hash = $1 then 'now' when next_hash = $1 then 'next' else 'former' end as "keyKind",
       (select m.last_at from wall_seat_machines m where m.seat = s.id and m.address = $2 and m.agent = $3) as "seenAt"
     from wall_seats s where key_hash = $1 or next_hash = $1 or former_hash = $1
     order by key_hash = $1 desc, former_hash is distinct from $1 desc limit 1`,
    [hashOf(key), address, agent],
  )
  return row ?? null
}

type Offer = { id: string; key: string; next: string; agent: string; now: Date; waited: Date }

/** Hands out the key that takes the place of the one in use; false: another was, since `waited`, or the key was changed meanwhile. */
export async function offerKey(db: Db, { id, key, next, agent, now, waited }: Offer): Promise<boolean> {
  const rows = await db.query(
    `update wall_seats set next_hash = $3, next_at = $4, next_agent = $5
     where id = $1 and key_hash = $2 and ended_at is null and (next_at is null or next_at <= $6) returning 1`,
    [id, hashOf(key), hashOf(next), now, agent, waited],
  )
  return rows.length > 0
}

/** The key that was handed out is used: it is the one now, and the one before is good until `until`. */
export async function takeKey(
  db: Db,
  { id, key, now, until }: { id: string; key: string; now: Date; until: Date },
): Promise<void> {
  await db.query(
    `update wall_seats set former_hash = key_hash, former_until = $3, key_hash = next_hash, key_at = $4, key_agent = next_agent,
       next_hash = null, next_at = null, next_agent = null
     where id = $1 and next_hash = $2`,
    [id, hashOf(key), until, now],
  )
}

export async function seatById(db: Db, id: string): Promise<SeatRow | null> {
  return (await db.query<SeatRow>(`select ${columns} from wall_seats where id = $1`, [id]))[0] ?? null
}

/** Seats whose areas lie in a scope, those in use first, the newest first. */
export const seatsIn = (db: Db, scope: readonly string[]): Promise<SeatRow[]> =>
  db.query<SeatRow>(
    `select ${columns} from wall_seats s
     where not exists (select 1 from unnest(s.paths) p(path) where not exists (select 1 from unnest($1::text[]) o(own) where p.path ^@ o.own))
     order by ended_at is not null, made_at desc, id limit 500`,
    [scope],
  )

/** A code that waits on a wall for somebody to type it in; what is long over goes. */
export async function addPairing(tx: Tx, { code, key, until }: { code: string; key: string; until: Date }): Promise<void> {
  await tx.query('delete from wall_pairings where until < $1 or key_hash = $2', [tx.now, hashOf(key)])
  await tx.query('insert into wall_pairings (code, key_hash, made_at, until) values ($1, $2, $3, $4)', [
    ...[code, hashOf(key), tx.now, until],
  ])
}

export async function pairingOf(db: Spine, key: string, now: Date): Promise<{ code: string; until: Date } | null> {
  const rows = await db.query<{ code: string; until: Date }>(
    'select code, until from wall_pairings where key_hash = $1 and until > $2',
    [hashOf(key), now],
  )
  return rows[0] ?? null
}

type Made = Pick<SeatRow, 'name' | 'area' | 'areaName' | 'paths' | 'madeBy' | 'madeByPerson'>

/** Lets in the machine that shows a code; null: no wall shows it, or not any more. A code is good once. */
export async function seatPairing(tx: Tx, code: string, made: Made): Promise<string | null> {
  const [pairing] = await tx.query<{ key_hash: Buffer }>(
    'delete from wall_pairings where code = $1 and until > $2 returning key_hash',
    [code, tx.now],
  )
  if (!pairing) return null
  const { name, area, areaName, paths, madeBy, madeByPerson } = made
  // A machine has one seat: what its key was before goes.
  await tx.query('delete from wall_seats where key_hash = $1', [pairing.key_hash])
  const id = tx.newId()
  await tx.query(
    `insert into wall_seats (id, name, area, area_name, paths, key_hash, made_by, made_at, key_at, made_by_person)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
    [id, name, area, areaName, paths, pairing.key_hash, madeBy, tx.now, madeByPerson],
  )
  return id
}

/** False: it was ended before. */
export async function endSeat(tx: Tx, id: string, by: string): Promise<boolean> {
  const rows = await tx.query(
    'update wall_seats set ended_at = $2, ended_by = $3 where id = $1 and ended_at is null returning 1',
    [id, tx.now, by],
  )
  return rows.length > 0
}
