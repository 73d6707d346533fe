import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstDevice, startStory } from '../story.ts'
import { litter, openReport } from './open-report.ts'
import { goRed, leadOrder, redNotices, work } from './septic.ts'

describe('a case between the tiers', () => {
  it('raised to the district is led there from then on, one lead at a time, and handed down again', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    const { id } = await story.as('tangke').event()
    const limits = async () =>
      (
        await story.sql<{ accept: Date; arrive: Date; finish: Date }>(
          `select accept_by as accept, arrive_by as arrive, finish_by as finish from work_orders where event = $1 and role = 'lead' and state = 'asked'`,
          [id],
        )
      )[0]!
    const { accept, ...running } = await limits()
    await story.pass({ s: 20 })
    const raised = await story.as('tangke').post(`/api/v1/events/${id}/raise`, { reason: '涉及两个街道的管网' })
    assert.equal(raised.status, 200, JSON.stringify(raised.body))
    await story.expectNotices([['chenli', 'order']])
    const leads = async (): Promise<string[]> =>
      (
        await story.sql<{ unit: string }>(
          `select unit from work_orders where event = $1 and role = 'lead' and state in ('asked', 'accepted', 'arrived')`,
          [id],
        )
      ).map(({ unit }) => unit)
    assert.deepEqual(await leads(), ['unit-beian'])
    const { accept: own, ...carried } = await limits()
    assert.deepEqual(carried, running, 'the limits to arrive and to finish go over, none starts anew')
    assert.equal(own.getTime() - accept.getTime(), 20_000, 'its own time to accept begins when it is asked')
    await story.pass({ s: 20 })
    const down = await story.as('chenli').post(`/api/v1/events/${id}/hand-down`, { reason: '已协调，交街道办理' })
    assert.equal(down.status, 200, JSON.stringify(down.body))
    await story.expectNotices([['tangke', 'order']])
    assert.deepEqual(await leads(), ['unit-linjiang'])
    const { accept: _, ...handedDown } = await limits()
    assert.deepEqual(handedDown, running)
    await story.end()
  })
})

describe('two events that are one', () => {
  it('are merged: the orders of the merged one end, its reporter follows the other; split off, it is dispatched again', async (t) => {
    const story = await startStory(t)
    const first = await openReport(story, 'a')
    await story.pass({ s: 8 })
    const second = await openReport(story, 'b')
    await story.pass({ s: 8 })
    await story.acknowledge()
    const self = await story.as('chenli').post(`/api/v1/events/${first}/merge`, { into: first })
    assert.equal(self.body.code, 'event.merge-self')
    const merged = await story.as('chenli').post(`/api/v1/events/${second}/merge`, { into: first })
    assert.equal(merged.status, 200, JSON.stringify(merged.body))
    const states = await story.sql<{ state: string }>('select distinct state from work_orders where event = $1', [second])
    assert.deepEqual(states, [{ state: 'cancelled' }])
    const again = await story.as('chenli').post(`/api/v1/events/${second}/merge`, { into: first })
    assert.equal(again.body.code, 'event.state')
    const split = await story.as('chenli').post(`/api/v1/events/${second}/split`, {})
    assert.equal(split.status, 200, JSON.stringify(split.body))
    assert.equal((await story.sql<{ state: string }>('select state from events where id = $1', [second]))[0]!.state, 'handling')
    await story.pass({ s: 8 })
    await story.acknowledge()
    await story.end()
  })
})

describe('a signal put off', () => {
  it('comes back to the inbox at its minute', async (t) => {
    const story = await startStory(t)
    await story.public('POST', '/api/v1/reports', litter, { 'idempotency-key': 's' })
    const { body } = await story.as('chenli').get<{ rows: { id: string }[] }>('/api/v1/signals?view=waiting')
    const id = body.rows[0]!.id
    assert.equal((await story.as('chenli').post(`/api/v1/signals/${id}/snooze`, { minutes: 30 })).status, 200)
    const waiting = async (): Promise<number> =>
      (await story.as('chenli').get<{ rows: unknown[] }>('/api/v1/signals?view=waiting')).body.rows.length
    await story.pass({ m: 29 })
    assert.equal(await waiting(), 0)
    await story.pass({ m: 1 })
    assert.equal(await waiting(), 1)
    await story.end()
  })
})

describe('a unit that must take part', () => {
  it('keeps the event from being checked until it has submitted or is excused by the hub', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    const { id } = await story.as('chenli').event()
    const support = await story
      .as('chenli')
      .post(`/api/v1/events/${id}/support`, { unit: 'unit-beian-emergency', reason: '疏散周边商户', mandatory: true })
    assert.equal(support.status, 200, JSON.stringify(support.body))
    await work(story, 'zhoumin')
    assert.equal((await story.as('chenli').event()).state, 'handling', 'one mandatory order is open')
    const early = await story.as('hechuan').post(`/api/v1/events/${id}/check`, { passed: true })
    assert.ok(['event.state', 'event.open-orders'].includes(String(early.body.code)))
    const order = (await story.as('chenli').event()).workOrders.find((one) => one.unit === 'unit-beian-emergency')!
    const excused = await story.as('chenli').post(`/api/v1/work-orders/${order.id}/excuse`, { reason: '现场已无商户' })
    assert.equal(excused.status, 200, JSON.stringify(excused.body))
    assert.equal((await story.as('chenli').event()).state, 'checking')
    await story.acknowledge()
    await story.end()
  })
})

describe('working time', () => {
  it('gives an everyday case of Friday afternoon its accept limit on that day and its finish limit in working days', async (t) => {
    const story = await startStory(t, { at: new Date('2026-03-06T09:45:00Z') }) // Friday 17:45 in the city
    const id = await openReport(story, 'w')
    const [order] = await story.sql<{ accept_by: Date; finish_by: Date }>(
      `select accept_by, finish_by from work_orders where event = $1 and role = 'lead'`,
      [id],
    )
    // 30 working minutes: a quarter of an hour on Friday, the rest from Monday 08:00
    assert.equal(order!.accept_by.toISOString(), '2026-03-09T00:15:00.000Z')
    assert.equal(order!.finish_by.toISOString(), '2026-03-13T09:45:00.000Z')
    await story.pass({ s: 8 })
    await story.acknowledge()
    await story.end()
  })
})

describe('a post that is delegated', () => {
  it('is answered by the deputy until the end time, and by its holder afterwards', async (t) => {
    const story = await startStory(t)
    const until = new Date(story.now().getTime() + 3_600_000).toISOString()
    const given = await story.as('zhoumin').post('/api/v1/appointments/delegate', { person: 'p-xieran', until })
    assert.ok(given.status < 300, JSON.stringify(given.body))
    await goRed(story)
    await story.expectNotices(redNotices.map(([account, kind]) => [account === 'zhoumin' ? 'xieran' : account, kind]))
    await story.pass({ h: 2 })
    await story.acknowledge()
    assert.equal(
      (await story.as('chenli').post(`/api/v1/events/${(await story.as('chenli').event()).id}/false-alarm`, { reason: '演练' }))
        .status,
      200,
    )
    await story.reads(firstDevice, { ch4: 3 })
    await story.pass({ m: 11 })
    await story.reads(firstDevice, { ch4: 3.1 })
    await story.receipts(firstDevice)
    await story.pass({ m: 1 })
    await story.acknowledge()
    await story.reads(firstDevice, { ch4: 55 })
    await story.receipts(firstDevice)
    await story.expectNotices(redNotices)
    assert.equal((await leadOrder(story.as('zhoumin'))).state, 'asked')
    await story.end()
  })
})
