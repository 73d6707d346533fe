import type { FactView } from '../contract/fact.ts'
import { ApiError, ownHeaders } from './api.ts'
import { apiUrl, type Query } from './ask.ts'
import { serverNow, syncClock } from './clock.ts'
import { createReader, type Message } from './sse.ts'
import { createStore } from './store.ts'

/** A fact as the live stream brings it. `body` holds codes and values; the words are made by `factWords`. */
export type LiveFact = FactView

/** The line to the server. `expired`: it is there, and no longer knows who asks. `lastAt` is the server's time of the last sign of life (heartbeats count), null before the first. */
export type Connection = {
  state: 'connected' | 'connecting' | 'offline' | 'expired'
  lastAt: number | null
  retryAt: number | null
}

/** Nothing new comes: what is shown is of `lastAt`. */
export const isDown = ({ state }: Pick<Connection, 'state'>): boolean => state === 'offline' || state === 'expired'

/** Watched by the light in the top bar, the offline banner and the age marks. */
export const connection = createStore<Connection>({ state: 'connecting', lastAt: null, retryAt: null })

/** Silence longer than this (ms) is a broken line even when the socket looks open: the server's heartbeat comes every 15 s. */
const SILENCE = 45_000
const FIRST_RETRY = 1_000
const LAST_RETRY = 30_000

/** Wait before the n-th retry in ms: doubling, capped, with up to a quarter of jitter so that a thousand screens do not return at once. */
export function retryDelay(tries: number, chance: number): number {
  return Math.min(LAST_RETRY, FIRST_RETRY * 2 ** tries) * (1 - chance / 4)
}

type Handler = (fact: LiveFact) => void

/** Does a handler's pattern take this kind? `*` takes all, `event.*` all of one noun, else exactly. */
export function takes(pattern: string, kind: string): boolean {
  return pattern === '*' || pattern === kind || (pattern.endsWith('.*') && kind.startsWith(pattern.slice(0, -1)))
}

/** `position`: up to where all was told; null before the first word of the server. */
export type Live = { on: (pattern: string, handler: Handler) => () => void; position: () => string | null; close: () => void }

function parse(message: Message): Record<string, unknown> | null {
  try {
    const data: unknown = JSON.parse(message.data)
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : null
  } catch {
    return null // a half-written message must not stop the stream; the next read of the list repairs the screen
  }
}

type Told = Pick<Line, 'tell' | 'reload' | 'over'>

/**
 * Passes on one message: `clock` (every 15 s, also the heartbeat) sets the server's time and rate, `reload` says that too much was missed to be
 * told one by one, `over` that the server knows no longer who listens, all others are facts.
 */
export function deliver(message: Message, told: Told): void {
  const data = parse(message)
  if (message.event === 'reload') told.reload()
  if (message.event === 'over') told.over()
  if (!data || message.event === 'reload' || message.event === 'over') return
  if (message.event === 'clock') {
    if (typeof data.now === 'string') syncClock(data.now, typeof data.rate === 'number' ? data.rate : 1)
    return
  }
  if (typeof data.kind === 'string') told.tell({ ...(data as LiveFact), position: (data as LiveFact).position ?? message.id })
}

/** As `deliver`, and keeps where to go on. A line that began without a place hears what comes now: whatever was read before it was open may be old. */
export function take(message: Message, line: Told & Pick<Line, 'after'>): void {
  const isFirst = line.after === null
  if (message.id) line.after = message.id
  deliver(message, line)
  if (isFirst && line.after !== null && message.event !== 'reload') line.reload()
}

type Line = {
  query: Query
  after: string | null
  stop: AbortController
  tell: (fact: LiveFact) => void
  reload: () => void
  /** what the server said last was that it knows no longer who listens */
  over: () => void
  isOver: boolean
}

