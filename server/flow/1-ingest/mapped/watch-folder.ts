import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { system } from '../../../../contract/actor.ts'
import { sayRefusal } from '../../../../contract/refusal-words.ts'
import { orderedId } from '../../../kernel/ids.ts'
import { type Refusal, RefusalError } from '../../../kernel/result.ts'
import { bringFile, mostBytes, refuseFile } from './bring-file.ts'
import type { MappedDeps } from './deps.ts'
import { dropFile, filesIn, moveFile, ownFolder, putFile, readWhole, takeFile } from './drop-files.ts'
import { errorSheet } from './error-sheet.ts'
import * as names from './rules/drop-names.ts'
import { deliveryById, faultsOf } from './store-deliveries.ts'
import { openFileFeeds } from './store-feeds.ts'
import type { Delivery, MappedFeed } from './types.ts'

/** Files of one feed taken or brought to their end in one turn: a full folder keeps no other feed waiting. */
const mostOfTurn = 20
/** Files that were read stay as long as their deliveries are listed. */
const keptMs = 30 * 86_400_000

export type FolderWatch = { look(): Promise<boolean>; prune(): Promise<boolean> }
type Deps = Pick<MappedDeps, 'spine' | 'zone'>
/** The folders of a feed: where files are put, and where they lie while they are read, and afterwards. */
type Folders = { own: string; taking: string; done: string; refused: string }

/**
 * A folder with a sub-folder for each feed of files, by its id. A file that has been still for ten seconds is taken by a new name that holds the id of
 * its delivery; that id is what makes it come once, whoever is killed in between. `dir` null: nothing is watched.
 */
export function createFolderWatch(deps: Deps, dir: string | null): FolderWatch {
  // What each feed's files looked like the last time: only of those that are still there.
  const seen = new Map<string, Map<string, names.Seen>>()
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
        const now = await takeStill(deps, folders, seen.get(feed.id) ?? new Map())
        seen.set(feed.id, now)
        await finishTaken(deps, feed, folders)
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
  const found = (await filesIn(own)).sort((a, b) => a.changedMs - b.changedMs)
  for (const { bytes, ...looks } of found) {
    if (names.isUnfinished(bytes.toString())) continue
    const key = bytes.toString('hex')
    const file = names.lookAgain(before.get(key), looks, at)
    if (taken < mostOfTurn && names.isStill(file, at)) {
      await takeFile(own, bytes, join(taking, names.takenName(orderedId(clock, taken), names.plainName(bytes))))
      taken += 1
    } else now.set(key, file)
  }
  return now
}

/** Files that were taken: those that are no delivery yet become one, those that were read go where they belong. */
async function finishTaken(deps: Deps, feed: MappedFeed, folders: Folders): Promise<void> {
  const found = (await filesIn(folders.taking)).flatMap(({ bytes }) => {
    const file = bytes.toString()
    const taken = names.readTaken(file)
    return taken ? [{ ...taken, path: join(folders.taking, file) }] : []
  })
  // Their ids rise with time: the oldest comes first.
  for (const file of found.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, mostOfTurn * 5)) {
    const delivery = await deliveryById(deps.spine, file.id)
    if (!delivery) await deliver(deps, feed, file)
    else if (delivery.feed === feed.id && delivery.ended_at) await putAway(deps, { delivery, file, folders })
  }
}

type Taken = { id: string; name: string; path: string }

async function deliver({ spine }: Deps, feed: MappedFeed, { id, name, path }: Taken): Promise<void> {
  const whole = await readWhole(path, mostBytes)
  if (whole === 'changed') return
  const given = { name, by: 'FILE_DROP_DIR', origin: 'folder', id } as const
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
async function putAway({ spine, zone }: Deps, { delivery, file, folders }: Ended): Promise<void> {
  const to = join(folders[names.placeOf(delivery)], names.endName(delivery, file.name))
  const faults = await faultsOf(spine, delivery.id)
  const sheet = (bytes: Uint8Array, ending: string): Promise<void> =>
    putFile(`${to}.errors.${ending}`, join(folders.taking, `${file.id}.errors`), bytes)
  if (delivery.refusal) {
    const { zh, en } = sayRefusal(delivery.refusal.code, delivery.refusal.details, zone)
    await sheet(Buffer.from(`${zh}\n${en}\n`), 'txt')
  } else if (faults.length > 0 && delivery.face) {
    const { bytes, ending } = errorSheet({ faults, columns: delivery.columns, face: delivery.face, zone })
    await sheet(bytes, ending)
  }
  await moveFile(file.path, to)
}

async function pruneFolder(folder: string, before: number): Promise<void> {
  for (const { bytes } of await filesIn(folder)) {
    const name = bytes.toString()
    const came = names.cameAt(name)
    if (came && came.getTime() < before) await dropFile(join(folder, name))
  }
}
