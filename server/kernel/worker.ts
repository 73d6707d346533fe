import { system } from '../../contract/actor.ts'
import type { FactKind } from '../../contract/fact.ts'
import { factColumns, type Handler, type RecordedFact, toFact } from './facts.ts'
import { sendAgain } from './outbox.ts'
import { isOutside } from './outside.ts'
import type { Spine, Tx } from './spine.ts'
import { batchBounds, nextBatch } from './timer-batch.ts'

const maxTries = 5
/** Back-off after the n-th failure, in ms: 1 s, 4 s, 16 s, 64 s. Nobody has measured whether other steps would do better. */
const backOffMs = (tries: number): number => 1000 * 4 ** Math.max(0, tries - 1)

/** A database that is away or a full disk is not the work's own fault: it is tried until that is over, and never ends on the stuck list. */
const counted = (error: Error): number => (isOutside(error) ? 0 : 1)

type Claim = { fact_at: Date; fact_id: string; handler: string; tries: number }

/**
 * Works on one waiting claim: handler and the removal of its claim commit together, so its effects happen
 * exactly once. Returns false when nothing waits.
 */
export async function workOnce(spine: Spine): Promise<boolean> {
  let claim: Claim | undefined
  try {
    return await spine.transaction(system, async (tx) => {
      ;[claim] = await tx.query<Claim>(
        `select fact_at, fact_id::text, handler, tries from fact_work where tries < ${maxTries} and next_at <= $1
         order by next_at, fact_work.fact_id limit 1 for update skip locked`,
        [tx.now],
      )
      if (!claim) return false
      const [row] = await tx.query<Parameters<typeof toFact>[0]>(
        `select ${factColumns} from facts where recorded_at = $1 and id = $2`,
        [claim.fact_at, claim.fact_id],
      )
      await tx.query('delete from fact_work where fact_at = $1 and fact_id = $2 and handler = $3', [
        claim.fact_at,
        claim.fact_id,
        claim.handler,
      ])
      if (row) await handlerOf(spine, row.kind, claim.handler)(toFact(row), tx)
      return true
    })
  } catch (error) {
    if (!claim) throw error
    await failClaim(spine, claim, error as Error)
    return true
  }
}

function handlerOf(spine: Spine, kind: FactKind, name: string): Handler {
  const handler = (spine.flow.after[kind] as Record<string, Handler> | undefined)?.[name]
  if (!handler) throw new Error(`no handler ${name} for ${kind}`)
  return handler as (fact: RecordedFact, tx: Tx) => Promise<void>
}

async function failClaim(spine: Spine, claim: Claim, error: Error): Promise<void> {
  spine.log.error({ err: error, handler: claim.handler, fact: claim.fact_id, tries: claim.tries + 1 }, 'handler failed')
  const next = new Date(spine.clock.now().getTime() + backOffMs(claim.tries + 1))
  await spine.query(
    'update fact_work set tries = tries + $6, next_at = $4, last_error = $5 where fact_at = $1 and fact_id = $2 and handler = $3',
    [claim.fact_at, claim.fact_id, claim.handler, next, String(error.stack ?? error).slice(0, 2000), counted(error)],
  )
}

type DueTimer = { key: string; kind: string; body: Record<string, unknown>; tries: number }

/** Which timers: those of people's work and devices' commands, or those that come due by the thousand. */
export type Lane = 'urgent' | 'bulk'
const lanes = { urgent: 'bulk = false and', bulk: 'bulk = true and', any: '' }

type Asked = { lane: keyof typeof lanes; most: number }

/** Fires one due timer of any lane: its handler and its removal commit together. Returns false when none is due. */
export const fireTimer = async (spine: Spine): Promise<boolean> => (await fire(spine, { lane: 'any', most: 1 })) > 0

/** Fires what is due in a lane, oldest first. When one of many fails, each of them gets a try of its own. Returns false when none is due. */
export const fireTimers = (spine: Spine, lane: Lane): Promise<boolean> => firing(spine, lane)()

/** Like `fireTimers`, again and again: how many at a time follows from how long the last ones took. */
export function firing(spine: Spine, lane: Lane): () => Promise<boolean> {
  let most: number = batchBounds[lane].least
  return async () => {
    if (!(await isAnyDue(spine, lane))) return false
    const began = performance.now()
    const fired = await fire(spine, { lane, most })
    most = nextBatch(most, { fired, ms: performance.now() - began }, batchBounds[lane])
    return fired > 0
  }
}

