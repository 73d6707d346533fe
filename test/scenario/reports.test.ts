import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstDevice, startStory } from '../story.ts'
import { cleanAir, goRed, openYellow, redJoin, redNotices, work } from './septic.ts'

const smell = {
  type: 'city.gas-smell',
  content: '公厕旁边有很重的沼气味',
  lon: 105.5072,
  lat: 31.5069,
  contactName: '㐂嘉𠮷',
  phone: '13000001234',
}

describe('a report of a citizen', () => {
  it('of nothing on the list is called by its own first words', async (t) => {
    const story = await startStory(t)
    const sent = await story.public('POST', '/api/v1/reports', {
      ...smell,
      type: 'city.other',
      content: '步道长椅断了一条腿。昨天有人摔倒',
    })
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    assert.deepEqual(await story.sql('select title from signals'), [{ title: '步道长椅断了一条腿' }])
    await story.end()
  })

  it('is triaged, merged with the open event, and its reporter is told the outcome, who may dispute it', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    const sent = await story.public('POST', '/api/v1/reports', smell, { 'idempotency-key': 'c-1' })
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    const again = await story.public('POST', '/api/v1/reports', smell, { 'idempotency-key': 'c-1' })
    assert.deepEqual(again.body, sent.body, 'the same report sent twice has one receipt')
    const { code } = sent.body as { code: string }
    const inbox = await story
      .as('chenli')
      .get<{ rows: { id: string; source: string; title: string }[] }>('/api/v1/signals?view=waiting')
    const signal = inbox.body.rows.find((row) => row.source === 'citizen')!
    const detail = await story
      .as('chenli')
      .get<{ nearby: { id: string; score: number }[]; contact: { name: string; phone: string } }>(`/api/v1/signals/${signal.id}`)
    assert.ok(detail.body.nearby.length === 1, 'the open event nearby is suggested')
    assert.doesNotMatch(JSON.stringify(detail.body), /13000001234|㐂嘉𠮷/, 'personal data are masked on the server')
    const event = detail.body.nearby[0]!.id
    assert.equal((await story.as('chenli').post(`/api/v1/signals/${signal.id}/merge`, { event })).status, 200)
    const late = await story.as('luoyifan').post(`/api/v1/signals/${signal.id}/reject`, { reason: '重复' })
    assert.equal(late.body.code, 'signal.decided')
    const public1 = await story.public('GET', `/api/v1/public/reports/${code}`)
    assert.equal(public1.body.state, 'merged')

    await work(story, 'zhoumin')
    await story.expectNotices([['tangke', 'check']])
    await cleanAir(story, 10)
    assert.equal((await story.as('hechuan').post(`/api/v1/events/${event}/check`, { passed: true })).status, 200)
    const public2 = await story.public('GET', `/api/v1/public/reports/${code}`)
    assert.equal(public2.body.state, 'closed')
    assert.equal(public2.body.mayDispute, true)
    assert.doesNotMatch(JSON.stringify(public2.body), /退回|周敏|平安法治/, 'public words name nobody')
    const disputed = await story.public('POST', `/api/v1/public/reports/${code}/dispute`, { reason: '今天早上还有味道' })
    assert.ok(disputed.status < 300, JSON.stringify(disputed.body))
    const reopened = await story.as('chenli').post(`/api/v1/events/${event}/reopen`, { reason: '群众反映仍有异味' })
    assert.equal(reopened.status, 200, JSON.stringify(reopened.body))
    assert.equal((await story.as('chenli').event()).state, 'handling')
    await story.expectNotices(
      (
        await story.sql<{ account: string; kind: string }>(
          `select account, kind from notices n join accounts a on a.person = n.person where n.made_at > (select min(made_at) from notices) and kind <> 'check' and not (kind in ('order', 'inform') and n.made_at < $1)`,
          [new Date(story.now().getTime() - 60_000)],
        )
      ).map(({ account, kind }) => [account, kind]),
    )
    await story.end()
  })

  it('outside the city, or with longitude and latitude swapped, is refused', async (t) => {
    const story = await startStory(t)
    const swapped = await story.public('POST', '/api/v1/reports', { ...smell, lon: smell.lat, lat: smell.lon - 20 })
    assert.equal(swapped.body.code, 'report.place')
    await story.end()
  })

  it('by a grid worker who put it right on the spot is a log nobody has to handle', async (t) => {
    const story = await startStory(t)
    const sent = await story
      .as('xieran')
      .post(
        '/api/v1/reports',
        { type: 'city.garbage', content: '楼道杂物，已劝离并清理', lon: 105.5072, lat: 31.5069, selfHandled: true },
        { 'idempotency-key': 'g-1' },
      )
    assert.equal(sent.status, 200, JSON.stringify(sent.body))
    const [event] = await story.sql<{ state: string; grade: string }>('select state, grade from events')
    assert.deepEqual(event, { state: 'self-handled', grade: 'minor' })
    await story.expectNotices([])
    await story.end()
  })
})

