import type { DetectRule, Plan, SettingValue } from '../../../contract/pack.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { InForceRows, Release, Tuning } from './in-force.ts'
import type { SettingValues } from './settings.ts'
import { rulesInForce } from './store-versions.ts'

export type ReleaseState = 'waiting' | 'live' | 'retired' | 'discarded'
/** The plan of a type of events that comes into force with a release, as a version like any other. */
export type ReleasePlan = { type: string; plan: Plan }
/** A value of a place an upgrade ends or moves; null: none of its own. */
export type ReleaseShift = { area: string; setting: string; from: SettingValue | null; to: SettingValue | null }
/** A pack that was brought as a file (or goes back to what was before), waiting or published. */
export type ReleaseRow = {
  pack: string
  no: number
  version: number
  body: unknown
  rules: DetectRule[]
  key: string | null
  publisher: string | null
  state: ReleaseState
  note: string
  basedOn: number
  rulesOn: number
  plans: ReleasePlan[]
  /** version of the plan each type had when it was merged; a type that is not here had the one its pack came with */
  plansOn: Record<string, number>
  tunings: ReleaseShift[]
  /** which side each conflict was decided for; null: it goes back, nothing was merged */
  decisions: Record<string, 'ours' | 'theirs'> | null
  askedBy: string
  askedByName: string
  askedAt: Date
  publishedByName: string | null
  publishedAt: Date | null
  retiredAt: Date | null
}

const columns = `r.pack, r.no, r.version, r.body, r.rules, r.key, r.publisher, r.state, r.note, r.based_on as "basedOn", r.rules_on as "rulesOn",
  r.plans, r.plans_on as "plansOn", r.tunings, r.decisions,
  r.asked_by as "askedBy", a.name as "askedByName", r.asked_at as "askedAt", p.name as "publishedByName", r.published_at as "publishedAt",
  r.retired_at as "retiredAt"`
const from = 'from pack_releases r join persons a on a.id = r.asked_by left join persons p on p.id = r.published_by'

/** Everything in force beside what came with the platform. The oldest publication first: what was taken earlier is not taken away. */
export async function inForceRows(db: Db): Promise<InForceRows> {
  const releases = await db.query<Release>(`select pack, no, body from pack_releases where state = 'live' order by turn`)
  const formerTypes = await db.query<{ pack: string; types: unknown[] }>(
    `select pack, body->'types' as types from pack_releases where state = 'retired' order by turn`,
  )
  return { published: await rulesInForce(db), releases, formerTypes, tunings: await tuningsInForce(db) }
}

/** What was changed of packs; `turn` is not asked for. */
export const tuningsInForce = (db: Db): Promise<Tuning[]> =>
  db.query<Tuning>('select pack, area, off, settings from pack_tunings order by pack, area')

/** Newest first, without those thrown away. */
export const releasesOf = (db: Db, pack: string): Promise<ReleaseRow[]> =>
  db.query<ReleaseRow>(`select ${columns} ${from} where r.pack = $1 and r.state <> 'discarded' order by r.no desc limit 100`, [
    pack,
  ])

/** Releases of any pack that wait for their second person. */
export const waitingReleases = (db: Db): Promise<ReleaseRow[]> =>
  db.query<ReleaseRow>(`select ${columns} ${from} where r.state = 'waiting' order by r.asked_at, r.pack`)

export async function releaseOf(db: Db, pack: string, no: number): Promise<ReleaseRow | null> {
  const [row] = await db.query<ReleaseRow>(`select ${columns} ${from} where r.pack = $1 and r.no = $2`, [pack, no])
  return row ?? null
}

export async function lockRelease(tx: Tx, pack: string, no: number): Promise<ReleaseRow | null> {
  const [row] = await tx.query<ReleaseRow>(`select ${columns} ${from} where r.pack = $1 and r.no = $2 for update of r`, [
    pack,
    no,
  ])
  return row ?? null
}

export async function liveRelease(db: Db, pack: string): Promise<ReleaseRow | null> {
  const [row] = await db.query<ReleaseRow>(`select ${columns} ${from} where r.pack = $1 and r.state = 'live'`, [pack])
  return row ?? null
}

/** Who published the live release of each pack; a pack that is not here came with the platform. */
export async function livePublishers(db: Db): Promise<Map<string, string | null>> {
  const rows = await db.query<{ pack: string; publisher: string | null }>(
    `select pack, publisher from pack_releases where state = 'live'`,
  )
  return new Map(rows.map(({ pack, publisher }) => [pack, publisher]))
}

