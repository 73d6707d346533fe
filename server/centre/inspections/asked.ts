import { z } from 'zod'
import { planOf, plansOf } from '../../city/inspection/plans-of.ts'
import { lookBackMs } from '../../city/inspection/rules/due-state.ts'
import { dueWindows } from '../../city/inspection/rules/due-windows.ts'
import { rainsOf } from '../../city/inspection/rules/rains-of.ts'
import type { Plan } from '../../city/inspection/types.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { planStarts, warningsOf } from '../../flow/1-ingest/inspections/store.ts'
import type { WorkCalendar } from '../../kernel/calendar-days.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Db, Spine } from '../../kernel/spine.ts'
import type { Asked } from './store.ts'

export type Reckoning = { packs: Packs; calendar: WorkCalendar; zone: string }

/** One inspection with its windows from some time back to tomorrow. `backMs` left out: as far as a debt reaches. */
export async function askedOf(
  db: Db,
  { calendar, zone }: Pick<Reckoning, 'calendar' | 'zone'>,
  { plan, now, backMs }: { plan: Plan; now: Date; backMs?: number },
): Promise<Asked> {
  const { every } = plan.inspection
  const from = new Date(now.getTime() - (backMs ?? lookBackMs(every)))
  const rains = every.kind === 'rain' ? rainsOf(await warningsOf(db, every, from)) : []
  const since = (await planStarts(db)).get(`${plan.kind} ${plan.inspection.id}`) ?? now
  const windows = dueWindows(
    plan.inspection,
    { from, to: new Date(now.getTime() + 1) },
    { zone, isWorked: (day) => calendar.kindOfDay(day).work, rains },
  )
  return { plan, windows, since, now, zone }
}

/** All inspections of the packs switched on, of one kind or all. */
export const plansOfKind = (packs: Packs, kind?: string): Plan[] =>
  plansOf(packs.all()).filter((one) => kind === undefined || one.kind === kind)

export type DueDeps = { spine: Spine; packs: Packs; calendar: WorkCalendar; zone: string }

export const PlanQuery = z.strictObject({
  kind: z.string().max(60),
  plan: z.string().max(40),
  area: z.string().max(80).optional(),
})
/** The inspection a query names. Refused: one no pack has. */
export function planAsked(packs: Packs, { kind, plan }: { kind: string; plan: string }) {
  const found = planOf(packs.all(), kind, plan)
  if (!found) throw new RefusalError(malformed('/plan', 'name.unknown', { name: plan }))
  return found
}
