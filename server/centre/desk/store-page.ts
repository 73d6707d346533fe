import type { EventDetail } from '../../../contract/event.ts'
import { maskBy } from '../../city/mask.ts'
import { ratedKinds } from '../../city/pack/object-kinds.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { eventIsOpen } from '../../flow/3-event/life.ts'
import { allowedActions } from '../../flow/3-event/rules/allowed.ts'
import { boxAround, distanceM } from '../../flow/3-event/rules/distance.ts'
import { falseAlarmActions } from '../../flow/3-event/rules/false-alarm.ts'
import { callsPeople } from '../../flow/3-event/store-again.ts'
import { enderOf } from '../../flow/3-event/store-parts.ts'
import { attemptsOfEvent } from '../../flow/4-dispatch/store-calls.ts'
import { type UnmannedRow, unmannedOf } from '../../flow/4-dispatch/store-unmanned.ts'
import type { AttemptRow } from '../../flow/4-dispatch/types.ts'
import { mayFinish } from '../../flow/5-work/rules/evacuation.ts'
import { evidenceOf, ordersOfEvent, viewOfEvidence, viewOfOrder } from '../../flow/5-work/store.ts'
import { evacuationsOf } from '../../flow/5-work/store-evacuation.ts'
import type { OrderRow } from '../../flow/5-work/types.ts'
import { type CaseWay, holdingWays, waysOf, wayViews } from '../../flow/5-work/ways/store-ways.ts'
import { type Closing, missingForClosing } from '../../flow/6-verify/rules/missing-for-closing.ts'
import { photoDoubts } from '../../flow/6-verify/rules/places.ts'
import { readingOf } from '../../flow/6-verify/store-readings.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { triedOf } from '../cockpit/rules/phones.ts'
import { eventClock, eventRow, pauseOf } from './rules/event-row.ts'
import { planView } from './rules/plan-view.ts'
import { onePartEach } from './rules/why.ts'
import { readListed } from './store.ts'
import { type CallLine, type Related, readRelated, readRungs, readTimeline } from './store-detail.ts'
import { readSightings } from './store-sightings.ts'
import { wholeAreaOf } from './store-whole.ts'
import type { ListedEvent } from './types.ts'

/** "Nearby" on the page of an event. */
const nearM = 500

export type Opened = { detail: EventDetail; calls: CallLine[] }

/** An event with everything its page shows, in a dozen statements; null outside the caller's sight. `calls` hold unmasked phones: mask before showing. */
export async function readEventPage(
  db: Db,
  packs: Packs,
  caller: Caller,
  asked: { id: string; now: Date },
): Promise<Opened | null> {
  const [now, event] = [asked.now, await readListed(db, caller, asked.id)]
  if (!event) return null
  const found = packs.typeOf(event.type)
  const related = await readRelated(db, caller, event, boxAround(event, nearM))
  const orders = await ordersOfEvent(db, event.id)
  const evidence = await evidenceOf(db, event.id)
  const facts = await readTimeline(db, event, now)
  const reading = await readingOf(db, packs, event)
  const undoUntil = related.dispatch?.undo_until ? new Date(related.dispatch.undo_until) : null
  const acceptedAny = orders.some((order) => order.accepted_at !== null)
  const ender = await enderOf(db, caller, event)
  const falseAlarm = falseAlarmActions(ender, orders, event)
  const [calls, absorbed] = [await callsPeople(db, packs, event.id), related.merged.length > 0]
  const allowed = allowedActions(event, caller, { undoUntil, acceptedAny, calls, absorbed, tier: event.tier, falseAlarm }, now)
  const vacant = await vacantParts(db, event)
  const { ways, ...beside } = await besides(db, event.id, vacant)
  const closing = { state: event.state, orders, reading, photos: photoDoubts(evidence) }
  const detail: EventDetail = {
    ...eventRow(event, found?.type.name ?? null, now),
    ...partsOf(event, { ...related, object: levelled(packs, related.object) }),
    cordonM: (event.severity && found?.type.cordonM?.[event.severity]) ?? null,
    wholeArea: await wholeAreaOf(db, event),
    // Nobody checks their own work: the button would only be refused.
    allowed: allowed.filter((action) => action !== 'check' || !ender.hadAHand),
    facts,
    workOrders: orders.map((order) => viewOfOrder(order, caller, now)),
    ...{ ...beside, evidence: evidence.map(viewOfEvidence) },
    ways: wayViews(ways, caller, orders, now),
    why: whyOf(packs, event, related, facts),
    plan: await planOf(db, event, { related, orders, attempts: await attemptsOfEvent(db, event.id) }, now),
    missing: missingForClosing({ ...closing, ...holdingOf(vacant, orders, beside.evacuation), ways: holdingWays(ways) }),
    undoUntil: undoUntil && undoUntil > now && !calls && !absorbed ? undoUntil.toISOString() : null,
  }
  return { detail, calls: related.calls }
}

