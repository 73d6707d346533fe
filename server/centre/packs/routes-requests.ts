import { z } from 'zod'
import { OffAsk, PackRequestDone, SettingsAsk, UndoAsk } from '../../../contract/pack-requests.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import { answerRoutes } from '../../city/second-person/routes.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { askOff, askSettings, askUndo } from './ask-request.ts'
import { type Deps, Of } from './find.ts'
import { answerAsked } from './requests.ts'

const Id = z.object({ id: z.uuid() })
const summaries = { confirm: '确认提请', refuse: '不同意提请', withdraw: '撤回提请' } as const
const config = { permit: 'pack.tune' } as const
const response = { 200: PackRequestDone, ...errors }

/** 停用场景包、改决定发现什么的参数是两个人的事: one asks, a second of the same place confirms or refuses, within a day. Switching on is one person's. */
export async function requestRoutes(app: App, deps: Deps): Promise<void> {
  askRoutes(app, deps)
  answerRoutes(
    app,
    { path: '/api/v1/pack-requests', permit: 'pack.tune', summaries, done: PackRequestDone },
    async (request, given) => {
      const done = await write(deps.spine, request, (tx) => answerAsked(tx, deps, given, callerOf(request)))
      await followRules(deps.spine, deps.packs)
      return done
    },
  )
}

function askRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/v1/packs/:pack/off-requests',
    { schema: { summary: '提请停用场景包', params: Of, body: OffAsk, response }, config },
    (request) => {
      const asked = { ...request.params, ...request.body, by: callerOf(request) }
      return write(deps.spine, request, (tx) => askOff(tx, deps, asked))
    },
  )
  app.post(
    '/api/v1/packs/:pack/setting-requests',
    { schema: { summary: '提请更改决定发现什么的参数', params: Of, body: SettingsAsk, response }, config },
    (request) => {
      const asked = { ...request.params, ...request.body, by: callerOf(request) }
      return write(deps.spine, request, (tx) => askSettings(tx, deps, asked))
    },
  )
  app.post(
    '/api/v1/pack-requests/:id/undo',
    { schema: { summary: '提请退回这次更改之前的参数', params: Id, body: UndoAsk, response }, config },
    (request) => {
      const asked = { ...request.params, ...request.body, by: callerOf(request) }
      return write(deps.spine, request, (tx) => askUndo(tx, deps, asked))
    },
  )
}
