import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Zhili } from '../server/compose.ts'
import { type Answer, ask, createPeople, type Method, type Person } from './story-people.ts'
import { type StoryOptions, type StoryServer, startStoryServer } from './story-server.ts'

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
  public(method: Method, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
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

export const firstDevice = 'hf-990101-0001'

/** Starts a story in the small made-up city with its tanks. The demo settings are off: holds are the real ten minutes. */
export async function startStory(test: TestContext, options: StoryOptions = {}): Promise<Story> {
  const server = await startStoryServer(test, options)
  const notices = watchNotices(server)
  return {
    get zhili() {
      return server.zhili
    },
    restart: server.restart,
    now: server.now,
    pass: ({ ms = 0, s = 0, m = 0, h = 0, d = 0 }) => server.passMs(ms + s * 1_000 + m * 60_000 + h * 3_600_000 + d * 86_400_000),
    reads: (device, values) => sendReading(server, device, values),
    receipts: (device, ok = true) => answerCommand(server, device, ok),
    as: createPeople(server),
    public: (method, url, body, headers = {}) => ask(server, { method, url, body, headers }),
    async expectNotices(expected) {
      const told = (await notices.take()).map((notice) => `${notice.account} ${notice.kind}`).sort()
      assert.deepEqual(told, expected.map(([account, kind]) => `${account} ${kind}`).sort())
    },
    noticed: notices.seen,
    facts: (kind) =>
      server.query(
        `select kind, subject, body, recorded_at as at from facts where $1::text is null or kind = $1 order by recorded_at, id`,
        [kind ?? null],
      ),
    commands: () => server.query('select device, name, state from commands order by sent_at, id'),
    sql: server.query,
    async end() {
      const unexpected = (await notices.fresh()).map((notice) => `${notice.account} ${notice.kind} ${notice.why}`)
      await expectNoFailures(server)
      assert.deepEqual(unexpected, [], 'notices nobody expected')
    },
  }
}

type Told = { id: string; account: string; kind: string; why: string }

/** The notices of a story; `take` marks as seen what it answers. */
function watchNotices(server: StoryServer) {
  const seen = new Set<string>()
  const fresh = async (): Promise<Told[]> => {
    const all = await server.query<Told>(
      'select n.id::text, a.account, n.kind, n.why from notices n join accounts a on a.person = n.person order by n.made_at',
    )
    return all.filter((notice) => !seen.has(notice.id))
  }
  return {
    fresh,
    seen: (id: string) => seen.has(id),
    async take(): Promise<Told[]> {
      const taken = await fresh()
      for (const notice of taken) seen.add(notice.id)
      return taken
    },
  }
}

async function sendReading(server: StoryServer, device: string, values: Record<string, number>): Promise<Answer> {
  const district = device.split('-')[1]
  const body = {
    specversion: '1.0',
    id: `${device}-${server.now().getTime()}`,
    source: `devices/${device}`,
    type: 'zhili.reading',
    time: server.now().toISOString(),
    data: { values },
  }
  const headers = {
    'content-type': 'application/cloudevents+json',
    authorization: `Bearer gw-${district}.zhili-demo-gateway-${district}`,
  }
  return ask(server, { method: 'POST', url: '/api/v1/cloudevents', body, headers })
}

async function answerCommand(server: StoryServer, device: string, ok: boolean): Promise<void> {
  const [command] = await server.query<{ id: string }>(
    'select id from commands where device = $1 order by sent_at desc, id desc limit 1',
    [device],
  )
  assert.ok(command, `no command for ${device}`)
  await server.zhili.ingest.receipt(device, 'mqtt', { command: command.id, ok })
  await server.settle()
}

async function expectNoFailures(server: StoryServer): Promise<void> {
  const stuck = await server.query('select handler, last_error from fact_work where last_error is not null')
  const failed = await server.query('select kind, last_error from timers where last_error is not null')
  assert.deepEqual(stuck, [], 'handlers failed')
  assert.deepEqual(failed, [], 'timers failed')
}
