import type { Tx } from '../../kernel/spine.ts'

/** Withdraws what was told of the silence of a vital; returns whom. */
export const cancelVitalNotices = (tx: Tx, vital: string): Promise<{ id: string; person: string }[]> =>
  tx.query('update notices set cancelled_at = $2 where vital = $1 and cancelled_at is null returning id, person', [vital, tx.now])
