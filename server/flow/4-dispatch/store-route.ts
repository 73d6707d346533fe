import type { PlanStepView } from '../../../contract/event.ts'
import type { Call, Plan } from '../../../contract/pack.ts'
import { partName } from '../../../contract/plan-parts.ts'
import { durationMs } from '../../../contract/time.ts'
import { chargedWith, detailsOf, objectById } from '../../city/object/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { planInForce } from '../../city/pack/plan-in-force.ts'
import type { Db } from '../../kernel/spine.ts'
import { chooseLead } from './rules/choose-lead.ts'
import { isSo } from './rules/is-so.ts'
import { unmannedWhy } from './rules/unmanned-why.ts'
import { actingOfUnit, dutyPostOver, holdersFor, holdersOfPosts, holdersOfUnit, ruleFor, unitName } from './store.ts'
import type { Holder, Route, Routed, Routing, Unmanned } from './types.ts'

/** Where an event is, and of which object. */
export type Placed = { area: string; object: string | null }

/** Who answers a call: those who have the charge it names of the event's object, else the posts of its kind. */
export async function holdersOfCall(db: Db, call: Call, { area, object }: Placed, now: Date): Promise<Holder[]> {
  if (call.charge && object)
    for (const { unit, post } of await chargedWith(db, { object, role: call.charge, now })) {
      const holders = post ? await holdersOfPosts(db, [post], now) : await holdersOfUnit(db, unit!, now)
      if (holders.some(({ person }) => person !== null)) return holders
    }
  return holdersFor(db, call, area, now)
}

/** Everybody on the rungs of a plan, for an event's place, now. */
export async function holdersOfSteps(db: Db, plan: Pick<Plan, 'lead'>, place: Placed, now: Date): Promise<Holder[][]> {
  const steps: Holder[][] = []
  for (const step of plan.lead) {
    const holders: Holder[] = []
    for (const call of step.call) holders.push(...(await holdersOfCall(db, call, place, now)))
    steps.push(holders)
  }
  return steps
}

type AskedUnit = { unit: string; area: string; asked: readonly string[] }

/**
 * The ladder of a unit that must take part, above the posts it was asked at: whoever else acts in it, then the unit above it, then the
 * district's duty. Each post once, on its lowest rung.
 */
export async function holdersOfPart(db: Db, { unit, area, asked }: AskedUnit, now: Date): Promise<Holder[][]> {
  const parent = (await unitName(db, unit))?.parent
  const rungs = [
    await actingOfUnit(db, unit, now),
    parent ? await holdersOfUnit(db, parent, now) : [],
    await backstopFor(db, area, now),
  ]
  const placed = new Set(asked)
  const above = rungs.map((rung) => {
    const fresh = rung.filter((holder) => !placed.has(holder.post))
    for (const holder of fresh) placed.add(holder.post)
    return fresh
  })
  return [[], ...above]
}

/** The hub that cannot return: the district's duty lead, else the city's. */
export async function backstopFor(db: Db, area: string, now: Date): Promise<Holder[]> {
  const district = await holdersFor(db, { postKind: 'district-duty', tier: 'district' }, area, now)
  return district.some((holder) => holder.person) ? district : holdersFor(db, { postKind: 'city-duty', tier: 'city' }, area, now)
}

/** The duty post over whoever leads, else the next tier's hub: it takes a part nobody else can be called for. */
async function standInFor(db: Db, lead: string | null, area: string, now: Date): Promise<Holder[]> {
  const post = lead ? await dutyPostOver(db, lead, now) : null
  const own = post ? await holdersOfPosts(db, [post], now) : []
  return own.some((holder) => holder.person) ? own : backstopFor(db, area, now)
}

/** Lead, assists and informed for an event: who gets what, and why. Reads only; the same answer serves dispatch, preview and `who-gets`. */
export async function routeEvent(
  db: Db,
  plan: Plan,
  event: Routed,
  { now, chosen }: { now: Date; chosen: string | null },
): Promise<Routing> {
  const rule = await ruleFor(db, event.type, event.area)
  const duty = event.object ? (await objectById(db, event.object))?.duty_unit : null
  const lead = chooseLead({
    chosen: chosen ? await holdersOfUnit(db, chosen, now) : null,
    byRule: rule ? await holdersOfUnit(db, rule, now) : null,
    byDuty: duty ? await holdersOfUnit(db, duty, now) : null,
    bySteps: await holdersOfSteps(db, plan, event, now),
    backstop: await backstopFor(db, event.area, now),
  })
  const routes = routeTo(lead.holders, { role: 'lead', reason: lead.reason, step: lead.step, mandatory: true })
  const assists = await assistRoutes(db, plan, { ...event, lead: routes[0]?.unit ?? null }, now)
  routes.push(...assists.routes)
  for (const inform of plan.inform.filter((one) => one.grades.includes(event.grade))) {
    const holders = await holdersOfCall(db, inform.call, event, now)
    routes.push(...routeTo(holders, { role: 'inform', reason: 'plan', step: 0, mandatory: false }))
  }
  return { routes, unmanned: assists.unmanned }
}

