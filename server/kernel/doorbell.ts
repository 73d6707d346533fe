/**
 * What a commit may leave for others: facts to read, claims to work off, timers that are due already, messages to send. `models`: what is
 * reckoned by packs and settings is reckoned by others now; only who has followed them rings for it.
 */
export type News = 'facts' | 'claims' | 'timers' | 'messages' | 'models'

/** Wakes the process's readers after a commit: many rings become one. Readers poll as well, so a lost ring costs only delay. */
export type Doorbell = {
  /** Everybody is woken who listens for some of it; by a ring that says nothing all are who wait for what a commit leaves. */
  ring(news?: Iterable<News>): void
  /** Calls `wake` soon after each ring that brings such news; returns how to stop listening. */
  onRing(news: News, wake: () => void): () => void
  close(): void
}

const everything: readonly News[] = ['facts', 'claims', 'timers', 'messages']

export function createDoorbell(): Doorbell {
  const listeners = new Set<{ news: News; wake: () => void }>()
  const rung = new Set<News>()
  let pending: NodeJS.Immediate | undefined
  return {
    ring(news = everything) {
      for (const one of news) rung.add(one)
      pending ??= setImmediate(() => {
        pending = undefined
        const now = new Set(rung)
        rung.clear()
        for (const { news, wake } of listeners) if (now.has(news)) wake()
      })
    },
    onRing(news, wake) {
      const listener = { news, wake }
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      if (pending) clearImmediate(pending)
      listeners.clear()
    },
  }
}
