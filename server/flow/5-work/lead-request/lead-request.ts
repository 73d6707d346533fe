import type { z } from 'zod'
import type { LeadRequestAction, LeadRequestDone, LeadRequestNew, LeadRequestRule } from '../../../../contract/lead-request.ts'
import { dueAt } from '../../../kernel/calendar.ts'
import type { WorkCalendar } from '../../../kernel/calendar-days.ts'
import type { Caller } from '../../../kernel/http.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import { nextEventState } from '../../3-event/life.ts'
import { type Concerned, districtName, districtsConcerned, leadDistrict } from '../../3-event/parts/store-lead.ts'
import { lockEvent } from '../../3-event/store.ts'
import type { EventRecord } from '../../3-event/types.ts'
import { holdersFor } from '../../4-dispatch/store.ts'
import { limitsOf, stampedPlan } from '../clocks.ts'
import { nextRequestState } from './rules/lead-request-life.ts'
import { type Acting, mayAnswer } from './rules/may-answer.ts'
import {
  changeRequest,
  districtOfHub,
  eventOfRequest,
  insertRequest,
  type LeadRequestRow,
  lockRequest,
  lockRunning,
  type RequestChange,
  wasRuled,
} from './store.ts'

/** The city rules within half an hour (domain.md 11.2, 3). */
export const ruleMs = 30 * 60_000

/** The hub a caller speaks for, and what their post may do; null: a unit that is no hub. */
export async function actingOf(db: Db, { unit, permits }: Pick<Caller, 'unit' | 'permits'>): Promise<Acting | null> {
  const district = await districtOfHub(db, unit)
  return district === undefined ? null : { district, permits }
}

/** Facts about a request say whose it is and which districts it is about. */
export async function aboutRequest(db: Db, row: LeadRequestRow) {
  const { id: request, event, from_district: from, to_district: to } = row
  return { request, event, from, fromName: await districtName(db, from), to, toName: await districtName(db, to) }
}
/** Whose fact it is: the event's timeline and area. */
export const ofEvent = ({ id, area }: Pick<EventRecord, 'id' | 'area'>) => ({ subject: id, area })

export const timerOf = (id: string, dueAt: Date) => ({
  ...{ key: `lead-request:${id}`, kind: 'lead-request.due' as const, dueAt },
  body: { request: id },
})

/** Districts a hub may ask to lead now: those with a part, but its own; none where it does not lead or something runs or was ruled. */
export async function askableOf(db: Db, acting: Acting | null, event: EventRecord): Promise<Concerned[]> {
  if (!acting?.district || !acting.permits.has('event.ask-lead') || nextEventState(event.state, 'urge') === null) return []
  if ((await leadDistrict(db, event)).code !== acting.district || (await wasRuled(db, event.id, acting.district))) return []
  return (await districtsConcerned(db, event.id)).filter(({ district }) => district !== acting.district)
}

type Asking = { caller: Caller; event: EventRecord; given: z.infer<typeof LeadRequestNew>; calendar: WorkCalendar }

/** Asks another district to lead. The event is locked. Refused: not one's case, something runs, the city has ruled, no evidence names it, nobody there. */
export async function askLead(tx: Tx, { caller, event, given, calendar }: Asking): Promise<LeadRequestDone> {
  const acting = await actingOf(tx, caller)
  const lead = await leadDistrict(tx, event)
  if (!acting?.district || lead.code !== acting.district)
    throw new RefusalError({ code: 'lead-request.not-lead', details: { lead: lead.name } })
  const running = await lockRunning(tx, event.id)
  if (running)
    throw new RefusalError({ code: 'lead-request.pending', details: { to: await districtName(tx, running.to_district) } })
  if (await wasRuled(tx, event.id, acting.district))
    throw new RefusalError({ code: 'lead-request.ruled', details: { lead: lead.name } })
  const to = (await askableOf(tx, acting, event)).find(({ district }) => district === given.to)
  if (!to) throw new RefusalError({ code: 'lead-request.not-concerned' })
  const hub = await hubOf(tx, to)
  const limits = limitsOf(await stampedPlan(tx, event.id), event.grade)
  // As long as the grade gives whoever is asked to accept an order.
  const answerBy = limits ? dueAt(tx.now, limits.accept, limits.calendar, calendar).due : new Date(tx.now.getTime() + ruleMs)
  const id = tx.newId()
  await insertRequest(tx, {
    ...{ id, event: event.id, from_district: acting.district, from_unit: caller.unit, to_district: to.district, to_unit: hub },
    ...{ to_area: to.area, reason: plainText(given.reason), evidence: plainText(given.evidence), answer_by: answerBy },
    demo: event.demo,
  })
  const row = (await lockRequest(tx, id))!
  await tx.setTimer(timerOf(id, answerBy))
  const body = { ...(await aboutRequest(tx, row)), reason: row.reason, evidence: row.evidence, answerBy: answerBy.toISOString() }
  await tx.record({ kind: 'lead-request.asked', ...ofEvent(event), body })
  return doneOf(row)
}

const doneOf = ({ id, event, state, version }: LeadRequestRow): LeadRequestDone => ({ id, event, state, version })

/** The unit whose duty post speaks for a district, found by the place of its part: a zone has its own. Refused: nobody holds that post. */
async function hubOf(tx: Tx, { area, name }: Concerned): Promise<string> {
  const holders = await holdersFor(tx, { postKind: 'district-duty', tier: 'district' }, area, tx.now)
  const held = holders.find(({ person }) => person !== null)
  if (!held) throw new RefusalError({ code: 'lead-request.no-hub', details: { name } })
  return held.unit
}

