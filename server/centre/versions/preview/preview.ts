import { system } from '../../../../contract/actor.ts'
import type { EventType, Plan } from '../../../../contract/pack.ts'
import type { PlanRehearsal, PlanTiers, RehearsalAnswer } from '../../../../contract/plan-preview.ts'
import type { Grade, Severity } from '../../../../contract/scales.ts'
import { severities } from '../../../../contract/scales.ts'
import { insertVersion, publishVersion } from '../../../city/pack/store-versions.ts'
import { prefixesOf } from '../../../flow/4-dispatch/rules/prefixes.ts'
import { allRoutes, holdersOfSteps, routeEvent } from '../../../flow/4-dispatch/store-route.ts'
import type { Route } from '../../../flow/4-dispatch/types.ts'
import { dueAt } from '../../../kernel/calendar.ts'
import type { WorkCalendar } from '../../../kernel/calendar-days.ts'
import type { RecordedFact } from '../../../kernel/facts.ts'
import { rehearse } from '../../../kernel/rehearse.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Db, Spine, Tx } from '../../../kernel/spine.ts'
import type { PlanLine } from '../plans/plan-line.ts'
import { type Answering, deedsOf } from './answers.ts'
import { lanesOf, momentsOf, type Reached } from './lanes.ts'
import { byTier, plannedRows } from './rules/tiers.ts'
import { answeringPosts, postWords } from './store.ts'

/** A made-up event that is dispatched as any other; by who owns events and dispatch. Answers its id. */
export type Imagine = (tx: Tx, made: MadeUp) => Promise<string>
export type MadeUp = {
  type: string
  title: string
  grade: Grade
  area: string
  lon: number
  lat: number
  object: string | null
}
type Asked = {
  line: PlanLine
  plan: Plan
  made: MadeUp
  areaName: string
  at: Date
  minutes: number
  names: boolean
  answers: readonly RehearsalAnswer[]
}
type Deps = { spine: Spine; calendar: WorkCalendar; imagine: Imagine; answering: Answering }

/** Played one after the other: each holds a connection, and the readers of facts for two seconds at most. */
let last: Promise<unknown> = Promise.resolve()

/** Who would get a made-up event and what follows while nobody answers: played by the code that dispatches, and taken back. */
export function rehearsePlan(deps: Deps, asked: Asked): Promise<PlanRehearsal> {
  const mine = last.then(() => play(deps, asked)).catch(busy)
  last = mine.catch(() => undefined)
  return mine
}

/** A statement that took, or waited for, longer than a rehearsal may: PostgreSQL has ended it (`query_canceled`). */
function busy(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === '57014') throw new RefusalError({ code: 'plan.busy' })
  throw error
}

async function play(
  { spine, calendar, imagine, answering }: Deps,
  { line, plan, made, areaName, at, minutes, names, answers }: Asked,
): Promise<PlanRehearsal> {
  const asked = new Date(at.getTime() + minutes * 60_000)
  let event = ''
  const played: PlanRehearsal['answers'] = []
  const {
    value: routes,
    facts,
    cutAt,
  } = await rehearse(spine, {
    ...{ actor: system, at, until: asked },
    deeds: deedsOf(answering, { plan, made, at, answers, played, event: () => event }),
    begin: async (tx) => {
      await putPlan(tx, line, plan)
      event = await imagine(tx, made)
      return allRoutes(await routeEvent(tx, plan, made, { now: at, chosen: null }))
    },
  })
  const until = cutAt ?? asked
  const reached = await reachedOf(spine, { plan, made, routes, facts, at, until })
  const posts = await postWords(spine, [...postsOf(facts), ...reached.flatMap(({ holders }) => holders.map(({ post }) => post))])
  const lanes = lanesOf({ facts, from: at, posts, reached })
  const lead = routes.find(({ role }) => role === 'lead')
  return {
    cutS: cutAt && Math.max(0, Math.floor((cutAt.getTime() - at.getTime()) / 1000)),
    ...{ at: at.toISOString(), minutes, areaName, leadWhy: lead?.reason ?? '', leadName: lead?.unitName ?? '' },
    working: dueAt(at, '1s', 'work', calendar).due.getTime() - at.getTime() === 1_000,
    lanes: lanes.map((lane) => (names ? lane : withoutNames(lane))),
    moments: momentsOf(facts, at, until),
    acts: actsOf(line, made.grade),
    answers: played,
    people: new Set(facts.flatMap((fact) => (fact.kind === 'notice.sent' ? [(fact.body as { person: string }).person] : [])))
      .size,
  }
}

