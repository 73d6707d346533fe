import type { Packs } from '../../../city/pack/packs.ts'
import type { TimerHandler } from '../../../kernel/facts.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { together } from './rules/worth.ts'
import { lockLook, seenByOf, settleLook } from './store.ts'
import { addAnswer } from './store-gates.ts'
import type { LookRow } from './types.ts'

/** So long an answer can be taken back before anything comes of it (the same as of a dispatch). */
export const undoMs = 8_000
export const settleKey = (id: string): string => `settle:${id}`

/** What somebody said of a suspicion takes effect once it can no longer be taken back. */
export function vettingHandlers({ packs }: { packs: Packs }) {
  const onSettle: TimerHandler = async (given, tx) => {
    const row = await lockLook(tx, String(given.suspicion))
    if (row?.look !== 'answered' || row.answer === null) return
    await settleLook(tx, row.id)
    await remember(tx, packs, row)
    const { answer, answered_name: byName } = row
    const body = { suspicion: row.id, type: row.type, answer, byName: byName ?? '' }
    await tx.record({ kind: 'suspicion.settled', subject: row.id, area: row.area, body })
  }
  return { onSettle }
}

/** Each camera that saw it was right, or wrong; what nobody could tell says nothing of a camera. */
async function remember(tx: Tx, packs: Packs, { id, type, answer }: LookRow): Promise<void> {
  const rule = packs.typeOf(type)?.type.sighted?.gate
  if (answer === 'unclear' || !rule) return
  const seenBy = await seenByOf(tx, id)
  // What they all told together is what the person was asked about: a camera seconded by others is not praised for them.
  const told = together(seenBy.map((one) => ({ camera: `${one.number} ${one.camera}`, worth: one.confidence ?? rule.at })))
  for (const one of seenBy) await addAnswer(tx, type, one, { real: answer === 'real', told })
}
