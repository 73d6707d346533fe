import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstDevice, type Story, startStory } from '../story.ts'
import { goRed, redNotices, work } from './septic.ts'

/** So many minutes at a value, a reading a minute. */
async function staysAt(story: Story, ch4: number, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    assert.equal((await story.reads(firstDevice, { ch4: ch4 + (minute % 3) / 10 })).status, 202)
    await story.pass({ m: 1 })
  }
}

const opened = async (story: Story): Promise<number> => (await story.facts('event.opened')).length

async function saysFalseAlarm(story: Story): Promise<string> {
  const { id } = await story.as('chenli').event()
  const ended = await story.as('chenli').post(`/api/v1/events/${id}/false-alarm`, { reason: '探头进水' })
  assert.equal(ended.status, 200, JSON.stringify(ended.body))
  return id
}

/** The work is done, the reading is not down, and the checker closes with a waiver. */
async function closesWithWaiver(story: Story): Promise<string> {
  const { id } = await story.as('chenli').event()
  await work(story, 'zhoumin')
  const closed = await story.as('hechuan').post(`/api/v1/events/${id}/check`, { passed: true, waiver: '便携仪复测为零' })
  assert.equal(closed.status, 200, JSON.stringify(closed.body))
  await story.acknowledge()
  return id
}

describe('a red tank whose event was called a false alarm', () => {
  it('calls again within the minute when another gas goes red there', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    await saysFalseAlarm(story)
    await staysAt(story, 60, 2)
    assert.equal(await opened(story), 1, 'quiet')
    await story.acknowledge()
    await story.reads(firstDevice, { ch4: 60, h2s: 60 })
    await story.pass({ m: 1 })
    await story.expectNotices(redNotices)
    assert.equal(await opened(story), 2)
  })

  it('calls again after the quiet time while it reads 90 %LEL, once per quiet time, and says why', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    const first = await saysFalseAlarm(story)
    await staysAt(story, 90, 9)
    assert.equal(await opened(story), 1, 'quiet')
    await story.acknowledge()
    await staysAt(story, 90, 1)
    await story.expectNotices(redNotices)
    const second = await story.as('chenli').event()
    assert.deepEqual([second.state, second.grade, second.mode], ['handling', 'extraordinary', 'auto'])
    const [again] = await story.facts('event.opened-again')
    assert.deepEqual([again?.subject, again?.body.before], [second.id, first])
    const reopened = await story.as('hechuan').post(`/api/v1/events/${first}/reopen`, { reason: '误报不成立' })
    assert.deepEqual([reopened.status, reopened.body.code], [409, 'event.followed'], 'one event at a tank')
    const signals = await story.sql<{ state: string }>('select state from signals where event = $1', [second.id])
    assert.deepEqual(signals, [{ state: 'auto' }])

    await saysFalseAlarm(story)
    await staysAt(story, 90, 9)
    assert.equal(await opened(story), 2)
    await story.acknowledge()
    await staysAt(story, 90, 1)
    assert.equal(await opened(story), 3)
    await story.expectNotices(redNotices)
    await story.end()
  })

  it('calls nobody when it is back to normal meanwhile', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await saysFalseAlarm(story)
    await staysAt(story, 4, 30)
    await story.acknowledge()
    assert.equal((await story.facts('alarm.cleared')).length, 1)
    assert.equal(await opened(story), 1)
    await story.receipts(firstDevice)
    await story.end()
  })

  it('calls at once when it rises after it had been quiet for long, also after a restart', async (t) => {
    const story = await startStory(t)
    await story.reads(firstDevice, { ch4: 55 })
    await story.receipts(firstDevice)
    await saysFalseAlarm(story)
    // below orange but above its clear level: the alarm stays up on nothing that calls people
    await staysAt(story, 22, 15)
    await story.acknowledge()
    assert.equal(await opened(story), 1)
    await story.restart()
    await staysAt(story, 90, 1)
    assert.equal(await opened(story), 2)
    await story.expectNotices(redNotices)
    await story.expectCalls([['zhoumin', 'sms']])
    await story.end()
  })
})

describe('an event closed with a waiver while its alarm stands', () => {
  it('is followed by another within a minute when the tank becomes worse', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await staysAt(story, 45, 1)
    await closesWithWaiver(story)
    await story.pass({ s: 5 })
    await staysAt(story, 90, 1)
    assert.equal(await opened(story), 2)
    await story.expectNotices(redNotices)
    await story.end()
  })

  it('is followed by another after the quiet time when the tank stays as it was', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await closesWithWaiver(story)
    await staysAt(story, 95, 9)
    assert.equal(await opened(story), 1)
    await staysAt(story, 95, 1)
    assert.equal(await opened(story), 2)
    await story.expectNotices(redNotices)
    await story.end()
  })

  it('also when the alarm belonged to an event merged into the closed one', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    const { id } = await story.as('chenli').event()
    const sent = { type: 'city.garbage', content: '井口旁一堆垃圾，有异味', lon: 105.5072, lat: 31.5069 }
    assert.equal((await story.public('POST', '/api/v1/reports', sent, { 'idempotency-key': 'a' })).status, 200)
    const { body } = await story.as('chenli').get<{ rows: { id: string }[] }>('/api/v1/signals?view=waiting')
    const other = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${body.rows[0]!.id}/open`, {})
    const merged = await story.as('chenli').post(`/api/v1/events/${id}/merge`, { into: other.body.event })
    assert.equal(merged.status, 200, JSON.stringify(merged.body))
    await staysAt(story, 90, 12)
    assert.equal(await opened(story), 2, 'somebody is at it')
    await saysFalseAlarm(story)
    await story.acknowledge()
    await staysAt(story, 90, 10)
    assert.equal(await opened(story), 3)
    await story.expectNotices(redNotices)
    await story.end()
  })
})
