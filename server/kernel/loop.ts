import { performance } from 'node:perf_hooks'
import type { Log } from './log.ts'

/** Runs `turn` again and again: at once while it says true, else when woken or after `idleMs`. */
export type Loop = { wake(): void; stop(): Promise<void> }

type Pace = { idleMs: number; mostMs?: number }

/** How long to rest after a turn that took so long (ms): with `mostMs` nine times as long, so that it takes a tenth of the time at most; never longer than that. */
export const restAfter = (tookMs: number, { idleMs, mostMs = idleMs }: Pace): number =>
  Math.min(Math.max(idleMs, 9 * tookMs), mostMs)

export function createLoop(options: Pace & { name: string; log: Log; turn: () => Promise<boolean> }): Loop {
  let stopped = false
  let wakeUp: (() => void) | undefined
  let woken = false

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const running = (async () => {
    while (!stopped) {
      woken = false
      const began = performance.now()
      const more = await options.turn().catch((error: Error) => {
        if (!stopped) options.log.error({ err: error, loop: options.name }, 'loop failed')
        return null
      })
      if (more === true || stopped) continue
      // After a failure a ring must not make it spin: the database may be down.
      if (more === null) await rest(Math.max(options.idleMs, 1000))
      else if (!woken) await rest(restAfter(performance.now() - began, options))
    }
  })()

  return {
    wake() {
      woken = true
      wakeUp?.()
    },
    async stop() {
      stopped = true
      wakeUp?.()
      await running
    },
  }
}
