import type { DetectRule } from '../../../contract/pack.ts'
import type { VersionState } from '../../../contract/rules.ts'
import { lockKeys } from '../../kernel/lock-keys.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { PublishedRules } from './packs.ts'

/** A version of a pack's rules, drafted or published. */
export type VersionRow = {
  pack: string
  no: number
  body: DetectRule[]
  state: VersionState
  note: string
  basedOn: number
  /** everybody who wrote on it, first who began it */
  authors: string[]
  authorName: string | null
  madeAt: Date
  /** when its rules or its note were last written */
  changedAt: Date
  untried: string | null
  publishedBy: string | null
  publishedByName: string | null
  publishedAt: Date | null
  retiredAt: Date | null
}

const columns = `v.pack, v.no, v.body, v.state, v.note, v.based_on as "basedOn", v.authors, a.name as "authorName", v.made_at as "madeAt",
  v.changed_at as "changedAt", v.untried, v.published_by as "publishedBy", p.name as "publishedByName", v.published_at as "publishedAt", v.retired_at as "retiredAt"`
const from = `from pack_versions v left join persons a on a.id = v.authors[1] left join persons p on p.id = v.published_by where v.kind = 'rules'`

/** Holds what is in force until the end of the transaction; answers how often something was published. */
export async function holdTurn(db: Db): Promise<number> {
  const [row] = await db.query<{ turn: string }>('select turn_in_force() as turn')
  return Number(row!.turn)
}

/** Waits until nobody looks by what is in force, and keeps everybody waiting until the transaction ends. */
export async function lockTurn(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [lockKeys.packVersions])
}

/** What is in force beside what the packs came with. */
export const rulesInForce = (db: Db): Promise<PublishedRules[]> =>
  db.query<PublishedRules>(
    `select pack, no, body as rules from pack_versions where kind = 'rules' and state = 'live' order by pack`,
  )

/** The version of a pack that was in force at a moment; null: what the pack came with. */
export async function versionAt(db: Db, pack: string, at: Date): Promise<VersionRow | null> {
  const [row] = await db.query<VersionRow>(
    `select ${columns} ${from} and v.pack = $1 and v.published_at <= $2 and (v.retired_at is null or v.retired_at > $2)
     order by v.published_at desc limit 1`,
    [pack, at],
  )
  return row ?? null
}

/** Newest first, without those thrown away. */
export const versionsOf = (db: Db, pack: string): Promise<VersionRow[]> =>
  db.query<VersionRow>(`select ${columns} ${from} and v.pack = $1 and v.state <> 'discarded' order by v.no desc limit 200`, [
    pack,
  ])

export async function versionOf(db: Db, pack: string, no: number): Promise<VersionRow | null> {
  const [row] = await db.query<VersionRow>(`select ${columns} ${from} and v.pack = $1 and v.no = $2`, [pack, no])
  return row ?? null
}

export async function lockVersion(tx: Tx, pack: string, no: number): Promise<VersionRow | null> {
  const [row] = await tx.query<VersionRow>(`select ${columns} ${from} and v.pack = $1 and v.no = $2 for update of v`, [pack, no])
  return row ?? null
}

export async function liveVersion(db: Db, pack: string): Promise<VersionRow | null> {
  const [row] = await db.query<VersionRow>(`select ${columns} ${from} and v.pack = $1 and v.state = 'live'`, [pack])
  return row ?? null
}

/** The version a published one took over from; null: what the pack came with. */
export async function versionBefore(
  db: Db,
  { pack, publishedAt }: Pick<VersionRow, 'pack' | 'publishedAt'>,
): Promise<VersionRow | null> {
  const [row] = await db.query<VersionRow>(`select ${columns} ${from} and v.pack = $1 and v.retired_at = $2`, [pack, publishedAt])
  return row ?? null
}

type NewVersion = { pack: string; rules: DetectRule[]; note: string; basedOn: number; author: string; state: 'draft' | 'waiting' }

/** Two at once get numbers one after the other. */
export async function insertVersion(tx: Tx, one: NewVersion): Promise<number> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('pack_versions ' || $1))`, [one.pack])
  const [row] = await tx.query<{ no: number }>(
    `insert into pack_versions (kind, pack, no, body, state, note, based_on, authors, made_at, changed_at)
     select 'rules', $1, coalesce(max(no), 0) + 1, $2::jsonb, $3, $4, $5, array[$6], $7, $7 from pack_versions where kind = 'rules' and pack = $1
     returning no`,
    [one.pack, JSON.stringify(one.rules), one.state, one.note, one.basedOn, one.author, tx.now],
  )
  return row!.no
}

type Place = { pack: string; no: number }

export async function changeDraft(
  tx: Tx,
  { pack, no }: Place,
  to: { rules: DetectRule[]; note: string; basedOn: number; by: string },
): Promise<void> {
  await tx.query(
    `update pack_versions set body = $3::jsonb, note = $4, changed_at = $6, based_on = $7,
       authors = case when $5 = any(authors) then authors else authors || $5::text end where kind = 'rules' and pack = $1 and no = $2`,
    [pack, no, JSON.stringify(to.rules), to.note, to.by, tx.now, to.basedOn],
  )
}

export async function setVersionState(
  tx: Tx,
  { pack, no }: Place,
  state: VersionState,
  untried: string | null = null,
): Promise<void> {
  await tx.query(`update pack_versions set state = $3, untried = $4 where kind = 'rules' and pack = $1 and no = $2`, [
    pack,
    no,
    state,
    untried,
  ])
}

/** The version before goes out of force in the same moment. */
export async function publishVersion(tx: Tx, { pack, no }: Place, by: string): Promise<void> {
  await tx.query(
    `update pack_versions set state = 'retired', retired_at = $2 where kind = 'rules' and pack = $1 and state = 'live'`,
    [pack, tx.now],
  )
  await tx.query(
    `update pack_versions set state = 'live', published_by = $3, published_at = $4,
       turn = (select coalesce(max(turn), 0) + 1 from pack_versions)
     where kind = 'rules' and pack = $1 and no = $2`,
    [pack, no, by, tx.now],
  )
}

/** Was this very body in force once? */
export async function wasInForce(db: Db, pack: string, rules: DetectRule[]): Promise<boolean> {
  const rows = await db.query(
    `select 1 from pack_versions where kind = 'rules' and pack = $1 and published_at is not null and body = $2::jsonb limit 1`,
    [pack, JSON.stringify(rules)],
  )
  return rows.length > 0
}
