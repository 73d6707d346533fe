import type { Actor } from '../../contract/actor.ts'
import type { RecordedFact } from './facts.ts'
import { type Caught, createTx, type Outgoing, type Spine, type Timer, type Tx } from './spine.ts'

/** What would have happened: facts and messages in their order. */
export type Rehearsed<T> = { value: T; facts: RecordedFact[]; messages: (Outgoing & { at: Date })[] }
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

export type Deed = { at: Date; run(as: (actor: Actor) => Tx): Promise<void> }

/**
 * Plays what would follow from something at another moment, by the very code that does it: in one transaction that is always rolled
 * back. Timers are fired at their own moments, handlers after commit are not called, nothing leaves the process and nobody is rung up.
 * While it runs, readers of facts wait as for any other transaction; so it is kept short (`most`).
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
    await client.query('begin')
    const value = await begin(txAt(at))
    for (let fired = 0; fired < most; fired++) {
      const next = nextOf(caught.timers, until)
      const deed = ahead[0]
      if (deed && (!next || deed.at < next.dueAt)) {
        ahead.shift()
        await deed.run((by) => txAt(deed.at < at ? at : deed.at, by))
        continue
      }
      if (!next) break
      caught.timers.delete(next.key)
      await fire(spine, txAt(next.dueAt < at ? at : next.dueAt), next)
    }
    return { value, facts: caught.facts, messages: caught.messages }
  } finally {
    let broken: Error | undefined
    await client.query('rollback').catch((lost: Error) => {
      broken = lost
    })
    client.release(broken)
  }
}

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
