import type { Tx } from '../../kernel/spine.ts'
import { about, named } from './act.ts'
import type { OrderRow } from './types.ts'

/** The timeline's line about an order's standstill: asked for, or in force, with its reason and the date it ends by itself. */
export async function recordPause(
  tx: Tx,
  order: OrderRow,
  step: 'suspend-asked' | 'suspended',
  pause: { reason: string; until: string | null },
): Promise<void> {
  const { reason, until } = pause
  await tx.record({ kind: `work-order.${step}`, ...about(order), body: { ...named(order), reason, until } })
}

/** The order goes on, by a person or because its date has come. */
export async function recordResumed(tx: Tx, order: OrderRow): Promise<void> {
  await tx.record({ kind: 'work-order.resumed', ...about(order), body: named(order) })
}
