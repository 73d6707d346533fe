import type { QueryClient } from '@tanstack/react-query'
import { syncClock } from '../ui/clock.ts'
import { openLive } from '../ui/live.ts'

/** The counts are read again at most this often, however many facts come in. */
const calmMs = 1_000

/** Keeps the wall up to date: what changes an event or its work makes the pictures stale, the clock follows the server's. */
export function follow(client: QueryClient, area: string | null): () => void {
  const live = openLive(area ? { area } : {})
  let timer: ReturnType<typeof setTimeout> | undefined
  const stale = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      for (const key of ['part', 'vital', 'wall', 'war', 'risk', 'check-up', 'rows'])
        void client.invalidateQueries({ queryKey: [key] })
    }, calmMs)
  }
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
  live.on('reload', stale)
  live.on('clock', (fact) => {
    const { now, rate } = fact as unknown as { now?: string; rate?: number }
    if (now) syncClock(now, rate)
  })
  return () => {
    clearTimeout(timer)
    live.close()
  }
}
