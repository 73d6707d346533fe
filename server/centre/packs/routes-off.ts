import { z } from 'zod'
import { OffAnswer, OffAsk, OffDone, OffRequestVerb } from '../../../contract/pack-off.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { type Deps, Of } from './find.ts'
import { answerOff, askOff } from './off.ts'

const Id = z.object({ id: z.uuid() })
const summaries = { confirm: '确认停用场景包', refuse: '不同意停用场景包', withdraw: '撤回停用的提请' } as const

/** 停用场景包是两个人的事: one asks, a second of the same place confirms or refuses, within a day. Switching on is one person's. */
export async function offRoutes(app: App, deps: Deps): Promise<void> {
  const config = { permit: 'pack.tune' } as const
  app.post(
    '/api/v1/packs/:pack/off-requests',
    { schema: { summary: '提请停用场景包', params: Of, body: OffAsk, response: { 200: OffDone, ...errors } }, config },
    async (request) => {
      const asked = { ...request.params, ...request.body, by: callerOf(request) }
      return write(deps.spine, request, (tx) => askOff(tx, deps, asked))
    },
  )
  for (const verb of OffRequestVerb.options)
    app.post(
      `/api/v1/pack-off-requests/:id/${verb}`,
      { schema: { summary: summaries[verb], params: Id, body: OffAnswer, response: { 200: OffDone, ...errors } }, config },
      async (request) => {
        const { id } = request.params
        const given = { id, verb, note: request.body.note ?? null, by: callerOf(request) }
        const done = await write(deps.spine, request, (tx) => answerOff(tx, deps, given))
        await followRules(deps.spine, deps.packs)
        return done
      },
    )
}
