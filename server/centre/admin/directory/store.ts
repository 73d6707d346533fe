import type { DirectoryCounts, DirectoryKind, DirectoryRefused } from '../../../../contract/directory.ts'
import { directoryKinds } from '../../../../contract/directory-kinds.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { Entries, Entry } from './types.ts'

/** Deliveries are taken one after another: the second sees what the first did. */
export const oneAtATime = (tx: Tx): Promise<unknown> => tx.query(`select pg_advisory_xact_lock(hashtext('directory_entries'))`)

export async function readEntries(db: Db): Promise<Entries> {
  const rows = await db.query<Entry>(
    'select kind, number, ours, digest, gone_at is not null as gone from directory_entries order by kind, number',
  )
  const entries: Entries = { unit: new Map(), post: new Map(), person: new Map(), appointment: new Map() }
  for (const row of rows) entries[row.kind].set(row.number, row)
  return entries
}

/** What a row was taken as, instead of what it was before. */
export async function keepEntry(tx: Tx, { kind, number, ours, digest, gone }: Entry): Promise<void> {
  await tx.query(
    `insert into directory_entries (kind, number, ours, digest, gone_at, taken_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (kind, number) do update set ours = $3, digest = $4, gone_at = $5, taken_at = $6`,
    [kind, number, ours, digest, gone ? tx.now : null, tx.now],
  )
}

/** A delivery. `taken_at`: null until its last pass; `pass`: the one committed last. */
export type SyncRow = {
  id: string
  unit: string
  mode: 'full' | 'changes'
  at: Date
  digest: string
  taken_at: Date | null
  pass: string | null
  counts: DirectoryCounts
  refused: DirectoryRefused[]
}

export const readSyncs = (db: Db, limit: number): Promise<SyncRow[]> =>
  db.query<SyncRow>(
    'select id, unit, mode, at, digest, taken_at, pass, counts, refused from directory_syncs order by at desc, id desc limit $1',
    [limit],
  )

/** Deliveries are shown for half a year; that they came stands in the facts for good. */
const keptDays = 180

/** A delivery has begun: from now on an older one comes too late. */
export async function insertSync(tx: Tx, row: SyncRow): Promise<void> {
  const old = `coalesce(taken_at, at) < $1::timestamptz - interval '${keptDays} days'`
  await tx.query(`delete from directory_syncs where ${old}`, [tx.now])
  await tx.query(
    `insert into directory_syncs (id, unit, mode, at, digest, counts, refused) values ($1, $2, $3, $4, $5, $6, '[]')`,
    [row.id, row.unit, row.mode, row.at, row.digest, JSON.stringify(row.counts)],
  )
}

/** How far a delivery has come, or what became of it. */
export async function updateSync(tx: Tx, { id, pass, taken_at, counts, refused }: SyncRow): Promise<void> {
  await tx.query('update directory_syncs set pass = $2, taken_at = $3, counts = $4, refused = $5 where id = $1', [
    ...[id, pass, taken_at, JSON.stringify(counts), JSON.stringify(refused)],
  ])
}

/** Who holds, or held, which post by these appointments. */
export const heldBy = (db: Db, ids: readonly string[]): Promise<{ id: string; person: string; post: string }[]> =>
  db.query('select id, person, post from appointments where id = any($1)', [ids])

/** How many of each kind stand here by the directory. */
export async function countStanding(db: Db): Promise<Record<DirectoryKind, number>> {
  const rows = await db.query<{ kind: DirectoryKind; n: number }>(
    'select kind, count(*)::int as n from directory_entries where gone_at is null group by kind',
  )
  const found = new Map(rows.map(({ kind, n }) => [kind, n]))
  return Object.fromEntries(directoryKinds.map((kind) => [kind, found.get(kind) ?? 0])) as Record<DirectoryKind, number>
}

/** The person whose account has this name, whoever made it. */
export async function personByAccount(db: Db, account: string): Promise<string | null> {
  const [row] = await db.query<{ person: string }>('select person from accounts where account = $1', [account])
  return row?.person ?? null
}
