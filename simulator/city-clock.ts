import { setTimeout as pause } from 'node:timers/promises'
import { ClockInfo } from '../contract/person.ts'

/** The server's clock as seen from outside: in the demo it may run faster than the wall, or be set back to 09:30. */
export type CityClock = {
  /** city time, milliseconds since 1970 */
  nowMs(): number
  rate(): number
  /** Resolves when so much city time has gone by, or at once when `stop` is aborted. */
  wait(ms: number, stop: AbortSignal): Promise<void>
  /** Asks the server again until `stop`; calls `onJump` when the clock was set. */
  follow(stop: AbortSignal, onJump: () => void): Promise<void>
}

const askEveryMs = 5_000
/** More than any slow answer can explain. */
const jumpMs = 20_000

/** Asks the server for its clock once; throws when it cannot be reached. */
export async function readCityClock(url: string): Promise<CityClock> {
  let seen = await ask(url)
  const nowMs = (): number => seen.nowMs + (performance.now() - seen.atMs) * seen.rate
  return {
    nowMs,
    rate: () => seen.rate,
    async wait(ms, stop) {
      const until = nowMs() + ms
      while (!stop.aborted && nowMs() < until) {
        const wallMs = Math.min(1_000, Math.max(20, (until - nowMs()) / seen.rate))
        await pause(wallMs, undefined, { signal: stop }).catch(() => undefined) // aborted: the loop ends
      }
    },
    async follow(stop, onJump) {
      while (!stop.aborted) {
        await pause(askEveryMs, undefined, { signal: stop }).catch(() => undefined) // aborted: the loop ends
        const fresh = stop.aborted ? null : await ask(url).catch(() => null) // server away: the last answer goes on counting
        if (!fresh) continue
        const jump = Math.abs(fresh.nowMs - nowMs()) > jumpMs * Math.max(1, fresh.rate)
        seen = fresh
        if (jump) onJump()
      }
    },
  }
}

async function ask(url: string): Promise<{ nowMs: number; rate: number; atMs: number }> {
  const began = performance.now()
  const response = await fetch(`${url}/api/v1/demo/clock`, { signal: AbortSignal.timeout(5_000) })
  if (!response.ok) throw new Error(`demo clock answers ${response.status}`)
  const { now, rate } = ClockInfo.pick({ now: true, rate: true }).parse(await response.json())
  const ended = performance.now()
  return { nowMs: Date.parse(now), rate, atMs: (began + ended) / 2 }
}
