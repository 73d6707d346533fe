import { z } from 'zod'
import { HotlineNo, HotlineOrderIn, HotlineReceipt, HotlineSaid, HotlineVerdict } from '../../../../contract/hotline.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { RefusalError } from '../../../kernel/result.ts'
import { createSlidingWindow } from '../../../kernel/sliding-window.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { orderByNo } from './store.ts'
import { hearAnswer, hearVerdict, receiptOf, type Speaker, type TakeDeps, takeOrder } from './take.ts'

export type HotlineDeps = TakeDeps & { spine: Spine; hotlines: readonly Speaker[] }

const No = z.object({ no: HotlineNo })
const response = { 200: HotlineReceipt, ...errors }
const config = { permit: 'key' } as const
/** Orders of one hotline in ten minutes; a city's busiest hour brings some hundreds. */
const keyLimit = { limit: 2_000, ms: 600_000 }

/** The doors of a hotline's platform: its orders, what it says to our questions, and what its callers said. Its key says which hotline it is. */
export async function hotlineRoutes(app: App, deps: HotlineDeps): Promise<void> {
  const { spine } = deps
  const window = createSlidingWindow(keyLimit)
  const speaker = (caller: Caller): Speaker => {
    const found = deps.hotlines.find(({ key }) => key === caller.actor.id)
    if (!found) throw new RefusalError({ code: 'hotline.none' })
    return found
  }
  const heard = (caller: Caller, work: (tx: Tx, hotline: Speaker) => Promise<HotlineReceipt>): Promise<HotlineReceipt> => {
    const hotline = speaker(caller)
    const seconds = window.take(hotline.name, spine.clock.now())
    if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
    return spine.transaction(caller.actor, (tx) => work(tx, hotline))
  }

  app.post('/api/v1/hotline/orders', { schema: { summary: '热线转来工单', body: HotlineOrderIn, response }, config }, (request) =>
    heard(callerOf(request), (tx, hotline) => takeOrder(tx, deps, hotline, request.body)),
  )
  app.get(
    '/api/v1/hotline/orders/:no',
    { schema: { summary: '热线查工单进度', params: No, response }, config },
    async (request) => {
      const { name } = speaker(callerOf(request))
      const order = await orderByNo(spine, { hotline: name, no: request.params.no })
      if (!order) throw new RefusalError({ code: 'thing.not-found' })
      return receiptOf(spine, order)
    },
  )
  app.post(
    '/api/v1/hotline/orders/:no/said',
    { schema: { summary: '热线答复延期、退回申请', params: No, body: HotlineSaid, response }, config },
    (request) =>
      heard(callerOf(request), (tx, { name }) => hearAnswer(tx, { hotline: name, no: request.params.no }, request.body)),
  )
  app.post(
    '/api/v1/hotline/orders/:no/verdict',
    { schema: { summary: '热线回访结果', params: No, body: HotlineVerdict, response }, config },
    (request) =>
      heard(callerOf(request), (tx, { name }) => hearVerdict(tx, deps, { hotline: name, no: request.params.no }, request.body)),
  )
}
