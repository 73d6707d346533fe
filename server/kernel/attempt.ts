import { isOutside } from './outside.ts'
import { isCollision, type Tx } from './spine.ts'

/**
 * Work that may fail without taking the rest of its transaction with it: what it wrote is undone, the log has the error, and false is
 * answered. Two transactions that wait for each other, a full disk and a lost database are no such failure: that is thrown, so that
 * the whole is tried again.
 */
export async function attempt(tx: Tx, what: string, work: () => Promise<void>): Promise<boolean> {
  await tx.query('savepoint attempt')
  try {
    await work()
    await tx.query('release savepoint attempt')
    return true
  } catch (error) {
    if (isCollision(error) || isOutside(error as Error)) throw error
    await tx.query('rollback to savepoint attempt')
    // Another one may stand around it, of the same name.
    await tx.query('release savepoint attempt')
    tx.log.error({ err: error, what }, 'given up, the rest goes on')
    return false
  }
}
