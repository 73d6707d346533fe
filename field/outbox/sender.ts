import type { z } from 'zod'
import type { FileState, ReportReceipt } from '../../contract/report.ts'
import { ApiError, request } from '../../ui/api.ts'
import { serverNow } from '../../ui/clock.ts'
import { createStore } from '../../ui/store.ts'
import { photoById } from './db.ts'
import { afterFailure, afterPiece, afterStart, afterWords, type Failure, type Job, nextJob, wakeAt } from './machine.ts'
import { hurry, onWork, openOutbox, outbox, saveItem } from './outbox.ts'
import type { OutItem, OutPhoto } from './types.ts'

type FileAnswer = z.infer<typeof FileState>

/** Size of a piece: the server takes at most 256 KB at once. */
const pieceBytes = 256 * 1024

/** The server no longer knows who we are: nothing is sent until the person signs in again. */
export const signedOut = createStore<boolean>(false)

/** Called with each item whose words were receipted, so that the lists are read again. */
const hearers = new Set<(item: OutItem) => void>()
export function onReceipt(hear: (item: OutItem) => void): () => void {
  hearers.add(hear)
  return () => void hearers.delete(hear)
}

async function begin(item: OutItem, photo: OutPhoto): Promise<OutItem> {
  const body = { size: photo.size, ...(photo.sha256 ? { sha256: photo.sha256 } : {}) }
  const file = await request<FileAnswer>('POST', '/files', { body })
  return afterStart(item, photo.id, file.id)
}

async function sendPiece(item: OutItem, photo: OutPhoto): Promise<OutItem> {
  const kept = await photoById(photo.id)
  if (!kept) throw new ApiError(410, 'photo.gone', 'photo')
  const body = kept.blob.slice(photo.sent, photo.sent + pieceBytes, 'application/octet-stream')
  const file = await request<FileAnswer>('PUT', `/files/${photo.file}`, { query: { offset: photo.sent }, body })
  return afterPiece(item, photo.id, file.complete ? photo.size : file.received, now())
}

async function sendWords(item: OutItem): Promise<OutItem> {
  const files = item.photos.flatMap((photo) => photo.file ?? [])
  if (item.verb === 'report') {
    const body = { ...item.body, files }
    const receipt = await request<ReportReceipt>('POST', '/reports', { body, idempotencyKey: item.id })
    return afterWords(item, { code: receipt.code, areaName: receipt.areaName }, now())
  }
  if (item.verb === 'inspect') {
    await request('POST', '/inspections', { body: withFiles(item), idempotencyKey: item.id })
    return afterWords(item, null, now())
  }
  const { path, body } = addressOf(item, { ...item.body, ...(files[0] ? { file: files[0] } : {}) })
  await request('POST', path, { body, idempotencyKey: item.id })
  return afterWords(item, null, now())
}

/** Where an item goes, and what of its body the server is told there. */
function addressOf(item: OutItem, body: Record<string, unknown>): { path: string; body: Record<string, unknown> } {
  if (item.verb === 'post-plate') return { path: `/objects/${encodeURIComponent(item.case)}/codes/post`, body }
  if (item.verb !== 'way-ask-lift') return { path: `/work-orders/${item.case}/${item.verb}`, body }
  const { closure, ...rest } = body
  return { path: `/way-closures/${encodeURIComponent(String(closure))}/ask-lift`, body: rest }
}

/** The answers with the server's ids of their photographs in place of the phone's own. */
function withFiles({ body, photos }: OutItem): Record<string, unknown> {
  const fileOf = new Map(photos.map(({ id, file }) => [id, file]))
  const answers = (body.answers as { files?: string[] }[]).map((one) =>
    one.files ? { ...one, files: one.files.map((id) => fileOf.get(id) ?? id) } : one,
  )
  return { ...body, answers }
}

/** The server's time, so that a receipt can be told from an older list. */
const now = () => new Date(serverNow()).toISOString()

const numberOf = (value: unknown): number | undefined => {
  const n = Number(value)
  return value !== undefined && value !== null && Number.isFinite(n) ? n : undefined
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof ApiError)) return { status: 0, code: 'phone', words: error instanceof Error ? error.message : '' }
  const [offset, seconds] = [numberOf(error.details.offset), numberOf(error.details.seconds)]
  return {
    status: error.status,
    code: error.code,
    words: error.message,
    ...(offset === undefined ? {} : { offset }),
    ...(seconds === undefined ? {} : { seconds }),
  }
}

/** One step, written down whatever comes of it. True when it succeeded. */
async function perform({ item, step }: Job): Promise<boolean> {
  const sending: OutItem = { ...item, state: 'sending' }
  await saveItem(sending)
  try {
    const after =
      step.do === 'start'
        ? await begin(sending, step.photo)
        : step.do === 'piece'
          ? await sendPiece(sending, step.photo)
          : await sendWords(sending)
    await saveItem(after)
    if (step.do === 'words') for (const hear of Array.from(hearers)) hear(after)
    return true
  } catch (error) {
    const failure = failureOf(error)
    await saveItem(afterFailure(sending, step, failure, Date.now()))
    if (failure.code === 'session.none') signedOut.set(true)
    return failure.status !== 0 && failure.status !== 401
  }
}

/**
 * Sends what waits, one step at a time, for one person. Woken by new items, by the network, by coming back to the app, and by
 * its own timer; two tabs take turns where the browser has locks, and the keys make a double send harmless where it has not.
 */
export function startSender(person: string): () => void {
  let stopped = false
  let running = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const rest = () => {
    const at = wakeAt(outbox.get(), person)
    if (at !== null && !stopped) timer = setTimeout(wake, Math.max(250, at - Date.now()))
  }
  const drain = async () => {
    await openOutbox() // another tab may have sent something since
    while (!stopped && !signedOut.get()) {
      const job = nextJob(outbox.get(), person, Date.now())
      if (!job || !(await perform(job))) break
    }
  }
  async function wake(): Promise<void> {
    clearTimeout(timer)
    if (running || stopped) return
    running = true
    try {
      if (navigator.locks) await navigator.locks.request('zhili-outbox', drain)
      else await drain()
      running = false
      // what was put in while the last look was on its way
      if (!stopped && !signedOut.get() && nextJob(outbox.get(), person, Date.now())) void wake()
      else rest()
    } catch {
      // the phone's own store failed: nothing is lost that was in it, look again
      running = false
      timer = setTimeout(wake, 10_000)
    }
  }
  const off = onWork(() => void wake())
  const stopHurrying = hurryOnReturn()
  void wake()
  return () => {
    stopped = true
    clearTimeout(timer)
    off()
    stopHurrying()
  }
}

/** The network or the person is back: what waits need not wait longer. Answers how to stop listening. */
function hurryOnReturn(): () => void {
  const back = () => void (document.visibilityState === 'visible' && hurry())
  window.addEventListener('online', back)
  document.addEventListener('visibilitychange', back)
  return () => {
    window.removeEventListener('online', back)
    document.removeEventListener('visibilitychange', back)
  }
}
