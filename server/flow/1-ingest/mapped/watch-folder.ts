import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { system } from '../../../../contract/actor.ts'
import { sayRefusal } from '../../../../contract/refusal-words.ts'
import { errorSheet } from '../../../city/sheet/error-sheet.ts'
import { orderedId } from '../../../kernel/ids.ts'
import { type Refusal, RefusalError } from '../../../kernel/result.ts'
import { bringFile, digestOf, mostBytes, refuseFile } from './bring-file.ts'
import type { MappedDeps } from './deps.ts'
import {
  dropFile,
  filesIn,
  looksOf,
  moveFile,
  ownFolder,
  plainNames,
  putFile,
  readWhole,
  takeFile,
  type Whole,
} from './drop-files.ts'
import * as names from './rules/drop-names.ts'
import { deliveryById, faultsOf } from './store-deliveries.ts'
import { openFileFeeds } from './store-feeds.ts'
import type { Delivery, MappedFeed } from './types.ts'

/** Files of one feed taken or brought to their end in one turn: a full folder keeps no other feed waiting. */
const mostOfTurn = 20
/** Files that were read stay as long as their deliveries are listed. */
const keptMs = 30 * 86_400_000
/** A file that was put away is looked at for so long: whoever still had it open may go on writing. */
const watchedMs = 3_600_000
/** … the newest of a feed only */
const mostWatched = 1_000

export type FolderWatch = { look(): Promise<boolean>; prune(): Promise<boolean> }
type Deps = Pick<MappedDeps, 'spine' | 'zone'>
/** The folders of a feed: where files are put, and where they lie while they are read, and afterwards. */
type Folders = { own: string; taking: string; done: string; refused: string }
type Looks = Omit<names.Seen, 'since'>
/**
 * What a process remembers of the files of one feed. `found`: how those nobody took yet looked the last time. `again`: those in `taking`, by name, that
 * went on after they were read. `away`: those put away lately, by path.
 */
type Memory = {
  found: Map<string, names.Seen>
  again: Map<string, names.Seen>
  away: Map<string, { looks: Looks; name: string; until: number }>
}
const newMemory = (): Memory => ({ found: new Map(), again: new Map(), away: new Map() })

/**
 * A folder with a sub-folder for each feed of files, by its id. A file that has been still for ten seconds is taken by a new name that holds the id of
 * its delivery; that id is what makes it come once, whoever is killed in between. One that goes on after it was read (an upload had stalled) is read
 * again, as another delivery. `dir` null: nothing is watched.
 */
export function createFolderWatch(deps: Deps, dir: string | null): FolderWatch {
  const memories = new Map<string, Memory>()
  const eachFeed = async (doing: (feed: MappedFeed, folders: Folders) => Promise<void>): Promise<void> => {
    if (dir === null) return
    const base = await realpath(dir)
    for (const feed of await openFileFeeds(deps.spine)) {
      try {
        const folders = await foldersOf(base, feed.id)
        if (folders) await doing(feed, folders)
      } catch (err) {
        deps.spine.log.error({ err, feed: feed.id }, 'the folder of a feed could not be read')
      }
    }
  }
  return {
    async look() {
      await eachFeed(async (feed, folders) => {
        const memory = memories.get(feed.id) ?? newMemory()
        memories.set(feed.id, memory)
        memory.found = await takeStill(deps, folders, memory.found)
        await callBack(deps, folders, memory)
        await finishTaken({ ...deps, memory }, feed, folders)
      })
      return false
    },
    async prune() {
      const before = deps.spine.clock.now().getTime() - keptMs
      await eachFeed(async (_, { done, refused }) => {
        for (const folder of [done, refused]) await pruneFolder(folder, before)
      })
      return false
    },
  }
}

async function foldersOf(base: string, feed: string): Promise<Folders | null> {
  const own = await ownFolder(base, feed)
  if (!own) return null
  const [taking, done, refused] = [await ownFolder(own, 'taking'), await ownFolder(own, 'done'), await ownFolder(own, 'refused')]
  return taking && done && refused ? { own, taking, done, refused } : null
}

/** Takes what has been still for long enough; answers how the rest looks. */
async function takeStill({ spine }: Deps, { own, taking }: Folders, before: Map<string, names.Seen>) {
  const clock = spine.clock.now()
  const at = clock.getTime()
  const now = new Map<string, names.Seen>()
  let taken = 0
  // The oldest first: what was written later may mend what came before.
  const found = (await filesIn(own, (name) => !names.isUnfinished(name))).sort((a, b) => a.changedMs - b.changedMs)
  for (const { bytes, ...looks } of found) {
    const key = bytes.toString('hex')
    const file = names.lookAgain(before.get(key), looks, at)
    if (taken < mostOfTurn && names.isStill(file, at)) {
      await takeFile(own, bytes, join(taking, names.takenName(orderedId(clock, taken), names.plainName(bytes))))
      taken += 1
    } else now.set(key, file)
  }
  return now
}

/** Takes back what changed after it was put away: it is read again once it is still. */
async function callBack({ spine }: Deps, { taking }: Folders, { away, again }: Memory): Promise<void> {
  const clock = spine.clock.now()
  for (const [path, { looks, name, until }] of away) {
    const now = await looksOf(path)
    const isSame = now?.size === looks.size && now.changedMs === looks.changedMs
    if (now && isSame && clock.getTime() < until) continue
    away.delete(path)
    if (now && !isSame) await takeAgain({ path, name, now }, { spine, taking, again })
  }
}

