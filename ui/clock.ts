import { useSyncExternalStore } from 'react'

/**
 * The server's clock as the browser knows it. The machine's own clock may be wrong and the demo city may run at another rate,
 * so every "time left" and "minutes ago" is reckoned from here. Milliseconds since 1970, UTC.
 */
type Sync = { serverAt: number; localAt: number; rate: number; known: boolean }

const localNow = () => Date.now()
let sync: Sync = { serverAt: 0, localAt: 0, rate: 1, known: false }

/**
 * Takes over the server's time. `serverTime` ISO 8601 or milliseconds; `rate` is server seconds per real second (demo clock); `heardAt`:
 * when it came, by the machine's clock, if that was not just now.
 */
export function syncClock(serverTime: string | number, rate = sync.rate, heardAt = localNow()): void {
  const at = typeof serverTime === 'number' ? serverTime : Date.parse(serverTime)
  if (!Number.isFinite(at)) return
  sync = { serverAt: at, localAt: heardAt, rate, known: true }
  tick()
}

/** The server's time now, in milliseconds. Before the first sync it is the machine's own. */
export function serverNow(): number {
  const local = localNow()
  return sync.known ? sync.serverAt + (local - sync.localAt) * sync.rate : local
}

/** How fast the server's clock runs: 1 in earnest, more in a hurried demo (shown on screen then). */
export const clockRate = (): number => sync.rate

const watchers = new Set<() => void>()
let shown = serverNow()
let timer: ReturnType<typeof setInterval> | undefined

function tick() {
  shown = serverNow()
  for (const onTick of Array.from(watchers)) onTick()
}

function watch(onTick: () => void): () => void {
  watchers.add(onTick)
  if (timer === undefined) {
    timer = setInterval(tick, 1000)
    document.addEventListener('visibilitychange', tick)
  }
  return () => {
    watchers.delete(onTick)
    if (watchers.size > 0 || timer === undefined) return
    clearInterval(timer)
    timer = undefined
    document.removeEventListener('visibilitychange', tick)
  }
}

const snapshot = () => {
  if (timer === undefined) shown = serverNow()
  return Math.floor(shown / 1000) * 1000
}

/** The server's time, re-rendering each second. One timer serves all parts; whole seconds, so that all of them turn together. */
export function useNow(): number {
  return useSyncExternalStore(watch, snapshot, snapshot)
}
