import type { DetectRule, Plan } from '../../../contract/pack.ts'
import type { VersionState } from '../../../contract/rules.ts'
import { lockKeys } from '../../kernel/lock-keys.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { PublishedRules } from './in-force.ts'

/** What is kept in versions: all rules of a pack, or the plan of one type of events. */
export type Bodies = { rules: DetectRule[]; plan: Plan }
export type VersionKind = keyof Bodies
/** One line of versions; `pack` of a plan is the id of its type of events. */
export type Line<K extends VersionKind = VersionKind> = { kind: K; pack: string }
export const rulesOf = (pack: string): Line<'rules'> => ({ kind: 'rules', pack })
export const planOf = (type: string): Line<'plan'> => ({ kind: 'plan', pack: type })

/** A version, drafted or published. */
export type VersionRow<K extends VersionKind = 'rules'> = Line<K> & {
  no: number
  body: Bodies[K]
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

const columns = `v.kind, v.pack, v.no, v.body, v.state, v.note, v.based_on as "basedOn", v.authors, a.name as "authorName", v.made_at as "madeAt",
  v.changed_at as "changedAt", v.untried, v.published_by as "publishedBy", p.name as "publishedByName", v.published_at as "publishedAt", v.retired_at as "retiredAt"`
const from = `from pack_versions v left join persons a on a.id = v.authors[1] left join persons p on p.id = v.published_by where v.kind = $1 and v.pack = $2`

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

/** The plans in force beside those the packs came with, by their type of events. */
export const plansInForce = (db: Db): Promise<{ type: string; no: number; plan: Plan }[]> =>
  db.query(`select pack as type, no, body as plan from pack_versions where kind = 'plan' and state = 'live' order by pack`)

/** The version that was in force at a moment; null: what the pack came with. */
export async function versionAt<K extends VersionKind>(db: Db, line: Line<K>, at: Date): Promise<VersionRow<K> | null> {
  const [row] = await db.query<VersionRow<K>>(
    `select ${columns} ${from} and v.published_at <= $3 and (v.retired_at is null or v.retired_at > $3)
     order by v.published_at desc limit 1`,
    [line.kind, line.pack, at],
  )
  return row ?? null
}

/** Newest first, without those thrown away. */
export const versionsOf = <K extends VersionKind>(db: Db, { kind, pack }: Line<K>): Promise<VersionRow<K>[]> =>
  db.query<VersionRow<K>>(`select ${columns} ${from} and v.state <> 'discarded' order by v.no desc limit 200`, [kind, pack])

export async function versionOf<K extends VersionKind>(db: Db, line: Line<K>, no: number): Promise<VersionRow<K> | null> {
  const [row] = await db.query<VersionRow<K>>(`select ${columns} ${from} and v.no = $3`, [line.kind, line.pack, no])
  return row ?? null
}

export async function lockVersion<K extends VersionKind>(tx: Tx, line: Line<K>, no: number): Promise<VersionRow<K> | null> {
  const [row] = await tx.query<VersionRow<K>>(`select ${columns} ${from} and v.no = $3 for update of v`, [
    line.kind,
    line.pack,
    no,
  ])
  return row ?? null
}

export async function liveVersion<K extends VersionKind>(db: Db, { kind, pack }: Line<K>): Promise<VersionRow<K> | null> {
  const [row] = await db.query<VersionRow<K>>(`select ${columns} ${from} and v.state = 'live'`, [kind, pack])
  return row ?? null
}

export type Standing<K extends VersionKind = VersionKind> = Pick<Line<K>, 'pack'> & {
  live: { no: number; body: Bodies[K]; publishedAt: Date } | null
  /** drafts, and versions that wait for a second person */
  open: number
}

/** How each line of a kind stands, by what it is of; lines nothing was written of are none. */
export async function standingOf<K extends VersionKind>(db: Db, kind: K): Promise<Map<string, Standing<K>>> {
  const rows = await db.query<Standing<K> & { no: number | null; body: Bodies[K]; publishedAt: Date }>(
    `select v.pack, l.no, l.body, l.published_at as "publishedAt", count(*) filter (where v.state in ('draft', 'waiting'))::int as open
     from pack_versions v left join pack_versions l on l.kind = v.kind and l.pack = v.pack and l.state = 'live'
     where v.kind = $1 group by v.pack, l.no, l.body, l.published_at`,
    [kind],
  )
  return new Map(
    rows.map(({ pack, open, no, body, publishedAt }) => [
      pack,
      { pack, open, live: no === null ? null : { no, body, publishedAt } },
    ]),
  )
}

/** The version a published one took over from; null: what the pack came with. */
export async function versionBefore<K extends VersionKind>(
  db: Db,
  { kind, pack, publishedAt }: Line<K> & Pick<VersionRow, 'publishedAt'>,
): Promise<VersionRow<K> | null> {
  const [row] = await db.query<VersionRow<K>>(`select ${columns} ${from} and v.retired_at = $3`, [kind, pack, publishedAt])
  return row ?? null
}

type NewVersion<K extends VersionKind> = Line<K> & {
  body: Bodies[K]
  note: string
  basedOn: number
  author: string
  state: 'draft' | 'waiting'
}

/** Two at once get numbers one after the other. */
export async function insertVersion<K extends VersionKind>(tx: Tx, one: NewVersion<K>): Promise<number> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('pack_versions ' || $1))`, [one.pack])
  const [row] = await tx.query<{ no: number }>(
    `insert into pack_versions (kind, pack, no, body, state, note, based_on, authors, made_at, changed_at)
     select $1, $2, coalesce(max(no), 0) + 1, $3::jsonb, $4, $5, $6, array[$7], $8, $8 from pack_versions where kind = $1 and pack = $2
     returning no`,
    [one.kind, one.pack, JSON.stringify(one.body), one.state, one.note, one.basedOn, one.author, tx.now],
  )
  return row!.no
}

type Place<K extends VersionKind = VersionKind> = Line<K> & { no: number }

export async function changeDraft<K extends VersionKind>(
  tx: Tx,
  { kind, pack, no }: Place<K>,
  to: { body: Bodies[K]; note: string; basedOn: number; by: string },
): Promise<void> {
  await tx.query(
    `update pack_versions set body = $4::jsonb, note = $5, changed_at = $7, based_on = $8,
       authors = case when $6 = any(authors) then authors else authors || $6::text end where kind = $1 and pack = $2 and no = $3`,
    [kind, pack, no, JSON.stringify(to.body), to.note, to.by, tx.now, to.basedOn],
  )
}

export async function setVersionState(
  tx: Tx,
  { kind, pack, no }: Place,
  state: VersionState,
  untried: string | null = null,
): Promise<void> {
  await tx.query(`update pack_versions set state = $4, untried = $5 where kind = $1 and pack = $2 and no = $3`, [
    ...[kind, pack, no],
    ...[state, untried],
  ])
}

/** The version before goes out of force in the same moment. */
export async function publishVersion(tx: Tx, { kind, pack, no }: Place, by: string): Promise<void> {
  await tx.query(`update pack_versions set state = 'retired', retired_at = $3 where kind = $1 and pack = $2 and state = 'live'`, [
    kind,
    pack,
    tx.now,
  ])
  await tx.query(
    `update pack_versions set state = 'live', published_by = $4, published_at = $5,
       turn = last_turn() + 1
     where kind = $1 and pack = $2 and no = $3`,
    [kind, pack, no, by, tx.now],
  )
}

/** Was this very body in force once? */
export async function wasInForce<K extends VersionKind>(db: Db, { kind, pack }: Line<K>, body: Bodies[K]): Promise<boolean> {
  const rows = await db.query(
    `select 1 from pack_versions where kind = $1 and pack = $2 and published_at is not null and body = $3::jsonb limit 1`,
    [kind, pack, JSON.stringify(body)],
  )
  return rows.length > 0
}
