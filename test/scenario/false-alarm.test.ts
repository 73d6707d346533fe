import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Story, startStory } from '../story.ts'
import { goRed, leadOrder, redNotices } from './septic.ts'

const reason = '探头进水'

async function acceptedRed(story: Story): Promise<string> {
  await goRed(story)
  await story.expectNotices(redNotices)
  const { id } = await leadOrder(story.as('zhoumin'))
  assert.equal((await story.as('zhoumin').post(`/api/v1/work-orders/${id}/accept`)).status, 200)
  return (await story.as('chenli').event()).id
}

const falseActions = async (story: Story, account: string, event: string): Promise<string[]> => {
  const { body } = await story.as(account).get<{ allowed: string[] }>(`/api/v1/events/${event}`)
  return body.allowed.filter((action) => /false-alarm|pause/.test(action))
}

describe('a false alarm somebody has accepted', () => {
  it('is reported by its holder and ends when another person of the duty desk agrees', async (t) => {
    const story = await startStory(t)
    const event = await acceptedRed(story)
    assert.deepEqual(await falseActions(story, 'zhoumin', event), ['report-false-alarm'])
    const alone = await story.as('zhoumin').post(`/api/v1/events/${event}/false-alarm`, { reason })
    assert.equal(alone.body.code, 'event.second-person')
    const asked = await story.as('zhoumin').post(`/api/v1/events/${event}/report-false-alarm`, { reason })
    assert.equal(asked.status, 200, JSON.stringify(asked.body))
    await story.expectNotices([['chenli', 'pause']])
    assert.deepEqual(await falseActions(story, 'zhoumin', event), [])
    const own = await story.as('zhoumin').post(`/api/v1/events/${event}/approve-pause`)
    assert.equal(own.body.code, 'approval.self')
    assert.deepEqual(await falseActions(story, 'chenli', event), ['approve-pause', 'refuse-pause', 'false-alarm'])
    assert.equal((await story.as('chenli').event()).state, 'handling', 'only asked for, the clocks run on')
    const agreed = await story.as('chenli').post(`/api/v1/events/${event}/approve-pause`)
    assert.equal(agreed.body.state, 'false-alarm', JSON.stringify(agreed.body))
    const [fact] = await story.facts('event.false-alarm')
    assert.equal(fact!.body.reason, reason)
    await story.end()
  })

  it('cannot be confirmed any more once the case is over', async (t) => {
    const story = await startStory(t)
    const event = await acceptedRed(story)
    await story.as('zhoumin').post(`/api/v1/events/${event}/report-false-alarm`, { reason })
    await story.expectNotices([['chenli', 'pause']])
    await story.sql(`update events set state = 'closed', closed_at = $2 where id = $1`, [event, story.now()])
    const late = await story.as('chenli').post(`/api/v1/events/${event}/approve-pause`)
    assert.deepEqual([late.status, late.body.code], [409, 'event.state'])
    assert.deepEqual(await story.facts('event.false-alarm'), [])
  })

  it('goes on when the duty desk does not agree', async (t) => {
    const story = await startStory(t)
    const event = await acceptedRed(story)
    await story.as('zhoumin').post(`/api/v1/events/${event}/report-false-alarm`, { reason })
    await story.expectNotices([['chenli', 'pause']])
    assert.equal((await story.as('chenli').post(`/api/v1/events/${event}/refuse-pause`)).status, 200)
    assert.deepEqual(await falseActions(story, 'zhoumin', event), ['report-false-alarm'])
    await story.end()
  })

  it('is not ended over another unit that must take part, asked or at it, until that is excused', async (t) => {
    const story = await startStory(t)
    const event = await acceptedRed(story)
    const unit = 'unit-beian-emergency'
    const support = { unit, reason: '疏散周边商户', mandatory: true }
    assert.equal((await story.as('chenli').post(`/api/v1/events/${event}/support`, support)).status, 200)
    await story.expectNotices([
      ['beian-emergency-a', 'order'],
      ['beian-emergency-b', 'order'],
    ])
    const early = await story.as('chenli').post(`/api/v1/events/${event}/false-alarm`, { reason })
    assert.equal(early.body.code, 'event.others-at-work', 'asked only, but the lead is at it')
    const order = (await story.as('chenli').event()).workOrders.find((one) => one.unit === unit)!
    assert.equal((await story.as('beian-emergency-a').post(`/api/v1/work-orders/${order.id}/accept`)).status, 200)
    assert.deepEqual(await falseActions(story, 'chenli', event), [])
    const refused = await story.as('chenli').post(`/api/v1/events/${event}/false-alarm`, { reason })
    assert.equal(refused.body.code, 'event.others-at-work')
    assert.match(String(refused.body.zh), /应急/)
    assert.equal((await story.as('chenli').post(`/api/v1/work-orders/${order.id}/excuse`, { reason: '系误报' })).status, 200)
    assert.deepEqual(await falseActions(story, 'chenli', event), ['false-alarm'])
    assert.equal((await story.as('chenli').post(`/api/v1/events/${event}/false-alarm`, { reason })).status, 200)
    await story.end()
  })
})

describe('a false alarm nobody has accepted', () => {
  it('is no matter of a post of the town whose unit has no part', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    const event = (await story.as('chenli').event()).id
    const [stranger] = await story.sql<{ account: string }>(
      `select a.account from accounts a join appointments h on h.person = a.person join posts p on p.id = h.post join units u on u.id = p.unit
       where p.kind = 'town-post' and u.parent = 'unit-linjiang' and u.id not in (select unit from work_orders where event = $1) order by 1 limit 1`,
      [event],
    )
    const { account } = stranger!
    const refused = await story.as(account).post(`/api/v1/events/${event}/false-alarm`, { reason })
    assert.equal(refused.body.code, 'event.no-part', `${account}: ${JSON.stringify(refused.body)}`)
    assert.deepEqual(await falseActions(story, account, event), [])
    assert.deepEqual(await falseActions(story, 'zhoumin', event), ['false-alarm'])
    await story.end()
  })
})