/** Asked ten times a second in each lane, and nearly always in vain: one question then, and no transaction. */
async function isAnyDue(spine: Spine, lane: Lane): Promise<boolean> {
  const text = `select 1 from timers where ${lanes[lane]} due_at <= $1 and tries < ${maxTries} limit 1`
  const { rows } = await spine.pool.query(spine.prepared(text, [spine.clock.now()]))
  return rows.length > 0
}

/** Answers how many were due. */
async function fire(spine: Spine, asked: Asked): Promise<number> {
  let due: DueTimer[] = []
  try {
    await spine.transaction(system, async (tx) => {
      due = await takeDue(tx, asked)
      await handle(spine, due, tx)
    })
  } catch (error) {
    const [timer] = due
    if (!timer) throw error
    if (due.length === 1) await failTimer(spine, timer, error as Error)
    else for (let tries = 0; tries < due.length; tries++) await fire(spine, { ...asked, most: 1 })
  }
  return due.length
}

/** Hands taken timers to their handlers in their order; neighbours of a kind that is told together in one call. */
async function handle(spine: Spine, due: DueTimer[], tx: Tx): Promise<void> {
  for (let at = 0; at < due.length; ) {
    const { kind, body, key } = due[at]!
    const handler = spine.flow.timers[kind]
    if (!handler) throw new Error(`no handler for timer ${kind}`)
    if (typeof handler === 'function') {
      await handler(body, tx, key)
      at += 1
    } else {
      const other = due.findIndex((timer, i) => i > at && timer.kind !== kind)
      const same = due.slice(at, other < 0 ? due.length : other)
      await handler.atOnce(same, tx)
      at += same.length
    }
  }
}

/**
 * Takes due timers away, oldest first; nobody else sees them until the transaction ends. The lane is a word of the statement and
 * no parameter: only so does PostgreSQL read the index in its order instead of sorting all that is due at every turn.
 */
async function takeDue(tx: Tx, { lane, most }: Asked): Promise<DueTimer[]> {
  const due = await tx.query<DueTimer & { due_at: Date }>(
    `delete from timers where ctid = any (array(
       select ctid from timers where ${lanes[lane]} due_at <= $1 and tries < ${maxTries} order by due_at, key limit $2 for update skip locked))
     returning key, kind, body, tries, due_at`,
    [tx.now, most],
  )
  return due.sort((a, b) => a.due_at.getTime() - b.due_at.getTime() || (a.key < b.key ? -1 : 1))
}

async function failTimer(spine: Spine, timer: DueTimer, error: Error): Promise<void> {
  spine.log.error({ err: error, timer: timer.key, tries: timer.tries + 1 }, 'timer failed')
  const next = new Date(spine.clock.now().getTime() + backOffMs(timer.tries + 1))
  await spine.query('update timers set tries = tries + $4, due_at = $2, last_error = $3 where key = $1', [
    timer.key,
    next,
    String(error).slice(0, 2000),
    counted(error),
  ])
}

/** When the next timer is due, of one lane or of both, or null. */
export async function nextTimerAt(spine: Spine, lane?: Lane): Promise<Date | null> {
  const [row] = await spine.query<{ due_at: Date | null }>(
    `select min(due_at) as due_at from timers where tries < ${maxTries} and ($1::boolean is null or bulk = $1)`,
    [lane === undefined ? null : lane === 'bulk'],
  )
  return row?.due_at ?? null
}

/** Handlers and timers that failed five times: a person looks at them (K13). */
export async function stuckWork(
  spine: Spine,
): Promise<{ fact: string; handler: string; tries: number; error: string | null; at: Date }[]> {
  return spine.query(
    `select fact_id::text as fact, handler, tries, last_error as error, fact_at as at from fact_work where tries >= ${maxTries}
     union all select key, kind, tries, last_error, due_at from timers where tries >= ${maxTries} order by at desc limit 200`,
  )
}

/** Gives a stuck piece of work another five tries. Returns false when it is not there any more. */
export async function retryStuck(spine: Spine, fact: string): Promise<boolean> {
  const now = spine.clock.now()
  const claims = await spine.query(
    `update fact_work set tries = 0, next_at = $2 where fact_id::text = $1 and tries >= ${maxTries} returning 1`,
    [fact, now],
  )
  const timers = await spine.query(
    `update timers set tries = 0, due_at = $2 where key = $1 and tries >= ${maxTries} returning 1`,
    [fact, now],
  )
  return claims.length + timers.length > 0 || sendAgain(spine, fact)
}