/** The plan that is tried is the one in force, for as long as the rehearsal lasts. */
async function putPlan(tx: Tx, { line }: PlanLine, plan: Plan): Promise<void> {
  const no = await insertVersion(tx, { ...line, body: plan, note: '', basedOn: 0, author: system.id, state: 'draft' })
  await publishVersion(tx, { ...line, no }, system.id)
}

const withoutNames = (lane: PlanRehearsal['lanes'][number]): PlanRehearsal['lanes'][number] => ({
  ...lane,
  personName: null,
  marks: lane.marks.map((mark) => ({ ...mark, deputy: mark.deputy === null ? null : '' })),
})

const postsOf = (facts: readonly RecordedFact[]): string[] =>
  facts.flatMap(({ kind, body }) =>
    kind === 'notice.sent' || kind === 'call.attempted' ? [(body as { post: string }).post] : [],
  )

type Following = Pick<Asked, 'plan' | 'made' | 'at'> & { routes: Route[]; facts: readonly RecordedFact[]; until: Date }

/** Everybody who is called by the plan, held or not: at the beginning, and each rung at the moment the one before it ran out. */
async function reachedOf(db: Db, { plan, made, routes, facts, at }: Following): Promise<Reached[]> {
  const first = routes.map(({ role, step, holders }): Reached => ({ role, step, at, holders }))
  const rungs = facts.filter((fact): fact is RecordedFact<'work-order.called'> => fact.kind === 'work-order.called')
  const lead = facts.find(
    (fact): fact is RecordedFact<'work-order.asked'> =>
      fact.kind === 'work-order.asked' && (fact.body as { role: string }).role === 'lead',
  )
  const found: Reached[] = []
  for (const [step] of plan.lead.entries()) {
    // A rung nobody holds is passed over at the moment a later one is called.
    const called = rungs.find(({ body }) => body.order === lead?.body.order && body.step >= step)
    const began = step === 0 || routes.some(({ role, step: by }) => role === 'lead' && by >= step) ? at : called?.recordedAt
    if (!began) continue
    const holders = (await holdersOfSteps(db, { lead: [plan.lead[step]!] }, made, began))[0] ?? []
    found.push({ role: 'lead', step, at: began, holders })
  }
  return [...first, ...found]
}

/** What devices do by themselves at an alarm that opens an event of this grade. */
function actsOf({ pack, type }: PlanLine, grade: Grade): PlanRehearsal['acts'] {
  const severity = severities.find((one) => type.gradeOf[one] === grade)
  const at = (one: Severity): number => severities.indexOf(one)
  return pack.acts
    .filter((act) => severity && act.family === type.family && at(severity) <= at(act.at))
    .map(({ name, at }) => ({ name, at }))
}

type Tiers = { plan: Plan; type: EventType; area: string; areaName: string; at: Date }

/** What each tier does at each severity, with the posts of an area that would do it. */
export async function tiersOf(db: Db, { plan, type, area, areaName, at }: Tiers): Promise<PlanTiers> {
  const rows: PlanTiers['rows'] = []
  for (const { severity, grade, auto, parts } of plannedRows(plan, type)) {
    const named = []
    for (const { call, ...part } of parts) {
      const answering = await answeringPosts(db, { call, area, prefixes: prefixesOf(area), at })
      named.push({ tier: call.tier, post: { call, ...part, ...answering } })
    }
    rows.push({ severity, grade, auto, tiers: byTier(named) })
  }
  return { areaName, rows }
}
