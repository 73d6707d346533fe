import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { OrderAction } from '../../../contract/work-order.ts'
import { startDesk } from '../../../test/desk.ts'
import { nextOrderState, type OrderState, type OrderVerb, orderStates } from './life.ts'

const desk = await startDesk()
const event = await desk.open()
const order = await desk.lead(event)
const later = new Date(order.finish_by!.getTime() + 3_600_000).toISOString()

/** Who uses the verb, with what; the verb of the life table where it is called otherwise. */
const uses: Record<OrderAction, { by: string; body?: unknown; verb?: OrderVerb }> = {
  accept: { by: 'p-zhoumin' },
  arrive: { by: 'p-zhoumin' },
  progress: { by: 'p-zhoumin', body: { note: '在通风' } },
  return: { by: 'p-zhoumin', body: { reason: 'owner', basis: '产权单位管养', proposed: 'unit-beian-housing' } },
  arbitrate: { by: 'p-chenli', body: { unit: 'unit-beian-housing', reason: '职责清单 4.1' } },
  transfer: { by: 'p-zhoumin', body: { unit: 'unit-linjiang', reason: '值班长统筹' } },
  suspend: { by: 'p-chenli', body: { reason: '暴雨停工' } },
  resume: { by: 'p-chenli' },
  extend: { by: 'p-zhoumin', body: { until: later, reason: '等配件' }, verb: 'ask-extend' },
  'approve-extend': { by: 'p-chenli', verb: 'extend' },
  'refuse-extend': { by: 'p-chenli', verb: 'extend' },
  support: { by: 'p-zhoumin', body: { note: '要抽吸车' } },
  submit: { by: 'p-zhoumin', body: { result: '已通风，读数恢复正常，池口已盖好。' } },
  excuse: { by: 'p-chenli', body: { reason: '无需到场' } },
  urge: { by: 'p-chenli', body: { words: '请抓紧' } },
}

const touched: OrderState[] = ['accepted', 'arrived', 'suspended', 'submitted', 'passed']

/** The order as if its life had led there, alone on its event. */
async function put(state: OrderState, action: OrderAction): Promise<void> {
  const accepted = touched.includes(state)
  const asks = action === 'approve-extend' || action === 'refuse-extend'
  await desk.spine.query('delete from work_orders where event = $1 and id <> $2', [event, order.id])
  await desk.spine.query(`update events set state = 'handling' where id = $1`, [event])
  await desk.spine.query(
    `update work_orders set state = $2, role = $3, checklist = '[]', version = 1, accepted_at = $4, accepted_by = $5, accepted_name = $6, arrived_at = $7,
       paused_at = $8, pause = $13, proposal = null, returns = 0, ask = $9, accept_by = $10, arrive_by = $11, finish_by = $12, submitted_at = null, done_at = null
     where id = $1`,
    [
      order.id,
      state,
      action === 'excuse' ? 'assist' : 'lead',
      accepted ? order.asked_at : null,
      accepted ? 'p-zhoumin' : null,
      accepted ? '周敏' : null,
      state === 'arrived' ? order.asked_at : null,
      state === 'suspended' ? order.asked_at : null,
      asks ? { kind: 'extend', until: later, reason: '等配件', by: 'p-zhoumin', byName: '周敏' } : null,
      order.accept_by,
      order.arrive_by,
      order.finish_by,
      // before a suspension is in force, resume refuses the one that was asked for
      action === 'resume' && accepted
        ? { reason: '暴雨', until: null, askedBy: 'p-zhoumin', askedByName: '周敏', granted: state === 'suspended' }
        : null,
    ],
  )
}

describe('every verb in every state, over HTTP', () => {
  for (const state of orderStates)
    it(`${state}: what the law allows works, everything else is refused and changes nothing`, async () => {
      let looked = 0
      for (const action of OrderAction.options) {
        const { by, body, verb } = uses[action]
        await put(state, action)
        const answer = await desk.as(by).post(`/api/v1/work-orders/${order.id}/${action}`, body)
        const to = nextOrderState(state, verb ?? (action as OrderVerb))
        const isAllowed = to !== null
        const what = `${state} ${action}: ${JSON.stringify(answer.body)}`
        const [now] = await desk.spine.query<{ state: string; version: number }>(
          'select state, version from work_orders where id = $1',
          [order.id],
        )
        if (isAllowed) {
          assert.equal(answer.status, 200, what)
          // A ruling against the unit's own return ends the order; an approved suspension stops it.
          assert.equal(now!.state, to, what)
        } else {
          assert.equal(
            answer.body.code,
            action === 'accept' && touched.includes(state) ? 'work-order.already-accepted' : 'work-order.state',
            what,
          )
          assert.deepEqual(now, { state, version: 1 }, what)
        }
        looked++
      }
      assert.equal(looked, 15)
    })
})
