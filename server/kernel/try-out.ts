import type { Tx } from './spine.ts'

/**
 * Does something in the transaction and takes it back unless it is to stay. Nothing may be recorded, set or sent in it: whoever hears of facts
 * would have heard of what never was. Answers whether it stays.
 */
export async function tryOut(tx: Tx, work: () => Promise<boolean>): Promise<boolean> {
  await tx.query('savepoint tried')
  const stays = await work()
  if (!stays) await tx.query('rollback to savepoint tried')
  await tx.query('release savepoint tried')
  return stays
}
