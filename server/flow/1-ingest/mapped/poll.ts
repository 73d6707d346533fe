import { createHash } from 'node:crypto'
import { system } from '../../../../contract/actor.ts'
import { type Refusal, RefusalError } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { bringFile } from './bring-file.ts'
import type { MappedDeps } from './deps.ts'
import { type Fetched, fetchFile } from './fetch-file.ts'
import { waitS } from './rules/back-off.ts'
import { claimDue, lockFeed, noteFailed, noteSeen, noteWell, setNext } from './store-feeds.ts'
import type { MappedFeed } from './types.ts'

/** Sources asked side by side: one that is slow must not hold the others up. */
const atOnce = 8

/** Asks every source whose time has come, once. Answers whether there may be more. */
export async function pollDue(deps: MappedDeps): Promise<boolean> {
  const { spine } = deps
  // The next time is set before anything is asked: who is killed over it asks again then.
  const due = await spine.transaction(system, (tx) => claimDue(tx, tx.now, atOnce))
  await Promise.all(due.map((feed) => pollOne(deps, feed)))
  return due.length === atOnce
}

async function pollOne({ spine, pulls }: MappedDeps, feed: MappedFeed): Promise<void> {
  const source = pulls.find(({ name }) => name === feed.pull!.name)
  const fetched = source
    ? await fetchFile(source, feed.pull!.path, feed.seen)
    : ({ ok: false, refusal: { code: 'pull.unknown', details: { name: feed.pull!.name } } } as const)
  await spine
    .transaction(system, async (tx) => {
      const now = await lockFeed(tx, feed.id)
      // Changed while it was asked: the answer is one to another question.
      if (!now?.on || now.version !== feed.version) return
      if (fetched.ok) await took(tx, now, fetched.value)
      else await failed(tx, now, fetched.refusal)
    })
    .catch((error: unknown) => {
      // As when too many of its files wait: the feed says so, the other feeds go on.
      if (!(error instanceof RefusalError)) throw error
      return spine.transaction(system, (tx) => failed(tx, feed, error.refusal))
    })
}

/** Did its source fail (`fetchFile`)? All other failures are of what it answered. */
const isPull = ({ failure }: MappedFeed): boolean =>
  failure !== null && (failure.code.startsWith('pull.') || failure.code === 'input.too-large')

/**
 * What came is kept to be read, unless it is the same as before and all of its rows were taken. A mapping that does not fit stays a failure
 * until it does, and so do rows none of which is taken.
 */
async function took(tx: Tx, feed: MappedFeed, { data, seen }: Fetched): Promise<void> {
  if (isPull(feed)) await tx.record({ kind: 'mapped-feed.recovered', subject: feed.id, area: null, body: { name: feed.name } })
  if (isPull(feed) || feed.failure === null) await noteWell(tx, feed.id, tx.now, null)
  if (data === null) return
  const digest = createHash('sha256').update(data).digest('hex')
  if (digest !== feed.seen.digest && data.length > 0)
    await bringFile(tx, feed, { data, name: feed.pull!.path, by: feed.pull!.name, origin: 'poll' })
  await noteSeen(tx, feed.id, { ...seen, digest })
}

async function failed(tx: Tx, feed: MappedFeed, refusal: Refusal): Promise<void> {
  if (!isPull(feed))
    await tx.record({ kind: 'mapped-feed.failed', subject: feed.id, area: null, body: { name: feed.name, code: refusal.code } })
  await noteFailed(tx, feed.id, tx.now, refusal)
  await setNext(tx, feed.id, new Date(tx.now.getTime() + waitS(feed.pull!.everyS, feed.tries + 1) * 1000))
}
