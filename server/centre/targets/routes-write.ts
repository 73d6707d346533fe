import { z } from 'zod'
import { SayTarget, TargetPlan, type TargetSaid } from '../../../contract/target.ts'
import { zoneText } from '../../kernel/calendar.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { mayKeep, mayTell } from './read-board.ts'
import { found, type TargetDeps } from './routes.ts'
import { checkSaid } from './rules/check-said.ts'
import { addEntry, lockPlan, newestEntries, putPlan, subjectsOf, unitsIn } from './store.ts'
import type { PlanRow } from './types.ts'

const Done = z.object({ id: z.string() })
const Taken = z.object({ plan: z.string(), version: z.number() })
const mostUnits = 10_000
const latest = '9999Q4'

/** What owners say of their items, and plans that are put in force as data. */
export async function targetWriteRoutes(app: App, deps: TargetDeps): Promise<void> {
  const { spine } = deps
  app.post(
    '/api/v1/target-plans/:plan/entries',
    {
      schema: {
        ...{ summary: '填报一个事项或指标', params: z.object({ plan: z.string().max(60) }) },
        ...{ body: SayTarget, response: { 200: Done, ...errors } },
      },
      config: { permit: 'target.tell' },
    },
    (request) => write(spine, request, (tx) => say(tx, deps, callerOf(request), { ...request.body, plan: request.params.plan })),
  )
  app.post(
    '/api/v1/target-plans',
    {
      schema: { summary: '导入目标方案（数据）', body: TargetPlan, response: { 200: Taken, ...errors } },
      config: { permit: 'target.change' },
      bodyLimit: 2 * 1_048_576,
    },
    (request) => write(spine, request, (tx) => take(tx, callerOf(request), request.body)),
  )
}

type Saying = SayTarget & { plan: string }

async function say(tx: Tx, { zone }: TargetDeps, caller: Caller, { plan: id, subject, quarter, said }: Saying) {
  const plan = await found(tx, caller, id)
  await lockPlan(tx, id)
  const item = plan.definition.items.find((one) => one.id === subject)
  const indicator = plan.definition.indicators.find((one) => one.id === subject)
  const thing = item ?? indicator
  if (!thing) throw new RefusalError({ code: 'thing.not-found' })
  const name = thing.name.zh
  const kept = (await newestEntries(tx, [id], latest)).filter((entry) => entry.subject === subject)
  if (!mayTell(caller, plan, kept)) throw new RefusalError({ code: 'target.not-owner', details: { name } })
  const today = zoneText(tx.now, zone).slice(0, 10)
  const refusal = checkSaid(said, { quarter, today, item, indicator })
  if (refusal) throw new RefusalError(refusal)
  if (said.kind === 'owner') await checkOwner(tx, caller, plan, said)
  const entry = await addEntry(tx, id, { subject, quarter, said }, { actor: caller.actor.id, unit: caller.unit })
  const body = { plan: id, planName: plan.definition.name.zh, subject, name, quarter, entry: said.kind }
  await tx.record({ kind: 'target.told', subject: id, area: plan.area, body })
  return { id: entry }
}

/** Only who keeps the plan names owners, and only units that answer for something in its area. */
async function checkOwner(tx: Tx, caller: Caller, plan: PlanRow, said: Extract<TargetSaid, { kind: 'owner' }>): Promise<void> {
  if (!mayKeep(caller, plan)) throw new RefusalError({ code: 'permit.missing', details: { permit: 'target.change' } })
  const known = new Set((await unitsIn(tx, plan.area, mostUnits)).map(({ id }) => id))
  if (![said.unit, ...said.coUnits].every((unit) => known.has(unit))) throw new RefusalError({ code: 'thing.not-found' })
}

/** A plan of the caller's own area, or its next version. What something was said of stays in it. */
async function take(tx: Tx, caller: Caller, definition: TargetPlan): Promise<z.infer<typeof Taken>> {
  const [area] = caller.scope
  const before = await lockPlan(tx, definition.id)
  if (!area || (before && !mayKeep(caller, before))) throw new RefusalError({ code: 'thing.not-found' })
  const ids = new Set([...definition.items, ...definition.indicators].map(({ id }) => id))
  const lost = before ? (await subjectsOf(tx, definition.id)).find((subject) => !ids.has(subject)) : undefined
  if (before && lost !== undefined) {
    const names = [...before.definition.items, ...before.definition.indicators]
    throw new RefusalError({ code: 'target.version', details: { name: names.find(({ id }) => id === lost)?.name.zh ?? lost } })
  }
  const version = await putPlan(tx, before?.area ?? area, definition, caller.actor.id)
  const counts = { items: definition.items.length, indicators: definition.indicators.length }
  const body = { plan: definition.id, planName: definition.name.zh, version, ...counts }
  await tx.record({ kind: 'target-plan.taken', subject: definition.id, area: before?.area ?? area, body })
  return { plan: definition.id, version }
}
