import type { Actor } from '../../contract/actor.ts'
import type { Part } from '../flow/3-event/parts/rules/parts-of.ts'
import { besideIds, type Case, cameAs, type Holder, noteId, notesOf, photoOf } from './scale-cases.ts'
import type { Found } from './scale-found.ts'
import type { HistoryFact } from './scale-reports.ts'

const citizen: Actor = { kind: 'citizen', id: 'citizen' }
const zhili: Actor = { kind: 'system', id: 'zhili' }

/** Who did something when, and the unit it was done for. */
type By = { at: Date; actor: Actor; unit?: string }
type About = { kind: string; subject: string; body: object }

type Known = { no: string; photo: string; parts?: readonly Part[] | undefined }

/**
 * The facts the product records of such a case; its number, the SHA-256 of its picture and, where the platform found it, whom it concerns are
 * given (a scenario test holds both together).
 */
export function factsOfCase(one: Case, known: Known): HistoryFact[] {
  return [
    ...(one.found ? foundFacts(one, one.found) : reportFacts(one)),
    ...openingFacts(one, known.no),
    ...partFacts(one, known.parts ?? []),
    ...askingFacts(one),
    ...(one.park ? parkedFacts(one, one.park) : closedFacts(one, known.photo)),
  ]
}

const factOf = ({ ground }: Case, { at, actor, unit }: By, { kind, subject, body }: About): HistoryFact => ({
  ...{ kind, subject, at, actor, unit: unit ?? null, area: ground.path },
  body: body as Record<string, unknown>,
})

/** Whoever reported it hears of it; nobody did where the platform found it. */
const told = (one: Case, by: By, outcome: string): HistoryFact[] =>
  one.found
    ? []
    : [factOf(one, by, { kind: 'reporter.told', subject: one.report, body: { report: one.report, event: one.event, outcome } })]

const sent = (
  one: Case,
  by: By,
  { to, ...more }: { to: Holder; notice: string; order: string | null; kind: string; why: string },
): HistoryFact => {
  const body = { event: one.event, post: to.post, person: to.person, personName: to.name, urgent: false, ...more }
  return factOf(one, by, { kind: 'notice.sent', subject: to.person, body })
}

/** Of the event itself, with its id in the body. */
const of = (one: Case, by: By, [kind, body]: [string, object?]): HistoryFact =>
  factOf(one, by, { kind, subject: one.event, body: { event: one.event, ...body } })

const orderOf = ({ order, lead }: Case) => ({ order, unit: lead.unit, unitName: lead.unitName, role: 'lead' })

const dispatchOf = ({ matter: { pack, version }, lead }: Case) => ({
  ...{ plan: pack, version, planVersion: 0, mode: 'person', tier: lead.tier },
  ...{ lead: lead.unit, leadName: lead.unitName, why: 'plan' },
})

function waiting(one: Case, by: By): HistoryFact {
  const { signal, written } = one
  const { source, type, grade } = cameAs(one)
  return factOf(one, by, {
    kind: 'signal.received',
    subject: signal,
    body: { signal, source, type, title: written.title, grade },
  })
}

function reportFacts(one: Case): HistoryFact[] {
  const { report } = one
  const filing: By = { at: one.filed, actor: citizen }
  const body = { report, source: 'citizen', type: cameAs(one).type, person: null }
  return [factOf(one, filing, { kind: 'report.received', subject: report, body }), waiting(one, filing)]
}

/** The finding first, which is the signal under the same id. */
function foundFacts(one: Case, { check, carrier, at }: Found): HistoryFact[] {
  const { signal, matter } = one
  const looking: By = { at: one.filed, actor: zhili }
  const body = { finding: signal, check, type: matter.type, object: carrier.id, pack: matter.pack }
  return [{ ...factOf(one, looking, { kind: 'haul.found', subject: signal, body }), occurred: at }, waiting(one, looking)]
}

function openingFacts(one: Case, no: string): HistoryFact[] {
  const { signal, event, matter, written, lead, found } = one
  const { type } = matter
  const { title } = written
  const opening: By = { at: one.opened, actor: one.ground.opener.actor }
  return [
    factOf(one, opening, { kind: 'signal.opened', subject: signal, body: { signal, event } }),
    ...told(one, opening, 'accepted'),
    of(one, opening, [
      'event.opened',
      {
        ...{ no, type, grade: 'minor', title, source: cameAs(one).source, mode: 'triage' },
        ...{ object: found?.carrier.id ?? null, alarm: null, severity: null, lead: null },
      },
    ]),
    of(one, { ...opening, unit: lead.unit }, ['event.dispatched', dispatchOf(one)]),
    ...told(one, opening, 'handling'),
  ]
}

