import type { Face, Fault } from '../../../city/sheet/types.ts'
import type { Key } from '../../../kernel/cursor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import { addReasons, reasonsOf } from './rules/reasons.ts'
import type { Delivery, Reason } from './types.ts'

const columns = `d.id, d.feed, d.name, d.by, d.origin, d.at, d.ended_at, d.bytes, d.state, d.columns, d.face, d.done, d.rows, d.kept, d.duplicates, d.refused,
  d.digest, d.refusal, d.reasons, d.measured_at, d.tries`

type Given = Pick<Delivery, 'id' | 'feed' | 'name' | 'by' | 'origin' | 'digest'> & { data: Uint8Array }

/** Keeps a file to be read. The same bytes again while they still wait are the same delivery: its id, and whether it is new. */
export async function insertDelivery(tx: Tx, given: Given): Promise<{ id: string; fresh: boolean }> {
  const { feed, name, by, origin, data, digest } = given
  // Of a watched folder two processes may bring one file, by one id.
  const [row] = await tx.query<{ id: string }>(
    `insert into deliveries (id, feed, name, by, origin, at, bytes, digest, state) values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting')
     on conflict do nothing returning id`,
    [given.id, feed, name, by, origin, tx.now, data.length, digest],
  )
  if (row) {
    await tx.query('insert into delivery_files (delivery, data) values ($1, $2)', [row.id, Buffer.from(data)])
    return { id: row.id, fresh: true }
  }
  const [before] = await tx.query<{ id: string }>(
    `select id from deliveries where feed = $1 and digest = $2 and state in ('waiting', 'running')`,
    [feed, digest],
  )
  return { id: before?.id ?? given.id, fresh: false }
}

type Unkept = Pick<Delivery, 'id' | 'feed' | 'name' | 'by' | 'origin' | 'bytes'>

/** A file that was refused before it was kept; false when it is known already. */
export async function insertRefused(tx: Tx, file: Unkept, refusal: Refusal): Promise<boolean> {
  const rows = await tx.query(
    `insert into deliveries (id, feed, name, by, origin, at, ended_at, bytes, digest, state, refusal)
     values ($1, $2, $3, $4, $5, $6, $6, $7, '', 'refused', $8) on conflict do nothing returning 1`,
    [file.id, file.feed, file.name, file.by, file.origin, tx.now, file.bytes, JSON.stringify(refusal)],
  )
  return rows.length > 0
}

