import { setTimeout as pause } from 'node:timers/promises'
import { isOutside } from '../../kernel/outside.ts'
import type { Spine } from '../../kernel/spine.ts'

const retryMs = 1_000

export type Patiently = (work: () => Promise<unknown>) => Promise<void>

/**
 * Tries again for as long as only the database or the disk stands in the way: the unacknowledged message is the back-pressure. Throws
 * while closing, so that nothing is acknowledged that was not kept. `ownFault`: what becomes of a fault of our own; where it is passed
 * over, the message would come again for ever and hold up everything behind it.
 */
export function trying(spine: Spine, closing: () => boolean, ownFault: 'pass' | 'throw' = 'pass'): Patiently {
  return async (work) => {
    for (;;) {
      try {
        await work()
        return
      } catch (error) {
        if (closing()) throw error
        const outside = isOutside(error as Error)
        spine.log[outside ? 'warn' : 'error']({ err: error }, outside ? 'reading held back' : 'message lost')
        if (!outside && ownFault === 'throw') throw error
        if (!outside) return
        await pause(retryMs)
      }
    }
  }
}
