import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { type PostgresOptions, startPostgres } from './postgres.ts'
import type { Postgres } from './postgres-adopt.ts'

/** A server that lived this long is started again at once; one that dies sooner is waited for, twice as long each time. */
const steadyMs = 10_000
const firstWaitMs = 250
const longestWaitMs = 10_000

export type Kept = { url: string; stop(): Promise<void> }

/**
 * The embedded PostgreSQL, started again whenever it ends by itself (killed for memory, a full disk), until `stop`. Its address stays
 * the same. Throws like `startPostgres` when the first start fails; later failures are told to `log` and tried again.
 */
export async function keepPostgres(opts: PostgresOptions): Promise<Kept> {
  let server = await startPostgres(opts)
  const stopped = new AbortController()
  const watching = (async () => {
    let waitMs = 0
    while (!stopped.signal.aborted) {
      const began = performance.now()
      await Promise.race([server.ended, aborted(stopped.signal)])
      if (stopped.signal.aborted) return
      waitMs = performance.now() - began > steadyMs ? 0 : Math.min(longestWaitMs, waitMs * 2 || firstWaitMs)
      server = (await startAgain(opts, stopped.signal, waitMs)) ?? server
    }
  })()
  return {
    url: server.url,
    async stop() {
      stopped.abort()
      await watching
      await server.stop()
    },
  }
}

/** Tries until it runs again; undefined once nobody wants it any more. */
async function startAgain(opts: PostgresOptions, signal: AbortSignal, firstMs: number): Promise<Postgres | undefined> {
  for (let waitMs = firstMs; ; waitMs = Math.min(longestWaitMs, waitMs * 2 || firstWaitMs)) {
    await pause(waitMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return undefined
    try {
      return await startPostgres(opts)
    } catch (error) {
      opts.log?.(`PostgreSQL does not start again: ${(error as Error).message.split('\n', 1)[0]}`)
    }
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
