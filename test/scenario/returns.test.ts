import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startStory } from '../story.ts'
import { goRed, leadOrder, redNotices } from './septic.ts'

const back = (proposed: string) => ({ reason: 'function', basis: '镇街履职清单第 12 条', proposed })

describe('a unit that says "not mine"', () => {
  it('must give a basis and a proposed unit, stays responsible until that unit accepts, and no clock stops', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    const first = await leadOrder(story.as('zhoumin'))
    const without = await story
      .as('zhoumin')
      .post(`/api/v1/work-orders/${first.id}/return`, { reason: 'function', basis: '', proposed: 'unit-beian-urban-management' })
    assert.equal(without.status, 400)
    const own = await story.as('zhoumin').post(`/api/v1/work-orders/${first.id}/return`, back('unit-linjiang-safety-law'))
    assert.equal(own.body.code, 'work-order.return-basis')
    const returned = await story.as('zhoumin').post(`/api/v1/work-orders/${first.id}/return`, back('unit-beian-urban-management'))
    assert.equal(returned.status, 200, JSON.stringify(returned.body))
    await story.expectNotices([
      ['chenli', 'returned'],
      ['bailu', 'order'],
      ['beian-urban-management-b', 'order'],
    ])
    const event = await story.as('chenli').event()
    const orders = event.workOrders as unknown as { unit: string; state: string; arriveBy: string }[]
    const before = orders.find((order) => order.unit === 'unit-linjiang-safety-law')!
    const after = orders.find((order) => order.unit === 'unit-beian-urban-management')!
    assert.equal(before.state, 'returned')
    assert.equal(after.arriveBy, before.arriveBy)

    const taken = await leadOrderOf(story.as('bailu'), 'unit-beian-urban-management')
    assert.equal((await story.as('bailu').post(`/api/v1/work-orders/${taken}/accept`)).status, 200)
    const handed = (await story.as('chenli').event()).workOrders as unknown as { unit: string; state: string }[]
    assert.equal(handed.find((order) => order.unit === 'unit-linjiang-safety-law')!.state, 'transferred')
    await story.end()
  })

  it('said twice goes to the hub, whose ruling binds and may become a routing rule', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    const first = await leadOrder(story.as('zhoumin'))
    await story.as('zhoumin').post(`/api/v1/work-orders/${first.id}/return`, back('unit-beian-urban-management'))
    const second = await leadOrderOf(story.as('bailu'), 'unit-beian-urban-management')
    await story.expectNotices([...redNotices, ['chenli', 'returned'], ['bailu', 'order'], ['beian-urban-management-b', 'order']])
    const again = await story.as('bailu').post(`/api/v1/work-orders/${second}/return`, back('unit-linjiang-safety-law'))
    assert.equal(again.status, 200, JSON.stringify(again.body))
    await story.expectNotices([['chenli', 'returned']])
    const ruled = await story
      .as('chenli')
      .post(`/api/v1/work-orders/${second}/arbitrate`, { unit: 'unit-beian-sanitation', reason: '池体管养归环卫所', rule: true })
    assert.equal(ruled.status, 200, JSON.stringify(ruled.body))
    await story.expectNotices([['hanqing', 'order']])
    const [rule] = await story.sql<{ unit: string; area: string }>('select unit, area from routing_rules')
    assert.deepEqual(rule, { unit: 'unit-beian-sanitation', area: '99/990101/990101001/' })
    const tried = await story
      .as('chenli')
      .get<{ steps: { people: { personName: string }[] }[] }>(
        '/api/v1/plans/try?type=septic-gas.over-limit&area=990101001&grade=serious',
      )
    assert.equal(tried.body.steps[0]!.people[0]!.personName, '韩青')
    const event = await story.as('chenli').event()
    const leads = (event.workOrders as unknown as { role: string; state: string }[]).filter(
      (order) => order.role === 'lead' && ['asked', 'accepted', 'arrived'].includes(order.state),
    )
    assert.equal(leads.length, 1, 'exactly one lead')
    await story.end()
  })
})

async function leadOrderOf(
  person: { event(): Promise<{ workOrders: { id: string; unit: string; state: string }[] }> },
  unit: string,
): Promise<string> {
  const order = (await person.event()).workOrders.find((one) => one.unit === unit && one.state === 'asked')
  assert.ok(order, `${unit} has no order to answer`)
  return order.id
}
