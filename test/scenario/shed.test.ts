import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startIntakeLoops } from '../../server/runner.ts'
import { firstDevice, startStory } from '../story.ts'

describe('a message no room was found for', () => {
  it('is counted by name, where a person sees it', async (t) => {
    const story = await startStory(t)
    const { spine, aside, shed } = story.zhili
    spine.hasRoom = () => false
    for (let n = 0; n < 3; n++) await aside.put({ device: firstDevice, via: 'gw-990101', kind: 'gas-monitor', payload: '{}' })
    spine.hasRoom = () => true
    await shed.flush()
    const storm = startIntakeLoops(story.zhili)
    shed.note({ device: firstDevice, kind: 'gas-monitor', reason: 'disk-full' })
    await storm.stop()
    const seat = story.as('chenli')
    const { body } = await seat.get<{ rows: Record<string, unknown>[] }>('/api/v1/shed')
    assert.deepEqual(
      body.rows.map(({ device, kind, reason, n }) => ({ device, kind, reason, n })),
      [{ device: firstDevice, kind: 'gas-monitor', reason: 'disk-full', n: 4 }],
    )
    const { body: metrics } = await story.public('GET', '/metrics')
    assert.match(String(metrics), /^zhili_ingest_shed 4$/m)
  })
})
