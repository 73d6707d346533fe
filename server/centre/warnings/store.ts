import type { Alert } from '../../../protocols/cap/types.ts'
import type { Key } from '../../kernel/cursor.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { WarningRow } from './types.ts'

const columns = `w.id, w.key, w.sender, w.identifier, w.part, w.digest, w.kind, w.exercise, w.restricted, w.colour, w.event, w.headline, w.description,
  w.instruction, w.publisher, w.area_words, w.areas, w.sent_at, w.from_at, w.to_at, w.chain, w.ended_at, w.ended_by,
  (select b.kind from warnings b where b.id = w.ended_by) as ended_kind, w.received_at`

export type Wanted = {
  /** only what is in force or ahead */
  now: Date | null
  /** paths of areas: what is about one of them, above or below it; null: all */
  areas: readonly string[] | null
  /** only what the public may see */
  open: boolean
  after: Key | null
  limit: number
}

const standing = (at: string): string => `w.kind <> 'cancel' and w.ended_at is null and (w.to_at is null or w.to_at > ${at})`

/** Warnings, newest first; each chain by all its messages unless only what stands is wanted. */
export function readWarnings(db: Db, { now, areas, open, after, limit }: Wanted): Promise<WarningRow[]> {
  return db.query<WarningRow>(
    `select ${columns} from warnings w
     where ($1::timestamptz is null or (cardinality(w.areas) > 0 and ${standing('$1::timestamptz')}))
       and ($2::text[] is null or exists (select 1 from unnest(w.areas) a, unnest($2::text[]) s where a ^@ s or s ^@ a))
       and (not $3::boolean or (not w.restricted and not w.exercise))
       and ($4::timestamptz is null or (w.sent_at, w.id) < ($4, $5::uuid))
     order by w.sent_at desc, w.id desc limit $6`,
    [now, areas, open, after?.at ?? null, after?.id ?? null, limit],
  )
}

/** For the feed: what stands, and what ended since, so that whoever looks now and then hears of the end too. */
export function readFeed(db: Db, now: Date, since: Date, limit: number): Promise<WarningRow[]> {
  return db.query<WarningRow>(
    `select ${columns} from warnings w
     where not w.restricted and not w.exercise
       and ((${standing('$1::timestamptz')}) or (w.kind = 'cancel' and w.received_at > $2) or w.ended_at > $2)
     order by w.sent_at desc, w.id desc limit $3`,
    [now, since, limit],
  )
}

export async function warningById(db: Db, id: string): Promise<WarningRow | null> {
  return (await db.query<WarningRow>(`select ${columns} from warnings w where w.id = $1`, [id]))[0] ?? null
}

/** The whole message, when the public may have it. */
export async function openAlert(db: Db, id: string): Promise<Alert | null> {
  const [row] = await db.query<{ alert: Alert }>('select alert from warnings where id = $1 and not restricted and not exercise', [
    id,
  ])
  return row?.alert ?? null
}

export function warningsOfChain(db: Db, chain: string): Promise<WarningRow[]> {
  return db.query<WarningRow>(
    `select ${columns} from warnings w where w.chain = $1 order by w.sent_at desc, w.id desc limit 100`,
    [chain],
  )
}

/** Messages of one sender by one key, locked in the order of their ids. */
export function lockWarnings(tx: Tx, of: { key: string; sender: string; identifiers: string[] }): Promise<WarningRow[]> {
  return tx.query<WarningRow>(
    `select ${columns} from warnings w where w.key = $1 and w.sender = $2 and w.identifier = any($3) order by w.part, w.id for update of w`,
    [of.key, of.sender, of.identifiers],
  )
}

/** Messages that came before what they are about: they say that this one is not the newest. */
export function readNewer(
  tx: Tx,
  { key, sender, identifier }: Pick<WarningRow, 'key' | 'sender' | 'identifier'>,
): Promise<WarningRow[]> {
  return tx.query<WarningRow>(
    `select ${columns} from warnings w where w.key = $1 and w.sender = $2
       and w.alert->'references' @> jsonb_build_array(jsonb_build_object('sender', $2::text, 'identifier', $3::text))
     order by w.sent_at desc, w.id desc limit 10`,
    [key, sender, identifier],
  )
}

/** One sender's messages come one after another, also when they are sent at once: a chain is never joined twice. */
export async function lockSender(tx: Tx, key: string, sender: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 49))', [`${key} ${sender}`])
}

export type NewWarning = Omit<WarningRow, 'ended_kind' | 'received_at'> & { alert: Alert }

export async function insertWarning(tx: Tx, row: NewWarning): Promise<void> {
  await tx.query(
    `insert into warnings (id, key, sender, identifier, digest, kind, exercise, restricted, colour, event, headline, description, instruction,
       publisher, area_words, areas, sent_at, from_at, to_at, chain, ended_at, ended_by, alert, received_at, part)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)`,
    [
      ...[row.id, row.key, row.sender, row.identifier, row.digest, row.kind, row.exercise, row.restricted, row.colour],
      ...[row.event, row.headline, row.description, row.instruction, row.publisher, row.area_words, row.areas],
      ...[
        row.sent_at,
        row.from_at,
        row.to_at,
        row.chain,
        row.ended_at,
        row.ended_by,
        JSON.stringify(row.alert),
        tx.now,
        row.part,
      ],
    ],
  )
}

/** These ended, by the message `by`; those that had ended before keep their end. */
export async function endWarnings(tx: Tx, ids: string[], by: string): Promise<void> {
  await tx.query('update warnings set ended_at = $2, ended_by = $3 where id = any($1::uuid[]) and ended_at is null', [
    ids,
    tx.now,
    by,
  ])
}

/** Chains that turned out to be one. */
export async function joinChains(tx: Tx, chains: string[], into: string): Promise<void> {
  await tx.query('update warnings set chain = $2 where chain = any($1::uuid[]) and chain <> $2', [chains, into])
}

export type Spot = { path: string; lon: number; lat: number }

/** The towns whose point lies in a box, WGS-84 degrees. */
export function townsWithin(db: Db, box: { west: number; south: number; east: number; north: number }): Promise<Spot[]> {
  return db.query<Spot>(
    `select path, lon, lat from areas where tier = 'town' and valid_to is null and lon between $1 and $3 and lat between $2 and $4`,
    [box.west, box.south, box.east, box.north],
  )
}

/** Names of areas by their paths, in the order of the codes. */
export function areaNames(db: Db, paths: readonly string[]): Promise<{ path: string; name: string }[]> {
  return db.query('select path, name from areas where path = any($1) order by code', [paths])
}
