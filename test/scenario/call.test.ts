import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startStory } from '../story.ts'
import { goRed, leadOrder, redNotices } from './septic.ts'

describe('somebody of a case', () => {
  it('is called by who acts on it: the number once, with a purpose, as a fact', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    const { id } = await story.as('chenli').event()
    const [lead] = await story.sql<{ name: string; phone: string }>(`select name, phone from persons where id = 'p-zhoumin'`)
    const ask = (account: string, body: object) =>
      story.as(account).post<{ code?: string; name?: string; phone?: string }>(`/api/v1/events/${id}/call`, body)
    const purpose = '了解处置进展'
    const called = await ask('qiumingyuan', { whose: 'responsible', purpose })
    assert.deepEqual([called.status, called.body], [200, lead], 'before anybody accepted: who was called for the lead')

    const order = await leadOrder(story.as('zhoumin'))
    await story.as('zhoumin').post(`/api/v1/work-orders/${order.id}/accept`, {})
    assert.deepEqual((await ask('qiumingyuan', { whose: 'responsible', purpose })).body, lead, 'the lead who accepted')
    assert.equal((await ask('qiumingyuan', { whose: 'responsible', purpose: ' ' })).body.code, 'personal.purpose')
    assert.equal((await ask('qiumingyuan', { whose: 'responsible', of: 'p-nobody', purpose })).body.code, 'call.nobody')
    assert.equal((await ask('zhoumin', { whose: 'reporter', purpose })).body.code, 'call.nobody', 'a device has no phone')
    assert.equal((await ask('liangzhu', { whose: 'responsible', purpose })).status, 404, 'another town')
    assert.equal((await ask('hening', { whose: 'responsible', purpose })).body.code, 'permit.missing')

    const facts = await story.facts('personal.revealed')
    assert.deepEqual(
      facts.map(({ subject, body }) => [subject, body]),
      Array(2).fill([id, { subject: 'p-zhoumin', field: 'person.phone', whose: lead!.name, purpose }]),
    )
    type Facts = { rows?: { kind: string }[]; facts?: { kind: string }[] }
    const page = await story.as('chenli').get<Facts>(`/api/v1/events/${id}`)
    assert.ok(JSON.stringify(page.body).includes('personal.revealed'), 'it stands in the timeline of the case')
    const audit = await story.as('hening').get<Facts>('/api/v1/audit?kind=personal.revealed')
    assert.equal(audit.body.rows?.length, 2)
    assert.ok(!JSON.stringify([await story.facts(), audit.body]).includes(lead!.phone), 'no number outside the answer')
  })

  it('is the reporter too, whose name the fact hides; not once it is over', async (t) => {
    const story = await startStory(t)
    const report = {
      type: 'city.manhole',
      content: '井盖没有了',
      lon: 105.5072,
      lat: 31.5069,
      contactName: '谢小然',
      phone: '13000000042',
    }
    const sent = await story.public('POST', '/api/v1/reports', report)
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    const [signal] = await story.sql<{ id: string }>(`select id from signals where state = 'waiting'`)
    const opened = await story.as('chenli').post<{ id: string }>(`/api/v1/signals/${signal!.id}/open`, {})
    assert.equal(opened.status, 200, JSON.stringify(opened.body))
    const event = await story.as('chenli').event()
    const ask = () =>
      story
        .as('chenli')
        .post<{ code?: string }>(`/api/v1/events/${event.id}/call`, { whose: 'reporter', purpose: '核实具体位置' })
    assert.deepEqual((await ask()).body, { name: '谢小然', phone: '13000000042' })
    const [fact] = await story.facts('personal.revealed')
    assert.equal(fact?.body.whose, '谢**')
    await story.as('chenli').post(`/api/v1/events/${event.id}/false-alarm`, { reason: '已修复' })
    assert.equal((await ask()).body.code, 'event.state')
  })
})
