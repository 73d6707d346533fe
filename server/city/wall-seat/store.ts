import { createHash } from 'node:crypto'
import type { Db, Spine, Tx } from '../../kernel/spine.ts'
import type { From, Home, KeyKind, Keys } from './types.ts'

/** A machine that shows the wall of an area: read-only, known by a key only it holds. */
export type SeatRow = Home & {
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
const columns = `id, name, area, area_name as "areaName", paths, made_by as "madeBy", made_by_person as "madeByPerson", made_at as "madeAt", heard_at as "heardAt", ended_by as "endedBy", ended_at as "endedAt", key_address as "keyAddress", key_agent as "keyAgent"`

/** What of a machine's key may be written down. */
const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/**
 * A seat as a key opens it. `seenAt`: when it was used last from where it is used now, and `refusedAt`: when a former key was refused there and told; null:
 * never. `changedAt`: when the key, one before, was changed.
 */
export type HeldSeat = SeatRow & Keys & { keyKind: KeyKind; seenAt: Date | null; refusedAt: Date | null; changedAt: Date | null }

/** The seat of a machine's key, also one that is ended, and what the key is to it. */
export async function seatByKey(db: Db, key: string, { address, agent }: From): Promise<HeldSeat | null> {
  const [row] = await db.query<HeldSeat>(
    `select ${columns}, key_at as "keyAt", next_at as "nextAt", f.until as "formerUntil", f.changed_at as "changedAt",
       case when s.key_hash = $1 then 'now' when s.next_hash = $1 then 'next' else 'former' end as "keyKind",
       m.last_at as "seenAt", m.refused_at as "refusedAt"
     from wall_seats s
     left join wall_seat_former_keys f on f.seat = s.id and f.key_hash = $1
     left join wall_seat_machines m on m.seat = s.id and m.address = $2 and m.agent = $3
     where s.key_hash = $1 or s.next_hash = $1 or s.id = (select seat from wall_seat_former_keys where key_hash = $1)
     order by s.key_hash = $1 desc, f.key_hash is null desc limit 1`,
    [hashOf(key), address, agent],
  )
  return row ?? null
}

type Offer = { id: string; key: string; next: string; from: From; now: Date; waited: Date }

/** Hands out the key that takes the place of the one in use; false: another was, since `waited`, or the key was changed meanwhile. */
export async function offerKey(db: Db, { id, key, next, from, now, waited }: Offer): Promise<boolean> {
  const rows = await db.query(
    `update wall_seats set next_hash = $3, next_at = $4, next_agent = $5, next_address = $7
     where id = $1 and key_hash = $2 and ended_at is null and (next_at is null or next_at <= $6) returning 1`,
    [id, hashOf(key), hashOf(next), now, from.agent, waited, from.address],
  )
  return rows.length > 0
}

/** Former keys are remembered this long: a wall that was off for a holiday hears why it sees nothing. */
const formerDays = 30

/** The key that was handed out is used: it is the one now, of the machine it was handed to, and the one before is good until `until`. */
export async function takeKey(
  db: Db,
  { id, key, now, until }: { id: string; key: string; now: Date; until: Date },
): Promise<void> {
  await db.query(
    `with old as (select id, key_hash from wall_seats where id = $1 and next_hash = $2 for update),
       taken as (
         update wall_seats s set key_hash = s.next_hash, key_at = $4, key_agent = s.next_agent, key_address = s.next_address,
           next_hash = null, next_at = null, next_agent = null, next_address = null
         from old where s.id = old.id returning old.key_hash),
       over as (
         delete from wall_seat_former_keys
         where seat = $1 and changed_at < $4::timestamptz - make_interval(days => ${formerDays}) and exists (select 1 from taken))
     insert into wall_seat_former_keys (key_hash, seat, changed_at, until) select key_hash, $1::uuid, $4::timestamptz, $3::timestamptz from taken
     on conflict do nothing`,
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

type Pairing = { code: string; key: string; from: From; until: Date }

/** A code that waits on a wall for somebody to type it in; what is long over goes. */
export async function addPairing(tx: Tx, { code, key, from, until }: Pairing): Promise<void> {
  await tx.query('delete from wall_pairings where until < $1 or key_hash = $2', [tx.now, hashOf(key)])
  await tx.query('insert into wall_pairings (code, key_hash, made_at, until, address, agent) values ($1, $2, $3, $4, $5, $6)', [
    ...[code, hashOf(key), tx.now, until, from.address, from.agent],
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
  const [pairing] = await tx.query<{ key_hash: Buffer; address: string | null; agent: string | null }>(
    'delete from wall_pairings where code = $1 and until > $2 returning key_hash, address, agent',
    [code, tx.now],
  )
  if (!pairing) return null
  const { name, area, areaName, paths, madeBy, madeByPerson } = made
  // A machine has one seat: what its key was before goes.
  await tx.query('delete from wall_seats where key_hash = $1', [pairing.key_hash])
  const id = tx.newId()
  await tx.query(
    `insert into wall_seats (id, name, area, area_name, paths, key_hash, made_by, made_at, key_at, made_by_person, key_address, key_agent)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11)`,
    [id, name, area, areaName, paths, pairing.key_hash, madeBy, tx.now, madeByPerson, pairing.address, pairing.agent],
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
