import { boards } from '../../../../contract/vital-boards.ts'
import type { Words } from '../../../../contract/words.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

/** A track (跑道) as it is in force. */
export type Track = { code: string; board: string; name: Words; ordinal: number; version: number; stoppedAt: Date | null }
export type TrackVersion = {
  track: string
  version: number
  name: Words
  ordinal: number
  stopped: string | null
  by: string
  at: Date
}

const columns = 'code, board, name, ordinal, version, stopped_at as "stoppedAt"'

/** All tracks, board by board, each where it stands; stopped ones too. */
export const allTracks = (db: Db): Promise<Track[]> =>
  db.query<Track>(`select ${columns} from vital_tracks order by array_position($1::text[], board), ordinal, code`, [
    Object.keys(boards),
  ])

/** The tracks with these codes. */
export async function tracksByCode(db: Db, codes: readonly string[]): Promise<Map<string, Track>> {
  const rows = await db.query<Track>(`select ${columns} from vital_tracks where code = any($1)`, [codes])
  return new Map(rows.map((row) => [row.code, row]))
}

/** What tracks are called, stopped ones too: old vitals stand in them. One that is not there goes by its code. */
export async function trackNames(db: Db): Promise<(code: string) => Words> {
  const names = new Map((await allTracks(db)).map(({ code, name }) => [code, name]))
  return (code) => names.get(code) ?? { zh: code, en: code }
}

/** One track, to be changed: nobody puts a vital into it before this transaction ends. */
export async function heldTrack(tx: Tx, code: string): Promise<Track | null> {
  return (await tx.query<Track>(`select ${columns} from vital_tracks where code = $1 for update`, [code]))[0] ?? null
}

/** Whoever changes these tracks waits for the end of this transaction: it puts vitals into them. */
export async function keepTracks(tx: Tx, codes: readonly string[]): Promise<void> {
  await tx.query('select 1 from vital_tracks where code = any($1) order by code for share', [codes])
}

/** How many vitals that are not stopped stand in each track, of all registries. */
export async function vitalsInTracks(db: Db): Promise<Map<string, number>> {
  const rows = await db.query<{ track: string; n: number }>(
    `select track, count(*)::int as n from vitals where state <> 'stopped' group by track`,
  )
  return new Map(rows.map(({ track, n }) => [track, n]))
}

/** Every version of every track, newest first, with the names of those who wrote them. */
export function trackVersions(db: Db): Promise<TrackVersion[]> {
  return db.query<TrackVersion>(
    `select track, version, v.name, ordinal, stopped, coalesce(p.name, by) as by, at
     from vital_track_versions v left join persons p on p.id = v.by order by track, version desc`,
  )
}

export type TrackNext = Pick<Track, 'code' | 'name' | 'ordinal'> & { by: string; stopped: string | null }

/** Adds a track with its first version; false: the code is taken. */
export async function addTrack(tx: Tx, { code, board, name, ordinal, by }: TrackNext & { board: string }): Promise<boolean> {
  const rows = await tx.query(
    `with added as (
       insert into vital_tracks (code, board, name, ordinal, changed_at) values ($1, $2, $3, $4, $6)
       on conflict (code) do nothing returning code, version, name, ordinal)
     insert into vital_track_versions (track, version, name, ordinal, by, at) select code, version, name, ordinal, $5, $6 from added returning 1`,
    [code, board, JSON.stringify(name), ordinal, by, tx.now],
  )
  return rows.length > 0
}

/** Puts the next version of a track in force; those before it are kept. `stopped`: no vital is put into it from then on, and why. */
export async function putTrack(tx: Tx, { code, name, ordinal, by, stopped }: TrackNext): Promise<number> {
  const [row] = await tx.query<{ version: number }>(
    `with changed as (
       update vital_tracks set version = version + 1, name = $2, ordinal = $3, changed_at = $6,
         stopped_at = case when $5::text is null then stopped_at else $6 end
       where code = $1 returning code, version, name, ordinal)
     insert into vital_track_versions (track, version, name, ordinal, by, stopped, at)
     select code, version, name, ordinal, $4, $5, $6 from changed returning version`,
    [code, JSON.stringify(name), ordinal, by, stopped, tx.now],
  )
  return row!.version
}
