import type { EventAction } from '../../../../contract/event.ts'
import type { Permit } from '../../../../contract/permit.ts'
import type { OrderState } from '../../../../contract/work-order.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { EventRecord } from '../types.ts'

/** What a work order says about who may end its event. */
export type Part = {
  unit: string
  unit_name: string
  role: 'lead' | 'assist'
  mandatory: boolean
  state: OrderState
  accepted_by: string | null
  submitted_by: string | null
}
type Tier = EventRecord['tier']
/** Who wants to end it: `inScope` when the event lies in their areas, `tier` of their unit, `hadAHand` in the work on it. */
export type Ender = { hadAHand: boolean; unit: string; tier: string; permits: ReadonlySet<Permit>; inScope: boolean }

const open: readonly OrderState[] = ['asked', 'accepted', 'arrived', 'suspended', 'returned', 'arbitration']
const inForce: readonly OrderState[] = [...open, 'submitted', 'passed']
const rank = (tier: string): number => ({ city: 3, district: 2 })[tier] ?? 1

const sits = (who: Ender): boolean => who.inScope && who.permits.has('signal.triage')
const hasPart = (who: Ender, parts: readonly Part[]): boolean =>
  parts.some((part) => part.unit === who.unit && open.includes(part.state))

/**
 * May this person end the event as a false alarm alone? Until somebody has accepted: a duty seat of the event's tier, or a unit that
 * was asked. After that only such a seat that had no hand in the work, and not over the heads of other units that must take part: those
 * who accepted, and once the lead is at it also those who were only asked (they may be on their way). They are excused first.
 */
export function mayEndAsFalse(who: Ender, parts: readonly Part[], tier: Tier): Result<true> {
  if (!who.permits.has('event.false-alarm')) return refuse('permit.missing', { permit: 'event.false-alarm' })
  const isSeat = sits(who) && rank(who.tier) >= rank(tier)
  if (!isSeat && !hasPart(who, parts) && !sits(who)) return refuse('event.no-part')
  const accepted = parts.filter((part) => part.accepted_by !== null && inForce.includes(part.state))
  if (who.hadAHand || (!isSeat && (accepted.length > 0 || !hasPart(who, parts)))) return refuse('event.second-person')
  const counted = accepted.some((part) => part.role === 'lead') ? parts : accepted
  const others = counted.filter(
    (part) => part.role === 'assist' && part.mandatory && open.includes(part.state) && part.unit !== who.unit,
  )
  if (others.length === 0) return ok(true)
  const names = others.map((part) => part.unit_name)
  return refuse('event.others-at-work', { count: names.length, units: names.join('、'), unitsEn: names.join(', ') })
}

/** Whoever is at the case or watches over it, and cannot end it alone, reports it as a false alarm; a second person confirms. */
export function mayReportAsFalse(
  who: Ender,
  parts: readonly Part[],
  event: Pick<EventRecord, 'state' | 'pause' | 'tier'>,
): Result<true> {
  if (event.state !== 'handling') return refuse('event.state', { state: event.state, verb: 'report-false-alarm' })
  if (!hasPart(who, parts) && !sits(who)) return refuse('event.no-part')
  return event.pause ? refuse('approval.waits') : ok(true)
}

/** Which of the two the screens offer: the one tap where it is enough, else the report. */
export function falseAlarmActions(
  who: Ender,
  parts: readonly Part[],
  event: Pick<EventRecord, 'state' | 'pause' | 'tier'>,
): Extract<EventAction, 'false-alarm' | 'report-false-alarm'>[] {
  const end = mayEndAsFalse(who, parts, event.tier)
  if (end.ok) return ['false-alarm']
  // Other units are at work: who may excuse them does that, there is nothing to report.
  if (end.refusal.code === 'event.others-at-work') return []
  return mayReportAsFalse(who, parts, event).ok ? ['report-false-alarm'] : []
}
