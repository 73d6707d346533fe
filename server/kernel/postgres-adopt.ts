import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { isServerOf, type Lock, readLock } from './postgres-cluster.ts'
import { PostgresProblem } from './postgres-problem.ts'
import { ownerSetting, untilReady, urlOf } from './postgres-ready.ts'

/**
 * A running server. `adopted` is true when it was running already: `stop` then leaves it alone while the process that
 * started it lives. `firstStart` is true when the cluster was made by this call. `ended` resolves when the server is gone, asked or not.
 */
export type Postgres = { url: string; stop(): Promise<void>; ended: Promise<void>; firstStart: boolean; adopted: boolean }

/** A clean stop takes 33 ms when idle; after this long the server is told to stop at once, which is safe but needs recovery. */
export const stopLimitMs = 20_000
/** Crash recovery of a busy city may take long; beyond this something is broken (never seen above 5 s). */
export const startLimitMs = 120_000
/** How often an adopted server is looked after. */
const lookMs = 1_000

/** Finds the server that answers for the cluster in `home`, if any; clears the lock of a killed one. */
export async function adopt(home: string, log: (line: string) => void): Promise<Postgres | undefined> {
  const cluster = join(home, 'cluster')
  const lock = readLock(cluster)
  if (!lock) return undefined
  const limit = performance.now() + startLimitMs
  let url: string | undefined
  const urlNow = () => {
    const { socketDir } = readLock(cluster) ?? lock
    url = socketDir ? urlOf(socketDir) : undefined
    return url
  }
  const runs = () => readLock(cluster)?.pid === lock.pid && isServerOf(lock, cluster) && performance.now() < limit
  const owner = await untilReady(urlNow, runs)
  if (owner === undefined || url === undefined) {
    const left = readLock(cluster)
    if (left?.pid === lock.pid && !isServerOf(lock, cluster)) {
      log(`PostgreSQL was killed last time (process ${lock.pid}): recovering`)
      rmSync(join(cluster, 'postmaster.pid'), { force: true })
    }
    return undefined
  }
  log(`PostgreSQL already runs in ${cluster} (process ${lock.pid})`)
  const stop = async () => {
    if (!ownerLives(lock)) await stopAdopted(cluster, lock)
  }
  return { url, stop, ended: untilGone(cluster, lock), firstStart: false, adopted: true }
}

/** Somebody else's child tells nobody when it ends, so we look. */
function untilGone(cluster: string, lock: Lock): Promise<void> {
  return new Promise((resolve) => {
    const look = setInterval(() => {
      if (readLock(cluster)?.pid === lock.pid && isServerOf(lock, cluster)) return
      clearInterval(look)
      resolve()
    }, lookMs)
    look.unref()
  })
}

/** A server whose parent died is handed to another parent: then nobody but the adopter would stop it. */
function ownerLives({ pid }: Lock): boolean {
  try {
    const owner = new RegExp(`${ownerSetting}=(\\d+)`).exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1]
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] === owner
  } catch {
    return true
  }
}

async function stopAdopted(cluster: string, lock: Lock): Promise<void> {
  // The lock goes away at a clean stop; the process number may stay for ever where nobody collects ended processes.
  const runs = () => readLock(cluster)?.pid === lock.pid && isServerOf(lock, cluster)
  if (runs()) process.kill(lock.pid, 'SIGINT')
  const limit = performance.now() + stopLimitMs
  while (runs()) {
    if (performance.now() > limit)
      throw new PostgresProblem('内置数据库没有按时停止。', `The built-in database (process ${lock.pid}) does not stop.`)
    await pause(20)
  }
}