/** Districts beside the one it happened in hear that it concerns them. */
function partFacts(one: Case, parts: readonly Part[]): HistoryFact[] {
  const { event, opened, ground } = one
  return parts.flatMap(({ why, area, district, place, named }) => {
    if (district === ground.home?.district) return []
    const says = [place, named].filter(Boolean).join(' ')
    const fact = of(one, { at: opened, actor: ground.opener.actor }, ['event.part-added', { why, district, says }])
    return [{ ...fact, subject: event, area }]
  })
}

function askingFacts(one: Case): HistoryFact[] {
  const { lead, opened, accepted, acceptBy, arriveBy, finishBy, provisional } = one
  const order = orderOf(one)
  return [
    of(one, { at: opened, actor: one.ground.opener.actor, unit: lead.unit }, [
      'work-order.asked',
      {
        ...{ ...order, post: lead.post, person: lead.person, personName: lead.name, why: 'plan', part: null, mandatory: true },
        ...{ acceptBy, arriveBy, finishBy, provisional },
      },
    ]),
    sent(one, { at: one.called, actor: zhili }, { to: lead, notice: one.notice, order: one.order, kind: 'order', why: 'plan' }),
    ...(lead.beside
      ? [
          sent(
            one,
            { at: one.called, actor: zhili },
            { to: lead.beside, notice: besideIds(one).notice, order: one.order, kind: 'order', why: 'plan' },
          ),
        ]
      : []),
    of(one, { at: accepted, actor: lead.actor, unit: lead.unit }, [
      'work-order.accepted',
      { ...order, tookS: Math.round((accepted.getTime() - opened.getTime()) / 1_000) },
    ]),
  ]
}

function parkedFacts(one: Case, { until, reason }: { until: Date; reason: string }): HistoryFact[] {
  const { opener } = one.ground
  const asking: By = { at: one.accepted, actor: one.lead.actor }
  const granting: By = { at: one.parked, actor: opener.actor }
  return [
    of(one, asking, ['event.pause-asked', { verb: 'park', reason, until }]),
    sent(one, asking, { to: opener, notice: one.asked, order: null, kind: 'pause', why: 'pause' }),
    of(one, granting, ['event.parked', { reason, until }]),
    ...told(one, granting, 'parked'),
  ]
}

function closedFacts(one: Case, photo: string): HistoryFact[] {
  const { lead } = one
  const { checker } = one.ground
  const order = orderOf(one)
  const item = photoOf(one.matter.plan)
  const doing: By = { at: one.submitted, actor: lead.actor }
  const checking: By = { at: one.checked, actor: checker.actor }
  const shown = {
    order: one.order,
    evidence: one.evidence,
    item: item.id,
    label: item.name,
    kind: 'photo',
    unit: '',
    amount: null,
  }
  return [
    of(one, { at: one.arrived, actor: lead.actor, unit: lead.unit }, [
      'work-order.arrived',
      { ...order, distanceM: 0, accuracyM: 8 },
    ]),
    of(one, { ...doing, unit: lead.unit }, ['evidence.added', { ...shown, hash: photo }]),
    ...notesOf(one.matter).map(({ id, name }, at) =>
      of(one, { ...doing, unit: lead.unit }, [
        'evidence.added',
        { ...shown, evidence: noteId(one, at), item: id, label: name, kind: 'text', hash: null },
      ]),
    ),
    of(one, { ...doing, unit: lead.unit }, [
      'work-order.submitted',
      { ...order, result: one.result, defects: [], finished: true },
    ]),
    of(one, doing, ['event.checking']),
    sent(one, doing, { to: checker, notice: one.asked, order: null, kind: 'check', why: 'check' }),
    of(one, { ...checking, unit: lead.unit }, ['check.passed', { check: one.check, waiver: null }]),
    of(one, { ...checking, unit: lead.unit }, ['work-order.passed', order]),
    of(one, checking, ['event.closed', { checkedBy: checker.person }]),
    ...told(one, checking, 'closed'),
  ]
}
