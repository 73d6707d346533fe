import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { unspelled } from '../../server/city/spelling/store.ts'
import { cityDay } from '../../server/kernel/calendar.ts'
import { readConfig } from '../../server/kernel/config.ts'
import { cloneOf, ensureTemplate, type Making, stateOfCode, type TestDatabase, templatesFolder } from '../database.ts'

/** The demo as it stands when it begins: a database and the data folder that belongs to it, for one server. */
export type Demo = { database: TestDatabase; dir: string }

const zone = 'Asia/Shanghai'
const mostMs = 20_000

/**
 * A copy of the demo for one server. Laying it takes half of a minute, so the product does it once for all: it starts on an empty database
 * and stops, and whoever copies what it left begins with a second start, with the simulator or without. What is laid stands before the
 * present by days, so that each day of the city has a demo of its own.
 */
export async function copyDemo(): Promise<Demo> {
  const { name, laid, making } = await demoOf()
  const database = await cloneOf(name, making)
  const dir = mkdtempSync(join(tmpdir(), 'zhili-browser-'))
  cpSync(laid, dir, { recursive: true })
  return { database, dir }
}

/** Lays that demo unless it is there, so that no journey waits for it. */
export async function ensureDemo(): Promise<void> {
  const { name, making } = await demoOf()
  await ensureTemplate(name, making)
}

async function demoOf(): Promise<{ name: string; laid: string; making: Making }> {
  const name = `template_demo_${stateOfCode('demo')}_${cityDay(new Date(), zone).replaceAll('-', '')}`
  const laid = join(await templatesFolder(), name)
  return { name, laid, making: { make: (url) => layDemo(url, laid), isWhole: () => existsSync(laid) } }
}

/** The files come to their place last: a demo whose laying was broken off has none. */
async function layDemo(url: string, laid: string): Promise<void> {
  const half = `${laid}.half`
  for (const folder of [half, laid]) rmSync(folder, { recursive: true, force: true })
  mkdirSync(half, { recursive: true })
  const asked = { DEMO: 'true', DATABASE_URL: url.replace('@/', '@localhost/'), DATA_DIR: half, LOG_LEVEL: 'error' }
  const config = readConfig({ ...asked, PORT: '0', MQTT_PORT: '0', HOST: '127.0.0.1' })
  const { startServer } = await import('../../server/main.ts')
  const server = await startServer(config, () => undefined)
  try {
    await settled(url)
  } finally {
    await server.stop()
  }
  await tidied(url)
  renameSync(half, laid)
}

/** As a demo that runs has it soon: the servers of tests do not look after their tables, and without statistics every page of a copy is slow. */
async function tidied(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum (freeze, analyze)')
  await client.end()
}

/** What a first start has to do behind its pages, so that no copy does it again: names spelled, facts counted, objects rated, timers fired. */
const behind = `select
  exists (select 1 from timers where due_at <= now()) or exists (select 1 from fact_work where next_at <= now()) or
  (select count(*) from positions p where p.reader in ('balance', 'evaluation') and p.tx >= (select max(tx) from facts)) < 2 or
  not exists (select 1 from seals) as is`

/** Waits until the server has worked off what it was laid. One that never comes to rest is copied as it is: its copies have more to do. */
async function settled(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const until = performance.now() + mostMs
  const query = async <T>(text: string, values: unknown[] = []): Promise<T[]> => (await client.query(text, values)).rows as T[]
  const isBehind = async (): Promise<boolean> =>
    (await query<{ is: boolean }>(behind))[0]!.is || (await unspelled({ query }, 1)).length > 0
  while (performance.now() < until && (await isBehind())) await pause(200)
  await client.end()
}