/** Everybody who is asked or told, whoever stands in for a part included. */
export const allRoutes = ({ routes, unmanned }: Routing): Route[] => [...routes, ...unmanned.flatMap(({ route }) => route ?? [])]

/**
 * The plan's assists for a grade; also used when a grade rises and more units join. A part nobody can be called for is never left out: it stands in
 * `unmanned` with its reason, and a mandatory one goes to whoever stands in for it.
 */
export async function assistRoutes(
  db: Db,
  plan: Pick<Plan, 'assist'>,
  event: Routed & { lead: string | null },
  now: Date,
): Promise<Routing> {
  const routing: Routing = { routes: [], unmanned: [] }
  const asked = plan.assist.filter((one) => one.grades.includes(event.grade))
  const details = event.object && asked.some(({ when }) => when) ? await detailsOf(db, event.object) : null
  for (const assist of asked.filter(({ when }) => isSo(when, details))) {
    const holders = await holdersOfCall(db, assist.call, event, now)
    const [route] = routeTo(holders, {
      ...{ role: 'assist', reason: 'plan', step: 0 },
      ...{ mandatory: assist.mandatory, part: partName(assist) },
    })
    const why = unmannedWhy(assist.call, holders, event.object !== null)
    if (why) routing.unmanned.push(await unmanned(db, assist, { event, why, route: route ?? null }, now))
    else if (route) routing.routes.push(route)
  }
  return routing
}

type Vacant = { event: Routed & { lead: string | null }; why: Unmanned['why']; route: Route | null }

/** A unit whose post is empty keeps its mandatory part, and whoever stands in is called for it at once; without a unit they get the part. */
async function unmanned(db: Db, assist: Plan['assist'][number], { event, why, route }: Vacant, now: Date): Promise<Unmanned> {
  const part = { part: partName(assist), mandatory: assist.mandatory, why }
  if (!assist.mandatory) return { ...part, route }
  const standIn = await standInFor(db, event.lead, event.area, now)
  if (route) return { ...part, route: { ...route, holders: [...route.holders, ...standIn] } }
  const [own] = routeTo(standIn, { role: 'assist', reason: 'backstop', step: 0, mandatory: true, part: partName(assist) })
  return { ...part, route: own ?? null }
}

/** A part for the unit of the first holder; none when no post answers the call. */
function routeTo(holders: Holder[], part: Pick<Route, 'role' | 'reason' | 'step' | 'mandatory' | 'part'>): Route[] {
  const [first] = holders
  return first ? [{ unit: first.unit, unitName: first.unit_name, holders, ...part }] : []
}

type Preview = {
  plan: string
  version: number
  steps: PlanStepView[]
  routes: Route[]
  acceptS: number
  arriveS: number | null
}

/** Who would get a made-up event, when, and why: each rung with the moment it is called if nobody answers before. */
export async function previewPlan(db: Db, packs: Packs, event: Routed, now: Date): Promise<Preview | null> {
  const found = await planInForce(db, packs, event.type)
  if (!found) return null
  const { plan } = found
  const routes = allRoutes(await routeEvent(db, plan, event, { now, chosen: null }))
  const clocks = plan.clocks[event.grade] ?? Object.values(plan.clocks)[0]!
  const acceptS = durationMs(clocks.accept) / 1000
  return {
    plan: found.pack.id,
    version: found.pack.version,
    steps: rungsOf(plan, { routes, bySteps: await holdersOfSteps(db, plan, event, now), acceptS }),
    routes,
    acceptS,
    arriveS: clocks.arrive ? durationMs(clocks.arrive) / 1000 : null,
  }
}

type Called = { routes: Route[]; bySteps: Holder[][]; acceptS: number }

/** The rungs of a plan with their people and moments; assists and informed are called together with the first. */
function rungsOf(plan: Plan, { routes, bySteps, acceptS }: Called): PlanStepView[] {
  const lead = routes.find((route) => route.role === 'lead')
  const steps = plan.lead.map(
    (step, index): PlanStepView => ({
      step: index,
      name: step.name,
      at: null,
      afterS: index * acceptS,
      called: index === 0,
      people: peopleOf(index === (lead?.step ?? 0) ? (lead?.holders ?? []) : bySteps[index]!, false),
    }),
  )
  const others = routes
    .filter((route) => route.role !== 'lead')
    .flatMap((route) => peopleOf(route.holders, route.role === 'inform'))
  if (steps[0]) steps[0] = { ...steps[0], people: [...steps[0].people, ...others] }
  return steps
}

export const peopleOf = (holders: Holder[], inform: boolean): PlanStepView['people'] =>
  holders.map((holder) => ({
    post: holder.post,
    postName: holder.post_name,
    unitName: holder.unit_name,
    person: holder.person,
    personName: holder.person_name,
    ...{ inform, before: null },
  }))