/** The signed file of a release as it came; null: it came with the platform. */
export async function fileOf(db: Db, pack: string, no: number): Promise<string | null> {
  const [row] = await db.query<{ file: string | null }>('select file from pack_releases where pack = $1 and no = $2', [pack, no])
  return row?.file ?? null
}

export type NewRelease = Pick<
  ReleaseRow,
  | ('pack' | 'version' | 'body' | 'rules' | 'key' | 'publisher' | 'note' | 'basedOn' | 'rulesOn' | 'askedBy')
  | ('plans' | 'plansOn' | 'tunings' | 'decisions')
> & {
  file: string | null
}

/** Writes a release that waits; null when one of the pack waits already. Two at once get numbers one after the other. */
export async function insertRelease(tx: Tx, one: NewRelease): Promise<number | null> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('pack_releases ' || $1))`, [one.pack])
  const waiting = await tx.query(`select 1 from pack_releases where pack = $1 and state = 'waiting'`, [one.pack])
  if (waiting.length > 0) return null
  const [row] = await tx.query<{ no: number }>(
    `insert into pack_releases (pack, no, version, body, rules, file, key, publisher, state, note, based_on, rules_on, asked_by, asked_at,
       plans, plans_on, tunings, decisions)
     select $1, coalesce(max(no), 0) + 1, $2, $3::jsonb, $4::jsonb, $5, $6, $7, 'waiting', $8, $9, $10, $11, $12, $13::jsonb, $14::jsonb, $15::jsonb, $16::jsonb
     from pack_releases where pack = $1 returning no`,
    [
      ...[one.pack, one.version, JSON.stringify(one.body), JSON.stringify(one.rules), one.file, one.key, one.publisher],
      ...[one.note, one.basedOn, one.rulesOn, one.askedBy, tx.now],
      ...[one.plans, one.plansOn, one.tunings, one.decisions].map((value) => (value === null ? null : JSON.stringify(value))),
    ],
  )
  return row!.no
}

/** The release before goes out of force in the same moment. */
export async function publishRelease(tx: Tx, { pack, no }: Pick<ReleaseRow, 'pack' | 'no'>, by: string): Promise<void> {
  await tx.query(`update pack_releases set state = 'retired', retired_at = $2 where pack = $1 and state = 'live'`, [pack, tx.now])
  await tx.query(
    `update pack_releases set state = 'live', published_by = $3, published_at = $4, turn = last_turn() + 1 where pack = $1 and no = $2`,
    [pack, no, by, tx.now],
  )
}

export async function discardRelease(tx: Tx, { pack, no }: Pick<ReleaseRow, 'pack' | 'no'>): Promise<void> {
  await tx.query(`update pack_releases set state = 'discarded' where pack = $1 and no = $2`, [pack, no])
}

/** Writes what a city or a district changed of a pack. */
export async function saveTuning(
  tx: Tx,
  one: { pack: string; area: string; off: boolean; settings: SettingValues },
  by: string,
): Promise<void> {
  await tx.query(
    `insert into pack_tunings (pack, area, off, settings, changed_by, changed_at, turn) values ($1, $2, $3, $4::jsonb, $5, $6, last_turn() + 1)
     on conflict (pack, area) do update set off = excluded.off, settings = excluded.settings, changed_by = excluded.changed_by,
       changed_at = excluded.changed_at, turn = excluded.turn`,
    [one.pack, one.area, one.off, JSON.stringify(one.settings), by, tx.now],
  )
}

/** Writes values a release ended, moved or brought back. Who set what stands there, and when, stays: the release and its fact say who moved it. */
export async function moveTuning(tx: Tx, one: { pack: string; area: string; settings: SettingValues }): Promise<void> {
  await tx.query('update pack_tunings set settings = $3::jsonb, turn = last_turn() + 1 where pack = $1 and area = $2', [
    ...[one.pack, one.area, JSON.stringify(one.settings)],
  ])
}

export type TuningRow = Tuning & { changedByName: string; changedAt: Date; areaName: string | null }
/** What was changed of a pack where, by whom and when. */
export const tuningsOf = (db: Db, pack: string): Promise<TuningRow[]> =>
  db.query<TuningRow>(
    `select t.pack, t.area, t.off, t.settings, p.name as "changedByName", t.changed_at as "changedAt", a.name as "areaName"
     from pack_tunings t join persons p on p.id = t.changed_by left join areas a on a.path = t.area where t.pack = $1 order by t.area`,
    [pack],
  )
