import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Series } from '../../../../contract/reading.ts'
import type { Why } from '../../../../contract/why.ts'
import { firstDevice, startStory } from '../../../../test/story.ts'
import { keepGraveReadings } from '../../../flow/2-detect/store-keep.ts'
import { keepPartitions } from '../../../kernel/partitions.ts'

const calm = 'hf-990101-0002'

describe('a why after the days of its readings', () => {
  it('still knows a red alarm and how it came and went, not what was calm, and says so', async (test) => {
    const story = await startStory(test, { env: { READINGS_KEEP_DAYS: '1' } })
    const ask = async (device: string, at: Date) =>
      (await story.as('chenli').get<Why>(`/api/v1/why?device=${device}&at=${at.toISOString()}`)).body.device!
    await story.reads(calm, { ch4: 3, o2: 20.9 })
    const calmAt = story.now()
    await story.reads(firstDevice, { ch4: 3, o2: 20.9 })
    await story.pass({ s: 30 })
    await story.reads(firstDevice, { ch4: 60, o2: 20.9 })
    const red = story.now()
    await story.pass({ s: 5 })
    assert.deepEqual((await ask(firstDevice, red)).readings.state, 'all')
    const before = await ask(firstDevice, red)
    const level = ({ rules }: typeof before) => rules.find(({ rule }) => rule === 'ch4')!.levels[0]!
    assert.deepEqual([level(before).severity, level(before).when.answer, level(before).when.numbers?.value], ['red', 'holds', 60])

    // Somebody is at it: a red call nobody answers would ring every three minutes of these days.
    const { body: asked } = await story.as('zhoumin').get<{ rows: { id: string }[] }>('/api/v1/work-orders?view=mine')
    for (const { id } of asked.rows)
      assert.equal((await story.as('zhoumin').post(`/api/v1/work-orders/${id}/accept`, {})).status, 200)
    await keepPartitions(story.zhili.spine, { readings: 1, frames: 1, plots: 1 }, keepGraveReadings)
    await story.pass({ d: 3 })
    const { dropped } = await keepPartitions(story.zhili.spine, { readings: 1, frames: 1, plots: 1 }, keepGraveReadings)
    assert.ok(dropped.includes('readings_2026_03_02'))
    assert.deepEqual(
      await story.sql('select 1 from readings where at < $1', [new Date(story.now().getTime() - 2 * 86_400_000)]),
      [],
    )
    const after = await ask(firstDevice, red)
    assert.deepEqual(after.readings, { ...before.readings, state: 'kept' })
    assert.deepEqual(level(after), level(before), 'the same numbers as on the day itself')
    const from = new Date(red.getTime() - 60_000).toISOString()
    const { body } = await story
      .as('chenli')
      .get<Series>(`/api/v1/devices/${firstDevice}/series?from=${from}&to=${story.now().toISOString()}`)
    assert.deepEqual(
      body.readings.find(({ reading }) => reading === 'ch4')?.points.map(({ value }) => value),
      [3, 60],
    )

    const gone = await ask(calm, calmAt)
    assert.deepEqual([gone.readings, gone.rules, gone.values], [{ state: 'gone', count: 0, from: null }, [], null])
    assert.deepEqual(
      (await keepPartitions(story.zhili.spine, { readings: 1, frames: 1, plots: 1 }, keepGraveReadings)).dropped,
      [],
    )
    assert.equal((await story.sql(`select 1 from kept_readings where device = '${firstDevice}'`)).length, 2, 'kept once')
  })

  it('keeps of a device and a day no more than two thousand readings, those nearest to the change', async (test) => {
    const story = await startStory(test)
    await story.reads(firstDevice, { ch4: 60 })
    const at = story.now()
    await story.sql(
      `insert into readings (at, device, received_at, values) select t, $1, t, '{"ch4": 3}'
       from generate_series($2::timestamptz - interval '50 minutes', $2::timestamptz - interval '1 second', interval '1 second') t`,
      [firstDevice, at],
    )
    const end = new Date(at.getTime() + 86_400_000)
    await story.zhili.spine.transaction({ kind: 'system', id: 'zhili' }, (tx) =>
      keepGraveReadings(tx, { table: 'readings_default', from: new Date(at.getTime() - 86_400_000), to: end }),
    )
    const [kept] = await story.sql<{ n: number; first: Date; last: Date }>(
      'select count(*)::int as n, min(at) as first, max(at) as last from kept_readings',
    )
    assert.deepEqual([kept?.n, kept?.last], [2000, at])
    assert.equal(at.getTime() - kept!.first.getTime(), 1_999_000)
  })
})
