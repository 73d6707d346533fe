import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { OrderCard } from '../../contract/work-order.ts'
import { startStory } from '../story.ts'
import { goRed, redNotices } from './septic.ts'

const sanitation = { zh: '环卫所：吸污、冲洗、查风机', en: 'Sanitation station: pump, rinse, look at the fan' }

it('a unit that assists reads with its order what it has to do by the plan, and whoever takes it over reads the same', async (t) => {
  const story = await startStory(t)
  await goRed(story)
  await story.expectNotices(redNotices)
  const cardsOf = async (account: string) =>
    (await story.as(account).get<{ rows: OrderCard[] }>('/api/v1/work-orders?view=mine')).body.rows
  const [own] = await cardsOf('hanqing')
  assert.deepEqual([own?.role, own?.part], ['assist', sanitation])
  const orders = async (): Promise<EventDetail['workOrders']> => {
    const { id } = await story.as('chenli').event()
    return (await story.as('chenli').get<EventDetail>(`/api/v1/events/${id}`)).body.workOrders
  }
  assert.deepEqual(
    (await orders()).map(({ role, part }) => `${role} ${part?.zh}`),
    ['lead undefined', `assist ${sanitation.zh}`, 'assist 消防：现场备勤'],
    'the lead has its checklist instead',
  )
  const back = { reason: 'function', basis: '环卫作业划分', proposed: 'unit-beian-urban-management' }
  const returned = await story.as('hanqing').post(`/api/v1/work-orders/${own!.id}/return`, back)
  assert.equal(returned.status, 200, JSON.stringify(returned.body))
  const taken = (await orders()).find(({ unit }) => unit === back.proposed)
  assert.deepEqual([taken?.role, taken?.mandatory, taken?.part], ['assist', false, sanitation])

  await t.test('support a person asks for has no words of the plan', async () => {
    const { id } = await story.as('chenli').event()
    const asked = await story.as('chenli').post(`/api/v1/events/${id}/support`, { unit: 'unit-beian-water', reason: '查排水' })
    assert.equal(asked.status, 200, JSON.stringify(asked.body))
    assert.equal((await orders()).find(({ unit }) => unit === 'unit-beian-water')?.part, null)
  })

  await t.test('asked again when the case is reopened it has the same part', async () => {
    const { id } = await story.as('chenli').event()
    await story.sql(`update work_orders set mandatory = true where event = $1 and unit = 'unit-beian-fire'`, [id])
    const act = (verb: string, reason: string) => story.as('chenli').post(`/api/v1/events/${id}/${verb}`, { reason })
    assert.equal((await act('false-alarm', '标定气体')).status, 200)
    assert.equal((await act('reopen', '读数又升高')).status, 200)
    const again = (await orders()).filter(({ unit, state }) => unit === 'unit-beian-fire' && state === 'asked')
    assert.deepEqual(
      again.map(({ part }) => part?.zh),
      ['消防：现场备勤'],
    )
  })
  await story.acknowledge()
  await story.end()
})
