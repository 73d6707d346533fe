import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { cityBasics } from '../../packs/city-basics/pack.ts'
import { septicGas } from '../../packs/septic-gas/pack.ts'
import { supply } from '../../packs/supply/pack.ts'
import { upkeep } from '../../packs/upkeep/pack.ts'
import { createSends } from '../../server/city/channel/sends.ts'
import { readChannels } from '../../server/city/channel/settings.ts'
import { createPacks } from '../../server/city/pack/packs.ts'
import { seedObjects } from '../../server/city/seed/objects.ts'
import { compose, type Zhili } from '../../server/compose.ts'
import { type Broker, startBroker } from '../../server/flow/1-ingest/mqtt.ts'
import { followEvaluation } from '../../server/flow/7-evaluate/evaluation/on.ts'
import { followBalance, sealBalance } from '../../server/flow/7-evaluate/on-balance.ts'
import { manualClock } from '../../server/kernel/clock.ts'
import { readConfig } from '../../server/kernel/config.ts'
import { sendOnce } from '../../server/kernel/outbox.ts'
import { sealOnce } from '../../server/kernel/seal.ts'
import type { Db, Spine } from '../../server/kernel/spine.ts'
import { createWatchdog, type Watchdog } from '../../server/kernel/watchdog.ts'
import { fireTimers, workOnce } from '../../server/kernel/worker.ts'
import { connectGateway, type Gateway } from '../crash/gateway.ts'
import { seedNow, testDatabase } from '../database.ts'
import type { Piece } from './invariants.ts'
import { openWire, type Wire } from './postgres-wire.ts'
import type { SocketFault } from './schedule.ts'

export const zone = 'Asia/Shanghai'

/** One life of the server: what dies with its process. */
type Life = { zhili: Zhili; broker: Broker; wire: Wire; dog: Watchdog; port: number }

/** The server with its city, its clock moved by hand; what the loops of a running server do is done by `settle`. */
export type World = {
  now(): Date
  port(): number
  /** asks the database beside the server, past every fault */
  direct: Db
  spine(): Spine
  dog(): Watchdog
  gateway(): Promise<Gateway>
  /** its connection is gone; the next `gateway` is a new one */
  loseGateway(): Promise<void>
  settle(): Promise<void>
  pass(ms: number): Promise<void>
  arm(fault: SocketFault): void
  /** timers that failed by themselves since the last time this was asked, whether they were done later or not */
  failing(): Piece[]
  /** is a fault set in motion and not healed yet? */
  faulty(): boolean
  struck(): boolean
  heal(): Promise<void>
  /** kill -9, and a new process on the same database */
  restart(): Promise<void>
  end(): Promise<void>
}

const packs = () => createPacks([septicGas, cityBasics, supply, upkeep], { demo: false })

const duties = `select (select min(due_at) from timers where tries < 5) as next,
  exists (select 1 from timers where tries < 5 and due_at <= $1) or exists (select 1 from fact_work where tries < 5 and next_at <= $1)
  or exists (select 1 from outbox where state = 'waiting' and next_at <= $1)
  or exists (select 1 from facts where tx > coalesce((select tx from positions where reader = 'balance'), '0'))
  or exists (select 1 from facts where tx > coalesce((select tx from positions where reader = 'evaluation'), '0')) as now,
  (select jsonb_agg(jsonb_build_object('key', key, 'device', body->>'device', 'event',
     coalesce(body->>'event', (select w.event::text from work_orders w where w.id::text = body->>'order')))) from timers where tries > 0) as failing`

/** In a city this small planning is most of a statement's work, and no plan grows old within a seed. What the address says goes before what the server says. */
const plannedOnce = encodeURIComponent(
  '-c timezone=UTC -c idle_in_transaction_session_timeout=60000 -c plan_cache_mode=force_generic_plan',
)

