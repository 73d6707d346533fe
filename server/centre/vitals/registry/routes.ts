import { z } from 'zod'
import {
  VitalDone,
  VitalDraft,
  VitalEntry,
  VitalMove,
  VitalNew,
  VitalPublish,
  VitalRequestDone,
  VitalRequests,
} from '../../../../contract/vital-registry.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { answerRoutes } from '../../../city/second-person/routes.ts'
import { isKnownTo } from '../../../flow/7-evaluate/vitals/rules/is-known-to.ts'
import type { LiveTree } from '../../../flow/7-evaluate/vitals/store-live-tree.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { entryOf } from './entry.ts'
import { draft, dropDraft, type Keeping, move, publishDraft, register } from './registry.ts'
import { sheetRoutes } from './routes-sheet.ts'
import { trackRoutes } from './routes-tracks.ts'
import { answerAsked } from './second/answer.ts'
import { waitingList } from './second/list.ts'
import { registeredByCode } from './store.ts'

export type RegistryDeps = { spine: Spine; zone: string; tree: LiveTree; packs: Packs }
const Code = z.object({ code: z.string().max(80) })
const config = { permit: 'vital.define' } as const
const done = { 200: VitalDone, ...errors }
const summaries = {
  confirm: '确认等第二人的指标定义',
  refuse: '不同意等第二人的指标定义',
  withdraw: '撤回等第二人的指标定义',
} as const

export async function keepingFor({ tree, packs, zone }: RegistryDeps, caller: Caller): Promise<Keeping> {
  return { tree: await tree.read(), packs, zone, caller }
}

/** 编目: vitals are registered, written anew version by version, and led along their life. */
export async function registryRoutes(app: App, deps: RegistryDeps): Promise<void> {
  const { spine } = deps
  app.get(
    '/api/v1/vitals/:code/entry',
    {
      schema: { summary: '指标的编目：定义、版本、生命', params: Code, response: { 200: VitalEntry, ...errors } },
      config: { permit: 'vital.read' } as const,
    },
    async (request) => {
      const { code } = request.params
      const [vital, keeping] = [(await registeredByCode(spine, [code])).get(code), await keepingFor(deps, callerOf(request))]
      if (!vital || !isKnownTo(keeping.tree, keeping.caller.scope, vital.home))
        throw new RefusalError({ code: 'vital.unknown', details: { vital: code } })
      return entryOf({ query: spine.query, now: spine.clock.now() }, vital, keeping)
    },
  )
  app.post('/api/v1/vitals', { schema: { summary: '登记体征指标', body: VitalNew, response: done }, config }, async (request) => {
    const keeping = await keepingFor(deps, callerOf(request))
    const { definition, home } = request.body
    return write(spine, request, (tx) => register(tx, { definition, ...(home ? { home } : {}) }, keeping))
  })
  actRoutes(app, deps)
  app.get(
    '/api/v1/vital-requests',
    {
      schema: { summary: '等第二人确认的指标定义', response: { 200: VitalRequests, ...errors } },
      config: { permit: 'vital.read' } as const,
    },
    async (request) => waitingList({ query: spine.query, now: spine.clock.now() }, await keepingFor(deps, callerOf(request))),
  )
  answerRoutes(
    app,
    { path: '/api/v1/vital-requests', permit: 'vital.define', summaries, done: VitalRequestDone },
    async (request, given) => {
      const keeping = await keepingFor(deps, callerOf(request))
      return write(spine, request, (tx) => answerAsked(tx, given, keeping))
    },
  )
  await sheetRoutes(app, deps)
  await trackRoutes(app, deps)
}

function actRoutes(app: App, deps: RegistryDeps): void {
  const { spine } = deps
  app.put(
    '/api/v1/vitals/:code/draft',
    { schema: { summary: '存指标定义的草稿', params: Code, body: VitalDraft, response: done }, config },
    async (request) => {
      const keeping = await keepingFor(deps, callerOf(request))
      return write(spine, request, (tx) => draft(tx, request.params.code, request.body, keeping))
    },
  )
  app.post(
    '/api/v1/vitals/:code/drop-draft',
    { schema: { summary: '丢弃指标定义的草稿', params: Code, response: done }, config },
    async (request) => {
      const keeping = await keepingFor(deps, callerOf(request))
      return write(spine, request, (tx) => dropDraft(tx, request.params.code, keeping))
    },
  )
  app.post(
    '/api/v1/vitals/:code/publish',
    { schema: { summary: '发布指标定义的草稿', params: Code, body: VitalPublish, response: done }, config },
    async (request) => {
      const keeping = await keepingFor(deps, callerOf(request))
      return write(spine, request, (tx) => publishDraft(tx, request.params.code, request.body.version, keeping))
    },
  )
  app.post(
    '/api/v1/vitals/:code/move',
    { schema: { summary: '指标：编目、接入、可信、停用', params: Code, body: VitalMove, response: done }, config },
    async (request) => {
      const keeping = await keepingFor(deps, callerOf(request))
      return write(spine, request, (tx) => move(tx, request.params.code, request.body, keeping))
    },
  )
}