type Again = { path: string; name: string; now: Looks }

/** By another name it is another delivery; what of it is known already is kept once. */
async function takeAgain(
  { path, name, now }: Again,
  { spine, taking, again }: Pick<Deps, 'spine'> & { taking: string } & Pick<Memory, 'again'>,
) {
  const clock = spine.clock.now()
  const taken = names.takenName(orderedId(clock, again.size), name)
  again.set(taken, names.lookAgain(undefined, now, clock.getTime()))
  await moveFile(path, join(taking, taken))
  spine.log.warn({ file: name }, 'a file of the watched folder went on after it was read and is read again')
}

type Finishing = Deps & { memory: Memory }

/** Files that were taken: those that are no delivery yet become one, those that were read go where they belong. */
async function finishTaken(deps: Finishing, feed: MappedFeed, folders: Folders): Promise<void> {
  const { spine, memory } = deps
  const found = (await filesIn(folders.taking)).flatMap(({ bytes, ...looks }) => {
    const file = bytes.toString()
    const taken = names.readTaken(file)
    return taken ? [{ ...taken, path: join(folders.taking, file), looks }] : []
  })
  const there = new Set(found.map(({ id, name }) => names.takenName(id, name)))
  for (const name of memory.again.keys()) if (!there.has(name)) memory.again.delete(name)
  // Their ids rise with time: the oldest comes first.
  for (const file of found.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, mostOfTurn * 5)) {
    const delivery = await deliveryById(spine, file.id)
    if (!delivery) await deliver(deps, feed, file)
    else if (delivery.feed === feed.id && delivery.ended_at) await putAway(deps, { delivery, file, folders })
  }
}

type Taken = { id: string; name: string; path: string; looks: Looks }

async function deliver(
  { spine, memory: { again } }: Finishing,
  feed: MappedFeed,
  { id, name, path, looks }: Taken,
): Promise<void> {
  const taken = names.takenName(id, name)
  const before = again.get(taken)
  if (before) {
    const now = spine.clock.now().getTime()
    again.set(taken, names.lookAgain(before, looks, now))
    if (!names.isStill(again.get(taken)!, now)) return
  }
  const whole = await readWhole(path, mostBytes)
  if (whole === 'changed') return
  const given = { name, by: before ? 'folder-again' : 'folder', origin: 'folder', id } as const
  const refuse = (refusal: Refusal, bytes: number): Promise<void> =>
    spine.transaction(system, (tx) => refuseFile(tx, feed, { ...given, refusal, bytes }))
  if (whole === 'too-large') return refuse({ code: 'input.too-large', details: { limit: '20 MB' } }, mostBytes)
  try {
    await spine.transaction(system, (tx) => bringFile(tx, feed, { ...given, data: whole.data }))
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    // Too many wait, or the feed was switched off meanwhile: it stays where it is.
    if (['input.too-many', 'feed.closed'].includes(error.refusal.code)) return
    await refuse(error.refusal, whole.data.length)
  }
}

type Ended = { delivery: Delivery; file: Taken; folders: Folders }

/** First the sheet of errors, then the file: who is killed in between does both again, by the same names. */
async function putAway({ spine, zone, memory }: Finishing, { delivery, file, folders }: Ended): Promise<void> {
  const whole = await readWhole(file.path, mostBytes)
  if (whole === 'changed') return
  const { taking } = folders
  if (!isWhatWasRead(delivery, whole)) return takeAgain({ ...file, now: file.looks }, { spine, taking, again: memory.again })
  const to = join(folders[names.placeOf(delivery)], names.endName(delivery, file.name))
  const faults = await faultsOf(spine, delivery.id)
  const sheet = (bytes: Uint8Array, ending: string): Promise<void> =>
    putFile(`${to}.errors.${ending}`, join(taking, `${file.id}.errors`), bytes)
  if (delivery.refusal) {
    const { zh, en } = sayRefusal(delivery.refusal.code, delivery.refusal.details, zone)
    await sheet(Buffer.from(`${zh}\n${en}\n`), 'txt')
  } else if (faults.length > 0 && delivery.face) {
    const { bytes, ending } = errorSheet({ faults, columns: delivery.columns, face: delivery.face, zone })
    await sheet(bytes, ending)
  }
  // As it looked before it was read: what was written since is seen by the next look.
  memory.away.set(to, { looks: file.looks, name: file.name, until: spine.clock.now().getTime() + watchedMs })
  if (memory.away.size > mostWatched) memory.away.delete(memory.away.keys().next().value!)
  await moveFile(file.path, to)
}

/** Of what was refused before it was kept only the length is known. */
function isWhatWasRead({ digest, bytes }: Delivery, whole: Exclude<Whole, 'changed'>): boolean {
  if (whole === 'too-large') return bytes >= mostBytes
  return digest === '' ? whole.data.length === bytes : digestOf(whole.data) === digest
}

async function pruneFolder(folder: string, before: number): Promise<void> {
  for await (const bytes of plainNames(folder)) {
    const name = bytes.toString()
    const came = names.cameAt(name)
    if (came && came.getTime() < before) await dropFile(join(folder, name))
  }
}
