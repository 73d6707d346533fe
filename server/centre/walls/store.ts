import { withoutOwn } from '../../../contract/own-place.ts'
import type { WallPlaylist, WallPush } from '../../../contract/wall.ts'
import type { WallLayout } from '../../../contract/wall-kinds.ts'
import { partedSql } from '../../city/area/store.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { narrowed, orNotFound, readPrefixes } from '../desk/store-sight.ts'

/** Which edition of the wall: an area, or a zone, which is several towns and has no path. */
export type Edition = { code: string; path: string | null; name: string; tier: string }
type Bodies = { layout: WallLayout; playlist: WallPlaylist }
export type Versioned = keyof Bodies
export type VersionRow<K extends Versioned> = { wall: string; no: number; body: Bodies[K] | null; by: string; at: Date }
/** So many versions are listed: the newest. */
const listed = 30

/**
 * The edition of some prefixes. `zone`: an operating district that is no place of the tree was asked for, or the scope is several areas.
 */
export async function readEdition(db: Db, prefixes: readonly string[], asked: string | undefined): Promise<Edition> {
  const zone = withoutOwn(prefixes).length > 1
  const [row] = await db.query<Edition>(
    `select case when z then d.code else a.code end as code, case when z then null else a.path end as path,
       case when z then d.name else a.name end as name, case when z then 'district' else a.tier end as tier
     from areas a left join operating_districts d on d.code = a.operating_district
       cross join lateral (select d.code is not null and ($2 or (d.code = $3 and ${partedSql('d')})) as z) whole where a.path = $1`,
    [prefixes[0], zone, asked?.split('/').filter(Boolean).at(-1) ?? ''],
  )
  const path = prefixes[0] ?? ''
  return row ?? { code: path, path, name: path, tier: 'grid' }
}

/** The last moment anything was heard from a device inside. */
export async function readHeard(db: Db, prefixes: readonly string[]): Promise<Date | null> {
  const values: unknown[] = []
  const [row] = await db.query<{ at: Date | null }>(
    `select max(s.last_received) as at from devices d join objects o on o.id = d.object join device_states s on s.device = d.id
     where d.state = 'online' and ${scopeSql('o.area', prefixes, values)}`,
    values,
  )
  return row?.at ?? null
}

export type Current = { wall: string; what: Versioned; no: number; body: Bodies[Versioned] | null; by: string; at: Date }
/** What is in force of some walls: the newest version of each kind. */
export const currentOf = (db: Db, walls: readonly string[]): Promise<Current[]> =>
  db.query<Current>(
    `select distinct on (wall, what) wall, what, no, body, by_name as by, at from wall_versions where wall = any($1) order by wall, what, no desc`,
    [walls],
  )

/** The newest versions of a wall. */
export const versionsOf = <K extends Versioned>(db: Db, wall: string, what: K): Promise<VersionRow<K>[]> =>
  db.query<VersionRow<K>>(
    `select wall, no, body, by_name as by, at from wall_versions where wall = $1 and what = $2 order by no desc limit ${listed}`,
    [wall, what],
  )

/** Two that put something up at the same moment wait for each other. Answers the number of the new version. */
export async function addVersion<K extends Versioned>(
  tx: Tx,
  { wall, what, body }: { wall: string; what: K; body: Bodies[K] | null },
  by: { id: string; name: string },
): Promise<number> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('wall ' || $1))`, [wall])
  const [row] = await tx.query<{ no: number }>(
    `insert into wall_versions (wall, what, no, body, by, by_name, at)
     select $1, $2, coalesce(max(no), 0) + 1, $3, $4, $5, $6 from wall_versions where wall = $1 and what = $2 returning no`,
    [wall, what, body === null ? null : JSON.stringify(body), by.id, by.name, tx.now],
  )
  return row!.no
}

type PushRow = Pick<WallPush, 'screen' | 'event' | 'by' | 'postName'> & { wall: string; show: string | null; until: Date }
/** What is pushed to some walls and not over. */
export const pushesOf = (db: Db, walls: readonly string[], now: Date): Promise<PushRow[]> =>
  db.query<PushRow>(
    `select wall, screen, show, event, until, by_name as by, (select name from posts where id = by_post) as "postName" from wall_pushes where wall = any($1) and until > $2`,
    [walls, now],
  )

export async function putPush(tx: Tx, push: Omit<PushRow, 'postName'> & { post: string }): Promise<void> {
  const { wall, screen, show, event, until, by, post } = push
  await tx.query(
    `insert into wall_pushes (wall, screen, show, event, until, by_name, at, by_post) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (wall) do update set screen = $2, show = $3, event = $4, until = $5, by_name = $6, at = $7, by_post = $8`,
    [wall, screen, show, event, until, by, tx.now, post],
  )
}

/** The composition in force: what a machine has of its own counts before what its area has. Null: the shipped one. */
export async function layoutOf(db: Db, walls: readonly string[]): Promise<Put<'layout'> | null> {
  return inForce(await currentOf(db, walls), walls, 'layout')
}

type Put<K extends Versioned> = VersionRow<K> & { body: NonNullable<VersionRow<K>['body']> }
/** Of what is put up on some walls, the first wall's that has something of its own. */
export function inForce<K extends Versioned>(current: readonly Current[], walls: readonly string[], what: K): Put<K> | null {
  const found = walls.flatMap((wall) => current.find((one) => one.wall === wall && one.what === what && one.body) ?? [])[0]
  return (found as Put<K> | undefined) ?? null
}

/** The key of one machine's own wall. */
export const seatKey = (seat: string): string => `seat:${seat}`

/** Which edition somebody looks at, and whose compositions count for them: a machine's own before its area's. */
export async function editionFor(
  db: Db,
  caller: Caller,
  area: string | undefined,
): Promise<{ edition: Edition; walls: readonly string[] }> {
  const prefixes = orNotFound(narrowed(caller.scope, await readPrefixes(db, area)))
  const edition = await readEdition(db, prefixes, area)
  return { edition, walls: caller.session === 'wall' ? [seatKey(caller.actor.id), edition.code] : [edition.code] }
}
