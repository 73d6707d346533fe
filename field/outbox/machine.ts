import type { OutItem, OutPhoto, OutProblem } from './types.ts'

/** The next thing to do for one item. `start` asks the server for a file, `piece` sends 256 KB, `words` the request itself. */
export type Step = { do: 'start' | 'piece'; photo: OutPhoto } | { do: 'words' }
export type Job = { item: OutItem; step: Step }

/** Wait before the n-th repeat in ms: 2 s, doubling, at most five minutes. */
export const backoff = (tries: number): number => Math.min(300_000, 1_000 * 2 ** Math.max(1, tries))

/** After this many failures of the same photograph for reasons that do not heal, it comes back to the person. */
const photoTries = 4

/** Reports and inspections name their photographs as soon as they were announced. */
const namesPhotos = ({ verb }: Pick<OutItem, 'verb'>): boolean => verb === 'report' || verb === 'inspect'

/**
 * The next step of an item, null when nothing is left. Words go first: a report or an inspection names its photographs as soon as they were
 * announced and their bytes follow; evidence of a work order is only taken with a complete file, so there the bytes come first.
 */
export function nextStep(item: OutItem): Step | null {
  const unknown = item.photos.find((photo) => photo.file === null)
  if (unknown) return { do: 'start', photo: unknown }
  const open = item.photos.find((photo) => photo.sent < photo.size)
  if (namesPhotos(item) && !item.posted) return { do: 'words' }
  if (open) return { do: 'piece', photo: open }
  return item.posted ? null : { do: 'words' }
}

const isOpen = (item: OutItem): boolean => item.state === 'ready' || item.state === 'sending'

/** Items that say something final about the case wait for everything before them, photographs too. */
const isFinal = (item: OutItem): boolean => ['submit', 'return', 'transfer', 'suspend'].includes(item.verb)

/** May it go although this earlier item of its case has not gone yet? Words may pass photographs, nothing else passes. */
const mayPass = (item: OutItem, earlier: OutItem): boolean =>
  isOpen(earlier) && earlier.photos.length > 0 && item.photos.length === 0 && !isFinal(item)

function isFree(item: OutItem, items: readonly OutItem[]): boolean {
  const earlier = items.filter((other) => other.case === item.case && other.seq < item.seq)
  return earlier.every(
    (other) => other.state === 'sent' || other.state === 'kept' || other.state === 'draft' || mayPass(item, other),
  )
}

/** Light steps first: everything but the bytes of photographs. */
const isLight = ({ item, step }: Job): boolean => step.do === 'words' || (step.do === 'start' && namesPhotos(item))

/**
 * What to send next for this person, null when nothing can go at `now` (ms, the phone's clock). Items of one case go in order;
 * after a refusal the later ones of that case wait for the person; words of all cases go before any photograph.
 */
export function nextJob(items: readonly OutItem[], person: string, now: number): Job | null {
  const jobs = items
    .filter((item) => item.person === person && isOpen(item) && (item.retryAt ?? 0) <= now && isFree(item, items))
    .sort((a, b) => a.seq - b.seq)
    .flatMap((item): Job[] => {
      const step = nextStep(item)
      return step ? [{ item, step }] : []
    })
  return jobs.find(isLight) ?? jobs[0] ?? null
}

/** When something waits only for its time: the earliest such moment (ms), else null. */
export function wakeAt(items: readonly OutItem[], person: string): number | null {
  const times = items.flatMap((item) => (item.person === person && isOpen(item) && item.retryAt !== null ? [item.retryAt] : []))
  return times.length > 0 ? Math.min(...times) : null
}

const withPhoto = (item: OutItem, id: string, change: Partial<OutPhoto>): OutItem => ({
  ...item,
  photos: item.photos.map((photo) => (photo.id === id ? { ...photo, ...change } : photo)),
})

const settled = (item: OutItem, now: string): OutItem =>
  nextStep(item) === null ? { ...item, state: 'sent', sentAt: now } : { ...item, state: 'sending' }

/** The server gave the photograph its file. */
export const afterStart = (item: OutItem, photo: string, file: string): OutItem => ({
  ...withPhoto(item, photo, { file, sent: 0 }),
  state: 'sending',
})

