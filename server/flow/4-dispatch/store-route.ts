import type { PlanStepView } from '../../../contract/event.ts'
import type { Plan } from '../../../contract/pack.ts'
import { durationMs } from '../../../contract/time.ts'
import { objectById } from '../../city/object/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Db } from '../../kernel/spine.ts'
import { chooseLead } from './rules/choose-lead.ts'
import { holdersFor, holdersOfUnit, ruleFor } from './store.ts'
import type { Holder, Route, Routed } from './types.ts'

/** Everybody on the rungs of a plan, for an area, now. */
export async function holdersOfSteps(db: Db, plan: Pick<Plan, 'lead'>, area: string, now: Date): Promise<Holder[][]> {
  const steps: Holder[][] = []
  for (const step of plan.lead) {
    const holders: Holder[] = []
    for (const call of step.call) holders.push(...(await holdersFor(db, call, area, now)))
    steps.push(holders)
  }
  return steps
}

/** The hub that cannot return: the district's duty lead, else the city's. */
export async function backstopFor(db: Db, area: string, now: Date): Promise<Holder[]> {
  const district = await holdersFor(db, { postKind: 'district-duty', tier: 'district' }, area, now)
  return district.some((holder) => holder.person) ? district : holdersFor(db, { postKind: 'city-duty', tier: 'city' }, area, now)
}

/** Lead, assists and informed for an event: who gets what, and why. Reads only; the same answer serves dispatch, preview and `who-gets`. */
export async function routeEvent(
  db: Db,
  plan: Plan,
  event: Routed,
  { now, chosen }: { now: Date; chosen: string | null },
): Promise<Route[]> {
  const rule = await ruleFor(db, event.type, event.area)
  const duty = event.object ? (await objectById(db, event.object))?.duty_unit : null
  const lead = chooseLead({
    chosen: chosen ? await holdersOfUnit(db, chosen, now) : null,
    byRule: rule ? await holdersOfUnit(db, rule, now) : null,
    byDuty: duty ? await holdersOfUnit(db, duty, now) : null,
    bySteps: await holdersOfSteps(db, plan, event.area, now),
    backstop: await backstopFor(db, event.area, now),
  })
  const routes: Route[] = []
  if (lead.holders[0])
    routes.push({
      unit: lead.holders[0].unit,
      unitName: lead.holders[0].unit_name,
      role: 'lead',
      reason: lead.reason,
      holders: lead.holders,
      step: lead.step,
      mandatory: true,
    })
  routes.push(...(await assistRoutes(db, plan, event, now)))
  for (const inform of plan.inform.filter((one) => one.grades.includes(event.grade))) {
    const holders = await holdersFor(db, inform.call, event.area, now)
    if (holders[0])
      routes.push({
        unit: holders[0].unit,
        unitName: holders[0].unit_name,
        role: 'inform',
        reason: 'plan',
        holders,
        step: 0,
        mandatory: false,
      })
  }
  return routes
}

/** The plan's assists for a grade; also used when a grade rises and more units join. */
export async function assistRoutes(db: Db, plan: Plan, event: Routed, now: Date): Promise<Route[]> {
  const routes: Route[] = []
  for (const assist of plan.assist.filter((one) => one.grades.includes(event.grade))) {
    const holders = await holdersFor(db, assist.call, event.area, now)
    if (holders[0])
      routes.push({
        unit: holders[0].unit,
        unitName: holders[0].unit_name,
        role: 'assist',
        reason: 'plan',
        holders,
        step: 0,
        mandatory: assist.mandatory,
      })
  }
  return routes
}

/** Who would get a made-up event, when, and why: each rung with the moment it is called if nobody answers before. */
export async function previewPlan(
  db: Db,
  packs: Packs,
  event: Routed,
  now: Date,
): Promise<{
  plan: string
  version: number
  steps: PlanStepView[]
  routes: Route[]
  acceptS: number
  arriveS: number | null
} | null> {
  const found = packs.typeOf(event.type)
  if (!found) return null
  const { plan } = found.type
  const routes = await routeEvent(db, plan, event, { now, chosen: null })
  const clocks = plan.clocks[event.grade] ?? Object.values(plan.clocks)[0]!
  const acceptS = durationMs(clocks.accept) / 1000
  const bySteps = await holdersOfSteps(db, plan, event.area, now)
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
  return {
    plan: found.pack.id,
    version: found.pack.version,
    steps,
    routes,
    acceptS,
    arriveS: clocks.arrive ? durationMs(clocks.arrive) / 1000 : null,
  }
}

export const peopleOf = (holders: Holder[], inform: boolean): PlanStepView['people'] =>
  holders.map((holder) => ({
    post: holder.post,
    postName: holder.post_name,
    unitName: holder.unit_name,
    person: holder.person,
    personName: holder.person_name,
    inform,
  }))
