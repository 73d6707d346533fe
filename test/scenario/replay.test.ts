import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { caseAt, leftAt } from '../../contract/replay.ts'
import type { Replay } from '../../contract/replay-view.ts'
import { notAsReplayed } from '../seeds/holds/replayed.ts'
import { type Story, startStory } from '../story.ts'
import { cleanAir, goRed, leadOrder, work } from './septic.ts'

const same = async (story: Story) => assert.deepEqual(await notAsReplayed(story.zhili.spine), [])
const played = async (story: Story, id: string) => (await story.as('chenli').get<Replay>(`/api/v1/events/${id}/replay`)).body

describe('a case played from its facts', () => {
  it('is at its end what its rows say, and at each moment what it was then', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    const { id } = await story.as('chenli').event()
    await same(story)
    const asked = story.now().getTime()
    await story.pass({ m: 2 })
    const before = leftAt(caseAt((await played(story, id)).facts, asked).orders[0]!, asked)
    assert.equal(before, 3 * 60_000, 'a red lead has three minutes to accept')
    await work(story, 'zhoumin')
    await same(story)
    await cleanAir(story, 10)
    await same(story)
    assert.equal((await story.as('hechuan').post(`/api/v1/events/${id}/check`, { passed: true })).status, 200)
    await same(story)
    const replay = await played(story, id)
    assert.deepEqual(replay.unclocked, [])
    await story.sql(`update work_orders set accept_by = accept_by + interval '1 hour' where event = $1 and role = 'lead'`, [id])
    const [moved] = (await played(story, id)).unclocked
    assert.equal(moved?.clock, 'accept', 'a limit that moved before moves were recorded is said to be unknown')
    assert.equal(caseAt(replay.facts, story.now().getTime()).state, 'closed')
    assert.equal(caseAt(replay.facts, asked).state, 'handling')
    assert.deepEqual(
      replay.devices.map(({ changes }) => changes.map(({ to }) => to)),
      [['blue', 'red', null]],
    )
    assert.equal((await story.as('bailu').get(`/api/v1/events/${id}/replay`)).status, 404, 'outside looks like nothing')
    await story.acknowledge()
    await story.end()
  })

  it('keeps to its clocks when rungs are called, when it stands still and goes on, and when a return is ruled', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    const { id, version } = await story.as('chenli').event()
    await story.pass({ m: 4 })
    assert.ok((await story.facts('work-order.called')).length > 0)
    await same(story)
    assert.ok((await story.facts('work-order.clocked')).length > 0, 'a rung has a limit of its own, and a fact says it')
    const lead = await leadOrder(story.as('zhoumin'))
    assert.equal((await story.as('zhoumin').post(`/api/v1/work-orders/${lead.id}/accept`)).status, 200)
    await same(story)
    const now = (await story.as('chenli').event()).version ?? version
    const paused = await story.as('chenli').post(`/api/v1/events/${id}/suspend`, { version: now, reason: '等待停电许可' })
    if (paused.status === 200) await story.as('qiumingyuan').post(`/api/v1/events/${id}/approve-pause`, {})
    await same(story)
    await story.pass({ m: 7 })
    await story.as('chenli').post(`/api/v1/events/${id}/resume`, { reason: '许可已到' })
    await same(story)
    await story.acknowledge()
    await story.end()
  })
})
