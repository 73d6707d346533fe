// The three that keep deadlines, each as its own manual advises for many short ones; the effect of a deadline is one row.
import pg from 'pg'
import { system as actor } from '../../contract/actor.ts'
import { realClock } from '../../server/kernel/clock.ts'
import { createLog } from '../../server/kernel/log.ts'
import { createSpine } from '../../server/kernel/spine.ts'
import { startLoops } from '../../server/runner.ts'
import { peersOf } from './peers.ts'

export type Deadline = { key: string; dueAt: Date }
/** `each`: every deadline's effect is a statement of its own, as acts on different cases are; `together`: one statement for all of a batch. */
export type Manner = 'each' | 'together'
/**
 * `load`: many deadlines at a time; `work`: works them off until the process is killed; `recover`: what its manual has one do
 * after a crash; `together`: whether it can hand a batch to its handler.
 */
export type ClockSystem = {
  ours?: boolean
  together?: boolean
  setUp(url: string): Promise<void>
  load(url: string, deadlines: Deadline[], manner: Manner): Promise<void>
  work(url: string, manner: Manner): Promise<void>
  recover?(url: string): Promise<void>
}

const effect = 'insert into effects (key, due_at) values ($1, $2)'
const effects = 'insert into effects (key, due_at) select * from unnest($1::text[], $2::timestamptz[])'
const chunksOf = function* <T>(list: T[], size: number): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size)
}

/** The effects alone, without anybody who keeps the deadlines: four connections, 200 a transaction. What no system can go beyond; a second. */
export async function bareEffects(url: string, count: number): Promise<number> {
  const clients = Array.from({ length: 4 }, () => new pg.Client({ connectionString: url }))
  await Promise.all(clients.map((client) => client.connect()))
  let left = count
  const began = performance.now()
  await Promise.all(
    clients.map(async (client) => {
      while (left > 0) {
        const now = Math.min(left, 200)
        left -= now
        await client.query('begin')
        for (let n = 0; n < now; n++) await client.query(effect, [`bare:${left + n}`, new Date()])
        await client.query('commit')
      }
    }),
  )
  const rate = (1000 * count) / (performance.now() - began)
  await Promise.all(clients.map((client) => client.end()))
  return rate
}

const zhili: ClockSystem = {
  ours: true,
  together: true,
  async setUp() {},
  async load(url, deadlines, manner) {
    const spine = createSpine({ url, clock: realClock, log: createLog('silent') })
    for (const chunk of chunksOf(deadlines, 5_000))
      await spine.transaction(actor, (tx) =>
        tx.setTimer(
          chunk.map(({ key, dueAt }) => ({
            key,
            kind: `bench.${manner}`,
            dueAt,
            body: { dueAt: dueAt.toISOString() },
            bulk: manner === 'together',
          })),
        ),
      )
    await spine.close()
  },
  async work(url) {
    const spine = createSpine({ url, clock: realClock, log: createLog('error') })
    spine.flow.timers['bench.each'] = async (body, tx, key) => void (await tx.query(effect, [key, body.dueAt]))
    spine.flow.timers['bench.together'] = {
      atOnce: async (timers, tx) =>
        void (await tx.query(effects, [timers.map(({ key }) => key), timers.map(({ body }) => body.dueAt)])),
    }
    startLoops(spine, {} as Parameters<typeof startLoops>[1], {
      ...{ keepDays: { readings: 30, frames: 30, plots: 30, refused: 30 }, filesDir: '/nonexistent', zone: 'Asia/Shanghai' },
      rateStale: async () => false,
    })
  },
}

type Boss = {
  on(event: string, hear: (error: Error) => void): void
  start(): Promise<void>
  stop(options: { graceful: boolean }): Promise<void>
  createQueue(name: string, options: Record<string, unknown>): Promise<void>
  insert(name: string, jobs: Record<string, unknown>[]): Promise<unknown>
  work(
    name: string,
    options: Record<string, unknown>,
    handler: (
      jobs: { data: { key: string; dueAt: string } }[],
      tx: { executeSql(text: string, values: unknown[]): Promise<unknown> },
    ) => Promise<void>,
  ): Promise<unknown>
}

