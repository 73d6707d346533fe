import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startStory } from '../story.ts'

const hole = { type: 'city.manhole', content: '路口井盖破损', lon: 105.5072, lat: 31.5069 }

describe('a citizen who says "not solved"', () => {
  it('is told when the hub keeps the end, and cannot ask the same again', async (t) => {
    const story = await startStory(t)
    const sent = await story.public('POST', '/api/v1/reports', hole)
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    const address = `/api/v1/public/reports/${(sent.body as { code: string }).code}`
    const [signal] = await story.facts('signal.received')
    const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${signal!.subject}/open`)
    assert.equal(opened.status, 200, JSON.stringify(opened.body))
    const { event } = opened.body
    assert.equal((await story.as('chenli').post(`/api/v1/events/${event}/false-alarm`, { reason: '系相邻路口' })).status, 200)
    assert.equal((await story.public('POST', `${address}/dispute`, { reason: '井盖还是破的' })).status, 200)
    await story.expectNotices([['chenli', 'dispute']])

    const list = await story.as('luoyifan').get<{ rows: { id: string; event: string }[] }>('/api/v1/disputes')
    const dispute = list.body.rows.find((row) => row.event === event)!
    const refused = await story.as('luoyifan').post(`/api/v1/disputes/${dispute.id}/refuse`, { reason: '现场复核完好' })
    assert.equal(refused.status, 200, JSON.stringify(refused.body))

    const [kept] = await story.facts('event.dispute-refused')
    assert.equal(kept!.body.reason, '现场复核完好')
    const view = await story.public('GET', address)
    const { state, mayDispute, steps } = view.body as { state: string; mayDispute: boolean; steps: { state: string }[] }
    assert.deepEqual([state, mayDispute, steps.at(-2)!.state, steps.at(-1)!.state], ['closed', false, 'disputed', 'closed'])
    assert.doesNotMatch(JSON.stringify(view.body), /现场复核|罗一帆/, 'reasons and names stay inside')
    assert.equal((await story.public('POST', `${address}/dispute`, { reason: '井盖还是破的' })).status, 409)
    await story.end()
  })
})
