import type { Flow } from './kernel/facts.ts'

/** The product on one page: fact → who acts on it. Filled stage by stage. */
export function createFlow(): Flow {
  return { inTx: {}, after: {}, timers: {} }
}