async function openBoss(url: string, options: Record<string, unknown> = {}): Promise<Boss> {
  const { PgBoss } = await peersOf('jobs').load<{ PgBoss: new (options: Record<string, unknown>) => Boss }>('pg-boss')
  const boss = new PgBoss({ connectionString: url, max: 12, schedule: false, ...options })
  boss.on('error', (error) => console.error(error.message))
  await boss.start()
  return boss
}

const pgBoss: ClockSystem = {
  together: true,
  async setUp(url) {
    const boss = await openBoss(url, { supervise: false })
    // A job of a killed worker comes back when it expires: the shortest time that is surely longer than a batch takes.
    await boss.createQueue('deadline', { expireInSeconds: 5, retryLimit: 10, retryDelay: 0 })
    await boss.stop({ graceful: false })
  },
  async load(url, deadlines) {
    const boss = await openBoss(url, { supervise: false })
    for (const chunk of chunksOf(deadlines, 5_000))
      await boss.insert(
        'deadline',
        chunk.map(({ key, dueAt }) => ({ data: { key, dueAt: dueAt.toISOString() }, startAfter: dueAt })),
      )
    await boss.stop({ graceful: false })
  },
  async work(url, manner) {
    const boss = await openBoss(url, { superviseIntervalSeconds: 1, monitorIntervalSeconds: 5 })
    await boss.work(
      'deadline',
      { batchSize: 200, localConcurrency: 4, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5, transactional: true },
      async (jobs, tx) => {
        if (manner === 'together')
          await tx.executeSql(effects, [jobs.map(({ data }) => data.key), jobs.map(({ data }) => data.dueAt)])
        else for (const { data } of jobs) await tx.executeSql(effect, [data.key, data.dueAt])
      },
    )
  },
}

type Graphile = {
  runMigrations(options: Record<string, unknown>): Promise<void>
  run(options: Record<string, unknown>): Promise<unknown>
  makeWorkerUtils(options: Record<string, unknown>): Promise<{
    addJobs(specs: Record<string, unknown>[]): Promise<unknown>
    forceUnlockWorkers(ids: string[]): Promise<void>
    release(): Promise<void>
  }>
  Logger: new (make: () => () => void) => unknown
}
const graphile = () => peersOf('jobs').load<Graphile>('graphile-worker')

const graphileWorker: ClockSystem = {
  async setUp(url) {
    await (await graphile()).runMigrations({ connectionString: url })
  },
  async load(url, deadlines) {
    const utils = await (await graphile()).makeWorkerUtils({ connectionString: url })
    for (const chunk of chunksOf(deadlines, 5_000))
      await utils.addJobs(
        chunk.map(({ key, dueAt }) => ({ identifier: 'deadline', payload: { key, dueAt: dueAt.toISOString() }, runAt: dueAt })),
      )
    await utils.release()
  },
  async work(url) {
    const { run, Logger } = await graphile()
    await run({
      connectionString: url,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
      taskList: {
        deadline: async (
          payload: { key: string; dueAt: string },
          helpers: { query(text: string, values: unknown[]): Promise<unknown> },
        ) => void (await helpers.query(effect, [payload.key, payload.dueAt])),
      },
      preset: {
        worker: {
          concurrentJobs: 24,
          maxPoolSize: 24,
          pollInterval: 500,
          localQueue: { size: 500 },
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    })
  },
  /** Without this, jobs a killed worker had taken wait four hours. */
  async recover(url) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query<{ id: string }>(
      'select distinct locked_by as id from graphile_worker._private_jobs where locked_by is not null',
    )
    await client.query('select graphile_worker.force_unlock_workers($1::text[])', [rows.map((row) => row.id)])
    await client.end()
  },
}

export const clockSystems = { zhili, 'pg-boss': pgBoss, 'graphile-worker': graphileWorker } satisfies Record<string, ClockSystem>
export type ClockName = keyof typeof clockSystems
