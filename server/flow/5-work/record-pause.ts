import type { Tx } from '../../kernel/spine.ts'
import { about, named } from './act.ts'
import type { OrderRow } from './types.ts'

export type PauseStep = 'suspend-asked' | 'suspended' | 'resumed'

/** The timeline's line about an order's standstill: its step as `item`, the reason as `note`. */
export async function recordPause(tx: Tx, order: OrderRow, step: PauseStep, reason: string): Promise<void> {
  await tx.record({ kind: 'work-order.progressed', ...about(order), body: { ...named(order), note: reason, item: step } })
}
