import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Doubt } from '../../contract/doubt.ts'
import type { Story } from '../story.ts'
import { acceptAll, alarmOf, first, horn, point, second, shaking, startRock, watch } from './rock.ts'

const still = (mm: number) => (hour: number) => ({ crack: mm + shaking(hour) })
const doubtsOf = async (story: Story): Promise<Doubt[]> =>
  (await story.as('chenli').get<{ rows: Doubt[] }>('/api/v1/doubts')).body.rows
const openCase = async (story: Story): Promise<string> =>
  (
    await story.sql<{ id: string }>(`select id from events where object = $1 and state = 'handling' order by opened_at desc`, [
      point,
    ])
  )[0]!.id

/** The first sensor is knocked by fourteen millimetres: orange, which is called a false alarm. */
async function knocked(story: Story): Promise<void> {
  await watch(story, [0, 18], { [first]: still(30), [second]: still(12) })
  await story.reads(first, { crack: 44 })
  await story.reads(second, { crack: 12 })
  await story.pass({ h: 1 })
  assert.equal(await alarmOf(story), 'orange')
  const reason = '支架松动，现场无变形'
  const ended = await story.as('chenli').post(`/api/v1/events/${await openCase(story)}/false-alarm`, { reason })
  assert.equal(ended.status, 200, JSON.stringify(ended.body))
}

describe('the memory of a false alarm', () => {
  it('keeps a knocked sensor at yellow, never a second one, and ends with a repair', async (t) => {
    const story = await startRock(t)
    await knocked(story)
    assert.equal(await alarmOf(story), 'yellow', 'from this alarm on')
    const [doubt, ...others] = await doubtsOf(story)
    assert.deepEqual(
      [doubt!.device, doubt!.cap, doubt!.reason, doubt!.mayEnd, others],
      [first, 'yellow', '支架松动，现场无变形', true, []],
    )
    assert.equal(Date.parse(doubt!.until) - Date.parse(doubt!.since), 14 * 86_400_000)

    // it moves on and on by itself: red without the memory
    for (let hour = 19; hour < 25; hour += 1.5) {
      await watch(story, [hour, hour + 1.5], { [first]: (h) => ({ crack: 44 + (h - 19) * 2 }), [second]: still(12) })
      await acceptAll(story)
    }
    assert.equal(await alarmOf(story), 'yellow')
    // another one moves as well: they agree, nothing is silenced
    await story.reads(first, { crack: 58 })
    await story.reads(second, { crack: 26 })
    await story.pass({ h: 1 })
    assert.equal(await alarmOf(story), 'red')
    await story.receipts(horn)
    await story.acknowledge()
    await story.end()
  })

  it('is over by a repair, and what the sensor says counts at once', async (t) => {
    const story = await startRock(t)
    await knocked(story)
    const [doubt] = await doubtsOf(story)
    assert.equal((await story.as('chenli').post(`/api/v1/doubts/${doubt!.id}/end`, { reason: '支架已重新固定' })).status, 200)
    assert.equal(await alarmOf(story), 'orange')
    assert.equal((await story.as('chenli').post(`/api/v1/doubts/${doubt!.id}/end`, { reason: '支架已重新固定' })).status, 404)
    const [after] = await doubtsOf(story)
    assert.deepEqual([after!.endedWhy, after!.mayEnd], ['repaired', false])
    await story.acknowledge()
    await story.end()
  })

  it('is over by itself when its days are over', async (t) => {
    const story = await startRock(t)
    await knocked(story)
    await story.sql(`update timers set due_at = $1 where kind = 'doubt.over'`, [new Date(story.now().getTime() + 60_000)])
    await story.pass({ m: 2 })
    const [doubt] = await doubtsOf(story)
    assert.equal(doubt!.endedWhy, 'over')
    assert.equal(await alarmOf(story), 'orange')
    await story.acknowledge()
    await story.end()
  })
})
