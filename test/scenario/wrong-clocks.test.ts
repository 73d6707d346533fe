import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstDevice, type Story, startStory } from '../story.ts'

type Reading = { ch4?: number; values?: Record<string, number>; offS?: number; seq?: number }

/** One live message of the device over MQTT, its clock `offS` seconds off. */
async function says(story: Story, { ch4 = 0, values = { ch4 }, offS = 0, seq }: Reading): Promise<string> {
  const at = new Date(story.now().getTime() + offS * 1000).toISOString()
  const reading = { at, values, ...(seq === undefined ? {} : { seq }) }
  const payload = JSON.stringify(reading)
  const taken = await story.zhili.ingest.accept({
    device: firstDevice,
    channel: 'mqtt',
    source: firstDevice,
    payload,
    readings: [reading],
  })
  await story.pass({ s: 0 })
  return taken.ok ? 'taken' : taken.refusal.code
}

const raised = async (story: Story): Promise<unknown[]> =>
  (await story.facts('alarm.raised')).map(({ body }) => [body.family, body.severity])
const refused = (story: Story) =>
  story.sql<{ code: string; payload: string; repeats: number; details: Record<string, unknown> }>(
    'select code, payload, repeats, details from quarantine order by received_at, id',
  )

describe('a monitor whose clock is wrong', () => {
  it('is not deaf when the clock falls back to its first day', async (t) => {
    const story = await startStory(t)
    await says(story, { ch4: 1 })
    await story.pass({ m: 1 })
    const years = Date.parse('2000-01-01T00:00:00Z') - story.now().getTime()
    assert.equal(await says(story, { ch4: 11, offS: years / 1000 }), 'taken')
    assert.deepEqual(await raised(story), [['gas', 'blue']])
    const [kept] = await story.sql<{ at: Date; quality: string }>(`select at, quality from readings order by at desc limit 1`)
    assert.deepEqual([kept?.at.getTime(), kept?.quality], [story.now().getTime(), 'skewed'], 'kept under our time')
    await story.receipts(firstDevice)
    await story.end()
  })

  it('is not deaf when the clock ran ahead and was set right', async (t) => {
    const story = await startStory(t)
    await says(story, { ch4: 1, offS: 540 })
    await story.pass({ m: 1 })
    await says(story, { ch4: 11 })
    assert.deepEqual(await raised(story), [['gas', 'blue']])
    await story.receipts(firstDevice)
    await story.end()
  })

  it('is not deaf when it was set back by hours, with a count at once, without from the second reading on', async (t) => {
    const story = await startStory(t)
    await says(story, { ch4: 1 })
    await story.pass({ m: 1 })
    await says(story, { ch4: 11, offS: -7200 })
    assert.deepEqual(await raised(story), [])
    await story.pass({ m: 1 })
    await says(story, { ch4: 11, offS: -7200 })
    assert.deepEqual(await raised(story), [['gas', 'blue']])
    await story.receipts(firstDevice)
    await story.end()

    const counted = await startStory(t)
    await says(counted, { ch4: 1, seq: 7 })
    await counted.pass({ m: 1 })
    await says(counted, { ch4: 11, offS: -7200, seq: 8 })
    assert.deepEqual(await raised(counted), [['gas', 'blue']])
    await counted.receipts(firstDevice)
    await counted.end()
  })

  it('counts as silent while it sends only what cannot be followed', async (t) => {
    const story = await startStory(t)
    await says(story, { ch4: 1, seq: 100 })
    for (let minute = 0; minute < 3; minute++) {
      await story.pass({ m: 1 })
      // a buffer sent again, one an interval, its moments apart by an hour
      await says(story, { ch4: 2, offS: -3600 * (20 - minute), seq: minute })
    }
    assert.deepEqual(await raised(story), [['silence', 'blue']])
    await story.end()
  })
})

describe('a monitor beyond its range', () => {
  it('is red when it is saturated, and the value is kept as it came', async (t) => {
    const story = await startStory(t)
    await says(story, { ch4: 101 })
    assert.deepEqual(await raised(story), [['gas', 'red']])
    const kept = await story.sql('select values, quality from readings')
    assert.deepEqual(kept, [{ values: { ch4: 101 }, quality: 'suspect' }])
    await story.expectNotices([
      ['zhoumin', 'order'],
      ['hanqing', 'order'],
      ['leiming', 'order'],
      ['beian-fire-b', 'order'],
      ['chenli', 'inform'],
      ['qiumingyuan', 'inform'],
    ])
    await story.receipts(firstDevice)
    await story.end()
  })

  it('is silent when it sends nothing of use, from its first message on', async (t) => {
    const story = await startStory(t)
    for (let minute = 0; minute < 3; minute++) {
      await says(story, { ch4: -2 - minute })
      await story.pass({ m: 1 })
    }
    assert.deepEqual(await raised(story), [['silence', 'blue']])
    await says(story, { ch4: 3 })
    assert.equal((await story.facts('alarm.cleared')).length, 1)
    await story.end()
  })
})

describe('the quarantine', () => {
  it('keeps a message with a name the pack does not know, whole and by that name', async (t) => {
    const story = await startStory(t)
    assert.equal(await says(story, { values: { ch4: 3, frobnicate: 5 } }), 'reading.unknown-name')
    assert.equal(await says(story, { values: { constructor: 5 } }), 'reading.unknown-name')
    assert.deepEqual((await refused(story)).map((row) => row.details.name).sort(), ['constructor', 'frobnicate'])
    assert.deepEqual(await story.sql('select 1 from readings'), [])
    await story.end()
  })

  it('counts the same reason of a source, shows its newest message, and keeps other reasons apart, ten at most', async (t) => {
    const story = await startStory(t)
    const refuse = (reason: string, payload: string) =>
      story.zhili.ingest.refuse({
        ...{ channel: 'mqtt', source: firstDevice, code: 'reading.malformed', area: null },
        ...{ details: { reason }, payload },
      })
    await refuse('empty', '1')
    await refuse('no number', '2')
    await refuse('empty', '3')
    assert.deepEqual((await refused(story)).map(({ details, payload, repeats }) => [details.reason, payload, repeats]).sort(), [
      ['empty', '3', 2],
      ['no number', '2', 1],
    ])
    for (let reason = 0; reason < 20; reason++) await refuse(`reason ${reason}`, String(reason))
    const rows = await refused(story)
    assert.deepEqual([rows.length, rows.reduce((sum, row) => sum + row.repeats, 0)], [10, 23])
    assert.ok(
      rows.some((row) => row.payload === '19' && row.details.reason === 'reason 19'),
      'the newest is shown',
    )
    await story.pass({ m: 2 })
    await refuse('empty', '4')
    assert.equal((await refused(story)).length, 11, 'after a minute a row of its own')
    await story.end()
  })
})
