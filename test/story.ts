import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import pg from 'pg'
import { cityBasics } from '../packs/city-basics/pack.ts'
import { septicGas } from '../packs/septic-gas/pack.ts'
import { createPacks } from '../server/city/pack/packs.ts'
import { seedObjects } from '../server/city/seed/objects.ts'
import { compose, type Zhili } from '../server/compose.ts'
import { manualClock } from '../server/kernel/clock.ts'
import { readConfig } from '../server/kernel/config.ts'
import { fireTimer, nextTimerAt, workOnce } from '../server/kernel/worker.ts'
import { seedNow, testDatabase } from './database.ts'

export type Answer<T = Record<string, unknown>> = { status: number; body: T }
export type Told = { person: string; kind: string; why: string; event: string | null; order: string | null; at: Date }

/** The whole server on a database of its own, its clock moved by hand. Every notice must be expected: `end` fails on one nobody asked for. */
export type Story = {
  zhili: Zhili
  now(): Date
  /** moves the clock, firing every timer at its own moment on the way */
  pass(length: { ms?: number; s?: number; m?: number; h?: number; d?: number }): Promise<void>
  /** one reading of a device through the public door (CloudEvents) */
  reads(device: string, values: Record<string, number>): Promise<Answer>
  /** the device answers the newest command sent to it */
  receipts(device: string, ok?: boolean): Promise<void>
  as(account: string): Person
  public(method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** the notices since the last call, to exactly these people with these kinds */
  expectNotices(expected: [account: string, kind: string][]): Promise<void>
  noticed(id: string): boolean
  facts(kind?: string): Promise<{ kind: string; subject: string; body: Record<string, unknown>; at: Date }[]>
  commands(): Promise<{ device: string; name: string; state: string }[]>
  /** a new process on the same database, as after a crash */
  restart(): Promise<void>
  sql<T>(text: string, values?: unknown[]): Promise<T[]>
  end(): Promise<void>
}

export type Person = {
  get<T = Record<string, unknown>>(url: string): Promise<Answer<T>>
  post<T = Record<string, unknown>>(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  put<T = Record<string, unknown>>(url: string, body: unknown): Promise<Answer<T>>
  /** the one open event this person sees, in full */
  event(): Promise<
    Record<string, unknown> & {
      id: string
      state: string
      workOrders: { id: string; unit: string; state: string; role: string; allowed: string[] }[]
      allowed: string[]
    }
  >
}

export const firstDevice = 'hf-990101-0001'

/** Starts a story in the small made-up city with its tanks. The demo settings are off: holds are the real ten minutes. */
export async function startStory(test: TestContext, options: { demo?: boolean; at?: Date } = {}): Promise<Story> {
  const database = await testDatabase('town')
  const start = options.at ?? seedNow
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  await seedObjects(client, { now: start, city: '99' })
  await client.end()
  const dir = mkdtempSync(join(tmpdir(), 'zhili-story-'))
  const clock = manualClock(start)
  const config = readConfig({ DEMO: 'true', LOG_LEVEL: process.env.TEST_LOG ?? 'silent', DATA_DIR: dir })
  const begin = () =>
    compose({
      config,
      url: database.url,
      clock,
      packs: createPacks([septicGas, cityBasics], { demo: options.demo ?? false }),
    })
  let zhili = await begin()
  await zhili.app.ready()
  // Also when the test fails half-way: nothing may stay open.
  test.after(async () => {
    await zhili.close()
    await database.drop()
    rmSync(dir, { recursive: true, force: true })
  })
  // Asked for anew each time: a restart makes another one.
  const spine = { query: <T>(text: string, values?: unknown[]): Promise<T[]> => zhili.spine.query<T>(text, values) }
  const sessions = new Map<string, string>()
  const seen = new Set<string>()

  async function settle(): Promise<void> {
    for (let more = true; more; ) more = (await fireTimer(zhili.spine)) || (await workOnce(zhili.spine))
  }

  async function passMs(ms: number): Promise<void> {
    const until = clock.now().getTime() + ms
    await settle()
    for (
      let next = await nextTimerAt(zhili.spine);
      next !== null && next.getTime() <= until;
      next = await nextTimerAt(zhili.spine)
    ) {
      if (next > clock.now()) clock.set(next)
      await settle()
    }
    clock.set(new Date(until))
    await settle()
  }

  async function call<T>(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Answer<T>> {
    const given =
      body === undefined
        ? {}
        : {
            payload: Buffer.isBuffer(body) ? body : JSON.stringify(body),
            headers: { 'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json', ...headers },
          }
    const answer = await zhili.app.inject({ method, url, headers, ...given })
    await settle()
    const text = answer.body
    return { status: answer.statusCode, body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T }
  }

  async function sessionOf(account: string): Promise<string> {
    const known = sessions.get(account)
    if (known) return known
    const answer = await call<{ tabSession: string }>('POST', '/api/v1/demo/session', { account, tab: true }, {})
    assert.equal(answer.status, 200, `${account} cannot sign in: ${JSON.stringify(answer.body)}`)
    sessions.set(account, answer.body.tabSession)
    return answer.body.tabSession
  }

  /** Sessions idle out while a story lets hours pass: signs in anew when that happened. */
  async function asPerson<T>(
    account: string,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const answer = await call<T>(method, url, body, { ...headers, 'x-demo-session': await sessionOf(account) })
    if (answer.status !== 401) return answer
    sessions.delete(account)
    return call<T>(method, url, body, { ...headers, 'x-demo-session': await sessionOf(account) })
  }

  const person = (account: string): Person => ({
    get: (url) => asPerson(account, 'GET', url),
    post: (url, body = {}, headers = {}) => asPerson(account, 'POST', url, body, headers),
    put: (url, body) => asPerson(account, 'PUT', url, body),
    async event() {
      const list = await asPerson<{ rows: { id: string }[] }>(account, 'GET', '/api/v1/events?view=open')
      assert.equal(list.body.rows.length, 1, `${account} sees ${list.body.rows.length} open events`)
      return (await asPerson<Awaited<ReturnType<Person['event']>>>(account, 'GET', `/api/v1/events/${list.body.rows[0]!.id}`))
        .body
    },
  })

  const freshNotices = async (): Promise<(Told & { id: string; account: string })[]> => {
    const all = await spine.query<Told & { id: string; account: string }>(
      `select n.id::text, n.person, a.account, n.kind, n.why, n.event, n.work_order as order, n.made_at as at from notices n join accounts a on a.person = n.person order by n.made_at`,
    )
    return all.filter((notice) => !seen.has(notice.id))
  }

  return {
    get zhili() {
      return zhili
    },
    async restart() {
      await zhili.close()
      zhili = await begin()
      await zhili.app.ready()
    },
    now: () => clock.now(),
    pass: ({ ms = 0, s = 0, m = 0, h = 0, d = 0 }) => passMs(ms + s * 1_000 + m * 60_000 + h * 3_600_000 + d * 86_400_000),
    async reads(device, values) {
      const gateway = `gw-${device.split('-')[1]}`
      const event = {
        specversion: '1.0',
        id: `${device}-${clock.now().getTime()}`,
        source: `devices/${device}`,
        type: 'zhili.reading',
        time: clock.now().toISOString(),
        data: { values },
      }
      const secret = `zhili-demo-gateway-${device.split('-')[1]}`
      return call('POST', '/api/v1/cloudevents', event, {
        'content-type': 'application/cloudevents+json',
        authorization: `Bearer ${gateway}.${secret}`,
      })
    },
    async receipts(device, ok = true) {
      const [command] = await spine.query<{ id: string }>(
        'select id from commands where device = $1 order by sent_at desc, id desc limit 1',
        [device],
      )
      assert.ok(command, `no command for ${device}`)
      await zhili.ingest.receipt(device, { command: command.id, ok })
      await settle()
    },
    as: person,
    public: (method, url, body, headers = {}) => call(method, url, body, headers),
    async expectNotices(expected) {
      const fresh = await freshNotices()
      for (const notice of fresh) seen.add(notice.id)
      const told = fresh.map((notice) => `${notice.account} ${notice.kind}`).sort()
      assert.deepEqual(told, expected.map(([account, kind]) => `${account} ${kind}`).sort())
    },
    noticed: (id) => seen.has(id),
    facts: (kind) =>
      spine.query(
        `select kind, subject, body, recorded_at as at from facts where $1::text is null or kind = $1 order by recorded_at, id`,
        [kind ?? null],
      ),
    commands: () => spine.query('select device, name, state from commands order by sent_at, id'),
    sql: (text, values) => spine.query(text, values),
    async end() {
      const unexpected = (await freshNotices()).map((notice) => `${notice.account} ${notice.kind} ${notice.why}`)
      const stuck = await spine.query<{ handler: string; last_error: string }>(
        'select handler, last_error from fact_work where last_error is not null',
      )
      const failed = await spine.query<{ kind: string; last_error: string }>(
        'select kind, last_error from timers where last_error is not null',
      )
      assert.deepEqual(stuck, [], 'handlers failed')
      assert.deepEqual(failed, [], 'timers failed')
      assert.deepEqual(unexpected, [], 'notices nobody expected')
    },
  }
}
