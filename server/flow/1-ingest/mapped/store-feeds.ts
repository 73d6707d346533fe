import type { MappedFeedBody } from '../../../../contract/mapped-feed.ts'
import { isWhole, scopeSql } from '../../../city/permit/scope.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { MappedFeed, Seen } from './types.ts'

const columns = `f.id, f.name, f.kind, f.unit, f.key, f."on", f.expect_s, f.mapping, f.pull, f.version, f.made_at, f.next_at, f."group", f.gone, f.seen, f.tries,
  f.last_ok_at, f.last_failed_at, f.failure, f.last_measured_at`

/** Feeds of units all of whose areas one sees. */
function seen(caller: Caller, values: unknown[]): string {
  if (isWhole(caller.scope)) return 'true'
  return `coalesce((select bool_and(${scopeSql('a.path', caller.scope, values)}) from unit_areas a where a.unit = f.unit), false)`
}

export function readMappedFeeds(db: Db, caller: Caller): Promise<(MappedFeed & { unit_name: string })[]> {
  const values: unknown[] = []
  const inside = seen(caller, values)
  return db.query(
    `select ${columns}, u.name as unit_name from mapped_feeds f join units u on u.id = f.unit where ${inside} order by f.made_at, f.id`,
    values,
  )
}

/** One the caller sees; null when it is not there, or not theirs. */
export async function visibleFeed(db: Db, caller: Caller, id: string): Promise<MappedFeed | null> {
  const values: unknown[] = [id]
  const inside = seen(caller, values)
  const [row] = await db.query<MappedFeed>(`select ${columns} from mapped_feeds f where f.id = $1 and ${inside}`, values)
  return row ?? null
}

export async function feedById(db: Db, id: string): Promise<MappedFeed | null> {
  const [row] = await db.query<MappedFeed>(`select ${columns} from mapped_feeds f where f.id = $1`, [id])
  return row ?? null
}

/** Feeds files may be put down for, the oldest first. */
export const openFileFeeds = (db: Db): Promise<MappedFeed[]> =>
  db.query(`select ${columns} from mapped_feeds f where f.kind = 'file' and f."on" order by f.made_at, f.id`)

export async function lockFeed(tx: Tx, id: string): Promise<MappedFeed | null> {
  const [row] = await tx.query<MappedFeed>(`select ${columns} from mapped_feeds f where f.id = $1 for update`, [id])
  return row ?? null
}

type Written = MappedFeedBody & { id: string; version: number; nextAt: Date | null }

/** Writes a feed, new or changed. What was known of its source is forgotten: it may be another one now. */
export async function saveFeed(tx: Tx, feed: Written): Promise<void> {
  await tx.query(
    `insert into mapped_feeds (id, name, kind, unit, key, "on", expect_s, mapping, pull, version, made_at, next_at, "group")
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (id) do update set name = $2, unit = $4, key = $5, "on" = $6, expect_s = $7, mapping = $8, pull = $9, version = $10,
       next_at = $12, "group" = $13, gone = '{}', seen = '{}', tries = 0`,
    [
      ...[feed.id, feed.name, feed.kind, feed.unit, feed.key, feed.on, feed.expectS, JSON.stringify(feed.mapping)],
      ...[feed.pull && JSON.stringify(feed.pull), feed.version, tx.now, feed.nextAt, feed.group],
    ],
  )
}

/** The feeds of a kind a key may bring something to, the oldest first; none once it has ended. */
export const feedsOfKey = (db: Db, key: string, kind: MappedFeed['kind']): Promise<MappedFeed[]> =>
  db.query(
    `select ${columns} from mapped_feeds f join api_keys k on k.id = f.key and k.ended_at is null where f.key = $1 and f.kind = $2 order by f.made_at, f.id`,
    [key, kind],
  )

/** A try that came to something. `measuredAt`: the newest moment it brought. */
export async function noteWell(db: Db, feed: string, at: Date, measuredAt: Date | null): Promise<void> {
  await db.query(
    `update mapped_feeds set last_ok_at = greatest(last_ok_at, $2), failure = null, tries = 0,
       last_measured_at = greatest(last_measured_at, $3) where id = $1`,
    [feed, at, measuredAt],
  )
}

