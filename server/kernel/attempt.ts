import { isCollision, type Tx } from './spine.ts'

/**
 * Work that may fail without taking the rest of its transaction with it: what it wrote is undone, and the error is answered. Two
 * transactions that wait for each other are no such failure: that is thrown, so that the whole is tried again.
 */
export async function attempt(tx: Tx, work: () => Promise<void>): Promise<{ ok: true } | { ok: false; error: unknown }> {
  await tx.query('savepoint attempt')
  try {
    await work()
    await tx.query('release savepoint attempt')
    return { ok: true }
  } catch (error) {
    if (isCollision(error)) throw error
    await tx.query('rollback to savepoint attempt')
    return { ok: false, error }
  }
}
