import type { Tx } from '../../kernel/spine.ts'
import { type Checking, makeCheckUp } from './make.ts'
import { heldAgainst, monthStart } from './rules/month.ts'
import { insertCheckUp, lockArea, newestOf, stateOf } from './store.ts'

type Keeping = Omit<Checking, 'now' | 'before'> & {
  made: 'schedule' | 'asked'
  /** who asked; null: the schedule */
  actor: string | null
  /** do its readers hear of it */
  sent: boolean
}

/**
 * Makes the check-up of an area and keeps it under the area's next number. Two at the same moment wait for each other: who asked has the one that was made
 * meanwhile, for against that one nothing would have changed; of two of one month by the schedule there is only the first (null: it is made already).
 */
export async function keepCheckUp(
  tx: Tx,
  { made, actor, sent, ...checking }: Keeping,
): Promise<{ id: string; no: number } | null> {
  const { node, zone } = checking
  const { no: seen } = await stateOf(tx, node.code, tx.now)
  await lockArea(tx, node.code)
  const { no: last, isMade } = await stateOf(tx, node.code, monthStart(tx.now, zone))
  const meanwhile = made === 'asked' && last > seen ? await newestOf(tx, node.code, { made: null, before: null }) : null
  if (meanwhile) return { id: meanwhile.id, no: meanwhile.no }
  if (made === 'schedule' && isMade) return null
  const before = await newestOf(tx, node.code, heldAgainst({ made, at: tx.now }, zone))
  const body = await makeCheckUp(tx, { ...checking, now: tx.now, before })
  const no = last + 1
  const id = await insertCheckUp(tx, { area: node.code, no, made, actor, body, before: before?.id ?? null })
  const told = { checkUp: id, areaName: node.name, no, tier: node.tier, changes: body.changes.length, sent }
  await tx.record({ kind: 'check-up.made', subject: id, area: node.paths[0] ?? null, body: told })
  return { id, no }
}
