import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Zhili } from '../server/compose.ts'
import { type Answer, ask, createPeople, type Method, type Person } from './story-people.ts'
import { type StoryOptions, type StoryServer, startStoryServer } from './story-server.ts'

/** The whole server on a database of its own, its clock moved by hand. Every notice must be expected: `end` fails on one nobody asked for. */
export type Story = {
  zhili: Zhili
  /** of its database, for a second process on it */
  url: string
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
  /** the SMS and phone calls since the last one, to exactly these people */
  expectCalls(expected: [account: string, channel: string][]): Promise<void>
  noticed(id: string): boolean
  /** takes note of every notice and call so far, whoever they were for: a story about something else */
  acknowledge(): Promise<void>
  facts(kind?: string): Promise<{ kind: string; subject: string; body: Record<string, unknown>; at: Date }[]>
  commands(): Promise<{ device: string; name: string; state: string }[]>
  /** a new process on the same database, as after a crash; `downMs`: so long after the one before */
  restart(downMs?: number): Promise<void>
  sql<T>(text: string, values?: unknown[]): Promise<T[]>
  end(): Promise<void>
}

export const firstDevice = 'hf-990101-0001'

/** Starts a story in the small made-up city with its tanks. The demo settings are off: holds are the real ten minutes. */
export async function startStory(test: TestContext, options: StoryOptions = {}): Promise<Story> {
  const server = await startStoryServer(test, options)
  const told = watchTold(server)
  return {
    get zhili() {
      return server.zhili
    },
    url: server.url,
    restart: server.restart,
    now: server.now,
    pass: ({ ms = 0, s = 0, m = 0, h = 0, d = 0 }) => server.passMs(ms + s * 1_000 + m * 60_000 + h * 3_600_000 + d * 86_400_000),
    reads: (device, values) => sendReading(server, device, values),
    receipts: (device, ok = true) => answerCommand(server, device, ok),
    as: createPeople(server),
    public: (method, url, body, headers = {}) => ask(server, { method, url, body, headers }),
    ...told.forStory,
    facts: (kind) =>
      server.query(
        `select kind, subject, body, recorded_at as at from facts where $1::text is null or kind = $1 order by recorded_at, id`,
        [kind ?? null],
      ),
    commands: () => server.query('select device, name, state from commands order by sent_at, id'),
    sql: server.query,
    async end() {
      await expectNoFailures(server)
      await told.expectNothingMore()
    },
  }
}

/** Who was told and rung up, and what of it the story has asked for. */
function watchTold(server: StoryServer) {
  const notices = watchNotices(server)
  const calls = watchCalls(server)
  const same = (found: string[], expected: [string, string][]): void =>
    assert.deepEqual(found.toSorted(), expected.map((pair) => pair.join(' ')).toSorted())
  const forStory: Pick<Story, 'expectNotices' | 'expectCalls' | 'noticed' | 'acknowledge'> = {
    expectNotices: async (expected) =>
      same(
        (await notices.take()).map(({ account, kind }) => `${account} ${kind}`),
        expected,
      ),
    expectCalls: async (expected) =>
      same(
        (await calls.take()).map(({ account, channel }) => `${account} ${channel}`),
        expected,
      ),
    noticed: notices.seen,
    async acknowledge() {
      await notices.take()
      await calls.take()
    },
  }
  return {
    forStory,
    async expectNothingMore() {
      const unexpected = (await notices.fresh()).map(({ account, kind, why }) => `${account} ${kind} ${why}`)
      assert.deepEqual(unexpected, [], 'notices nobody expected')
      const rung = (await calls.take()).map(({ account, channel, why }) => `${account} ${channel} ${why}`)
      assert.deepEqual(rung, [], 'calls nobody expected')
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

type Rung = { key: string; account: string; channel: string; why: string }

/** The SMS and phone calls of a story; the app's own stand with its notice. */
function watchCalls(server: StoryServer) {
  const seen = new Set<string>()
  return {
    async take(): Promise<Rung[]> {
      const all = await server.query<Rung>(
        `select c.key, a.account, c.channel, c.why from call_attempts c join accounts a on a.person = c.person
         where c.channel <> 'app' order by c.asked_at, c.key`,
      )
      const fresh = all.filter((call) => !seen.has(call.key))
      for (const call of fresh) seen.add(call.key)
      return fresh
    },
  }
}

async function sendReading(server: StoryServer, device: string, values: Record<string, number>): Promise<Answer> {
  const district = device.split('-')[1]
  const body = {
    specversion: '1.0',
    id: crypto.randomUUID(),
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