/** Opens a world of its own on a clone of the small city. */
export async function openWorld(): Promise<World> {
  const database = await testDatabase('town')
  const direct = new pg.Client({ connectionString: database.url })
  await direct.connect()
  await seedObjects(direct, { now: seedNow, city: '99' })
  // Every question is asked again and again: planned once.
  await direct.query('set plan_cache_mode = force_generic_plan')
  const ask = async <T>(text: string, values?: unknown[]): Promise<T[]> =>
    (await direct.query({ name: createHash('sha1').update(text).digest('hex'), text, ...(values ? { values } : {}) })).rows as T[]
  const dir = mkdtempSync(join(tmpdir(), 'zhili-seed-'))
  const clock = manualClock(seedNow)
  const config = readConfig({ DEMO: 'true', LOG_LEVEL: process.env.TEST_LOG ?? 'silent', DATA_DIR: dir })
  const channels = readChannels(config, {})
  let full = false
  let fault: SocketFault | null = null
  let gateway: Promise<Gateway> | null = null
  const ended: Promise<unknown>[] = []
  const failing = new Map<string, Piece>()

  async function begin(): Promise<Life> {
    const wire = await openWire(database.url)
    const zhili = await compose({ config, url: `${wire.url}?options=${plannedOnce}`, clock, packs: packs(), channels })
    zhili.spine.hasRoom = () => !full
    await zhili.app.listen({ port: 0, host: '127.0.0.1' })
    const broker = await startBroker(zhili, 0)
    const { port } = zhili.app.server.address() as { port: number }
    return { zhili, broker, wire, dog: createWatchdog({ url: wire.url, spine: zhili.spine }), port }
  }
  let life = await begin()

  /** Nothing of the dying process reaches the database any more; what it was doing fails by itself. */
  async function die({ zhili, broker, wire, dog }: Life): Promise<void> {
    await wire.kill()
    zhili.app.server.closeAllConnections()
    await Promise.all([broker.close(), zhili.close(), dog.close()])
  }
  const leave = async (): Promise<void> => {
    await (await gateway)?.close()
    gateway = null
  }

  /** Is there anything to do now, and when is the next timer due? Asked beside the server: most of the time nothing is, and that is one question. */
  async function ahead(): Promise<{ now: boolean; next: Date | null }> {
    const [row] = await ask<{ now: boolean; next: Date | null; failing: Piece[] | null }>(duties, [clock.now()])
    for (const one of row!.failing ?? []) failing.set(one.key, one)
    return row!
  }

  /** As the loops do: a turn that fails ends the round, the next round tries again. */
  async function settle(): Promise<void> {
    const { zhili, broker } = life
    const { spine } = zhili
    const turns = [
      () => fireTimers(spine, 'urgent'),
      () => fireTimers(spine, 'bulk'),
      () => workOnce(spine),
      () => sendOnce(spine, { mqtt: broker.send, ...createSends(spine, channels) }),
      () => followBalance(spine, zone),
      () => followEvaluation(spine, zone),
      () => sealOnce(spine),
    ]
    for (let rounds = 0; (await ahead()).now; rounds++) {
      assert.ok(rounds < 2_000, 'work that never ends')
      for (const turn of turns) {
        try {
          for (let tries = 0; await turn(); tries++) assert.ok(tries < 2_000, 'work that never ends')
        } catch (error) {
          if (fault && !(error instanceof assert.AssertionError)) return
          throw error
        }
      }
    }
  }

  async function sealAll(): Promise<void> {
    while (await sealBalance(life.zhili.spine, zone));
  }

  async function pass(ms: number): Promise<void> {
    const until = new Date(clock.now().getTime() + ms)
    await settle()
    for (let due = (await ahead()).next; due !== null && due <= until; due = (await ahead()).next) {
      // A timer that stays due because its database is away must not stop the clock.
      clock.set(due > clock.now() ? due : new Date(Math.min(until.getTime(), clock.now().getTime() + 30_000)))
      await settle()
      if (clock.now() >= until) break
    }
    clock.set(until)
    await settle()
    await sealAll().catch((error: Error) => {
      if (!fault) throw error
    })
  }

  return {
    now: () => clock.now(),
    port: () => life.port,
    direct: { query: ask },
    spine: () => life.zhili.spine,
    dog: () => life.dog,
    // Receipts are a step of their own: one that comes by itself would come at another moment each time.
    gateway: () => (gateway ??= connectGateway(life.broker.port, { receipts: false })),
    loseGateway: leave,
    settle,
    pass,
    arm(armed) {
      fault = armed
      full = armed.how === 'noticed'
      life.wire.arm(armed)
    },
    failing() {
      const found = [...failing.values()]
      failing.clear()
      return found
    },
    faulty: () => fault !== null,
    struck: () => life.wire.struck(),
    async heal() {
      life.wire.heal()
      fault = null
      full = false
    },
    async restart() {
      const dying = life
      ended.push(die(dying))
      await leave()
      fault = null
      full = false
      life = await begin()
    },
    async end() {
      await leave()
      life.wire.heal()
      await Promise.all([...ended, die(life)])
      await direct.end()
      await database.drop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