/** The server has `received` bytes of the photograph. */
export const afterPiece = (item: OutItem, photo: string, received: number, now: string): OutItem =>
  settled({ ...withPhoto(item, photo, { sent: received }), tries: 0, problem: null, retryAt: null }, now)

/** The request was receipted. */
export const afterWords = (item: OutItem, receipt: OutItem['receipt'], now: string): OutItem =>
  settled({ ...item, posted: true, receipt, tries: 0, problem: null, retryAt: null }, now)

/** A step that did not succeed, as the api module tells it. `status` 0: nothing came back. */
export type Failure = OutProblem & { status: number; offset?: number; seconds?: number }

const isPassing = ({ status }: Failure): boolean =>
  status === 0 || status === 401 || status === 408 || status === 429 || status >= 500

function photoFailure(item: OutItem, photo: OutPhoto, failure: Failure): OutItem | null {
  if (failure.code === 'file.chunk' && failure.offset !== undefined) return withPhoto(item, photo.id, { sent: failure.offset })
  if (failure.code === 'file.hash') return withPhoto(item, photo.id, { sent: 0 })
  // The upload was given up on the server (seven days, or a restore): it begins anew under another file.
  if (failure.status === 404 && !item.posted) return withPhoto(item, photo.id, { sent: 0, file: null })
  return null
}

/**
 * A step failed. What heals by itself waits and comes again (no network, a fault of the server, too many requests, signed out);
 * a wrong offset is set right; everything else is the server's answer and comes back to the person with its reason.
 */
export function afterFailure(item: OutItem, step: Step, failure: Failure, now: number): OutItem {
  const problem: OutProblem = { code: failure.code, words: failure.words }
  const tries = item.tries + 1
  const waits = { tries, problem, retryAt: now + (failure.seconds ? failure.seconds * 1000 : backoff(tries)) }
  if (isPassing(failure)) return { ...item, ...waits, state: 'ready' }
  const mended = step.do === 'piece' && tries <= photoTries ? photoFailure(item, step.photo, failure) : null
  if (mended) return { ...mended, tries, problem: null, retryAt: tries === 1 ? null : waits.retryAt, state: 'ready' }
  return { ...item, state: 'refused', tries, problem, retryAt: null }
}

/** After a restart nothing is on its way any more: it goes again, under the same key. */
export const afterRestart = (item: OutItem): OutItem =>
  item.state === 'sending' ? { ...item, state: 'ready', retryAt: null } : item

/** The person wants it sent now: waiting, refused or set aside. */
export const retry = (item: OutItem): OutItem =>
  item.state === 'refused' || item.state === 'kept' || item.state === 'ready'
    ? { ...item, state: 'ready', tries: 0, retryAt: null, problem: item.state === 'ready' ? item.problem : null }
    : item

/** The person sets it aside: it stays on the phone with its reason and no longer holds up its case. */
export const keep = (item: OutItem): OutItem =>
  item.state === 'refused' || item.state === 'ready' ? { ...item, state: 'kept' } : item

/** Everything that has not reached the server. Never deleted, by nothing. */
export const isUnsent = (item: OutItem): boolean => item.state !== 'sent'

/** Counts for the pill: waiting to go, and come back. Drafts and what was set aside are not waiting. */
export function pending(items: readonly OutItem[], person: string): { waiting: number; refused: number } {
  const mine = items.filter((item) => item.person === person)
  return { waiting: mine.filter(isOpen).length, refused: mine.filter((item) => item.state === 'refused').length }
}

/** Sent items stay readable for 30 days. */
const keepSentMs = 30 * 86_400_000
export const isForgotten = (item: OutItem, now: number): boolean =>
  item.state === 'sent' && item.sentAt !== null && now - Date.parse(item.sentAt) > keepSentMs

/** Bytes of an item's photographs, and how many the server has. */
export function bytesOf(item: OutItem): { size: number; sent: number } {
  return item.photos.reduce((sum, photo) => ({ size: sum.size + photo.size, sent: sum.sent + photo.sent }), { size: 0, sent: 0 })
}
