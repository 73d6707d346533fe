import type { Actor } from '../../contract/actor.ts'
import type { RecordedFact } from './facts.ts'
import { type Caught, createTx, type Outgoing, type Spine, type Timer, type Tx } from './spine.ts'

/** What would have happened: facts and messages in their order. `cutAt`: what comes due from then on was not played any more; null: all was. */
export type Rehearsed<T> = { value: T; facts: RecordedFact[]; messages: (Outgoing & { at: Date })[]; cutAt: Date | null }
type Asked<T> = {
  actor: Actor
  /** the moment it begins, and up to when its timers are fired */
  at: Date
  until: Date
  /** so many timers are fired at most: what goes round for ever must end */
  most?: number
  begin(tx: Tx): Promise<T>
  /** what people do while it runs, each at its moment and as whoever does it; timers of that moment are fired before */
  deeds?: readonly Deed[]
}

/**
 * After so long of the machine's time nothing more is fired. Readers of facts and of readings wait for the oldest transaction that writes, so no
 * screen hears anything meanwhile: two seconds are a pause nobody takes for a standstill (a live line is heard every few seconds).
 */
export const mostMs = 2_000

export type Deed = { at: Date; run(as: (actor: Actor) => Tx): Promise<void> }

/**
 * Plays what would follow from something at another moment, by the very code that does it: in one transaction that is always rolled
 * back. Timers are fired at their own moments, handlers after commit are not called, nothing leaves the process and nobody is rung up.
 * While it runs, readers of facts wait as for any other transaction; so it is cut after `mostMs`, or after `most` steps. No statement of it may take
 * longer, nor wait for somebody else's lock.
 */
export async function rehearse<T>(
  spine: Spine,
  { actor, at, until, most = 400, begin, deeds = [] }: Asked<T>,
): Promise<Rehearsed<T>> {
  const client = await spine.pool.connect()
  const caught: Caught = { timers: new Map(), messages: [], facts: [] }
  const txAt = (now: Date, by = actor): Tx => createTx(spine, { client, actor: by, now, news: new Set(), caught })
  const ahead = deeds.filter((deed) => deed.at <= until).toSorted((a, b) => a.at.getTime() - b.at.getTime())
  try {
    const endMs = spine.clock.elapsedMs() + mostMs
    await client.query('begin')
    await client.query(`set local statement_timeout = ${mostMs}`)
    const value = await begin(txAt(at))
    let cutAt: Date | null = null
    for (let fired = 0; ; fired++) {
      const next = nextOf(caught.timers, until)
      const deed = ahead[0]
      if ((next || deed) && (fired >= most || spine.clock.elapsedMs() >= endMs)) {
        cutAt = earlier(next?.dueAt, deed?.at)
        break
      }
      if (deed && (!next || deed.at < next.dueAt)) {
        ahead.shift()
        await deed.run((by) => txAt(deed.at < at ? at : deed.at, by))
        continue
      }
      if (!next) break
      caught.timers.delete(next.key)
      await fire(spine, txAt(next.dueAt < at ? at : next.dueAt), next)
    }
    return { value, facts: caught.facts, messages: caught.messages, cutAt }
  } finally {
    let broken: Error | undefined
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    client.release(broken)
  }
}

const earlier = (one: Date | undefined, other: Date | undefined): Date | null =>
  one && other ? (one < other ? one : other) : (one ?? other ?? null)

/** The one that comes due first; of several at one moment the one that was set first. */
function nextOf(timers: ReadonlyMap<string, Timer>, until: Date): Timer | null {
  let first: Timer | null = null
  for (const timer of timers.values()) if (timer.dueAt <= until && (!first || timer.dueAt < first.dueAt)) first = timer
  return first
}

async function fire(spine: Spine, tx: Tx, { kind, key, body }: Timer): Promise<void> {
  const handler = spine.flow.timers[kind]
  if (!handler) throw new Error(`nobody fires ${kind}`)
  if (typeof handler === 'function') await handler(body, tx, key)
  else await handler.atOnce([{ key, body }], tx)
}
