import { lengthStep, type MeasureId, type SpreadId } from '../../../../../contract/evaluation-kinds.ts'
import type { CaseLines, CaseRows, Figure, LateLine, Line, Of, OrderRow } from '../types.ts'
import { burdenOf } from './burden.ts'
import { flaps } from './flaps.ts'
import { lateSoFar } from './late-parts.ts'

const minuteMs = 60_000
type At = { now: number; dayOf: (ms: number) => string }
type Put = (figure: Figure, at: number, part: number, more?: Partial<Of & Pick<Line, 'due' | 'object'>>) => void

/**
 * Everything a case adds to the figures of 办理评价, from its rows and facts (domain.md 12): each rate is a count of such lines, and the list
 * behind a rate is their cases, so that the two can never differ. What stands still, or ended before anything was due of it, is in none.
 */
export function linesOf(one: CaseRows, at: At): CaseLines {
  if (!one.counts) return { lines: [], late: null }
  const { event, area, unit, type, source, opened } = one
  const lines: Line[] = []
  const put: Put = (figure, moment, part, more = {}) =>
    lines.push({ event, figure, part, day: at.dayOf(moment), area, unit, type, source, object: null, opened, due: null, ...more })
  put('false-alarm', one.opened, one.falseAlarm ? 1 : 0)
  if (one.raises) put('flapping', one.opened, flaps(one.raises) ? 1 : 0)
  if (one.closed !== null) put('burden', one.closed, lengthStep(burdenOf({ ...one, visits: visitsOf(one) })))
  closingLines(one, put)
  for (const { at: told, satisfied } of one.answers) put('satisfied', told, satisfied ? 1 : 0, { source: 'hotline' })
  if (one.falseAlarm) return { lines, late: null }
  if (one.object !== null) put('point', one.opened, 0, { object: one.object })
  if (one.alarm) putLength(put, 'to-safe', { from: one.alarm.since, to: one.alarm.cleared })
  for (const order of one.orders) if (isCounted(order)) orderLines(order, at.now, put)
  return { lines, late: lateLine(one, at) }
}

/** How often a unit was there, helpers too. A false alarm costs what a true one does. */
const visitsOf = ({ orders }: CaseRows): number => orders.filter(({ arrived }) => arrived !== null).length

/** Leads, and units that must take part; not what was taken back before anybody took it on. */
const isCounted = ({ isLead, mandatory, state, accepted, returned }: OrderRow): boolean =>
  (isLead || mandatory) && !(state === 'cancelled' && accepted === null && !returned)

function orderLines(one: OrderRow, now: number, put: Put): void {
  const of = { unit: one.unit }
  const { asked, accepted, arrived, submitted } = one
  const limit = (figure: MeasureId, at: number, [by, done]: [number | null, number | null]): void => {
    const verdict = kept(one, [by, done], now)
    if (verdict) put(figure, at, verdict.part, { ...of, due: verdict.due })
  }
  limit('accepted-in-time', asked, [one.acceptBy, accepted])
  limit('arrived-in-time', asked, [one.arriveBy, arrived])
  if (one.isLead && one.finishBy !== null) limit('finished-in-time', one.finishBy, [one.finishBy, submitted])
  put('returned', asked, one.returned ? 1 : 0, of)
  if (one.overruled !== null) put('return-overruled', asked, one.overruled ? 1 : 0, of)
  putLength(put, 'to-accept', { from: asked, to: accepted, day: asked }, of)
  putLength(put, 'to-arrive', { from: asked, to: arrived, day: asked }, of)
  putLength(put, 'to-finish', { from: asked, to: submitted, less: one.pausedMs }, of)
}

/**
 * Was a limit kept: nothing where there is none, where the clock stands, or where the part ended before it was. A limit moves with every
 * standstill, so that time is in neither number. What is not over yet counts from its limit on, unless something happens.
 */
function kept(one: OrderRow, [by, done]: [number | null, number | null], now: number): Pick<Line, 'part' | 'due'> | null {
  if (by === null) return null
  if (done !== null) return { part: done <= by ? 1 : 0, due: null }
  if (one.over !== null) return one.over <= by ? null : { part: 0, due: null }
  return one.paused ? null : { part: 0, due: by <= now ? null : by }
}

/** From one moment to another without what stood still, counted on the day it ended or on `day`. */
function putLength(
  put: Put,
  figure: SpreadId,
  { from, to, day = to, less = 0 }: { from: number | null; to: number | null; day?: number | null; less?: number },
  of: Partial<Of> = {},
): void {
  if (from === null || to === null || day === null || to < from) return
  put(figure, day, lengthStep(Math.max(0, to - from - less) / minuteMs), of)
}

/** Every closing as it was: what was wrong with the lead's part, was it sent back before, was it opened again since. */
function closingLines({ facts, orders }: CaseRows, put: Put): void {
  const moments = facts.map(({ kind, recordedAt }) => ({ kind, at: Date.parse(recordedAt) }))
  for (const [place, { kind, at: closed }] of moments.entries()) {
    if (kind !== 'event.closed') continue
    const before = moments.slice(0, place)
    const lead = orders
      .filter(({ isLead, state, done }) => isLead && state === 'passed' && done !== null && done <= closed)
      .toSorted((a, b) => b.done! - a.done! || (a.id < b.id ? -1 : 1))[0]
    const of = { unit: lead?.unit ?? null }
    const found = lead?.defects ?? []
    put('false-closing', closed, found.length > 0 ? 1 : 0, of)
    for (const defect of found) put(`defect ${defect}`, closed, 1, of)
    put('reopened', closed, moments.slice(place).some((one) => one.kind === 'event.reopened') ? 1 : 0, of)
    put('verified-first', closed, before.some((one) => one.kind === 'check.failed') ? 0 : 1, of)
    const checking = before.findLast((one) => one.kind === 'event.checking')?.at ?? null
    putLength(put, 'to-verify', { from: checking, to: closed }, of)
  }
}

/** A case whose newest lead has a limit and is not closed by it. Whose clock stands is not late. */
function lateLine({ event, area, type, source, opened, orders, closed, facts }: CaseRows, { dayOf }: At): LateLine | null {
  const lead = orders
    .filter(({ isLead, state }) => isLead && state !== 'cancelled' && state !== 'transferred' && state !== 'excused')
    .toSorted((a, b) => b.asked - a.asked || (a.id < b.id ? 1 : -1))[0]
  if (!lead || lead.finishBy === null || lead.paused) return null
  if (closed !== null && closed <= lead.finishBy) return null
  const { spent, running, since } = lateSoFar(facts, closed)
  const of = { event, area, unit: lead.unit, type, source, opened, day: dayOf(lead.finishBy), due: lead.finishBy }
  return { ...of, spent, running, since }
}