export type Locked = { event: EventRecord; row: LeadRequestRow; acting: Acting }

/** The request with its event, locked in that order; refused where this hub may not do that now, or somebody was quicker. */
export async function lockForAct(
  tx: Tx,
  caller: Caller,
  asked: { id: string; version: number; action: LeadRequestAction },
): Promise<Locked> {
  const id = await eventOfRequest(tx, asked.id)
  const event = id ? await lockEvent(tx, id) : null
  const row = event ? await lockRequest(tx, asked.id) : null
  const acting = await actingOf(tx, caller)
  if (!event || !row || !acting) throw new RefusalError({ code: 'thing.not-found' })
  orRefuse(mayAnswer({ state: row.state, from: row.from_district, to: row.to_district }, acting, asked.action))
  if (row.version !== asked.version) throw new RefusalError({ code: 'version.stale', details: { version: row.version } })
  return { event, row, acting }
}

/** The lead passes only while people are at work: what stands still or waits for its check is not handed on. */
function refuseUnlessAtWork(event: EventRecord): void {
  if (nextEventState(event.state, 'urge') === null)
    throw new RefusalError({ code: 'event.state', details: { state: event.state, verb: 'transfer' } })
}

/** The asked hub agrees: it leads from this moment on, and has accepted by saying so. */
export async function agree(tx: Tx, { event, row }: Locked): Promise<LeadRequestDone> {
  refuseUnlessAtWork(event)
  const answered = { answered_how: 'agreed' as const, answered_at: tx.now, over_at: tx.now }
  const after = await changeRequest(tx, row, { state: nextRequestState(row.state, 'agree')!, ...answered })
  await tx.cancelTimer(timerOf(row.id, tx.now).key)
  const body = { ...(await aboutRequest(tx, row)), unit: row.to_unit }
  await tx.record({ kind: 'lead-request.agreed', ...ofEvent(event), unit: row.to_unit, body })
  return doneOf(after)
}

/** The asked hub refuses, or nobody there answered: the city's duty post rules, and has half an hour. */
export async function toTheCity(
  tx: Tx,
  { event, row }: Pick<Locked, 'event' | 'row'>,
  reason: string | null,
): Promise<LeadRequestRow> {
  const ruleBy = new Date(tx.now.getTime() + ruleMs)
  const how: RequestChange = reason
    ? { answered_how: 'refused', answer_reason: plainText(reason) }
    : { answered_how: 'silent', answer_reason: null }
  const state = nextRequestState(row.state, reason ? 'refuse' : 'lapse')!
  const after = await changeRequest(tx, row, { state, ...how, answered_at: tx.now, rule_by: ruleBy })
  await tx.setTimer(timerOf(row.id, ruleBy))
  const body = await aboutRequest(tx, row)
  if (reason)
    await tx.record({ kind: 'lead-request.refused', ...ofEvent(event), body: { ...body, reason: after.answer_reason! } })
  else await tx.record({ kind: 'lead-request.lapsed', ...ofEvent(event), body })
  return after
}

export async function refuseLead(tx: Tx, held: Locked, reason: string): Promise<LeadRequestDone> {
  return doneOf(await toTheCity(tx, held, reason))
}

/** Whoever asked keeps the case after all. */
export async function withdraw(tx: Tx, { event, row }: Locked): Promise<LeadRequestDone> {
  const after = await changeRequest(tx, row, { state: nextRequestState(row.state, 'withdraw')!, over_at: tx.now })
  await tx.cancelTimer(timerOf(row.id, tx.now).key)
  await tx.record({ kind: 'lead-request.withdrawn', ...ofEvent(event), body: await aboutRequest(tx, row) })
  return doneOf(after)
}

/** The city rules which district leads: the asker, the asked, or a third one with a part. Final. */
export async function rule(tx: Tx, { event, row }: Locked, given: z.infer<typeof LeadRequestRule>): Promise<LeadRequestDone> {
  refuseUnlessAtWork(event)
  const stays = given.to === row.from_district
  const to = await choiceOf(tx, row, given.to)
  const unit = stays ? row.from_unit : await hubOf(tx, to)
  const state = nextRequestState(row.state, stays ? 'keep' : 'rule')!
  const ruling = { ruled_to: to.district, ruling: plainText(given.reason), ruled_at: tx.now, over_at: tx.now }
  const after = await changeRequest(tx, row, { state, ...ruling })
  await tx.cancelTimer(timerOf(row.id, tx.now).key)
  const lead = { lead: to.district, leadName: to.name, unit, stays, reason: ruling.ruling }
  const body = { ...(await aboutRequest(tx, row)), ...lead }
  await tx.record({ kind: 'lead-request.ruled', ...ofEvent(event), unit, body })
  return doneOf(after)
}

/** Whom the city may rule to: the district that leads, the one that was asked, any other the case concerns. */
export async function choicesOf(db: Db, row: Pick<LeadRequestRow, 'event' | 'from_district'>): Promise<Concerned[]> {
  const from = { district: row.from_district, name: await districtName(db, row.from_district), area: '' }
  const others = await districtsConcerned(db, row.event)
  return [from, ...others.filter(({ district }) => district !== from.district)]
}

async function choiceOf(tx: Tx, row: LeadRequestRow, district: string): Promise<Concerned> {
  const found = (await choicesOf(tx, row)).find((one) => one.district === district)
  if (!found) throw new RefusalError({ code: 'lead-request.not-concerned' })
  return found
}
