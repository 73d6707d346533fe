import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import pg from 'pg'
import type { Pack } from '../contract/pack.ts'
import { cityBasics } from '../packs/city-basics/pack.ts'
import { septicGas } from '../packs/septic-gas/pack.ts'
import { supply } from '../packs/supply/pack.ts'
import { upkeep } from '../packs/upkeep/pack.ts'
import { createSends } from '../server/city/channel/sends.ts'
import { readChannels } from '../server/city/channel/settings.ts'
import { createPacks } from '../server/city/pack/packs.ts'
import { seedObjects } from '../server/city/seed/objects.ts'
import { readSignIn } from '../server/city/sign-in/providers/settings.ts'
import { compose, type Zhili } from '../server/compose.ts'
import { manualClock } from '../server/kernel/clock.ts'
import { readConfig } from '../server/kernel/config.ts'
import { type Channels, sendOnce } from '../server/kernel/outbox.ts'
import type { Spine } from '../server/kernel/spine.ts'
import { fireTimer, nextTimerAt, workOnce } from '../server/kernel/worker.ts'
import { webRoutes } from '../server/web.ts'
import { seedNow, testDatabase } from './database.ts'

/** The server of a story with its database; ask for `zhili` anew each time, a restart makes another one. */
export type StoryServer = {
  readonly zhili: Zhili
  /** of its database, for a second process on it */
  readonly url: string
  now(): Date
  query<T>(text: string, values?: unknown[]): Promise<T[]>
  /** works off everything that is due at this moment */
  settle(): Promise<void>
  passMs(ms: number): Promise<void>
  /** `downMs`: nobody listens for so long */
  restart(downMs?: number): Promise<void>
}

/** The packs every story has. */
export const storyPacks = [septicGas, cityBasics, supply, upkeep]

/** `packs`: further ones beside those every city has. `web`: the built pages as well, for a browser once the app listens. */
export type StoryOptions = { demo?: boolean; at?: Date; env?: Record<string, string>; packs?: Pack[]; web?: boolean }

export async function startStoryServer(
  test: TestContext,
  { demo = false, at = seedNow, env = {}, packs = [], web = false }: StoryOptions,
): Promise<StoryServer> {
  const database = await testDatabase('town')
  await seedTanks(database.url, at)
  const dir = mkdtempSync(join(tmpdir(), 'zhili-story-'))
  const clock = manualClock(at)
  const config = readConfig({ DEMO: 'true', LOG_LEVEL: process.env.TEST_LOG ?? 'silent', DATA_DIR: dir, ...env })
  const channels = readChannels(config, env)
  const begin = async () => {
    const all = createPacks([...storyPacks, ...packs], { demo })
    const made = await compose({ config, url: database.url, clock, packs: all, channels, signIn: readSignIn(config, env) })
    if (web) await webRoutes(made.app)
    await made.app.ready()
    return made
  }
  let zhili = await begin()
  // Also when the test fails half-way: nothing may stay open.
  test.after(async () => {
    await zhili.close()
    await database.drop()
    rmSync(dir, { recursive: true, force: true })
  })
  return {
    url: database.url,
    get zhili() {
      return zhili
    },
    now: () => clock.now(),
    query: (text, values) => zhili.spine.query(text, values),
    settle: () => settle(zhili.spine, sendsOf(zhili.spine, channels)),
    passMs: (ms) => passMs(zhili.spine, { clock, sends: sendsOf(zhili.spine, channels) }, ms),
    async restart(downMs = 0) {
      await zhili.close()
      clock.set(new Date(clock.now().getTime() + downMs))
      zhili = await begin()
    },
  }
}

async function seedTanks(url: string, now: Date): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await seedObjects(client, { now, city: '99' })
  await client.end()
}

/** Commands leave at once; whether a device hears them is the story's affair. */
const sendsOf = (spine: Spine, channels: Parameters<typeof createSends>[1]): Channels => ({
  mqtt: async () => undefined,
  ...createSends(spine, channels),
})

async function settle(spine: Spine, sends: Channels): Promise<void> {
  for (let more = true; more; ) more = (await fireTimer(spine)) || (await workOnce(spine)) || (await sendOnce(spine, sends))
}

type Moving = { clock: ReturnType<typeof manualClock>; sends: Channels }

/** Timers come at their own moment, and messages that failed at that of their next try. */
async function nextMoment(spine: Spine, sends: Channels): Promise<Date | null> {
  const [row] = await spine.query<{ at: Date | null }>(
    `select min(next_at) as at from outbox where state = 'waiting' and channel = any($1)`,
    [Object.keys(sends)],
  )
  const moments = [await nextTimerAt(spine), row?.at ?? null].filter((at) => at !== null)
  return moments.length > 0 ? new Date(Math.min(...moments.map((at) => at.getTime()))) : null
}

async function passMs(spine: Spine, { clock, sends }: Moving, ms: number): Promise<void> {
  const until = new Date(clock.now().getTime() + ms)
  await settle(spine, sends)
  for (let next = await nextMoment(spine, sends); next !== null && next <= until; next = await nextMoment(spine, sends)) {
    if (next > clock.now()) clock.set(next)
    await settle(spine, sends)
  }
  clock.set(until)
  await settle(spine, sends)
}