const iso = (at: string): string => new Date(at).toISOString()

type Parts = Pick<
  EventDetail,
  'content' | 'openedBy' | 'pause' | 'mergedInto' | 'merged' | 'mergedSignals' | 'reports' | 'nearby' | 'objectView' | 'alarm'
>

/** What goes onto the page as it was read. */
function partsOf(event: ListedEvent, related: Related): Parts {
  const { alarm, object } = related
  return {
    content: event.content,
    openedBy: event.opened_by,
    pause: pauseOf(event),
    mergedInto: related.into,
    merged: related.merged,
    mergedSignals: related.joined.map(({ received_at, ...signal }) => ({ ...signal, receivedAt: iso(received_at) })),
    reports: related.reports.map(reportLine),
    nearby: nearbyOf(event, related),
    objectView: object && objectLine(object),
    alarm: alarm && {
      id: alarm.id,
      severity: alarm.severity,
      peak: alarm.peak,
      since: iso(alarm.since),
      clearedAt: alarm.cleared_at && iso(alarm.cleared_at),
    },
  }
}

/** The plan of an event with who is called on each rung, of what is known of its calls and orders. */
export async function planOf(
  db: Db,
  event: ListedEvent,
  { related, orders, attempts }: { related: Pick<Related, 'dispatch' | 'calls'>; orders: OrderRow[]; attempts: AttemptRow[] },
  now: Date,
): Promise<EventDetail['plan']> {
  const dispatch = related.dispatch
  if (!dispatch) return null
  const plan = dispatch.plan
  const lead = orders.findLast((order) => order.role === 'lead' && !['cancelled', 'transferred', 'excused'].includes(order.state))
  const clock = eventClock(event)
  const waiting = clock?.clock === 'accept' && !clock.paused
  // Also when nobody is waited for any more: a rung that was never needed was manned all the same.
  const calls = plan.lead.flatMap((step, index) => step.call.map((call) => ({ step: index, call })))
  const rungs = await readRungs(db, calls, event.area, now)
  const steps = planView({
    plan,
    grade: event.grade,
    leadOrder: lead?.id ?? null,
    calls: related.calls,
    rungs,
    acceptDue: waiting ? new Date(clock.due) : null,
    tried: triedOf(related.calls, attempts),
  })
  const parts = plan.assist.flatMap(({ id, name }) => (id === undefined ? [] : [{ id, name }]))
  return { id: dispatch.pack, version: dispatch.version, planVersion: dispatch.plan_version, steps, safety: plan.safety, parts }
}

/** Codes the screen renders: the rule that raised, how the grade came about, and who got a part for which reason. */
function whyOf(packs: Packs, event: ListedEvent, related: Related, facts: EventDetail['facts']): EventDetail['why'] {
  const graded = facts.findLast((fact) => fact.kind === 'event.graded')
  const byPerson = graded?.actor.kind === 'person'
  const grade = graded ? (byPerson ? 'person' : 'stepped-up') : event.severity ? 'severity' : 'type'
  const { alarm } = related
  const measured = alarm?.gravest ? { ...alarm.gravest, unit: packs.unitOf(alarm.pack, alarm.gravest.reading) } : null
  return {
    rule: measured?.rule ?? null,
    measured,
    grade,
    route: onePartEach(related.dispatch?.why ?? []),
  }
}

