import pg from 'pg'
import type { Actor } from '../../contract/actor.ts'
import type { FactKind } from '../../contract/fact.ts'
import type { Clock } from './clock.ts'
import { createDoorbell, type Doorbell, type News } from './doorbell.ts'
import { type FactsHandler, type Flow, type Handler, insertFacts, type NewFact, type RecordedFact } from './facts.ts'
import { orderedId } from './ids.ts'
import type { Log } from './log.ts'
import { createPrepared, type Prepared } from './prepared.ts'
import { insertTimers } from './timers.ts'

/** Anything that can be asked: the pool or a transaction. Stores take this as their first argument. */
export type Db = { query<T>(text: string, values?: unknown[]): Promise<T[]> }

/** `bulk`: one of thousands that may come due together; they are fired many at a time, beside those that people wait for. */
export type Timer = { key: string; kind: string; dueAt: Date; body: Record<string, unknown>; bulk?: boolean }
/** The ways out of the process: to devices, to other systems, to groups of people, to one person. */
export type ChannelName = 'mqtt' | 'webhook' | 'robot' | 'hotline' | 'portal' | 'sms' | 'voice' | 'push'
/** `owner`: who looks after it when it is given up. `urgent`: about something red or orange; it leaves before what waited longer. */
export type Outgoing = {
  key: string
  channel: ChannelName
  address: string
  body: Record<string, unknown>
  owner?: string
  urgent?: boolean
}

/** One transaction: its time, its actor, and the only ways to make something happen. */
export type Tx = Db & {
  readonly client: pg.PoolClient
  readonly now: Date
  readonly actor: Actor
  /** for what goes wrong and is got over */
  readonly log: Log
  newId(): string
  /** the same transaction, done by somebody else: what follows from a fact is done by whoever did it */
  as(actor: Actor): Tx
  record<K extends FactKind>(fact: NewFact<K>): Promise<RecordedFact<K>>
  /** Facts of one kind in their order. Each handler is told all of them before the next one is. */
  recordAll<K extends FactKind>(kind: K, facts: Omit<NewFact<K>, 'kind'>[]): Promise<RecordedFact<K>[]>
  /** One or many, with one statement; a timer of the same key is replaced. */
  setTimer(timers: Timer | Timer[]): Promise<void>
  cancelTimer(keys: string | string[]): Promise<void>
  send(outgoing: Outgoing | Outgoing[]): Promise<void>
}

/** What holds the process together: database, clock, flow, doorbell. */
export type Spine = Db & {
  readonly pool: pg.Pool
  readonly clock: Clock
  readonly log: Log
  readonly bell: Doorbell
  flow: Flow
  /** false when the disk is so full that nothing new may be taken in; what was taken already goes on */
  hasRoom(): boolean
  /** names of the statements its connections have parsed */
  readonly prepared: Prepared
  /**
   * One transaction; its commit rings the doorbell when it left a fact, a timer or a message; an error rolls everything back. Of two that
   * wait for each other PostgreSQL ends one: that one is tried again, so `work` must leave no trace outside the transaction.
   */
  transaction<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const sessionSettings = [
  'timezone=UTC',
  'idle_in_transaction_session_timeout=60000',
  // Parsed once, planned each time: a plan made while a table was empty would be kept while a storm fills it.
  'plan_cache_mode=force_custom_plan',
  // What reads a table until it has enough (ended cases up to 10,000) begins where it began before, so its pages are at hand: a scan that goes
  // on where the last one stopped reads others from the disk each time, and waits for it.
  'synchronize_seqscans=off',
  // A helping process takes some 4 ms to start, and the core it takes belongs to whoever asks beside.
  'max_parallel_workers_per_gather=0',
]

/** A server-wide pool. Times are parameters, so the session's zone does not matter; it is UTC all the same. */
export function createPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'zhili',
    options: sessionSettings.map((setting) => `-c ${setting}`).join(' '),
  })
  // A lost connection: whoever uses it, or the next query, is told so; without a listener it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export function createSpine(options: { url: string; clock: Clock; log: Log; connections?: number }): Spine {
  const pool = createPool(options.url, options.connections ?? 12)
  const bell = createDoorbell()
  const spine: Spine = {
    pool,
    clock: options.clock,
    log: options.log,
    bell,
    flow: { inTx: {}, after: {}, timers: {} },
    hasRoom: () => true,
    prepared: createPrepared(),
    query: async <T>(text: string, values?: unknown[]) => (await pool.query(text, values)).rows as T[],
    transaction: (actor, work) => tryAgain(() => runTransaction(spine, actor, work)),
    close: async () => {
      bell.close()
      await pool.end()
    },
  }
  return spine
}

