import type { QueryClient } from '@tanstack/react-query'
import { syncClock } from '../ui/clock.ts'
import { freshen } from '../ui/freshen.ts'
import { openLive } from '../ui/live.ts'

/** The counts are read again at most this often, however many facts come in. */
const calmMs = 1_000

/** Acts at once, and again at most once in a while, however often it is told. */
function calmly(act: () => void): { tell: () => void; end: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let again = false
  const tell = () => {
    again = timer !== undefined
    if (again) return
    act()
    timer = setTimeout(() => {
      timer = undefined
      if (again) tell()
    }, calmMs)
  }
  return { tell, end: () => clearTimeout(timer) }
}

/** Keeps the wall up to date: what changes an event or its work makes the pictures stale, the clock follows the server's. */
export function follow(client: QueryClient, after: string | null): () => void {
  const live = openLive({}, after)
  let timer: ReturnType<typeof setTimeout> | undefined
  const stale = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      for (const key of ['part', 'vital', 'wall', 'war', 'risk', 'check-up', 'rows']) void freshen(client, { queryKey: [key] })
    }, calmMs)
  }
  const signs = calmly(() => {
    for (const queryKey of [['part', 'vitals'], ['vital']]) void freshen(client, { queryKey })
  })
  for (const noun of [
    'event',
    'work-order',
    'check',
    'alarm',
    'command',
    'evidence',
    'object',
    'wall',
    'check-up',
    'warning',
    'duty',
  ])
    live.on(`${noun}.*`, stale)
  // Numbers of vitals change all the time: only the pictures of them are read again.
  for (const noun of ['vital', 'vitals']) live.on(`${noun}.*`, signs.tell)
  live.on('reload', stale)
  live.on('clock', (fact) => {
    const { now, rate } = fact as unknown as { now?: string; rate?: number }
    if (now) syncClock(now, rate)
  })
  return () => {
    clearTimeout(timer)
    signs.end()
    live.close()
  }
}
