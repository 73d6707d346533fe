import { z } from 'zod'
import type { Plan } from '../../../../contract/pack.ts'
import { PlanRehearsal, PlanTiers, RehearsalAsked, TiersAsked } from '../../../../contract/plan-preview.ts'
import { areaByCode } from '../../../city/area/store.ts'
import { objectById } from '../../../city/object/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { versionOf } from '../../../city/pack/store-versions.ts'
import { inScope } from '../../../city/permit/scope.ts'
import type { WorkCalendar } from '../../../kernel/calendar-days.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Db, Spine } from '../../../kernel/spine.ts'
import { inForceOf } from '../acts.ts'
import { orNone } from '../find.ts'
import { type PlanLine, planLine } from '../plans/plan-line.ts'
import type { Answering } from './answers.ts'
import { type Imagine, rehearsePlan, tiersOf } from './preview.ts'

type Deps = { spine: Spine; packs: Packs; calendar: WorkCalendar; imagine: Imagine; answering: Answering }
const Of = z.object({ type: z.string().max(80) })

/** Before anybody is called in earnest: a made-up event played through a plan, and what each tier does at each severity. */
export async function previewRoutes(app: App, { spine, packs, calendar, imagine, answering }: Deps): Promise<void> {
  const config = { permit: 'plan.try' } as const

  app.post(
    '/api/v1/plans/:type/rehearse',
    { schema: { summary: '推演', params: Of, body: RehearsalAsked, response: { 200: PlanRehearsal, ...errors } }, config },
    async (request) => {
      const line = planLine(request.params.type, packs)
      const { grade, at, minutes, object, answers = [], ...asked } = request.body
      const place = await placeOf(spine, callerOf(request), { area: asked.area, object })
      const plan = await planToTry(spine, line, asked)
      const { area, lon, lat } = place
      const made = { type: line.line.pack, title: line.type.name.zh, grade, area, lon, lat, object: object ?? null }
      const names = callerOf(request).permits.has('duty.read')
      return rehearsePlan(
        { spine, calendar, imagine, answering },
        { line, plan, made, areaName: place.name, at: new Date(at), minutes, names, answers },
      )
    },
  )

  app.post(
    '/api/v1/plans/:type/tiers',
    { schema: { summary: '各级做什么', params: Of, body: TiersAsked, response: { 200: PlanTiers, ...errors } }, config },
    async (request) => {
      const line = planLine(request.params.type, packs)
      const { at, ...asked } = request.body
      const { area, name } = await placeOf(spine, callerOf(request), { area: asked.area })
      const plan = await planToTry(spine, line, asked)
      return tiersOf(spine, { plan, type: line.type, area, areaName: name, at: new Date(at) })
    },
  )
}

/** Where it is made up to be: an area, or a thing in one, inside the caller's scope. */
async function placeOf(db: Db, { scope }: Caller, { area: code, object: id }: { area: string; object?: string | undefined }) {
  const object = id ? orNone(await objectById(db, id)) : null
  const area = orNone(await areaByCode(db, code))
  const path = object?.area ?? area.path
  if (!inScope(scope, path)) throw new RefusalError({ code: 'thing.not-found' })
  return { area: path, name: object?.name ?? area.name, lon: object?.lon ?? area.lon ?? 0, lat: object?.lat ?? area.lat ?? 0 }
}

type Which = { plan?: Plan | undefined; version?: number | undefined }

/** The plan that is tried: one that is not saved, a version, or the one in force. With a fault it is refused. */
async function planToTry(db: Db, line: PlanLine, { plan, version }: Which): Promise<Plan> {
  const given = plan ?? (version ? orNone(await versionOf(db, line.line, version)).body : version === 0 ? line.shipped : null)
  if (!given) return (await inForceOf(db, line)).body
  line.refuseFaulty(given)
  return given
}