const mostTries = 4
/** deadlock_detected, serialization_failure: nothing is wrong with the work itself */
const collided = new Set(['40P01', '40001'])
export const isCollision = (error: unknown): boolean => collided.has(String((error as { code?: string }).code))

async function tryAgain<T>(once: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await once()
    } catch (error) {
      if (tries >= mostTries || !isCollision(error)) throw error
    }
}

async function runTransaction<T>(spine: Spine, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await spine.pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const news = new Set<News>()
    const tx = createTx(spine, { client, actor, news, now: spine.clock.now() })
    const value = await work(tx)
    await client.query('commit')
    // Only when somebody has something to do: a reader that found nothing must not wake itself again.
    if (news.size > 0) spine.bell.ring(news)
    return value
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => {
      broken = lost // the connection itself is gone: do not give it back to the pool
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** Counts ids of this process: what is made within one millisecond, or while a clock is held, sorts in the order it was made. */
let made = 0

/** What a rehearsal holds back: timers that nobody fires but it, messages that never leave, and every fact in its order. */
export type Caught = { timers: Map<string, Timer>; messages: (Outgoing & { at: Date })[]; facts: RecordedFact[] }
type Begun = { client: pg.PoolClient; actor: Actor; now: Date; news: Set<News>; caught?: Caught }

export function createTx(spine: Spine, begun: Begun): Tx {
  const { client, actor, now, news, caught } = begun
  const tx: Tx = {
    client,
    now,
    actor,
    log: spine.log,
    newId: () => orderedId(now, made++),
    as: (by) => (by === actor ? tx : createTx(spine, { ...begun, actor: by })),
    query: async <T>(text: string, values: unknown[] = []) => (await client.query(spine.prepared(text, values))).rows as T[],
    async record({ kind, ...fact }) {
      const [recorded] = await tx.recordAll(kind, [fact])
      return recorded!
    },
    async recordAll(kind, facts) {
      if (facts.length === 0) return []
      const claims = caught ? [] : Object.keys(spine.flow.after[kind] ?? {})
      news.add('facts')
      if (claims.length > 0) news.add('claims')
      const recorded = await insertFacts(tx, kind, facts, claims)
      caught?.facts.push(...recorded)
      await tell(spine, tx, { kind, facts: recorded })
      return recorded
    },
    ...(caught ? heldBack(caught, now) : leaving(() => tx, news)),
  }
  return tx
}

type Ways = Pick<Tx, 'setTimer' | 'cancelTimer' | 'send'>

/** Timers and messages as rows of the transaction: they are there once it is committed. */
const leaving = (self: () => Tx, news: Set<News>): Ways => ({
  async setTimer(timers) {
    const all = [timers].flat()
    // One that comes due later is found by whoever looks for timers again and again.
    if (all.some(({ dueAt }) => dueAt <= self().now)) news.add('timers')
    await insertTimers(self(), all)
  },
  async cancelTimer(keys) {
    await self().query('delete from timers where key = any($1)', [[keys].flat()])
  },
  async send(outgoing) {
    const all = [outgoing].flat()
    if (all.length === 0) return
    news.add('messages')
    await insertOutgoing(self(), all)
  },
})

/** Timers and messages of a rehearsal: nobody but it ever sees them. */
const heldBack = (caught: Caught, at: Date): Ways => ({
  async setTimer(timers) {
    for (const timer of [timers].flat()) caught.timers.set(timer.key, timer)
  },
  async cancelTimer(keys) {
    for (const key of [keys].flat()) caught.timers.delete(key)
  },
  async send(outgoing) {
    for (const one of [outgoing].flat()) caught.messages.push({ ...one, at })
  },
})

/** Each handler hears all of the facts before the next one does. */
async function tell<K extends FactKind>(
  spine: Spine,
  tx: Tx,
  { kind, facts }: { kind: K; facts: RecordedFact<K>[] },
): Promise<void> {
  for (const handler of (spine.flow.inTx[kind] ?? []) as (Handler<K> | FactsHandler<K>)[])
    if (typeof handler !== 'function') await handler.atOnce(facts, tx)
    else for (const fact of facts) await handler(fact, tx.as(fact.actor))
}

async function insertOutgoing(tx: Tx, all: Outgoing[]): Promise<void> {
  await tx.query(
    `insert into outbox (id, key, channel, address, body, next_at, made_at, owner, urgent)
     select id, key, channel, address, body, $1, $1, owner, urgent
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::boolean[])
       as n(id, key, channel, address, body, owner, urgent) on conflict (key) do nothing`,
    [
      ...[tx.now, all.map(() => tx.newId()), all.map((one) => one.key), all.map((one) => one.channel)],
      ...[all.map((one) => one.address), all.map((one) => JSON.stringify(one.body))],
      ...[all.map((one) => one.owner ?? null), all.map((one) => one.urgent ?? false)],
    ],
  )
}