const reportLine = (report: Related['reports'][number]): EventDetail['reports'][number] => ({
  id: report.id,
  source: report.source,
  content: report.content,
  contact:
    [maskBy('name', report.contact_name), maskBy('phone', report.phone), maskBy('email', report.email)]
      .filter(Boolean)
      .join(' ') || null,
  receivedAt: iso(report.received_at),
})

/** Of a kind without a model no level is told. */
const levelled = (packs: Packs, object: Related['object']): Related['object'] =>
  object && !ratedKinds(packs.all()).includes(object.kind) ? { ...object, risk: null } : object

const objectLine = ({
  id,
  name,
  kind,
  risk,
  duty_unit,
  owner,
}: NonNullable<Related['object']>): NonNullable<EventDetail['objectView']> => ({
  id,
  name,
  kind,
  risk,
  dutyUnit: duty_unit,
  owner,
})

function nearbyOf(event: ListedEvent, related: Related): EventDetail['nearby'] {
  // Nothing is near an area: its middle is no place.
  if (event.whole_area !== null) return []
  return related.near
    .map((near) => ({
      id: near.id,
      no: near.no,
      title: near.title,
      grade: near.grade,
      state: near.state as EventDetail['state'],
      distanceM: Math.round(distanceM(event, near)),
      openedAt: iso(near.opened_at),
    }))
    .filter((near) => near.distanceM <= nearM)
    .sort((a, b) => a.distanceM - b.distanceM)
    .slice(0, 8)
}

/** What keeps a case open beside its own orders: parts nobody has done, and its evacuation list. */
const holdingOf = (
  vacant: readonly UnmannedRow[],
  orders: readonly OrderRow[],
  list: EventDetail['evacuation'],
): Pick<Closing, 'vacant' | 'evacuation'> => ({
  vacant: undone(vacant, orders),
  evacuation:
    list === null || mayFinish(list).ok ? null : list.list === 'unlisted' ? 'unlisted' : list.sum.households - list.sum.settled,
})

/** What a case has beside its orders. */
const besides = async (
  db: Db,
  event: string,
  vacant: readonly UnmannedRow[],
): Promise<Pick<EventDetail, 'sightings' | 'evacuation' | 'unmanned'> & { ways: CaseWay[] }> => ({
  ways: (await waysOf(db, [event])).get(event) ?? [],
  sightings: await readSightings(db, event),
  evacuation: await evacuationState(db, event),
  unmanned: vacant.map(unmannedView),
})

const unmannedView = ({ id, part, mandatory, why, unit_name }: UnmannedRow): EventDetail['unmanned'][number] => ({
  ...{ id, part, mandatory, why, unitName: unit_name },
})

/** Parts nobody could be called for and nobody was given, of an event that is open. */
const vacantParts = async (db: Db, { id, state }: ListedEvent): Promise<UnmannedRow[]> =>
  eventIsOpen(state) ? (await unmannedOf(db, id)).filter(({ given_at }) => given_at === null) : []

/** Mandatory ones whoever was asked in their place has not finished either. */
function undone(vacant: readonly UnmannedRow[], orders: readonly OrderRow[]): UnmannedRow['part'][] {
  const done = new Set(orders.filter(({ state }) => state === 'submitted' || state === 'passed').map(({ id }) => id))
  return vacant.filter(({ mandatory, work_order }) => mandatory && !(work_order && done.has(work_order))).map(({ part }) => part)
}

/** How far the evacuation list of a case is; its rows stand on a page of their own. */
async function evacuationState(db: Db, event: string): Promise<EventDetail['evacuation']> {
  const list = (await evacuationsOf(db, [event])).get(event)
  if (!list) return null
  const { rows: _, parts: __, ...state } = list
  return state
}
