import { type HotlineWhat, hotlineTold } from '../../../../../contract/hotline.ts'
import type { OrderRow } from '../types.ts'

type About = Pick<OrderRow, 'no' | 'code' | 'event_no'>
/** `seq`: its place among the messages of this order, from 1. */
type Said = { seq: number; what: HotlineWhat; at: Date; ask?: string; reason?: string; until?: Date | null; text?: string }

/** What a hotline is told, under its own number. Nobody's name and no word of the case but what was written for it. */
export function messageOf({ no, code, event_no }: About, { seq, what, at, ask, reason, until, text }: Said) {
  return {
    ...{ no, code, seq, what, at: at.toISOString() },
    ...(event_no ? { event: event_no } : {}),
    ...(ask ? { ask } : {}),
    ...(reason ? { reason } : {}),
    ...(until ? { until: until.toISOString() } : {}),
    ...(text ? { text } : {}),
  }
}

const told = new Set<string>(hotlineTold)

/** Is what a reporter is told something the hotline hears, too? */
export const isTold = (outcome: string): outcome is HotlineWhat => told.has(outcome)
