import type { Log } from './log.ts'
import { RefusalError } from './result.ts'

/**
 * Part of an answer that must not take the others with it: null when it fails, which is logged. What is refused (no permit, not theirs) is
 * refused as a whole.
 */
export async function settled<T>(log: Log, part: string, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof RefusalError) throw error
    log.error({ err: error, part }, 'a part could not be read')
    return null
  }
}
