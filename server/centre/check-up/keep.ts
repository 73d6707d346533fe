import type { Tx } from '../../kernel/spine.ts'
import { type Checking, makeCheckUp } from './make.ts'
import { checkUpsOf, insertCheckUp, lockArea } from './store.ts'

type Keeping = Omit<Checking, 'now' | 'before'> & {
  made: 'schedule' | 'asked'
  /** who asked; null: the schedule */
  actor: string | null
  /** do its readers hear of it */
  sent: boolean
}

/** Makes the check-up of an area and keeps it under the area's next number. Two at the same moment wait for each other. */
export async function keepCheckUp(tx: Tx, { made, actor, sent, ...checking }: Keeping): Promise<{ id: string; no: number }> {
  const { node } = checking
  await lockArea(tx, node.code)
  const [before] = await checkUpsOf(tx, node.code, 1)
  const body = await makeCheckUp(tx, { ...checking, now: tx.now, before: before ?? null })
  const no = (before?.no ?? 0) + 1
  const id = await insertCheckUp(tx, { area: node.code, no, made, actor, body })
  const told = { checkUp: id, areaName: node.name, no, tier: node.tier, changes: body.changes.length, sent }
  await tx.record({ kind: 'check-up.made', subject: id, area: node.paths[0] ?? null, body: told })
  return { id, no }
}
