import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SentMessage } from '../../contract/channel.ts'
import { sendAgain } from '../../server/kernel/outbox.ts'
import { startStory } from '../story.ts'
import { actOn, addDeputy, answer, attemptsOf, say, waiting, withGateways, yellow } from './call-steps.ts'
import { goRed, leadOrder, redNotices, work } from './septic.ts'

describe('a red call', () => {
  it('rings by app, SMS and phone, each at its moment, until a code comes back; doubles change nothing', async (t) => {
    const { story, sms, voice, answers, heard } = await withGateways(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    assert.deepEqual(await attemptsOf(story, 'p-zhoumin'), ['app sent'])
    await story.pass({ s: 59 })
    await story.expectCalls([])
    await story.pass({ s: 1 })
    await story.expectCalls([['zhoumin', 'sms']])
    assert.match(
      heard(0).text,
      /^【智理】Ⅰ 特别重大：.*请在 \d\d:\d\d 前签收。先做：先通风，再检测，后作业。知道了请回复 \d{6}。$/,
    )
    await story.pass({ m: 1 })
    await story.expectCalls([['zhoumin', 'voice']])
    assert.equal(voice.got.length, 1)
    const { to, code, id } = heard(0)
    assert.equal((await answers({ code: code === '111111' ? '222222' : '111111', phone: to })).status, 404)
    assert.equal((await answers({ code, phone: to })).status, 200)
    assert.equal((await answers({ code, key: id })).status, 200)
    assert.equal((await story.facts('call.answered')).length, 1)
    assert.deepEqual(await attemptsOf(story, 'p-zhoumin'), ['app stopped', 'sms known', 'voice stopped'])
    // the clock of acceptance goes on: knowing is not accepting; but no leader is rung up
    await story.pass({ s: 61 })
    await story.expectCalls([])
    assert.equal((await story.facts('work-order.called')).length, 2)
    assert.equal(sms.got.length, 1)
    // the next rung is called after that answer: it rings, with its own limit
    await story.pass({ m: 1 })
    await story.expectCalls([
      ['wutong', 'sms'],
      ['tangke', 'sms'],
    ])
    const limit = (at: number) => /请在 (\d\d:\d\d) 前签收/.exec(heard(at).text)?.[1]
    assert.ok(limit(1), heard(1).text)
    assert.notEqual(limit(1), limit(0))
    await story.acknowledge()
    await story.end()
  })

  it('is not made twice after a crash between sending and writing it down', async (t) => {
    const { story, sms } = await withGateways(t)
    await goRed(story)
    await story.pass({ m: 1 })
    assert.equal(sms.got.length, 1)
    await story.sql(`update outbox set state = 'waiting', sent_at = null, next_at = $1 where channel = 'sms'`, [story.now()])
    await story.restart()
    await story.pass({ s: 1 })
    assert.deepEqual(
      sms.got.map(({ headers }) => [headers['idempotency-key'], headers['x-zhili-try']]),
      [
        [sms.got[0]!.headers['idempotency-key'], undefined],
        [sms.got[0]!.headers['idempotency-key'], '2'],
      ],
    )
    await story.expectCalls([['zhoumin', 'sms']])
    assert.equal((await story.facts('call.attempted')).filter(({ body }) => body.channel === 'sms').length, 1)
    await story.acknowledge()
    await story.end()
  })

  it('goes to the next way at once when one fails, and says so', async (t) => {
    const { story, sms, voice } = await withGateways(t)
    sms.always({ status: 500 })
    await goRed(story)
    await story.pass({ s: 67 })
    assert.equal(sms.got.length, 3)
    assert.equal(voice.got.length, 1, 'the phone rings 53 seconds before its usual moment')
    const [failed] = await story.facts('call.failed')
    assert.deepEqual([failed!.body.channel, failed!.body.why], ['sms', 'not-reached'])
    await story.expectCalls([
      ['zhoumin', 'sms'],
      ['zhoumin', 'voice'],
    ])
    await story.acknowledge()
    await story.end()
  })

  it('stops for everybody when one accepts', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.pass({ m: 1 })
    await story.expectCalls([['zhoumin', 'sms']])
    const { id } = await leadOrder(story.as('zhoumin'))
    assert.equal((await story.as('zhoumin').post(`/api/v1/work-orders/${id}/accept`)).status, 200)
    await story.pass({ m: 9 })
    await story.expectCalls([])
    assert.deepEqual(await attemptsOf(story, 'p-zhoumin'), ['app stopped', 'sms accepted'])
    await story.acknowledge()
    await story.end()
  })

  it('goes to the deputy on the roster when its holder cannot come or says nothing', async (t) => {
    const story = await startStory(t)
    await addDeputy(story)
    await goRed(story)
    await story.expectNotices(redNotices)
    const { id } = await leadOrder(story.as('zhoumin'))
    assert.equal(
      (await say(story, 'suhe', { order: id, attempt: await waiting(story, 'zhoumin', id), answer: 'known' })).status,
      404,
    )
    assert.equal((await answer(story, 'zhoumin', id, 'refused')).status, 200)
    await story.expectNotices([['suhe', 'order']])
    await story.pass({ m: 1 })
    await story.expectCalls([['suhe', 'sms']])
    // 苏禾 works at another post today: what rang is known from the call, the order is not on their list
    const [rung] = await story.sql<{ id: string }>(`select id from call_attempts where person = 'p-suhe' and channel = 'app'`)
    assert.equal((await say(story, 'suhe', { order: id, attempt: rung!.id, answer: 'known' })).status, 200)
    await story.pass({ s: 61 })
    await story.expectCalls([])
    await story.acknowledge()
    await story.end()
  })

  it('climbs at once when there is nobody to stand in', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.expectNotices(redNotices)
    const { id } = await leadOrder(story.as('zhoumin'))
    await answer(story, 'zhoumin', id, 'refused')
    await story.expectNotices([
      ['wutong', 'order'],
      ['tangke', 'order'],
      ['zhoumin', 'escalated'],
    ])
    await story.end()
  })

  it('reaches the next person by itself after the last way, and whoever came on duty instead of who left', async (t) => {
    const story = await startStory(t)
    await addDeputy(story)
    await goRed(story)
    await story.expectNotices(redNotices)
    await story.sql(`update duty_shifts set ends_at = $1`, [new Date(story.now().getTime() + 90_000)])
    await story.sql(
      `insert into duty_shifts (id, post, person, starts_at, ends_at) select 's-2', post, 'p-suhe', ends_at, ends_at + interval '8 h' from duty_shifts`,
    )
    await story.pass({ m: 2 })
    await story.expectCalls([['zhoumin', 'sms']])
    await story.expectNotices([['suhe', 'order']])
    await story.acknowledge()
    await story.end()
  })

  it('goes on when only a leader knows, who is told nothing but to look into it', async (t) => {
    const { story, voice, answers, heard } = await withGateways(t)
    await goRed(story)
    await story.pass({ s: 181 })
    await story.expectCalls([
      ['zhoumin', 'sms'],
      ['zhoumin', 'voice'],
      ['qiumingyuan', 'voice'],
    ])
    const leader = heard(1, voice)
    assert.match(leader.text, /（[^）]+）。至今无人签收，请过问。知道了请回复 \d{6}。$/)
    assert.equal((await answers({ code: leader.code, phone: leader.to })).status, 200)
    await story.pass({ m: 1 })
    await story.expectCalls([
      ['wutong', 'sms'],
      ['tangke', 'sms'],
    ])
    await story.acknowledge()
    await story.end()
  })

  it('is refused once, also by the code of a message that was given up', async (t) => {
    const { story, sms, answers, heard } = await withGateways(t)
    sms.always({ status: 500 })
    await goRed(story)
    await story.pass({ s: 67 })
    const { code, to: phone } = heard(0)
    for (let times = 0; times < 3; times++) assert.equal((await answers({ code, phone, answer: 'refused' })).status, 200)
    assert.deepEqual(await attemptsOf(story, 'p-zhoumin'), ['app stopped', 'sms refused', 'voice stopped'])
    assert.equal((await story.facts('call.answered')).length, 1)
    assert.equal((await story.facts('work-order.called')).length, 2, 'one rung of two people')
    await story.acknowledge()
    await story.end()
  })

  it('is made while the case is being checked, to whoever must take part and has not', async (t) => {
    const story = await startStory(t)
    const event = await yellow(story)
    await story.sql(`update dispatches set plan = jsonb_set(plan, '{assist,0,mandatory}', 'true')`)
    await work(story, 'zhoumin')
    await story.acknowledge()
    await actOn(story, 'chenli', `${event}/grade`, { grade: 'extraordinary', reason: '涉及学校' })
    assert.equal((await story.as('chenli').event()).state, 'checking')
    const [order] = await story.sql<{ id: string }>(
      `select id from work_orders where event = $1 and role = 'assist' and mandatory and state = 'asked'`,
      [event],
    )
    const called = await story.sql<{ account: string }>(
      `select a.account from call_attempts c join accounts a on a.person = c.person where c.work_order = $1`,
      [order!.id],
    )
    await story.pass({ m: 1 })
    await story.expectCalls(called.map(({ account }) => [account, 'sms']))
    assert.ok(called.length > 0)
    await story.acknowledge()
    await story.end()
  })

  it('that waits to be sent again leaves no more once somebody accepted', async (t) => {
    const { story, sms } = await withGateways(t)
    sms.always({ status: 500 })
    await goRed(story)
    await story.pass({ m: 1 })
    assert.equal(sms.got.length, 1)
    const { id } = await leadOrder(story.as('zhoumin'))
    assert.equal((await story.as('zhoumin').post(`/api/v1/work-orders/${id}/accept`)).status, 200)
    await story.pass({ m: 2 })
    assert.equal(sms.got.length, 1)
    assert.deepEqual(await story.sql(`select key from outbox where channel = 'sms'`), [])
    await story.acknowledge()
    await story.end()
  })

  it('that was given up follows when it is sent again, and is not sent for a case that is over', async (t) => {
    const { story, sms } = await withGateways(t)
    sms.always({ status: 500 })
    await goRed(story)
    await story.pass({ s: 67 })
    assert.equal(sms.got.length, 3)
    const [{ key }] = (await story.sql<{ key: string }>(`select key from outbox where channel = 'sms'`)) as [{ key: string }]
    assert.ok(await sendAgain(story.zhili.spine, key))
    await story.pass({ s: 10 })
    assert.equal(sms.got.length, 6)
    assert.equal((await story.facts('call.failed')).length, 1, 'told once')
    sms.always({})
    assert.ok(await sendAgain(story.zhili.spine, key))
    await story.pass({ s: 1 })
    assert.equal(sms.got.length, 7)
    assert.deepEqual(await attemptsOf(story, 'p-zhoumin'), ['app sent', 'sms sent', 'voice sent'])
    await story.sql(`update outbox set state = 'failed' where key = $1`, [key])
    const { id } = await story.as('chenli').event()
    await actOn(story, 'zhoumin', `${id}/false-alarm`, { reason: '探头进水' })
    assert.ok(await sendAgain(story.zhili.spine, key))
    await story.pass({ m: 2 })
    assert.equal(sms.got.length, 7)
    await story.acknowledge()
    await story.end()
  })

  it('nobody answers rings up the leader at once, and a demo keeps what it would have sent, numbers masked', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.pass({ s: 181 })
    await story.expectCalls([
      ['zhoumin', 'sms'],
      ['zhoumin', 'voice'],
      ['qiumingyuan', 'voice'],
    ])
    const sent = await story.as('zouhaining').get<{ rows: SentMessage[] }>('/api/v1/admin/sent')
    assert.equal(sent.body.rows.length, 3)
    for (const row of sent.body.rows) assert.match(row.phone ?? '', /^\d{3}\*{4}\d{4}$/)
    assert.deepEqual(
      sent.body.rows.map(({ channel, to, state, tries, standIn }) => [channel, to, state, tries, standIn?.times]),
      [
        ['voice', '邱明远', 'sent', 1, 1],
        ['voice', '周敏', 'sent', 1, 1],
        ['sms', '周敏', 'sent', 1, 1],
      ],
    )
    await story.acknowledge()
    await story.end()
  })
})
