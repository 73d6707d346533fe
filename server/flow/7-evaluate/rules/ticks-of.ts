import type { FactKind } from '../../../../contract/fact.ts'
import { cityDay } from '../../../kernel/calendar.ts'
import type { CountName, Tick } from '../types.ts'

/** Fact → what it counts as. `accepted-on-time` and `auto-cleared` hang on the body and are decided in `ticksOf`. */
const simple: { [K in FactKind]?: CountName } = {
  'event.opened': 'opened',
  'event.dispatched': 'dispatched',
  'event.closed': 'closed',
  'event.reopened': 'reopened',
  'event.false-alarm': 'false-alarm',
  'work-order.accepted': 'accepted',
  'work-order.overdue': 'overdue',
  'work-order.returned': 'returned',
  'check.failed': 'sent-back',
}

/** Every kind of fact that is counted; flow.ts hangs `onCounted` on each. */
export const countedKinds = [...Object.keys(simple), 'alarm.cleared'] as FactKind[]

export type Counted = { kind: FactKind; area: string | null; recordedAt: Date; byDevice: boolean; acceptBy: Date | null }

/**
 * What a fact adds to the counts. An acceptance is on time when it was recorded at or before the accept limit it was asked
 * with. A cleared alarm counts when it never rose above blue: the device dealt with it before anybody was needed.
 */
export function ticksOf(fact: Counted, zone: string): Tick[] {
  if (!fact.area) return []
  const at = { area: townPath(fact.area), day: cityDay(fact.recordedAt, zone) }
  const name = simple[fact.kind]
  const onTime = fact.kind === 'work-order.accepted' && fact.acceptBy !== null && fact.recordedAt <= fact.acceptBy
  const cleared = fact.kind === 'alarm.cleared' && fact.byDevice
  const names: CountName[] = [
    ...(name ? [name] : []),
    ...(onTime ? (['accepted-on-time'] as const) : []),
    ...(cleared ? (['auto-cleared'] as const) : []),
  ]
  return names.map((one) => ({ ...at, name: one }))
}

/** 50/500105/500105005/500105005001/500105005001003/ → 50/500105/500105005/. A shorter path stays as it is. */
export const townPath = (path: string): string => `${path.split('/').filter(Boolean).slice(0, 3).join('/')}/`
