import { serverNow } from '../../ui/clock.ts'
import { createStore } from '../../ui/store.ts'
import { allItems, dropItem, dropPhoto, putItem } from './db.ts'
import { afterRestart, isForgotten, keep, retry } from './machine.ts'
import { newId } from './new-id.ts'
import type { OutItem, OutPhoto, OutVerb } from './types.ts'

/** All items on this phone, oldest first. Screens watch it; the phone's database is the truth, this is its copy. */
export const outbox = createStore<readonly OutItem[]>([])

/** Someone has to be told that something waits: the sender listens. */
const waiters = new Set<() => void>()
export function onWork(hear: () => void): () => void {
  waiters.add(hear)
  return () => void waiters.delete(hear)
}
export const tellWork = (): void => {
  for (const hear of Array.from(waiters)) hear()
}

/** Other tabs of this browser show what this one writes. */
const others = globalThis.document && globalThis.BroadcastChannel ? new BroadcastChannel('zhili-outbox') : null
if (others) others.onmessage = () => void allItems().then((items) => outbox.set(items.sort((a, b) => a.seq - b.seq)))

/** Reads the phone's items after a start or a kill: nothing is on its way any more; sent ones of long ago are forgotten. */
export async function openOutbox(): Promise<void> {
  const now = Date.now()
  const items = (await allItems()).map(afterRestart).sort((a, b) => a.seq - b.seq)
  outbox.set(items.filter((item) => !isForgotten(item, now)))
  for (const item of items.filter((one) => isForgotten(one, now))) await forget(item)
}

/** Writes an item to the phone, then shows it. */
export async function saveItem(item: OutItem): Promise<void> {
  await putItem(item)
  const rest = outbox.get().filter((one) => one.id !== item.id)
  outbox.set([...rest, item].sort((a, b) => a.seq - b.seq))
  others?.postMessage(item.id)
}

export type NewItem = {
  person: string
  case: string
  verb: OutVerb
  title: string
  label: string
  body: Readonly<Record<string, unknown>>
  photos?: readonly OutPhoto[]
  draft?: boolean
  id?: string
}

const nextSeq = (): number => Math.max(0, ...outbox.get().map((item) => item.seq)) + 1

/** Puts something into the outbox. It is on the phone when this resolves; sending follows by itself. */
export async function enqueue(given: NewItem): Promise<OutItem> {
  const { draft = false, photos = [], id = newId(), ...rest } = given
  const item: OutItem = {
    ...rest,
    id,
    photos,
    seq: nextSeq(),
    posted: false,
    state: draft ? 'draft' : 'ready',
    tries: 0,
    retryAt: null,
    problem: null,
    madeAt: new Date(serverNow()).toISOString(),
    sentAt: null,
    receipt: null,
  }
  await saveItem(item)
  if (!draft) tellWork()
  return item
}

/** A draft is finished and goes. */
export async function finishDraft(id: string, change: Pick<OutItem, 'body' | 'photos' | 'title'>): Promise<void> {
  const draft = outbox.get().find((item) => item.id === id && item.state === 'draft')
  if (!draft) return
  await saveItem({ ...draft, ...change, state: 'ready', seq: nextSeq() })
  tellWork()
}

/** The person wants it sent now. */
export async function sendAgain(item: OutItem): Promise<void> {
  await saveItem(retry(item))
  tellWork()
}

/** The person sets it aside. */
export async function setAside(item: OutItem): Promise<void> {
  await saveItem(keep(item))
  tellWork()
}

/** Throws a draft away at its writer's word, or forgets a sent item. Unsent items cannot be dropped. */
export async function forget(item: OutItem): Promise<void> {
  if (item.state !== 'draft' && item.state !== 'sent') return
  await dropItem(item.id)
  for (const photo of item.photos) await dropPhoto(photo.id)
  outbox.set(outbox.get().filter((one) => one.id !== item.id))
}

/** Everything waits no longer for its time: the network is back, the person pressed, or signed in again. */
export async function hurry(): Promise<void> {
  for (const item of outbox.get()) if (item.state === 'ready' && item.retryAt !== null) await saveItem({ ...item, retryAt: null })
  tellWork()
}
