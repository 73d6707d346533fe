import type { Db } from '../../kernel/spine.ts'
import type { Packs } from './packs.ts'
import { inForceRows } from './store-releases.ts'
import { holdTurn } from './store-versions.ts'

/**
 * Brings a process up to the packs, rules and settings in force, and keeps them in force until the transaction ends: nothing is published in the middle of
 * a batch, and no batch begins with rules that are out of force. One question when nothing was published since.
 */
export async function followRules(db: Db, packs: Packs): Promise<void> {
  const turn = await holdTurn(db)
  if (turn !== packs.turn()) packs.follow(turn, await inForceRows(db))
}
