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

/** Where what belongs to a template and is no database is kept: beside the server of the run (ZHILI_TEST_DIR), with which it goes. */
export async function templatesFolder(): Promise<string> {
  await testServer()
  return join(process.env.ZHILI_TEST_DIR ?? tmpdir(), 'zhili-templates')
}

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
  const make = async (url: string): Promise<void> => {
    await migrate(url)
    if (template !== 'empty') await fill(url, template)
  }
  return cloneOf(`template_${template}_${stateOfCode(template)}`, { make })
}

/**
 * What a clone is made of: `make` fills an empty database when there is none of that name on the server yet, or `isWhole` says that
 * what lay beside it has gone.
 */
export type Making = { make(url: string): Promise<void>; isWhole?(): boolean }

const made = new Map<string, Promise<void>>()

/** Clones the template of that name into a fresh database. */
export async function cloneOf(source: string, making: Making): Promise<TestDatabase> {
  const url = await ensureTemplate(source, making)
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
  process.env.ZHILI_TEST_DIR = dir
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

/** Makes the template of that name unless the server has it; answers the address of the server. */
export async function ensureTemplate(name: string, making: Making): Promise<string> {
  const url = await testServer()
  if (!made.has(name)) made.set(name, makeTemplate(url, name, making))
  await made.get(name)
  return url
}

/** Of the test files that run side by side one does the work of that name, and the others wait for it here. */
export async function oneAtATime(name: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  await onServer(await testServer(), async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name])
    await work(client)
  })
}

const makeTemplate = (url: string, name: string, { make, isWhole = () => true }: Making): Promise<void> =>
  oneAtATime(name, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount && isWhole()) return
    await client.query(`drop database if exists ${name} with (force)`)
    const half = `half_${name}`
    await client.query(`drop database if exists ${half} with (force)`)
    await client.query(`create database ${half}`)
    await make(databaseUrl(url, half))
    await client.query(`alter database ${half} rename to ${name}`)
    await client.query(`alter database ${name} allow_connections false`)
  })

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

const states = new Map<string, string>()

/** Names a template after what it is made from, so that a changed migration or seed makes a new one. `demo`: all the server is. */
export function stateOfCode(template: Template | 'demo'): string {
  const known = states.get(template)
  if (known) return known
  const hash = createHash('sha256')
  for (const file of filesOf(template)) hash.update(file).update(readFileSync(file))
  const state = hash.digest('hex').slice(0, 12)
  states.set(template, state)
  return state
}

function filesOf(template: Template | 'demo'): string[] {
  const migrations = sources(join(server, 'migrations'), '.sql')
  if (template === 'empty') return migrations
  // Codecs too: what a demo played of the weeks before came through them, and a server that outlives a run would keep what older ones made of it.
  const code = template === 'demo' ? ['', '../packs', '../contract', '../protocols'] : ['city']
  return [...migrations, ...code.flatMap((folder) => sources(join(server, folder))), ...sources(join(server, 'seed-data'), '')]
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
