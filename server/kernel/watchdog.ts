import { system } from '../../contract/actor.ts'
import { lockKeys } from './lock-keys.ts'
import { createLoop } from './loop.ts'
import { createSpine, type Db, type Spine, type Tx } from './spine.ts'
import { boundMs, type Look, lateLanes, type Oldest, type Trouble, troubleNews } from './watch-rule.ts'

/** Looks at the scheduler from outside; `look` does it once and answers what stands still. */
export type Watchdog = { look(): Promise<Trouble[]>; close(): Promise<void> }

const everyMs = 10_000

/**
 * A second pair of eyes on timers, claims, messages and seals: its own connection and its own interval, so that it sees also what
 * holds up the loops or their pool. Tells each trouble once when it comes and once when it is over: a line of the log, a fact, a row
 * of `troubles`.
 */
export function createWatchdog(options: { url: string; spine: Spine }): Watchdog {
  const { clock, log, bell } = options.spine
  const own = createSpine({ url: options.url, clock, log, connections: 1 })
  own.bell.onRing('facts', () => bell.ring(['facts']))
  let before: Oldest[] = []
  return {
    async look() {
      // What is remembered and said is so only once it is committed: a transaction may be tried twice.
      const { present, news, troubles } = await own.transaction(system, async (tx) => {
        const look: Look = { now: tx.now, bound: boundMs(clock.rate()) }
        const told = await lockTold(tx)
        const present = await oldestOf(tx, look)
        const troubles = [...lateLanes({ before, present, told }, look), ...(await failedOf(tx, told))]
        const news = troubleNews(told, troubles)
        for (const one of news.stalled) await tellStalled(tx, one)
        for (const one of news.resumed) await tellResumed(tx, one)
        return { present, news, troubles }
      })
      before = present
      for (const one of news.stalled) log.error({ ...one }, 'work stands still')
      for (const one of news.resumed) log.info({ key: one.key, what: one.what }, 'work goes on again')
      return troubles
    },
    close: () => own.close(),
  }
}

/** Sets a watchdog going until it is stopped. */
export function startWatchdog(options: { url: string; spine: Spine }): { stop(): Promise<void> } {
  const dog = createWatchdog(options)
  const loop = createLoop({
    name: 'watchdog',
    idleMs: everyMs,
    log: options.spine.log,
    turn: () => dog.look().then(() => false),
  })
  return {
    async stop() {
      await loop.stop()
      await dog.close()
    },
  }
}

/** The oldest waiting piece of each lane, with how many are beyond the bound. */
async function oldestOf(db: Db, { now, bound }: Look): Promise<Oldest[]> {
  const late = new Date(now.getTime() - bound)
  const timers = (lane: string, bulk: boolean): string =>
    `(select '${lane}' as lane, key, due_at as due, (select count(*) from timers where bulk = ${bulk} and tries < 5 and due_at < $1)::int as n
      from timers where bulk = ${bulk} and tries < 5 order by due_at, key limit 1)`
  return db.query<Oldest>(
    `with sealed as (select to_tx, to_id from seals order by seq desc limit 1)
     ${timers('timers', false)} union all ${timers('wake-ups', true)}
     union all (select 'claims', fact_id || ' ' || handler, next_at, (select count(*) from fact_work where tries < 5 and next_at < $1)::int
       from fact_work where tries < 5 order by next_at, fact_id, handler limit 1)
     union all (select 'outbox', key, next_at, (select count(*) from outbox where state = 'waiting' and next_at < $1)::int
       from outbox where state = 'waiting' order by next_at, id limit 1)
     union all (select 'seals', f.tx || '.' || f.id, f.recorded_at, 1 from facts f
       where (f.tx, f.id) > (coalesce((select to_tx from sealed), '0'::xid8), coalesce((select to_id from sealed), 0))
         and f.tx < pg_snapshot_xmin(pg_current_snapshot()) and f.recorded_at < $2 order by f.tx, f.id limit 1)`,
    // Facts are sealed every minute, so they may well wait for one.
    [late, new Date(late.getTime() - bound)],
  )
}

/** Pieces that failed for good: those told before, and the oldest of the others. */
async function failedOf(db: Db, told: readonly Trouble[]): Promise<Trouble[]> {
  const rows = await db.query<Omit<Trouble, 'why' | 'n'>>(
    `select key, what, since, error from (select f.*, row_number() over (order by since, key) as place from (
       select 'claim:' || w.fact_id || ' ' || w.handler as key, coalesce(f.kind, w.handler) as what, w.fact_at as since, w.last_error as error
       from fact_work w left join facts f on f.recorded_at = w.fact_at and f.id = w.fact_id where w.tries >= 5
     union all select 'timer:' || key, kind, due_at, last_error from timers where tries >= 5
     union all select 'message:' || key, 'outbox.' || channel, made_at, last_error from outbox where state = 'failed') f) ranked
     where place <= 200 or key = any($1) order by since, key`,
    [told.map(({ key }) => key)],
  )
  return rows.map((row) => ({ ...row, why: 'failed', n: 1 }))
}

/** What was told before; locked, so that two processes tell a thing once. */
async function lockTold(tx: Tx): Promise<Trouble[]> {
  await tx.query('select pg_advisory_xact_lock($1)', [lockKeys.watchdog])
  return tx.query<Trouble>('select key, what, why, n, since, error from troubles order by key')
}

async function tellStalled(tx: Tx, { key, what, why, n, since, error }: Trouble): Promise<void> {
  await tx.query('insert into troubles (key, what, why, n, since, error) values ($1, $2, $3, $4, $5, $6)', [
    key,
    what,
    why,
    n,
    since,
    error,
  ])
  await tx.record({
    kind: 'work.stalled',
    subject: key,
    area: null,
    body: { work: key, what, why, n, since: since.toISOString() },
  })
}

async function tellResumed(tx: Tx, { key, what }: Trouble): Promise<void> {
  await tx.query('delete from troubles where key = $1', [key])
  await tx.record({ kind: 'work.resumed', subject: key, area: null, body: { work: key, what } })
}
