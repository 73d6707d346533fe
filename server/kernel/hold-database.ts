import { hostname } from 'node:os'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { StartError } from './config.ts'
import { lockKeys } from './lock-keys.ts'

/** `lost` resolves with the sentence to stop with when another platform took the database while our connection was cut. */
export type DatabaseHold = { lost: Promise<StartError>; release(): Promise<void> }

const lockKey = lockKeys.holdDatabase
/** The session of a killed process may outlive it for a moment. */
const graceMs = 2_000
const retryMs = 100
/** A database that is away is asked this often; writes are refused meanwhile, by everything else. */
const awayMs = 1_000

const mark = `zhili ${process.pid} ${hostname()}`.slice(0, 63)
type Holder = { pid: number; name: string }
type Taken = { client: pg.Client; pid: number; gone: Promise<void> }

/**
 * Takes a database for this process until `release`, by a lock that ends with its own connection. Throws StartError when another one
 * works on it. A cut connection is made anew and the lock taken again; `lost` tells when somebody else was quicker.
 */
export async function holdDatabase(url: string): Promise<DatabaseHold> {
  let taken = await take(url, null)
  const released = new AbortController()
  const { promise: lost, resolve: lose } = Promise.withResolvers<StartError>()
  const keeping = (async () => {
    while (!released.signal.aborted) {
      await taken.gone
      if (released.signal.aborted) return
      const again = await takeAgain(url, taken.pid, released.signal)
      if (again instanceof StartError) return lose(again)
      if (again) taken = again
    }
  })()
  return {
    lost,
    async release() {
      released.abort()
      await taken.client.end()
      await keeping
      // It may have been taken anew in the same moment.
      await taken.client.end()
    },
  }
}

/** Takes the lock, or throws the sentence that names its holder. `ghost` is our own former session, which nobody needs any more. */
async function take(url: string, ghost: number | null): Promise<Taken> {
  const client = new pg.Client({
    connectionString: url,
    application_name: mark,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  })
  client.on('error', () => undefined) // `end` follows
  const gone = new Promise<void>((resolve) => client.once('end', () => resolve()))
  try {
    await client.connect()
    const limit = performance.now() + graceMs
    for (;;) {
      const { rows } = await client.query<{ pid: number; got: boolean }>(
        'select pg_backend_pid() as pid, pg_try_advisory_lock($1) as got',
        [lockKey],
      )
      if (rows[0]!.got) return { client, pid: rows[0]!.pid, gone }
      const holder = await holderOf(client)
      if (holder?.pid === ghost && holder?.name === mark) await client.query('select pg_terminate_backend($1)', [ghost])
      else if (performance.now() > limit) throw inUse(holder)
      await pause(retryMs)
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}

async function takeAgain(url: string, ghost: number, signal: AbortSignal): Promise<Taken | StartError | null> {
  while (!signal.aborted) {
    try {
      return await take(url, ghost)
    } catch (error) {
      if (error instanceof StartError) return error
      await pause(awayMs, undefined, { signal }).catch(() => undefined)
    }
  }
  return null
}

async function holderOf(client: pg.Client): Promise<Holder | undefined> {
  const { rows } = await client.query<Holder>(
    `select s.pid, s.application_name as name from pg_locks l join pg_stat_activity s on s.pid = l.pid
     where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = $1 and l.objsubid = 1
       and l.database = (select oid from pg_database where datname = current_database())`,
    [lockKey],
  )
  return rows[0]
}

function inUse(holder: Holder | undefined): StartError {
  const [, pid = '?', host = '?'] = holder?.name.split(' ') ?? []
  return new StartError(
    `这个数据库已有一份智理在使用（进程 ${pid}，主机 ${host}）：请先停止它，或换一个数据库 / Zhili already works on this database (process ${pid} on ${host}): stop it first or use another database`,
  )
}
