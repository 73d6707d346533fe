import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'

/** Which reads: all below the key, or all there are. */
export type Which = { queryKey?: QueryKey }

/** A read that has not come back after so long (ms) is not waited for. */
const longest = 20_000

/** Reads that are read once more when they come back, and when that is done. */
const held = new WeakMap<Query, Promise<void>>()

/**
 * Reads again what a fact made old. A read on its way may have been answered before the fact: the cache would take its answer for new (a first
 * one), or give it up and begin anew, so that a slow one never came back in a city that tells of something every second. So it is let come
 * back, and read once more then. Resolves when all of it stands on the screens.
 */
export async function freshen(client: QueryClient, which: Which = {}): Promise<void> {
  const flying = new Set(client.getQueryCache().findAll({ ...which, fetchStatus: 'fetching' }))
  const resting = client.invalidateQueries({ ...which, predicate: (query) => !flying.has(query) })
  await Promise.all([resting, ...Array.from(flying, (query) => onceMore(client, query))])
}

function onceMore(client: QueryClient, query: Query): Promise<void> {
  const before = held.get(query)
  if (before) return before
  const again = back(client, query).then(() => {
    held.delete(query)
    return client.invalidateQueries({ predicate: (one) => one === query })
  })
  held.set(query, again)
  return again
}

/** Resolves once the read on its way is back, given up or forgotten. */
function back(client: QueryClient, query: Query): Promise<void> {
  return new Promise((done) => {
    const over = () => {
      clearTimeout(limit)
      off()
      done()
    }
    const limit = setTimeout(over, longest)
    const off = client.getQueryCache().subscribe((event) => {
      if (event.query === query && (event.type === 'removed' || query.state.fetchStatus !== 'fetching')) over()
    })
  })
}
