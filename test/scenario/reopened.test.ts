import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Story, startStory } from '../story.ts'

const reason = '系相邻路口'

/** A manhole case that other units must help with: one stays, one is excused, one may help. */
async function withHelp(story: Story): Promise<string> {
  const report = { type: 'city.manhole', content: '路口井盖破损', lon: 105.5072, lat: 31.5069 }
  assert.equal((await story.public('POST', '/api/v1/reports', report)).status, 200)
  const [signal] = await story.facts('signal.received')
  const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${signal!.subject}/open`)
  const { event } = opened.body
  for (const [unit, mandatory] of [
    ['unit-beian-emergency', true],
    ['unit-beian-fire', true],
    ['unit-beian-water', false],
  ] as const) {
    const body = { unit, reason: '现场围挡', mandatory }
    assert.equal((await story.as('chenli').post(`/api/v1/events/${event}/support`, body)).status, 200)
  }
  const [fire] = await story.sql<{ id: string }>(`select id from work_orders where event = $1 and unit = 'unit-beian-fire'`, [
    event,
  ])
  assert.equal((await story.as('chenli').post(`/api/v1/work-orders/${fire!.id}/excuse`, { reason: '与消防无关' })).status, 200)
  return event
}

describe('an event that is reopened', () => {
  it('asks its lead again and every unit that had to take part when it ended, each once', async (t) => {
    const story = await startStory(t)
    const event = await withHelp(story)
    const open = () =>
      story.sql<{ unit: string; role: string; mandatory: boolean }>(
        `select unit, role, mandatory from work_orders where event = $1 and state = 'asked' order by role desc, unit`,
        [event],
      )
    const lead = (await open()).find((order) => order.role === 'lead')!.unit
    const expected = [
      { unit: lead, role: 'lead', mandatory: true },
      { unit: 'unit-beian-emergency', role: 'assist', mandatory: true },
    ]
    // twice: what was asked at the first reopening is not doubled at the second
    for (const _ of [1, 2]) {
      assert.equal((await story.as('chenli').post(`/api/v1/events/${event}/false-alarm`, { reason })).status, 200)
      assert.deepEqual(await open(), [])
      assert.equal((await story.as('chenli').post(`/api/v1/events/${event}/reopen`, { reason: '井盖还是破的' })).status, 200)
      assert.deepEqual(await open(), expected)
    }
  })

  it('and was put right on the spot is dispatched for the first time', async (t) => {
    const story = await startStory(t)
    const report = { type: 'city.garbage', content: '楼道杂物，已清理', lon: 105.5072, lat: 31.5069, selfHandled: true }
    assert.equal((await story.as('xieran').post('/api/v1/reports', report)).status, 200)
    const [event] = await story.sql<{ id: string }>('select id from events')
    const reopened = await story.as('chenli').post(`/api/v1/events/${event!.id}/reopen`, { reason: '又堆起来了' })
    assert.deepEqual([reopened.status, reopened.body.state], [200, 'handling'], JSON.stringify(reopened.body))
    const orders = await story.sql<{ role: string; state: string }>('select role, state from work_orders')
    assert.deepEqual(orders, [{ role: 'lead', state: 'asked' }])
  })
})
