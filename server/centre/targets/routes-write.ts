import { z } from 'zod'
import { SayTarget, TargetPlan } from '../../../contract/target.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { mayKeep } from './read-board.ts'
import type { TargetDeps } from './routes.ts'
import { sayEntry } from './say.ts'
import { lockPlan, putPlan, subjectsOf } from './store.ts'

const Done = z.object({ id: z.string() })
const Taken = z.object({ plan: z.string(), version: z.number() })

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
    (request) =>
      write(spine, request, (tx) =>
        sayEntry(tx, deps, callerOf(request), { ...withoutFile(request.body), plan: request.params.plan }),
      ),
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

/** A paper comes with its bytes, by the route of evidence: here nobody says that one is there. */
function withoutFile(body: SayTarget): SayTarget {
  if (body.said.kind === 'evidence' && body.said.file) throw new RefusalError(malformed('/said/file', 'unfit'))
  return body
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
