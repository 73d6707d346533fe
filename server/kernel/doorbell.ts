/** Wakes the process's readers after a commit: many rings become one. Readers poll as well, so a lost ring costs only delay. */
export type Doorbell = {
  ring(): void
  /** Calls `wake` soon after each ring; returns how to stop listening. */
  onRing(wake: () => void): () => void
  close(): void
}

export function createDoorbell(): Doorbell {
  const listeners = new Set<() => void>()
  let pending: NodeJS.Immediate | undefined
  return {
    ring() {
      pending ??= setImmediate(() => {
        pending = undefined
        for (const wake of listeners) wake()
      })
    },
    onRing(wake) {
      listeners.add(wake)
      return () => listeners.delete(wake)
    },
    close() {
      if (pending) clearImmediate(pending)
      listeners.clear()
    },
  }
}
