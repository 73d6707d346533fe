import { performance } from 'node:perf_hooks'
import { createLanes, type Taken, type Ticket } from './lanes.ts'
import type { Lane } from './types.ts'

/** One thing waiting for its batch. */
type Waiting<T, R> = { item: T; since: number; resolve: (result: R) => void; reject: (error: Error) => void }

export type GroupCommit<T, R> = {
  add(item: T): Promise<R>
  waiting(): number
  waitingIn(lane: Lane): number
  /** for how many ms the oldest of a lane has waited; null when none does */
  oldestIn(lane: Lane): number | null
}

type Options<T, R> = {
  most: number
  /** how many of a batch may be of the lanes above the calm one; all when left out */
  mostHeavy?: () => number
  ticket: (item: T) => Ticket
  /** commits a batch; one result for each item, in order */
  commit: (items: T[]) => Promise<R[]>
  /** the whole batch has to wait outside: every caller gets the error */
  isOutside: (error: Error) => boolean
  /** a single item that fails by itself: what its caller is told */
  onPoison: (item: T, error: Error) => Promise<R>
}

/**
 * Group commit: while one batch is being committed the next one gathers, so that a storm costs few commits and a quiet
 * hour costs no delay. What waits stands in lanes; what may be red or orange does not wait for the batch that is under way, it gets one
 * beside it. One poisonous item must not hold up its neighbours: each then gets its own try.
 */
export function createGroupCommit<T, R>(options: Options<T, R>): GroupCommit<T, R> {
  const lanes = createLanes<Waiting<T, R>>()
  const settle = settling(options)
  let [running, urgent, asked] = [0, 0, false]

  /** Begins what may be begun; what is left waits for a batch to end. */
  function begin(): void {
    asked = false
    for (let taken = next(); taken; taken = next()) {
      const { items, done, urgent: hurries } = taken
      running++
      if (hurries) urgent++
      void settle(items).then(() => {
        done()
        running--
        if (hurries) urgent--
        begin()
      })
    }
  }

  function next(): Taken<Waiting<T, R>> | null {
    // Beside what may be red nothing else begins: it would be slower for it. After it all have a turn, even while red comes for ever.
    const beside = running > 0
    if (urgent > 0 || (beside && lanes.waiting('red') + lanes.waiting('orange') === 0)) return null
    const taken = lanes.take(options.most, { heavy: options.mostHeavy?.(), urgent: beside })
    return taken.items.length > 0 ? taken : null
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        lanes.push({ item, since: performance.now(), resolve, reject }, options.ticket(item))
        if (asked) return
        asked = true
        setImmediate(begin)
      }),
    waiting: () => lanes.size(),
    waitingIn: (lane) => lanes.waiting(lane),
    oldestIn: (lane) => ageOfOldest(lanes.firstOf(lane)),
  }
}

function ageOfOldest(waiting: readonly { since: number }[]): number | null {
  const oldest = waiting.reduce((least, { since }) => Math.min(least, since), Number.POSITIVE_INFINITY)
  return oldest === Number.POSITIVE_INFINITY ? null : performance.now() - oldest
}

/** Commits a batch and tells everybody of it; with a poisonous item in it each gets its own try. */
function settling<T, R>({ commit, isOutside, onPoison }: Options<T, R>): (batch: Waiting<T, R>[]) => Promise<void> {
  async function settle(batch: Waiting<T, R>[]): Promise<void> {
    try {
      const results = await commit(batch.map((entry) => entry.item))
      for (const [index, entry] of batch.entries()) entry.resolve(results[index]!)
    } catch (error) {
      await divide(batch, error as Error)
    }
  }

  async function divide(batch: Waiting<T, R>[], error: Error): Promise<void> {
    if (isOutside(error)) for (const entry of batch) entry.reject(error)
    else if (batch.length > 1) for (const entry of batch) await settle([entry])
    else for (const { item, resolve, reject } of batch) await onPoison(item, error).then(resolve, reject)
  }

  return settle
}