/** Reads one connection until it ends. Resolves when the server closed it, throws when it broke or fell silent. */
async function readOnce(line: Line, alive: () => void): Promise<void> {
  const stop = new AbortController()
  const onStop = () => stop.abort()
  line.stop.signal.addEventListener('abort', onStop)
  let silence = setTimeout(onStop, SILENCE)
  try {
    const headers = { ...ownHeaders(), accept: 'text/event-stream', ...(line.after ? { 'last-event-id': line.after } : {}) }
    line.isOver = false
    const answer = await fetch(apiUrl('/live', { ...line.query, after: line.after }), {
      headers,
      credentials: 'same-origin',
      signal: stop.signal,
    })
    if (!answer.ok || !answer.body) throw new ApiError(answer.status, 'live.refused', 'live')
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    const read = createReader()
    alive()
    for (;;) {
      const { done, value } = await reader.read()
      if (done && line.isOver) throw new ApiError(401, 'live.over', 'live')
      if (done) return
      clearTimeout(silence)
      silence = setTimeout(onStop, SILENCE)
      alive()
      for (const message of read(value)) take(message, line)
    }
  } finally {
    clearTimeout(silence)
    line.stop.signal.removeEventListener('abort', onStop)
  }
}

/** Waits so long (ms), or until the network is back or nobody waits any more. Whatever comes first, the others go with it: a wall comes back to its line thousands of times. */
export const waitFor = (delay: number, stop: AbortSignal, page: EventTarget = window) =>
  new Promise<void>((done) => {
    const over = () => {
      clearTimeout(timer)
      stop.removeEventListener('abort', over)
      page.removeEventListener('online', over)
      done()
    }
    const timer = setTimeout(over, delay)
    stop.addEventListener('abort', over)
    page.addEventListener('online', over)
  })

async function keepReading(line: Line): Promise<void> {
  let tries = 0
  while (!line.stop.signal.aborted) {
    let expired = false
    try {
      await readOnce(line, () => {
        tries = 0
        const { state, lastAt } = connection.get()
        const now = serverNow()
        // at most once a second: a busy stream must not redraw every age mark with each fact
        if (state !== 'connected' || lastAt === null || now - lastAt > 1000)
          connection.set({ state: 'connected', lastAt: now, retryAt: null })
      })
    } catch (error) {
      // 401 and 403 do not heal by asking again soon; signed in again in another tab, it comes back by itself
      if (error instanceof ApiError && (error.status === 401 || error.status === 403)) tries = 6
      expired = error instanceof ApiError && error.status === 401
    }
    if (line.stop.signal.aborted) return
    const delay = retryDelay(tries++, Math.random())
    const state = expired ? 'expired' : tries > 1 ? 'offline' : 'connecting'
    connection.set({ state, lastAt: connection.get().lastAt, retryAt: serverNow() + delay })
    await waitFor(delay, line.stop.signal)
  }
}

/** What handlers of `reload` are given: no fact of the city, only the word that many were missed. */
const missedMuch: LiveFact = {
  position: '',
  kind: 'reload',
  subject: '',
  area: null,
  actor: { kind: 'system', id: 'zhili' },
  recordedAt: '',
  occurredAt: '',
  body: {},
}

/**
 * Opens the live stream of facts, `/api/v1/live?area=…`, and keeps it open: after a break it goes on behind the last position read
 * (`after` and Last-Event-ID), so nothing is missed. `after` is where the screen's own reads began (`Session.position`), for what happens between
 * them and the opening; without it, and when too much was missed, handlers of `reload` are called and must read the lists anew.
 * Read by fetch, not EventSource, because only fetch can carry the demo session of the tab. One stream per tab: open it at the app's root
 * and hand `on` down.
 */
export function openLive(query: Query = {}, after: string | null = null): Live {
  const handlers = new Set<{ pattern: string; handler: Handler }>()
  const tell = (fact: LiveFact) => {
    for (const h of Array.from(handlers)) if (takes(h.pattern, fact.kind)) h.handler(fact)
  }
  const reload = () => {
    for (const h of Array.from(handlers)) if (h.pattern === 'reload') h.handler(missedMuch)
  }
  const over = () => {
    line.isOver = true
  }
  const line: Line = { query, after, stop: new AbortController(), tell, reload, over, isOver: false }
  void keepReading(line)
  const on = (pattern: string, handler: Handler) => {
    const entry = { pattern, handler }
    handlers.add(entry)
    return () => void handlers.delete(entry)
  }
  return { on, position: () => line.after, close: () => line.stop.abort() }
}
