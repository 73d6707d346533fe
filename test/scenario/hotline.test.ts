import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HotlineList, HotlineOrder } from '../../contract/hotline.ts'
import { fromWgs84 } from '../../server/kernel/crs.ts'
import { hotlineKey, type Platform, startPlatform } from '../hotline-platform.ts'
import type { Story } from '../story.ts'

const caller = { contactName: '嘉𠮷', phone: '13000001234' }
const secrets = /嘉𠮷|13000001234/
const order = (more: object = {}) => ({
  ...{ no: '2026030200017', kind: 'complaint', type: '010203', content: '路口井盖没了', lon: 105.5072, lat: 31.5069 },
  ...{ replyBy: '2026-03-17T18:00:00+08:00', ...caller, ...more },
})

const listed = async (story: Story, who = 'chenli', query = '') =>
  (await story.as(who).get<HotlineList>(`/api/v1/hotline-orders${query}`)).body
const only = async (story: Story): Promise<HotlineOrder> => (await listed(story, 'chenli', '?view=all')).rows[0]!
const whats = (platform: Platform): string[] => platform.heard().map(({ what }) => what)

/** Opens the case of the only signal that waits. */
async function open(story: Story): Promise<string> {
  const [signal] = await story.sql<{ id: string }>(`select id from signals where state = 'waiting'`)
  const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${signal!.id}/open`)
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  return opened.body.event
}
const end = (story: Story, event: string) =>
  story.as('chenli').post(`/api/v1/events/${event}/false-alarm`, { reason: '系相邻路口' })

describe('a work order of the hotline', () => {
  it('stands where its platform meant, in the degrees of that platform', async (t) => {
    const platform = await startPlatform(t, { crs: 'GCJ-02' })
    const [lon, lat] = fromWgs84('GCJ-02', { lon: 105.5072, lat: 31.5069 })
    assert.equal((await platform.hands(order({ lon, lat }))).status, 200)
    const [report] = await platform.story.sql<{ lon: number; lat: number }>('select lon, lat from reports')
    assert.ok(Math.hypot(report!.lon - 105.5072, report!.lat - 31.5069) < 1e-5, JSON.stringify(report))
    assert.equal((await platform.hands(order({ no: 'nowhere', lon: 0, lat: 0 }))).body.code, 'input.malformed')
    await platform.story.end()
  })

  it('is taken in once, followed under its own number, answered by a person, and called back about', async (t) => {
    const platform = await startPlatform(t)
    const { story } = platform
    const taken = await platform.hands(order())
    assert.equal(taken.status, 200, JSON.stringify(taken.body))
    const again = await Promise.all([1, 2].map(() => platform.hands(order())))
    assert.deepEqual(
      again.map(({ body }) => body),
      [taken.body, taken.body],
    )
    assert.equal((await platform.hands(order({ content: '另一件事' }))).body.code, 'hotline.changed')
    assert.deepEqual((await platform.asks(`/${order().no}`)).body, taken.body, 'looked up by its own number')
    assert.equal((await platform.asks('/never-handed-over')).status, 404)
    assert.deepEqual(await story.sql('select source, type from signals'), [{ source: 'hotline', type: 'city.manhole' }])

    const event = await open(story)
    const opened = (await story.as('chenli').get<{ source: string; no: string }>(`/api/v1/events/${event}`)).body
    assert.equal(opened.source, 'hotline')
    assert.equal(
      (await story.as('chenli').post(`/api/v1/hotline-orders/${taken.body.report}/answer`, { text: '还没有办完' })).status,
      409,
    )
    assert.equal((await end(story, event)).status, 200)
    const text = '经现场核实，所述井盖在相邻路口，已由产权单位更换。'
    assert.equal((await story.as('chenli').post(`/api/v1/hotline-orders/${taken.body.report}/answer`, { text })).status, 200)
    await story.pass({ s: 1 })
    assert.deepEqual(whats(platform), ['accepted', 'handling', 'false-alarm', 'answer'])
    assert.deepEqual(platform.heard().at(-1), { ...platform.heard().at(-1)!, no: order().no, event: opened.no, text })
    assert.doesNotMatch(JSON.stringify(platform.heard()), secrets)

    const answered = await only(story)
    assert.deepEqual([answered.messages.map(({ receipt }) => receipt), answered.answer], [Array(4).fill('HZ-1'), text])
    assert.deepEqual((await listed(story)).counts, { open: 0, overdue: 0, answered: 1, inTime: 1 })
    const verdict = { solved: false, satisfied: 'no', note: '井盖还是没有', replyBy: '2026-03-20T18:00:00+08:00' }
    const said = await platform.asks(`/${order().no}/verdict`, verdict)
    assert.deepEqual([said.status, said.body.answeredAt, said.body.replyBy], [200, null, '2026-03-20T10:00:00.000Z'])
    assert.deepEqual((await platform.asks(`/${order().no}/verdict`, verdict)).body, said.body, 'said twice is said once')
    assert.equal(
      (await platform.asks(`/${order().no}/verdict`, { ...verdict, note: '又一次' })).body.code,
      'hotline.not-answered',
    )
    const answer = () => story.as('chenli').post(`/api/v1/hotline-orders/${taken.body.report}/answer`, { text })
    assert.equal((await answer()).body.code, 'hotline.disputed')
    await story.as('chenli').post(`/api/v1/events/${event}/reopen`, { reason: '现场复核属实' })
    assert.equal((await answer()).body.code, 'hotline.not-over')
    assert.equal((await end(story, event)).status, 200)
    assert.equal((await answer()).status, 200, 'the reworked case is answered anew')
    await story.acknowledge()
    assert.deepEqual(
      (await story.facts('event.disputed')).map(({ body }) => [body.event, body.reason]),
      [[event, '井盖还是没有']],
    )
    await story.end()
  })

  it('goes back when the hotline grants it, and leaves the inbox; a question nobody needs any more is void', async (t) => {
    const platform = await startPlatform(t)
    const { story } = platform
    const { report } = (await platform.hands(order())).body as { report: string }
    const ask = (body: object, who = 'chenli') => story.as(who).post(`/api/v1/hotline-orders/${report}/ask`, body)
    assert.equal((await ask({ what: 'return', reason: '属高速公路管理单位' }, 'liangzhu')).status, 404)
    assert.equal((await ask({ what: 'return', reason: '属高速公路管理单位' })).status, 200)
    assert.equal((await ask({ what: 'extension', reason: '须等', until: '2026-04-01T00:00:00Z' })).body.code, 'hotline.asked')
    await story.pass({ s: 1 })
    const [asked] = platform.heard()
    assert.deepEqual([asked!.what, asked!.reason, asked!.no], ['return', '属高速公路管理单位', order().no])
    const granted = { ask: asked!.ask, granted: true, note: '已转高速公司' }
    const said = await platform.asks(`/${order().no}/said`, granted)
    assert.deepEqual([said.status, said.body.state], [200, 'rejected'])
    assert.deepEqual((await platform.asks(`/${order().no}/said`, granted)).body, said.body, 'said twice is said once')
    assert.equal((await platform.asks(`/${order().no}/said`, { ...granted, granted: false })).body.code, 'hotline.settled')
    assert.deepEqual(await story.sql('select state, reason from signals'), [
      { state: 'rejected', reason: '退回热线：已转高速公司' },
    ])

    const second = (await platform.hands(order({ no: '2026030200018' }))).body.report
    await story.as('chenli').post(`/api/v1/hotline-orders/${second}/ask`, { what: 'return', reason: '不属本区' })
    await open(story)
    await story.pass({ s: 1 })
    const moot = platform.heard().find(({ no, ask }) => no === '2026030200018' && ask)!
    assert.equal((await platform.asks('/2026030200018/said', { ask: moot.ask, granted: true })).body.code, 'hotline.settled')
    assert.deepEqual((await only(story)).asks[0]?.state, 'void')
    await story.end()
  })

  it('gets more time only before its time is over, and as long as the hotline says', async (t) => {
    const platform = await startPlatform(t)
    const { story } = platform
    const { report } = (await platform.hands(order())).body as { report: string }
    const ask = (until: string) =>
      story.as('chenli').post(`/api/v1/hotline-orders/${report}/ask`, { what: 'extension', reason: '须等雨停', until })
    assert.equal((await ask('2026-03-16T10:00:00Z')).status, 400, 'earlier than it is')
    assert.equal((await ask('2026-03-20T10:00:00Z')).status, 200)
    await story.pass({ s: 1 })
    const { ask: id } = platform.heard()[0]!
    const said = await platform.asks(`/${order().no}/said`, { ask: id, granted: true, until: '2026-03-18T10:00:00Z' })
    assert.equal(said.body.replyBy, '2026-03-18T10:00:00.000Z')
    assert.deepEqual(
      (await story.facts('hotline.granted')).map(({ body }) => body.until),
      ['2026-03-18T10:00:00.000Z'],
    )
    await story.pass({ d: 14 })
    await story.acknowledge()
    // 18 March, 10:00 UTC is its limit now: nothing at the first one, a reminder a day before, and the limit itself.
    await story.pass({ d: 2 })
    await story.expectNotices([['chenli', 'due-soon']])
    await story.pass({ d: 1 })
    await story.expectNotices([['chenli', 'overdue']])
    const limits = (
      await story.sql<{ kind: string; at: Date }>(
        `select kind, recorded_at as at from facts where kind in ('hotline.due-soon', 'hotline.overdue') order by id`,
      )
    ).map(({ kind, at }) => [kind, at.toISOString()])
    assert.deepEqual(limits, [
      ['hotline.due-soon', '2026-03-17T10:00:00.000Z'],
      ['hotline.overdue', '2026-03-18T10:00:00.000Z'],
    ])
    assert.equal((await ask('2026-03-30T10:00:00Z')).body.code, 'hotline.late')
    assert.deepEqual((await listed(story)).counts, { open: 1, overdue: 1, answered: 0, inTime: 0 })
    await story.acknowledge()
    await story.end()
  })

  it('is told again while the hotline is away, once, and given up with the reason in the open', async (t) => {
    const platform = await startPlatform(t)
    const { story, receiver } = platform
    receiver.say({ status: 503 }, { status: 503 })
    await platform.hands(order())
    await open(story)
    await story.pass({ m: 1 })
    assert.deepEqual(
      (await only(story)).messages.map(({ what, state, receipt }) => [what, state, receipt]),
      [
        ['accepted', 'sent', 'HZ-1'],
        ['handling', 'sent', 'HZ-1'],
      ],
    )
    receiver.always({ status: 400, body: 'unknown order' })
    const [{ id }] = (await story.sql<{ id: string }>('select id from events')) as [{ id: string }]
    await end(story, id)
    await story.pass({ m: 1 })
    const { state, error } = (await only(story)).messages.at(-1)!
    assert.deepEqual([state, error], ['failed', 'HTTP 400 unknown order'])

    const { report } = await only(story)
    const reply = { text: '所述井盖在相邻路口，已更换' }
    assert.equal((await story.as('chenli').post(`/api/v1/hotline-orders/${report}/answer`, reply)).status, 200)
    await story.pass({ m: 1 })
    assert.deepEqual(
      (await listed(story)).counts,
      { open: 1, overdue: 0, answered: 0, inTime: 0 },
      'an answer nobody took is none',
    )
    receiver.always({ body: '{"receipt":"HZ-2"}' })
    assert.equal((await story.as('chenli').post(`/api/v1/hotline-orders/${report}/answer`, reply)).status, 200)
    await story.pass({ m: 1 })
    assert.deepEqual((await listed(story)).counts, { open: 0, overdue: 0, answered: 1, inTime: 1 })
    receiver.always({ status: 503 })
    const again = { solved: false, note: '还是没有', satisfied: 'no' }
    assert.equal((await platform.asks(`/${order().no}/verdict`, again)).status, 200)
    await story.pass({ h: 3 })
    receiver.always({ body: '{"receipt":"HZ-3"}' })
    await story.pass({ m: 2 })
    assert.deepEqual((await only(story)).messages.at(-1), {
      ...(await only(story)).messages.at(-1)!,
      what: 'disputed',
      receipt: 'HZ-3',
    })
    await story.acknowledge()
    await story.end()
  })

  it('is overdue when its answer, given in time, was not taken until the limit had passed', async (t) => {
    const platform = await startPlatform(t)
    const { story, receiver } = platform
    const { report } = (await platform.hands(order({ replyBy: new Date(story.now().getTime() + 7_200_000).toISOString() }))).body
    await end(story, await open(story))
    await story.pass({ m: 1 })
    receiver.always({ status: 503 })
    const reply = { text: '所述井盖在相邻路口，已更换' }
    assert.equal((await story.as('chenli').post(`/api/v1/hotline-orders/${report}/answer`, reply)).status, 200)
    await story.pass({ h: 3 })
    assert.deepEqual(await story.facts('hotline.overdue'), [], 'it was given, and is on its way')
    await story.pass({ h: 3 })
    assert.equal((await story.facts('hotline.overdue')).length, 1, 'given up: nobody took it')
    await story.acknowledge()
    await story.end()
  })

  it('is taken in late, and what a caller says after a rejection waits for another answer', async (t) => {
    const platform = await startPlatform(t)
    const { story } = platform
    const late = await platform.hands(order({ replyBy: '2026-03-01T00:00:00Z' }))
    assert.equal(late.status, 200, 'handed over after an outage')
    await story.pass({ s: 1 })
    await story.expectNotices([['chenli', 'overdue']])
    assert.deepEqual((await listed(story)).counts, { open: 1, overdue: 1, answered: 0, inTime: 0 })
    const [signal] = await story.sql<{ id: string }>('select id from signals')
    await story.as('chenli').post(`/api/v1/signals/${signal!.id}/reject`, { reason: '已由他人处理' })
    const answer = (text: string) => story.as('chenli').post(`/api/v1/hotline-orders/${late.body.report}/answer`, { text })
    assert.equal((await answer('该井盖已更换')).status, 200)
    const said = await platform.asks(`/${order().no}/verdict`, { solved: false, note: '没有更换' })
    assert.deepEqual([said.status, said.body.answeredAt], [200, null], 'no end to dispute, and heard all the same')
    assert.equal((await only(story)).verdict?.note, '没有更换')
    assert.deepEqual((await only(story)).may.answer, true)
    assert.equal((await answer('再次核实：已更换')).status, 200)
    assert.equal((await platform.asks(`/${order().no}/verdict`, { solved: true, note: '谢谢' })).status, 200)
    await story.end()
  })

  it('keeps nobody who asked for secrecy, and lets only its own hotline and the desk of its place see it', async (t) => {
    const platform = await startPlatform(t)
    const { story } = platform
    const { report } = (await platform.hands(order({ confidential: true }))).body as { report: string }
    const kept = JSON.stringify([
      await story.sql('select * from reports'),
      await story.facts(),
      await story.sql('select * from outbox'),
    ])
    assert.doesNotMatch(kept, secrets)
    assert.equal((await listed(story, 'liangzhu')).rows.length, 0)
    assert.equal((await listed(story, 'liangzhu', `?report=${report}`)).rows.length, 0)
    const wrong = [
      order({ no: '2', type: 'none' }),
      order({ no: '3', type: 'constructor' }),
      order({ no: '../x' }),
      order({ no: '4', lon: 0 }),
      order({ no: '5', phone: '<script>' }),
    ]
    for (const one of wrong) assert.ok([400, 422].includes((await platform.hands(one)).status), JSON.stringify(one))
    assert.equal((await story.sql('select 1 from hotline_orders')).length, 1)
    assert.equal((await platform.asks('/none')).status, 404)
    const other = await story.as('nijie').post('/api/v1/admin/keys', { name: '别的系统', kind: 'system', unit: 'unit-linjiang' })
    const authorization = `Bearer ${other.body.id}.${other.body.secret}`
    const strange = await story.public('POST', '/api/v1/hotline/orders', order({ no: '9' }), { authorization })
    assert.deepEqual([strange.status, strange.body.code], [403, 'hotline.none'])
    assert.equal((await story.public('GET', `/api/v1/hotline/orders/${order().no}`)).status, 401)
    assert.notEqual(hotlineKey, other.body.id)
    await story.end()
  })
})