export async function noteFailed(db: Db, feed: string, at: Date, refusal: Refusal): Promise<void> {
  await db.query('update mapped_feeds set last_failed_at = $2, failure = $3, tries = tries + 1 where id = $1', [
    ...[feed, at, JSON.stringify(refusal)],
  ])
}

/** What came and did not fit. Its source is asked as before: it did answer. */
export async function noteUnfit(db: Db, feed: string, at: Date, refusal: Refusal): Promise<void> {
  await db.query('update mapped_feeds set last_failed_at = $2, failure = $3 where id = $1', [feed, at, JSON.stringify(refusal)])
}

export async function noteSeen(db: Db, feed: string, seenNow: Seen): Promise<void> {
  await db.query('update mapped_feeds set seen = $2 where id = $1', [feed, JSON.stringify(seenNow)])
}

/** The groups of Sparkplug a key may speak for. */
export async function groupsOfKey(db: Db, key: string): Promise<string[]> {
  const rows = await db.query<{ group: string }>(
    `select "group" from mapped_feeds where key = $1 and kind = 'sparkplug' and "on" order by made_at, id`,
    [key],
  )
  return rows.map(({ group }) => group)
}

export async function isGroupTaken(db: Db, group: string, feed: string): Promise<boolean> {
  return (await db.query('select 1 from mapped_feeds where "group" = $1 and id <> $2', [group, feed])).length > 0
}

/** Who of a feed said goodbye and has not come back. */
export async function noteGone(db: Db, feed: string, gone: string[]): Promise<void> {
  await db.query('update mapped_feeds set gone = $2 where id = $1 and gone <> $2', [feed, gone])
}

export type Choice = { id: string; name: string }
/** May a feed speak for this unit? It is in force, has areas of its own, and all of them are the caller's. */
export async function mayChooseUnit(db: Db, caller: Caller, unit: string, now: Date): Promise<boolean> {
  const values: unknown[] = [unit, now]
  const inside = isWhole(caller.scope) ? 'true' : scopeSql('a.path', caller.scope, values)
  const [row] = await db.query<{ may: boolean }>(
    `select coalesce(bool_and(${inside}), false) as may from units u join unit_areas a on a.unit = u.id where u.id = $1 and (u.valid_to is null or u.valid_to > $2)`,
    values,
  )
  return row!.may
}

export const keysToChoose = (db: Db): Promise<Choice[]> =>
  db.query(`select id, name from api_keys where kind = 'system' and ended_at is null order by name, id limit 1000`)

/** Which of some devices lie in the areas of a unit, with their kind and pack; `inside` false: registered elsewhere. */
export async function devicesOfUnit(
  db: Db,
  unit: string,
  ids: string[],
): Promise<Map<string, { kind: string; pack: string; inside: boolean }>> {
  const rows = await db.query<{ id: string; kind: string; pack: string; inside: boolean }>(
    `select d.id, d.kind, d.pack, exists (select 1 from unit_areas a where a.unit = $1 and o.area ~>=~ a.path and o.area ~<~ (left(a.path, -1) || '0')) as inside
     from devices d join objects o on o.id = d.object where d.id = any($2) and d.state <> 'retired'`,
    [unit, ids],
  )
  return new Map(rows.map(({ id, ...device }) => [id, device]))
}

/** Feeds that are to fetch now, taken for this one time: each is due again after its interval. */
export function claimDue(tx: Tx, now: Date, most: number): Promise<MappedFeed[]> {
  return tx.query(
    `update mapped_feeds f set next_at = $1::timestamptz + make_interval(secs => (f.pull ->> 'everyS')::int) where f.id in (
       select id from mapped_feeds where next_at <= $1 and "on" and kind = 'poll' order by next_at limit $2 for update skip locked) returning ${columns}`,
    [now, most],
  )
}

export async function setNext(tx: Tx, feed: string, at: Date): Promise<void> {
  await tx.query('update mapped_feeds set next_at = $2 where id = $1', [feed, at])
}
