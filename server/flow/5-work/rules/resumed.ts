import { nextOrderState, type OrderState } from '../life.ts'
import type { OrderRow } from '../types.ts'

/** Where a suspended order goes on: who had arrived is still there. */
export const resumedState = (order: Pick<OrderRow, 'arrived_at'>): OrderState =>
  nextOrderState('suspended', order.arrived_at ? 'resume-arrived' : 'resume')!

/** The same for an order the checker sends back. */
export const sentBackState = (order: Pick<OrderRow, 'arrived_at'>): OrderState =>
  nextOrderState('submitted', order.arrived_at ? 'send-back-arrived' : 'send-back')!
