import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { gatewaySecret, seedObjects } from '../../server/city/seed/objects.ts'
import { seedTown } from '../../server/city/seed/seed-town.ts'
import { cityDay } from '../../server/kernel/calendar.ts'
import { migrate } from '../../server/kernel/migrate.ts'
import { startPostgres } from '../../server/kernel/postgres.ts'
import { readLock } from '../../server/kernel/postgres-cluster.ts'
import { urlOf } from '../../server/kernel/postgres-ready.ts'
import { oneAtATime, stateOfCode, templatesFolder } from '../database.ts'

const zhili = fileURLToPath(new URL('../../bin/zhili.js', import.meta.url))

/** The gateway of the small city's only district. */
export const gateway = { id: 'gw-990101', secret: gatewaySecret('990101') }

/** From the command to the printed addresses, on a machine that does much else besides. */
const readyMs = 90_000

/** A data folder with the small city in it, for servers that are real processes. `remove` ends those still running on it. */
export type City = { dir: string; cluster: string; databaseUrl(): string; remove(): Promise<void> }

/** One life of a server. `ended` resolves with its exit code (null after a kill); `said` is everything it printed. */
export type Life = {
  url: string
  mqttPort: number
  said(): string
  ended: Promise<number | null>
  kill(): void
  stop(): Promise<void>
}

/** Makes the folder `dir` (a fresh one by default) with the small city in it; `more` adds to the stopped city. */
export async function makeCity(options: { dir?: string; more?: (client: pg.Client) => Promise<void> } = {}): Promise<City> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'zhili-crash-'))
  // The database's own account has to reach its folder inside this one.
  chmodSync(dir, 0o755)
  const cluster = join(dir, 'postgres', 'cluster')
  mkdirSync(join(dir, 'postgres'))
  cpSync(await laidCity(), cluster, { recursive: true })
  // PostgreSQL refuses a folder that others may look into, and a copy has the mode of a new one.
  chmodSync(cluster, 0o700)
  if (options.more) await onCity(dir, options.more)
  return {
    dir,
    cluster,
    databaseUrl: () => urlOf(readLock(cluster)?.socketDir ?? join(dir, 'postgres', 'socket')),
    async remove() {
      for (const one of living) if (one.dir === dir) one.kill()
      await until(() => !existsSync(join(cluster, 'postmaster.pid')), 'the database to stop', 20_000)
      if (!options.dir) rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The cluster of a stopped city, laid once for all who copy it: its tables take longer to make than most crashes to play. */
async function laidCity(): Promise<string> {
  const laid = join(await templatesFolder(), `crash_city_${stateOfCode('town')}_${cityDay(new Date(), 'Asia/Shanghai')}`)
  await oneAtATime(laid, async () => {
    if (existsSync(laid)) return
    const half = mkdtempSync(join(tmpdir(), 'zhili-crash-laid-'))
    chmodSync(half, 0o755)
    mkdirSync(join(half, 'postgres'))
    await onCity(half, seedSmall)
    cpSync(join(half, 'postgres', 'cluster'), `${laid}.half`, { recursive: true })
    rmSync(half, { recursive: true, force: true, maxRetries: 5 })
    renameSync(`${laid}.half`, laid)
  })
  return laid
}

async function seedSmall(client: pg.Client): Promise<void> {
  await seedTown(client, { now: new Date(), progress: () => {} })
  await seedObjects(client, { now: new Date(), city: '99' })
}

/** Starts the database of the folder for one piece of work, all migrations being in. */
async function onCity(dir: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const server = await startPostgres({ dir: join(dir, 'postgres') })
  try {
    await migrate(server.url)
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    await work(client)
    await client.end()
  } finally {
    await server.stop()
  }
}

/** Every process started here, so that a failing test leaves none behind. */
const living = new Set<{ dir: string | undefined; kill(): void }>()
process.once('exit', () => {
  for (const one of living) one.kill()
})

/** Starts `zhili <args>` in its own process group: it can be killed with all it started, as by the kernel. */
export function spawnZhili(
  args: string[],
  env: Record<string, string>,
): { child: ChildProcess; said(): string; ended: Promise<number | null>; kill(): void } {
  const child = spawn(process.execPath, [zhili, ...args], {
    detached: true,
    env: { ...process.env, PORT: '0', MQTT_PORT: '0', HOST: '127.0.0.1', ZHILI_HEAP_GROWTH: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (text += String(chunk)))
  const kill = (): void => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL')
  }
  const one = { dir: env.DATA_DIR, kill }
  living.add(one)
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      living.delete(one)
      resolve(code)
    })
  })
  return { child, said: () => text, ended, kill }
}

/** Starts the server on a city and waits until it says that it is ready. */
export async function launch(city: Pick<City, 'dir'>, env: Record<string, string> = {}): Promise<Life> {
  const { child, said, ended, kill } = spawnZhili(['start', '--no-simulator'], { DATA_DIR: city.dir, ...env })
  let over = false
  void ended.then(() => {
    over = true
  })
  await until(() => over || said().includes('/ ready'), 'the server to be ready', readyMs).catch((error: Error) => {
    throw new Error(`${error.message}; it said:\n${said()}`)
  })
  if (over) throw new Error(`the server did not start:\n${said()}`)
  return {
    url: /console\s+(\S+)\//.exec(said())![1]!,
    mqttPort: Number(/MQTT (\d+)/.exec(said())![1]),
    said,
    ended,
    kill,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Kills the embedded PostgreSQL as the kernel would; its other processes follow at once. */
export function killPostgres(city: City): void {
  process.kill(readLock(city.cluster)!.pid, 'SIGKILL')
}

/** Looks again and again, for what another process does in its own time. */
export async function until<T>(look: () => T | Promise<T>, what: string, limitMs = 10_000): Promise<NonNullable<T>> {
  const limit = performance.now() + limitMs
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (performance.now() > limit) throw new Error(`waited ${limitMs} ms for ${what}`)
    await pause(15)
  }
}

/** One query on the city's database, beside the server. */
export async function ask<T>(city: City, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: city.databaseUrl() })
  client.on('error', () => undefined) // killed under our feet: the query says so
  await client.connect()
  try {
    return (await client.query(text, values)).rows as T[]
  } finally {
    await client.end()
  }
}

/** The last lines of PostgreSQL's own log, for a failing test. */
export const postgresLog = (city: City): string =>
  readFileSync(join(city.dir, 'postgres', 'postgres.log'), 'utf8')
    .split('\n')
    .slice(-30)
    .join('\n')
