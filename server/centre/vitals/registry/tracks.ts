import type {
  VitalTrackChange,
  VitalTrackDone,
  VitalTrackEntry,
  VitalTrackNew,
  VitalTrackStop,
} from '../../../../contract/vital-track.ts'
import * as store from '../../../flow/7-evaluate/vitals/store-tracks.ts'
import { orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import { homeNode, type Keeping, mayChange } from './registry.ts'
import { checkChange, checkNew, checkStop } from './rules/tracks.ts'

type Keeper = Pick<Keeping, 'tree' | 'caller'>

/** Only who answers for the whole city changes its tracks: districts and towns put their vitals into them. */
export const mayChangeTracks = (keeping: Keeper): boolean => mayChange(keeping, null)

function orNotYours(keeping: Keeper): void {
  if (!mayChangeTracks(keeping)) throw new RefusalError({ code: 'vital.track-not-yours' })
}

/** The tracks of the city with what stands in them and how they came to be called so: three statements. */
export async function readTracks(db: Db): Promise<VitalTrackEntry[]> {
  const [tracks, vitals, versions] = [
    await store.allTracks(db),
    await store.vitalsInTracks(db),
    Map.groupBy(await store.trackVersions(db), ({ track }) => track),
  ]
  return tracks.map(({ stoppedAt, ...track }) => ({
    ...{ ...track, vitals: vitals.get(track.code) ?? 0, stoppedAt: stoppedAt?.toISOString() ?? null },
    versions: (versions.get(track.code) ?? []).map(({ track: _, at, ...version }) => ({ ...version, at: at.toISOString() })),
  }))
}

/** Adds a track, told as a fact. Refused: not the city's keeper, no board of the eight, a code or a name that is taken. */
export async function addTrack(tx: Tx, given: VitalTrackNew, keeping: Keeper): Promise<VitalTrackDone> {
  orNotYours(keeping)
  const { code, board, name } = given
  const { ordinal } = orRefuse(checkNew(given, await store.allTracks(tx)))
  if (!(await store.addTrack(tx, { code, board, name, ordinal, by: keeping.caller.person, stopped: null })))
    throw new RefusalError({ code: 'vital.track-taken', details: { code } })
  await tx.record({ kind: 'vital-track.added', ...about(keeping, code), body: { code, board, name: name.zh } })
  return { code, version: 1 }
}

/** Puts the next version of a track in force. Refused: not the city's keeper, it has moved on or was stopped, another is called so. */
export async function changeTrack(tx: Tx, code: string, given: VitalTrackChange, keeping: Keeper): Promise<VitalTrackDone> {
  orNotYours(keeping)
  const track = await held(tx, code)
  const { name, ordinal } = orRefuse(checkChange(track, given, await store.allTracks(tx)))
  const version = await store.putTrack(tx, { code, name, ordinal, by: keeping.caller.person, stopped: null })
  const body = { code, from: track.name.zh, name: name.zh, version }
  await tx.record({ kind: 'vital-track.changed', ...about(keeping, code), body })
  return { code, version }
}

/** Ends a track: no vital is put into it any more. Refused: not the city's keeper, a vital that is not stopped stands in it. */
export async function stopTrack(
  tx: Tx,
  code: string,
  { version, reason }: VitalTrackStop,
  keeping: Keeper,
): Promise<VitalTrackDone> {
  orNotYours(keeping)
  const track = await held(tx, code)
  orRefuse(checkStop(track, version, (await store.vitalsInTracks(tx)).get(code) ?? 0))
  const next = { code, name: track.name, ordinal: track.ordinal, by: keeping.caller.person, stopped: reason }
  const done = { code, version: await store.putTrack(tx, next) }
  await tx.record({ kind: 'vital-track.stopped', ...about(keeping, code), body: { code, name: track.name.zh, reason } })
  return done
}

async function held(tx: Tx, code: string): Promise<store.Track> {
  const track = await store.heldTrack(tx, code)
  if (!track) throw new RefusalError({ code: 'vital.track-unknown', details: { track: code } })
  return track
}

const about = ({ tree }: Keeper, code: string) => ({ subject: code, area: homeNode(tree, null).paths[0] ?? null })
