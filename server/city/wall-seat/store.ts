import { createHash } from 'node:crypto'
import type { Db, Spine, Tx } from '../../kernel/spine.ts'

/** A machine that shows the wall of an area: read-only, known by a key only it holds. */
export type SeatRow = {
  id: string
  name: string
  area: string
  areaName: string
  paths: string[]
  madeBy: string
  madeAt: Date
  heardAt: Date | null
  endedBy: string | null
  endedAt: Date | null
}
const columns = `id, name, area, area_name as "areaName", paths, made_by as "madeBy", made_at as "madeAt", heard_at as "heardAt", ended_by as "endedBy", ended_at as "endedAt"`

/** What of a machine's key may be written down. */
const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest()

/** The seat of a machine's key, also one that is ended. */
export async function seatByKey(db: Db, key: string): Promise<SeatRow | null> {
  return (await db.query<SeatRow>(`select ${columns} from wall_seats where key_hash = $1`, [hashOf(key)]))[0] ?? null
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

export async function touchSeat(db: Db, id: string, now: Date): Promise<void> {
  await db.query('update wall_seats set heard_at = $2 where id = $1', [id, now])
}

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

type Made = Pick<SeatRow, 'name' | 'area' | 'areaName' | 'paths' | 'madeBy'>

/** Lets in the machine that shows a code; null: no wall shows it, or not any more. A code is good once. */
export async function seatPairing(tx: Tx, code: string, made: Made): Promise<string | null> {
  const [pairing] = await tx.query<{ key_hash: Buffer }>(
    'delete from wall_pairings where code = $1 and until > $2 returning key_hash',
    [code, tx.now],
  )
  if (!pairing) return null
  const { name, area, areaName, paths, madeBy } = made
  // A machine has one seat: what its key was before goes.
  await tx.query('delete from wall_seats where key_hash = $1', [pairing.key_hash])
  const id = tx.newId()
  await tx.query(
    `insert into wall_seats (id, name, area, area_name, paths, key_hash, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, name, area, areaName, paths, pairing.key_hash, madeBy, tx.now],
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
