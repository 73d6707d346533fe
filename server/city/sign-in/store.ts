import { createHash } from 'node:crypto'
import { system } from '../../../contract/actor.ts'
import type { Db, Spine, Tx } from '../../kernel/spine.ts'
import { mostPlaces } from './rules/failures.ts'

export type AccountRow = {
  person: string
  name: string
  account: string
  password_hash: string | null
  locked_until: Date | null
  failures: number
  /** seen by somebody else than its owner */
  first_password: boolean
  demo: boolean
}
export type PostRow = {
  post: string
  post_name: string
  post_kind: string
  side: string | null
  unit: string
  unit_name: string
  unit_short: string
  unit_tier: string
  kind: string
  /** when the appointment or the post itself ends, whichever comes first */
  until: Date | null
}
export type SessionRow = { person: string; name: string; post: string; kind: 'person' | 'demo' | 'wall'; seen_at: Date }

/** Who said who somebody is, instead of a password. */
export type CameBy = { id: string; idToken: string | null }

/** What of a session's id may be written down. */
export const hashOf = (id: string): Buffer => createHash('sha256').update(id).digest()

export async function accountByName(db: Db, account: string): Promise<AccountRow | null> {
  const [row] = await db.query<AccountRow>(
    'select a.person, p.name, a.account, a.password_hash, a.locked_until, a.failures, a.first_password, a.demo from accounts a join persons p on p.id = a.person where a.account = $1',
    [account],
  )
  return row ?? null
}

/** Posts a person holds at a time, main appointments first. */
export async function postsOf(db: Db, person: string, now: Date): Promise<PostRow[]> {
  return db.query<PostRow>(
    `select p.id as post, p.name as post_name, p.kind as post_kind, p.side, u.id as unit, u.name as unit_name, u.short_name as unit_short, u.tier as unit_tier, a.kind,
       least(a.valid_to, p.valid_to) as until
     from appointments a join posts p on p.id = a.post join units u on u.id = p.unit
     where a.person = $1 and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2) and (p.valid_to is null or p.valid_to > $2)
     order by (a.kind = 'main') desc, a.valid_from, p.id`,
    [person, now],
  )
}

/** Path prefixes a unit answers for: its own, else its nearest ancestor's. */
export async function scopeOfUnit(db: Db, unit: string): Promise<string[]> {
  const rows = await db.query<{ path: string }>(
    `with recursive up as (
       select id, parent, 0 as depth from units where id = $1
       union all select u.id, u.parent, up.depth + 1 from units u join up on u.id = up.parent)
     select ua.path from up join unit_areas ua on ua.unit = up.id
     where up.depth = (select min(u2.depth) from up u2 join unit_areas x on x.unit = u2.id) order by ua.path`,
    [unit],
  )
  return rows.map((row) => row.path)
}

/** The account as it stands now, held until the end of the transaction: guesses sent side by side are counted one after the other. */
export async function lockAccount(tx: Tx, person: string): Promise<Pick<AccountRow, 'failures' | 'locked_until'>> {
  const [row] = await tx.query<Pick<AccountRow, 'failures' | 'locked_until'>>(
    'select failures, locked_until from accounts where person = $1 for update',
    [person],
  )
  return row!
}

export async function failSignIn(tx: Tx, person: string, failures: number, lockedUntil: Date | null): Promise<void> {
  await tx.query('update accounts set failures = $2, locked_until = $3 where person = $1', [person, failures, lockedUntil])
}

/** Puts the owner's own password in the place of the first one; false when somebody was quicker. */
export async function replaceFirstPassword(tx: Tx, { person, password_hash }: AccountRow, hash: string): Promise<boolean> {
  const rows = await tx.query(
    'update accounts set password_hash = $3, first_password = false where person = $1 and password_hash = $2 and first_password returning 1',
    [person, password_hash, hash],
  )
  return rows.length > 0
}

export async function openSession(
  tx: Tx,
  session: { id: string; person: string; post: string; kind: SessionRow['kind']; provider: CameBy | null },
): Promise<void> {
  await tx.query(
    `insert into sessions (hash, person, post, kind, opened_at, seen_at, provider, id_token) values ($1, $2, $3, $4, $5, $5, $6, $7)`,
    [
      hashOf(session.id),
      session.person,
      session.post,
      session.kind,
      tx.now,
      session.provider?.id ?? null,
      session.provider?.idToken ?? null,
    ],
  )
}

const placeOf = (account: string, sender: string): Buffer => hashOf(`${account}\n${sender}`)

/** Has this account signed in from there before? */
export async function isUsualPlace(db: Db, account: string, sender: string): Promise<boolean> {
  const rows = await db.query(
    'select 1 from usual_senders u join accounts a on a.person = u.person where a.account = $1 and u.sender_hash = $2',
    [account, placeOf(account, sender)],
  )
  return rows.length > 0
}

