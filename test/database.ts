import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrate } from '../server/kernel/migrate.ts'
import { startPostgres } from '../server/kernel/postgres.ts'

/** `empty`: tables only; `town`: the small made-up city of most tests; `city`: the full demo city. */
export type Template = 'empty' | 'town' | 'city'
/** A database of its own for one test; `drop` also ends the connections that are still open. */
export type TestDatabase = { url: string; drop(): Promise<void> }

/** What the seeds take as the present: a Monday morning before the first story of the demo. */
export const seedNow = new Date('2026-03-02T01:30:00Z')

const server = fileURLToPath(new URL('../server/', import.meta.url))

/** A power cut is no part of any test, so nothing waits for the disk; a killed server loses nothing either way. */
export const fastSettings = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
  checkpoint_timeout: '1h',
  max_wal_size: '512MB',
  autovacuum: 'off',
}

/** In memory where there is plenty: a database is a thousand files, and a disk spends longer on making them than a test on its work. */
const memory = { folder: '/dev/shm', leastBytes: 4 * 1024 ** 3 }

/** A fresh folder for a server of tests. */
export function clusterFolder(): string {
  return mkdtempSync(join(hasRoom() ? memory.folder : tmpdir(), 'zhili-test-'))
}

function hasRoom(): boolean {
  if (!existsSync(memory.folder)) return false
  const { bavail, bsize } = statfsSync(memory.folder)
  return bavail * bsize >= memory.leastBytes
}

/** Clones the template (made once per server and state of the code) into a fresh database: about 0.1 s. */
export async function testDatabase(template: Template = 'town'): Promise<TestDatabase> {
  const url = await testServer()
  const source = await ensureTemplate(url, template)
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`
  await onServer(url, (client) => client.query(`create database ${name} template ${source} strategy file_copy`))
  return {
    url: databaseUrl(url, name),
    drop: () => onServer(url, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  }
}

let started: Promise<string> | undefined

/** The server of the test run (ZHILI_TEST_PG), or one for this process when a test file runs alone. */
export function testServer(): Promise<string> {
  started ??= process.env.ZHILI_TEST_PG ? Promise.resolve(process.env.ZHILI_TEST_PG) : startAlone()
  return started
}

async function startAlone(): Promise<string> {
  const dir = clusterFolder()
  const { url } = await startPostgres({ dir, settings: fastSettings })
  // At the very end and not in an `after` hook, which would cut the connections of hooks registered later.
  process.once('exit', () => {
    const lock = join(dir, 'cluster', 'postmaster.pid')
    process.kill(Number.parseInt(readFileSync(lock, 'utf8'), 10), 'SIGQUIT')
    // Nothing else can run any more, so waiting here is waiting for the server only.
    const nothing = new Int32Array(new SharedArrayBuffer(4))
    for (let tries = 0; existsSync(lock) && tries < 200; tries++) Atomics.wait(nothing, 0, 0, 10)
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  })
  return url
}

/** The address of another database on the same server. */
export function databaseUrl(url: string, name: string): string {
  const [place = '', query] = url.split('?', 2)
  return `${place.replace(/\/[^/]*$/, '')}/${name}${query ? `?${query}` : ''}`
}

async function ensureTemplate(url: string, template: Template): Promise<string> {
  const name = `template_${template}_${stateOfCode(template)}`
  await onServer(url, async (client) => {
    // Test files run side by side: the first makes the template, the others wait for it here.
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount) return
    const half = `half_${name}`
    await client.query(`drop database if exists ${half} with (force)`)
    await client.query(`create database ${half}`)
    await migrate(databaseUrl(url, half))
    if (template !== 'empty') await fill(databaseUrl(url, half), template)
    await client.query(`alter database ${half} rename to ${name}`)
    await client.query(`alter database ${name} allow_connections false`)
  })
  return name
}

async function fill(url: string, template: 'town' | 'city'): Promise<void> {
  const seed = await findSeed(template)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await seed(client, { now: seedNow, progress: () => {} })
    await client.query('analyze')
  } finally {
    await client.end()
  }
}

/** Loaded only when needed: most tests make do with a template that is there already. */
async function findSeed(template: 'town' | 'city') {
  if (template === 'town') return (await import('../server/city/seed/seed-town.ts')).seedTown
  return (await import('../server/city/seed/seed-city.ts')).seedCity
}

/** Names a template after what it is made from, so that a changed migration or seed makes a new one. */
function stateOfCode(template: Template): string {
  const hash = createHash('sha256')
  const seeds = template === 'empty' ? [] : [...sources(join(server, 'city')), ...sources(join(server, 'seed-data'), '')]
  const files = [...sources(join(server, 'migrations'), '.sql'), ...seeds]
  for (const file of files) hash.update(file).update(readFileSync(file))
  return hash.digest('hex').slice(0, 12)
}

function sources(folder: string, ending = '.ts'): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  const chosen = names.filter((name) => name.endsWith(ending) && !name.includes('.test.'))
  return chosen.map((name) => join(folder, name)).filter((path) => statSync(path).isFile())
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Waits until every fact may be read: transactions of other databases on the same server hold back what is safe to read. */
export async function allSafe(db: { query<T>(text: string): Promise<T[]> }): Promise<void> {
  const asked = 'select max(tx) < pg_snapshot_xmin(pg_current_snapshot()) as safe from facts'
  while (!(await db.query<{ safe: boolean }>(asked))[0]!.safe);
}
