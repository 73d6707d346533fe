import { z } from 'zod'
import { AnswerBody, Answered, CallList, GatewayAnswer } from '../../../contract/call.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { visibleEvent } from '../3-event/store.ts'
import type { dispatchHandlers } from './on.ts'
import { attemptsOf } from './rules/attempts-of.ts'
import { attemptAnswered, attemptsOfEvent, attemptsOfOrder, calledOfEvent } from './store-calls.ts'
import type { AttemptRow } from './types.ts'

const Id = z.object({ id: z.uuid() })
type Deps = { spine: Spine; handlers: Pick<ReturnType<typeof dispatchHandlers>, 'answer'> }

/** 叫应: who was called for an event and by which ways; and the answers of people, from the app or through a gateway. */
export async function callRoutes(app: App, { spine, handlers }: Deps): Promise<void> {
  app.get(
    '/api/v1/events/:id/calls',
    { schema: { summary: '叫应记录', params: Id, response: { 200: CallList, ...errors } }, config: { permit: 'event.read' } },
    async (request) => {
      const { id } = request.params
      if (!(await visibleEvent(spine, callerOf(request), id))) throw new RefusalError({ code: 'thing.not-found' })
      const attempts = await attemptsOfEvent(spine, id)
      const rows = (await calledOfEvent(spine, id)).map(({ person_name, work_order, called_at, answered_at, ...call }) => ({
        ...call,
        order: work_order,
        personName: person_name,
        at: called_at.toISOString(),
        answeredAt: answered_at?.toISOString() ?? null,
        attempts: attemptsOf({ ...call, work_order }, attempts),
      }))
      return { rows, at: spine.clock.now().toISOString() }
    },
  )

  app.post(
    '/api/v1/work-orders/:id/answer-call',
    {
      schema: { summary: '应答叫应：知道了，或不能处置', params: Id, body: AnswerBody, response: { 200: Answered, ...errors } },
      config: { permit: 'work-order.act' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const { attempt, answer } = request.body
        const isMeant = (one: AttemptRow) => one.id === attempt && one.person === callerOf(request).person
        const mine = (await attemptsOfOrder(tx, request.params.id)).find(isMeant)
        if (!mine) throw new RefusalError({ code: 'thing.not-found' })
        return { answered: await handlers.answer(tx, mine, answer) }
      }),
  )

  app.post(
    '/api/v1/calls/answers',
    {
      schema: { summary: '短信、语音网关送回的应答', body: GatewayAnswer, response: { 200: Answered, ...errors } },
      config: { permit: 'key' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        if (callerOf(request).postKind !== 'key-system') throw new RefusalError({ code: 'key.wrong' })
        const { code, key = null, phone = null, answer } = request.body
        const attempt = await attemptAnswered(tx, { code, key, phone })
        if (!attempt) throw new RefusalError({ code: 'thing.not-found' })
        return { answered: await handlers.answer(tx, attempt, answer) }
      }),
  )
}