/** How many files of a feed nobody has read to the end yet. */
export async function countOpen(db: Db, feed: string): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from deliveries where feed = $1 and state in ('waiting', 'running')`,
    [feed],
  )
  return row!.n
}

type Claim = { now: Date; silentSince: Date }

/**
 * Takes the oldest file nobody works on; also one whose worker has said nothing since a moment: it was killed, which counts as a try.
 * Files of feeds that are off wait until these are on.
 */
export async function claimDelivery(tx: Tx, { now, silentSince }: Claim): Promise<(Delivery & { data: Buffer }) | null> {
  const [row] = await tx.query<{ id: string }>(
    `update deliveries set state = 'running', claimed_at = $1, tries = tries + (state = 'running')::int where id = (
       select d.id from deliveries d join mapped_feeds f on f.id = d.feed
       where f."on" and (d.state = 'waiting' or (d.state = 'running' and d.claimed_at < $2)) order by d.at, d.id limit 1 for update of d skip locked)
     returning id`,
    [now, silentSince],
  )
  if (!row) return null
  const [found] = await tx.query<Delivery & { data: Buffer }>(
    `select ${columns}, x.data from deliveries d join delivery_files x on x.delivery = d.id where d.id = $1`,
    [row.id],
  )
  return found ?? null
}

export async function noteHead(db: Db, id: string, head: { columns: string[]; face: Face; rows: number }): Promise<void> {
  await db.query('update deliveries set columns = $2, face = $3, rows = $4 where id = $1', [
    ...[id, JSON.stringify(head.columns), JSON.stringify(head.face), head.rows],
  ])
}

export type Part = {
  from: number
  done: number
  kept: number
  duplicates: number
  refused: number
  reasons: Reason[]
  faults: Fault[]
  measuredAt: Date | null
}

/** What became of a part of its rows. A part is counted once: false when somebody else has come further already. */
export async function notePart(tx: Tx, id: string, part: Part): Promise<boolean> {
  const rows = await tx.query(
    `update deliveries set done = $3, kept = kept + $4, duplicates = duplicates + $5, refused = refused + $6, reasons = $7, claimed_at = $8, tries = 0,
       measured_at = greatest(measured_at, $9)
     where id = $1 and state = 'running' and done = $2 returning 1`,
    [
      ...[id, part.from, part.done, part.kept, part.duplicates, part.refused],
      ...[JSON.stringify(part.reasons), tx.now, part.measuredAt],
    ],
  )
  if (rows.length > 0 && part.faults.length > 0)
    await tx.query('insert into delivery_faults (delivery, from_row, faults) values ($1, $2, $3)', [
      ...[id, part.from, storable(part.faults)],
    ])
  return rows.length > 0
}

/** A cell may hold anything; PostgreSQL keeps no NUL, and no half of a surrogate pair, in JSON. */
const storable = (faults: Fault[]): string =>
  JSON.stringify(faults, (_, value) => (typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD').toWellFormed() : value))

/** The end of it, as it then stands; the bytes are not needed any more. Refused whole with a reason, else done. Null: it had ended. */
export async function endDelivery(tx: Tx, id: string, refusal: Refusal | null): Promise<Delivery | null> {
  const [row] = await tx.query<Delivery>(
    `update deliveries d set state = $2, refusal = $3, ended_at = $4 where id = $1 and state = 'running' returning ${columns}`,
    [id, refusal ? 'refused' : 'done', refusal && JSON.stringify(refusal), tx.now],
  )
  await tx.query('delete from delivery_files where delivery = $1', [id])
  return row ?? null
}

/** The same answer of a source read once more: the refused rows of the reading before it are not kept twice. */
export async function forgetSame(tx: Tx, { id, feed, at }: Pick<Delivery, 'id' | 'feed' | 'at'>): Promise<void> {
  await tx.query(
    `delete from delivery_faults where delivery = (
       select before.id from (select id, digest from deliveries where feed = $2 and id <> $1 and at <= $3 order by at desc, id desc limit 1) before
       join deliveries d on d.id = $1 and d.digest = before.digest)`,
    [id, feed, at],
  )
}

type Messages = Pick<Delivery, 'feed' | 'name' | 'by' | 'origin' | 'bytes'>
type Became = Omit<Part, 'from' | 'done'> & { rows: number }

/** What became of a message that was taken in at once; those of one minute are one line, or they would be millions. */
export async function noteTaken(tx: Tx, of: Messages, now: Became): Promise<void> {
  const [before] = await tx.query<Delivery>(
    `select ${columns} from deliveries d where d.feed = $1 and d.name = $2 and d.at > $3 order by d.at desc limit 1 for update`,
    [of.feed, of.name, new Date(tx.now.getTime() - 60_000)],
  )
  const reasons = JSON.stringify(addReasons(before?.reasons ?? [], reasonsOf(now.faults)))
  const figures = [now.rows, now.kept, now.duplicates, now.refused, reasons, now.measuredAt]
  if (before)
    await tx.query(
      `update deliveries set bytes = bytes + $2, done = done + $3, rows = rows + $3, kept = kept + $4, duplicates = duplicates + $5, refused = refused + $6,
         reasons = $7, measured_at = greatest(measured_at, $8), ended_at = $9 where id = $1`,
      [before.id, of.bytes, ...figures, tx.now],
    )
  else
    await tx.query(
      `insert into deliveries (id, feed, name, by, origin, at, ended_at, bytes, digest, state, done, rows, kept, duplicates, refused, reasons, measured_at)
       values ($1, $2, $3, $4, $5, $6, $6, $7, '', 'done', $8, $8, $9, $10, $11, $12, $13)`,
      [tx.newId(), of.feed, of.name, of.by, of.origin, tx.now, of.bytes, ...figures],
    )
}

type Page = { after: Key | null; limit: number }

/** Deliveries of a feed, newest first. */
export function readDeliveries(db: Db, feed: string, { after, limit }: Page): Promise<Delivery[]> {
  return db.query(
    `select ${columns} from deliveries d where d.feed = $1 and ($2::timestamptz is null or (d.at, d.id) < ($2, $3::uuid)) order by d.at desc, d.id desc limit $4`,
    [feed, after?.at ?? null, after?.id ?? null, limit],
  )
}

export async function deliveryById(db: Db, id: string): Promise<Delivery | null> {
  const [row] = await db.query<Delivery>(`select ${columns} from deliveries d where d.id = $1`, [id])
  return row ?? null
}

/** The rows that were not taken, in their order. */
export async function faultsOf(db: Db, delivery: string): Promise<Fault[]> {
  const rows = await db.query<{ faults: Fault[] }>('select faults from delivery_faults where delivery = $1 order by from_row', [
    delivery,
  ])
  return rows.flatMap(({ faults }) => faults)
}

export type DaySum = {
  feed: string
  deliveries: number
  rows: number
  kept: number
  duplicates: number
  refused: number
  /** of each delivery */
  reasons: Reason[][]
}

/** What came to feeds since a moment. */
export function sumDeliveries(db: Db, feeds: string[], since: Date): Promise<DaySum[]> {
  return db.query(
    `select feed, count(*)::int as deliveries, sum(done)::int as rows, sum(kept)::int as kept, sum(duplicates)::int as duplicates,
       sum(refused)::int as refused, coalesce(jsonb_agg(reasons) filter (where refused > 0), '[]') as reasons
     from deliveries where feed = any($1) and at >= $2 group by feed`,
    [feeds, since],
  )
}

/** Leaves a file as it stands, to be gone on with by whoever comes next. */
export async function releaseDelivery(db: Db, id: string): Promise<void> {
  await db.query(`update deliveries set state = 'waiting' where id = $1 and state = 'running'`, [id])
}

/** Deletes what is older, with its refused rows. Answers whether there may be more. */
export async function pruneDeliveries(tx: Tx, before: Date, most: number): Promise<boolean> {
  const gone = await tx.query(
    `delete from deliveries where id in (select id from deliveries where at < $1 and state in ('done', 'refused') limit $2) returning 1`,
    [before, most],
  )
  return gone.length === most
}