/** Remembers from where an account signed in, and forgets the place it was at longest ago. The account is locked: two sign-ins follow each other. */
export async function keepPlace(tx: Tx, { person, account }: AccountRow, sender: string): Promise<void> {
  await lockAccount(tx, person)
  await tx.query(
    'insert into usual_senders (person, sender_hash, last_at) values ($1, $2, $3) on conflict (person, sender_hash) do update set last_at = $3',
    [person, placeOf(account, sender), tx.now],
  )
  await tx.query(
    `delete from usual_senders where person = $1 and sender_hash in (
       select sender_hash from usual_senders where person = $1 order by last_at desc, sender_hash offset $2)`,
    [person, mostPlaces],
  )
}

/** The open session of an id that was used within the idle time; its row keeps only the id's hash. */
export async function sessionById(db: Db, id: string, idleSince: Date): Promise<SessionRow | null> {
  const [row] = await db.query<SessionRow>(
    'select s.person, p.name, s.post, s.kind, s.seen_at from sessions s join persons p on p.id = s.person where s.hash = $1 and s.closed_at is null and s.seen_at > $2',
    [hashOf(id), idleSince],
  )
  return row ?? null
}

export async function touchSession(db: Db, id: string, now: Date): Promise<void> {
  await db.query('update sessions set seen_at = $2 where hash = $1 and seen_at < $2', [hashOf(id), now])
}

/** Closes a session and forgets the token it came with; answers with the provider it came by. */
export async function closeSession(tx: Tx, id: string): Promise<{ provider: string | null; idToken: string | null } | null> {
  const [row] = await tx.query<{ provider: string | null; idToken: string | null }>(
    `with old as (select hash, provider, id_token from sessions where hash = $1 and closed_at is null for update)
     update sessions s set closed_at = $2, id_token = null from old where s.hash = old.hash
     returning old.provider, old.id_token as "idToken"`,
    [hashOf(id), tx.now],
  )
  return row ?? null
}

/** A session nobody used for so long has ended by its idle time; where that is set to more, its user signs out there by hand. */
const forgottenMs = 7 * 86_400_000

/** Forgets the tokens of sessions that ended because nobody used them: nobody will sign out with them any more. */
export async function forgetIdleTokens(spine: Pick<Spine, 'transaction'>): Promise<void> {
  await spine.transaction(system, (tx) =>
    tx.query('update sessions set id_token = null where id_token is not null and seen_at < $1', [
      new Date(tx.now.getTime() - forgottenMs),
    ]),
  )
}

/** Changes the post a session acts as; rights follow with the next request. */
export async function switchPost(tx: Tx, id: string, post: string): Promise<void> {
  await tx.query('update sessions set post = $2 where hash = $1', [hashOf(id), post])
}

/**
 * Path and middle of the first area of a scope, for the map's first view, and the name of where one stands: of towns that all belong to
 * one operating district (a zone, or a division that shares towns with one) that district's.
 */
export async function homeOf(
  db: Db,
  scope: readonly string[],
): Promise<{ path: string; name: string; lon: number | null; lat: number | null }> {
  const path = scope[0] ?? '50/'
  const [row] = await db.query<{ path: string; name: string; lon: number | null; lat: number | null }>(
    `select a.path, coalesce(o.name, a.name) as name, a.lon, a.lat from areas a
     left join operating_districts o on cardinality($2::text[]) > 1 and o.code = a.operating_district
       and not exists (select 1 from areas b where b.path = any($2) and b.operating_district is distinct from o.code)
     where a.path = $1`,
    [path, scope],
  )
  return row ?? { path, name: path, lon: null, lat: null }
}

export type KeyRow = { id: string; name: string; kind: 'device' | 'gateway' | 'system'; unit: string | null }

/** A living API key whose secret fits (sha256: secrets are long random values, not passwords). */
export async function keyBySecret(db: Db, id: string, secret: string): Promise<KeyRow | null> {
  const [row] = await db.query<KeyRow>(
    'select id, name, kind, unit from api_keys where id = $1 and secret_hash = $2 and ended_at is null',
    [id, createHash('sha256').update(secret).digest()],
  )
  return row ?? null
}

/** Uses a token of the portal up; false when it was used before. What is older than a day is over anyway and is forgotten. */
export async function spendToken(tx: Tx, token: string): Promise<boolean> {
  await tx.query(`delete from portal_tokens where spent_at < $1::timestamptz - interval '1 day'`, [tx.now])
  const rows = await tx.query('insert into portal_tokens (hash, spent_at) values ($1, $2) on conflict do nothing returning 1', [
    hashOf(token),
    tx.now,
  ])
  return rows.length > 0
}
