import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { z } from 'zod'
import type { FeedList, QuarantineList, ReceivedList, StuckList } from '../../../contract/feed.ts'
import { firstDevice, startStory } from '../../../test/story.ts'

type Feeds = z.infer<typeof FeedList>
type Refused = z.infer<typeof QuarantineList>
type Stuck = z.infer<typeof StuckList>
type Received = z.infer<typeof ReceivedList>

describe('the feeds', () => {
  it('tell who is heard, and what was refused and why', async (test) => {
    const story = await startStory(test)
    await story.reads(firstDevice, { ch4: 3 })
    const [gateway] = (await story.as('chenli').get<Feeds>('/api/v1/feeds')).body.rows
    assert.deepEqual(
      [gateway?.id, gateway?.kind, gateway?.devices, gateway?.online, gateway?.silent],
      ['gw-990101', 'gateway', 20, 1, 19],
    )
    await story.pass({ m: 4 })
    assert.equal((await story.as('chenli').get<Feeds>('/api/v1/feeds')).body.rows[0]?.online, 0, 'silent after three intervals')
    assert.ok(
      (await story.as('liangzhu').get<Feeds>('/api/v1/feeds')).body.rows[0]!.devices < 20,
      'only the devices of one’s own town',
    )

    const { ingest } = story.zhili
    await ingest.refuse({
      channel: 'mqtt',
      source: firstDevice,
      code: 'reading.malformed',
      details: { path: '/values/ch4', reason: 'must.number' },
      payload: '{"ch4":"x"}',
      area: '99/990101/990101001/',
    })
    await ingest.refuse({
      channel: 'mqtt',
      source: 'nobody',
      code: 'reading.unknown-device',
      details: { device: 'nobody' },
      payload: '𠮷',
      area: null,
    })
    const mine = (await story.as('chenli').get<Refused>('/api/v1/quarantine')).body
    assert.deepEqual(
      [mine.waiting, mine.rows.map((row) => [row.code, row.zh])],
      [1, [['reading.malformed', '读数格式有误：/values/ch4 应为数字']]],
    )
    assert.equal(
      (await story.as('shenlan').get<Refused>('/api/v1/quarantine')).body.waiting,
      2,
      'what belongs nowhere is the city’s',
    )
    assert.equal((await story.as('liangzhu').get<Refused>('/api/v1/quarantine')).body.rows.length, 0)
    const page = (await story.as('shenlan').get<Refused>('/api/v1/quarantine?limit=1')).body
    const next = (await story.as('shenlan').get<Refused>(`/api/v1/quarantine?limit=1&cursor=${page.next}`)).body
    assert.deepEqual([page.rows.length, next.rows.length, next.next, page.rows[0]?.id === next.rows[0]?.id], [1, 1, null, false])
    assert.equal((await story.as('chenli').post(`/api/v1/quarantine/${mine.rows[0]!.id}/decide`)).status, 200)
    assert.equal((await story.as('chenli').get<Refused>('/api/v1/quarantine')).body.waiting, 0)
    assert.equal((await story.as('chenli').get<Refused>('/api/v1/quarantine?decided=true')).body.rows.length, 1)
    assert.equal((await story.as('chenli').post(`/api/v1/quarantine/${mine.rows[0]!.id}/decide`)).status, 404)
  })

  it('show who connects a device what came of it a moment ago', async (test) => {
    const story = await startStory(test)
    const seen = async (account: string, query = ''): Promise<unknown[]> =>
      (await story.as(account).get<Received>(`/api/v1/received${query}`)).body.rows.map((row) => [
        row.source,
        row.values ?? row.refused?.code,
      ])
    assert.deepEqual(await seen('shenlan'), [])
    await story.reads(firstDevice, { ch4: 3 })
    await story.pass({ s: 30 })
    await story.reads(firstDevice, { ch4: 4 })
    await story.pass({ s: 1 })
    const details = { device: 'new-one' }
    const bad = { channel: 'mqtt', code: 'reading.unknown-device', payload: '{}', area: null }
    await story.zhili.ingest.refuse({ ...bad, source: 'gw-990101', details })
    const [refused, kept] = [
      ['gw-990101', 'reading.unknown-device'],
      [firstDevice, { ch4: 4 }],
    ]
    assert.deepEqual(await seen('shenlan'), [refused, kept], 'newest first, one row a device')
    assert.deepEqual(await seen('shenlan', '?device=new-one'), [refused], 'by what the message named')
    assert.deepEqual(await seen('shenlan', `?device=${firstDevice}`), [kept, [firstDevice, { ch4: 3 }]], 'its history')
    assert.deepEqual(await seen('shenlan', '?device=gw-990101'), [refused])
    assert.deepEqual(await seen('shenlan', '?device=%25'), [], 'no pattern')
    await story.pass({ h: 1 })
    assert.deepEqual(await seen('shenlan'), [], 'an hour later it is history')
  })

  it('show stuck work to those it concerns, who can start it again', async (test) => {
    const story = await startStory(test)
    await story.reads(firstDevice, { ch4: 12 })
    const [fact] = await story.sql<{ id: string; recorded_at: Date }>(
      `select id::text, recorded_at from facts where kind = 'alarm.raised'`,
    )
    await story.sql(
      `insert into fact_work (fact_at, fact_id, handler, tries, next_at, last_error) values ($1, $2, 'broken', 5, $1, 'no handler')`,
      [fact!.recorded_at, fact!.id],
    )
    await story.sql(
      `insert into timers (key, kind, due_at, body, tries, last_error) values ('t:1', 'nothing', $1, '{}', 5, 'no handler')`,
      [story.now()],
    )
    const mine = (await story.as('chenli').get<Stuck>('/api/v1/stuck')).body.rows
    assert.deepEqual(
      mine.map((row) => [row.key, row.what, row.handler]),
      [[fact!.id, 'alarm.raised', 'broken']],
    )
    assert.equal((await story.as('zouhaining').get<Stuck>('/api/v1/stuck')).body.rows.length, 2)
    assert.equal((await story.as('liangzhu').get('/api/v1/stuck')).status, 403)
    assert.equal((await story.as('chenli').post('/api/v1/stuck/t%3A1/retry')).status, 404)
    assert.equal((await story.as('chenli').post(`/api/v1/stuck/${fact!.id}/retry`)).status, 200)
    assert.equal((await story.as('chenli').get<Stuck>('/api/v1/stuck')).body.rows.length, 0)
    assert.equal((await story.sql('select 1 from fact_work where tries = 1')).length, 1, 'it has had its first new try')
  })
})
