import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarView } from '../../contract/calendar.ts'
import { type Story, startStory } from '../story.ts'

const report = { type: 'city.garbage', content: '垃圾堆在路边两天没人收', lon: 105.5072, lat: 31.5069 }
const notice = {
  year: 2027,
  papers: ['https://www.gov.cn/example'],
  days: [
    { name: '元旦', date: '2027-01-01', isOffDay: true },
    { name: '元旦', date: '2027-01-03', isOffDay: false },
    { name: '元旦', date: '2027-01-04', isOffDay: true },
  ],
}

/** An everyday case, opened by the desk: its limits are working time. */
async function openCase(story: Story): Promise<string> {
  await story.public('POST', '/api/v1/reports', report, { 'idempotency-key': 'calendar' })
  const { body } = await story.as('chenli').get<{ rows: { id: string }[] }>('/api/v1/signals?view=waiting')
  const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${body.rows[0]!.id}/open`, {})
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  return opened.body.event
}

describe('the working calendar', () => {
  it('reckons provisional limits again once the notice of the year is out, and moves their clocks', async (t) => {
    const story = await startStory(t, { at: new Date('2026-12-31T09:45:00Z') }) // Thursday 17:45 in the city
    const id = await openCase(story)
    const lead = async () =>
      (
        await story.sql<{ id: string; accept_by: Date; finish_by: Date; provisional: boolean }>(
          `select id, accept_by, finish_by, provisional from work_orders where event = $1 and role = 'lead'`,
          [id],
        )
      )[0]!
    const before = await lead()
    assert.deepEqual([before.provisional, before.accept_by.toISOString()], [true, '2027-01-04T00:15:00.000Z'])
    const admin = story.as('zouhaining')
    const view = async () => (await admin.get<CalendarView>('/api/v1/calendar')).body
    assert.deepEqual([(await view()).missing, (await view()).provisional, (await view()).version], [2027, 2, 0])

    const feed = (headers = {}) => story.zhili.app.inject({ url: '/api/v1/calendar.ics', headers })
    const shipped = await feed()
    assert.deepEqual([shipped.statusCode, shipped.headers['content-type']], [200, 'text/calendar; charset=utf-8'])
    const { etag } = shipped.headers
    assert.equal((await feed({ 'if-none-match': etag })).statusCode, 304)

    const done = await admin.post<{ version: number; changed: boolean }>('/api/v1/admin/calendar/notice', {
      text: JSON.stringify(notice),
      source: '国办发明电〔2026〕示例',
    })
    assert.deepEqual([done.status, done.body], [200, { version: 1, changed: true }])
    const newer = await feed({ 'if-none-match': etag })
    assert.equal(newer.statusCode, 200)
    assert.match(newer.body, /UID:work-2027-01-03@calendar\.zhili\r\n/)
    const after = await lead()
    // Monday the 4th is free now, Sunday the 3rd is worked.
    assert.deepEqual([after.provisional, after.accept_by.toISOString()], [false, '2027-01-03T00:15:00.000Z'])
    assert.equal(after.finish_by.getTime() < before.finish_by.getTime(), false)
    const [timer] = await story.sql<{ due_at: Date }>('select due_at from timers where key = $1', [`wo-accept:${after.id}`])
    assert.deepEqual(timer?.due_at, after.accept_by)
    assert.deepEqual([(await view()).missing, (await view()).provisional, (await view()).lastYear], [null, 0, 2027])

    const again = await admin.post<{ changed: boolean }>('/api/v1/admin/calendar/notice', {
      text: JSON.stringify(notice),
      source: 'x',
    })
    assert.deepEqual(again.body, { version: 1, changed: false })
    await story.pass({ s: 8 })
    await story.acknowledge()
    await story.end()
  })

  it('leaves what was kept already as it was told, and moves only what is still ahead', async (t) => {
    const story = await startStory(t, { at: new Date('2026-12-31T09:45:00Z') })
    const id = await openCase(story)
    await story.pass({ s: 8 })
    await story.acknowledge()
    const lead = async () =>
      (
        await story.sql<{ id: string; accept_by: Date; finish_by: Date }>(
          `select id, accept_by, finish_by from work_orders where event = $1 and role = 'lead'`,
          [id],
        )
      )[0]!
    const before = await lead()
    const [holder] = await story.sql<{ account: string }>(
      'select a.account from calls c join accounts a on a.person = c.person where c.work_order = $1',
      [before.id],
    )
    assert.equal((await story.as(holder!.account).post(`/api/v1/work-orders/${before.id}/accept`, {})).status, 200)
    await story.as('zouhaining').post('/api/v1/admin/calendar/notice', {
      text: JSON.stringify({ ...notice, days: [...notice.days, { name: '元旦', date: '2027-01-05', isOffDay: true }] }),
      source: 'x',
    })
    const after = await lead()
    assert.deepEqual(after.accept_by, before.accept_by)
    assert.ok(after.finish_by > before.finish_by)
    await story.acknowledge()
    await story.end()
  })

  it('counts new limits by the hours entered, and says what is wrong with a notice', async (t) => {
    const story = await startStory(t, { at: new Date('2026-03-06T09:45:00Z') }) // Friday 17:45
    const hours = { workingDay: 'same-clock', hours: [{ from: null, to: null, windows: [['09:00', '17:00']] }] }
    assert.equal((await story.as('zouhaining').post('/api/v1/admin/calendar/hours', hours)).status, 200)
    const id = await openCase(story)
    const [order] = await story.sql<{ accept_by: Date }>(`select accept_by from work_orders where event = $1 and role = 'lead'`, [
      id,
    ])
    assert.equal(order?.accept_by.toISOString(), '2026-03-09T01:30:00.000Z')
    for (const text of [
      '{',
      '{"year": 2027, "days": []}',
      '{"year": 2027, "days": [{"date": "2027-02-30", "isOffDay": true, "name": "x"}]}',
    ])
      assert.equal((await story.as('zouhaining').post('/api/v1/admin/calendar/notice', { text, source: 'x' })).status, 400, text)
    const crossed = { workingDay: 480, hours: [{ from: null, to: null, windows: [['12:00', '08:00']] }] }
    assert.equal((await story.as('zouhaining').post('/api/v1/admin/calendar/hours', crossed)).status, 400)
    assert.equal((await story.as('chenli').post('/api/v1/admin/calendar/hours', hours)).status, 403)
    await story.pass({ s: 8 })
    await story.acknowledge()
    await story.end()
  })
})