describe('a case that has to wait', () => {
  it('is suspended only when somebody else agrees, its clocks stop, and it comes back by itself', async (t) => {
    const story = await startStory(t)
    const id = await openYellow(story)
    await story.pass({ s: 9 })
    await story.expectNotices([['zhoumin', 'order']])
    const until = new Date(story.now().getTime() + 2 * 3_600_000).toISOString()
    assert.equal(
      (await story.as('zhoumin').post(`/api/v1/events/${id}/suspend`, { reason: '雷暴红色预警，人员撤离', until })).status,
      200,
    )
    await story.expectNotices([['chenli', 'pause']])
    const own = await story.as('zhoumin').post(`/api/v1/events/${id}/approve-pause`)
    assert.ok(['approval.self', 'permit.missing'].includes(String(own.body.code)))
    assert.equal((await story.as('chenli').post(`/api/v1/events/${id}/approve-pause`)).status, 200)
    await story.pass({ m: 119 })
    await story.expectNotices([])
    await story.pass({ m: 1 })
    assert.equal((await story.as('chenli').event()).state, 'handling')
    await story.pass({ m: 15 })
    const told = await story.sql<{ kind: string }>(`select kind from notices where made_at > $1`, [
      new Date(story.now().getTime() - 15 * 60_000),
    ])
    assert.ok(
      told.some(({ kind }) => kind === 'order'),
      'the ladder goes on where it stood',
    )
    await story.expectNotices(
      (
        await story.sql<{ account: string; kind: string }>(
          `select account, kind from notices n join accounts a on a.person = n.person where made_at > $1`,
          [new Date(story.now().getTime() - 15 * 60_000 - 1)],
        )
      ).map(({ account, kind }) => [account, kind]),
    )
    await story.end()
  })

  it('is parked with a public date, and reopens when the date passes', async (t) => {
    const story = await startStory(t)
    const id = await openYellow(story)
    await story.pass({ s: 9 })
    await story.expectNotices([['zhoumin', 'order']])
    assert.equal(
      (await story.as('tangke').post(`/api/v1/events/${id}/park`, { reason: '须整体改造管网' })).body.code,
      'park.date',
    )
    const until = new Date(story.now().getTime() + 30 * 86_400_000).toISOString()
    assert.equal((await story.as('tangke').post(`/api/v1/events/${id}/park`, { reason: '须整体改造管网', until })).status, 200)
    await story.expectNotices([['chenli', 'pause']])
    assert.equal((await story.as('chenli').post(`/api/v1/events/${id}/approve-pause`)).status, 200)
    await story.pass({ d: 29 })
    await story.expectNotices([])
    assert.equal((await story.sql<{ state: string }>('select state from events where id = $1', [id]))[0]!.state, 'parked')
    await story.pass({ d: 1 })
    assert.equal((await story.sql<{ state: string }>('select state from events where id = $1', [id]))[0]!.state, 'handling')
    await story.expectNotices([['zhoumin', 'resumed']])
    await story.end()
  })

  it('goes on at once when its alarm gets graver, with everybody the graver case needs', async (t) => {
    const story = await startStory(t)
    const id = await openYellow(story)
    assert.equal((await story.as('chenli').event()).grade, 'serious')
    const until = new Date(story.now().getTime() + 20 * 86_400_000).toISOString()
    assert.equal((await story.as('tangke').post(`/api/v1/events/${id}/park`, { reason: '须整体改造管网', until })).status, 200)
    assert.equal((await story.as('chenli').post(`/api/v1/events/${id}/approve-pause`)).status, 200)
    await story.reads(firstDevice, { ch4: 95 })
    const event = await story.as('chenli').event()
    assert.deepEqual([event.state, event.grade], ['handling', 'extraordinary'])
    const fire = await story.sql<{ state: string }>(`select state from work_orders where event = $1 and unit like '%fire%'`, [id])
    assert.deepEqual(fire, [{ state: 'asked' }], 'the fire service is asked')
    assert.equal((await story.sql(`select 1 from timers where key = $1`, [`pause:${id}`])).length, 0)
    await story.expectNotices([...redJoin, ['chenli', 'pause'], ['hanqing', 'order']])
    await story.end()
  })

  it('that was a false alarm ends in one tap and withdraws what nobody has seen', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    const { id } = await story.as('chenli').event()
    assert.equal((await story.as('zhoumin').post(`/api/v1/events/${id}/false-alarm`, { reason: '探头进水' })).status, 200)
    await story.pass({ m: 5 })
    await story.expectNotices([])
    const orders = await story.sql<{ state: string }>('select distinct state from work_orders where event = $1', [id])
    assert.deepEqual(orders, [{ state: 'cancelled' }])
    await story.end()
  })
})

describe('a report that is sent again after its session has ended', () => {
  it('is not taken as a stranger’s: once signed in again, the same key gets the same receipt', async (t) => {
    const story = await startStory(t)
    const body = { type: 'city.garbage', content: '垃圾堆在路边两天没人收', lon: 105.5072, lat: 31.5069 }
    const key = { 'idempotency-key': 'phone-1' }
    const first = await story.as('xieran').post('/api/v1/reports', body, key)
    assert.equal(first.status, 200, JSON.stringify(first.body))
    await story.pass({ d: 1 })
    const again = await story.as('xieran').post('/api/v1/reports', body, key)
    assert.deepEqual(again, first)
    const stale = { 'x-demo-session': 'x'.repeat(43) }
    const refused = await story.public('POST', '/api/v1/reports', body, stale)
    assert.deepEqual([refused.status, refused.body.code], [401, 'session.none'])
    assert.equal((await story.public('POST', '/api/v1/files', { size: 10 }, stale)).status, 401)
    assert.deepEqual(await story.sql('select source from reports'), [{ source: 'grid' }])
    await story.end()
  })
})
