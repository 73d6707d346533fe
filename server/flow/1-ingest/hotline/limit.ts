import type { TimerHandler } from '../../../kernel/facts.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { remindAt } from './rules/remind-at.ts'
import { lockOnly } from './store.ts'

/** Sets the clock of an answer: a reminder before its limit, and the limit itself; those before are replaced. */
export async function setLimit(tx: Tx, report: string, until: Date): Promise<void> {
  const body = { report, until: until.toISOString() }
  const soon = { key: `hotline-soon:${report}`, kind: 'hotline.due-soon', body }
  const remind = remindAt(tx.now, until)
  if (remind) await tx.setTimer({ ...soon, dueAt: remind })
  else await tx.cancelTimer(soon.key)
  await tx.setTimer({ key: `hotline-over:${report}`, kind: 'hotline.overdue', dueAt: until, body })
}

/** An answer is still due: not given, or not taken by the hotline; and not given back. */
const limitReached =
  (kind: 'hotline.due-soon' | 'hotline.overdue'): TimerHandler =>
  async (body, tx) => {
    const report = String(body.report)
    const order = await lockOnly(tx, report)
    if (!order || order.answered_at || order.returned_at) return
    const told = { report, no: order.no, until: order.reply_by.toISOString() }
    await tx.record({ kind, subject: order.event ?? report, area: order.area, body: told })
  }

export const onDueSoon = limitReached('hotline.due-soon')
export const onOverdue = limitReached('hotline.overdue')
