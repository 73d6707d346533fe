import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { startReceiver } from '../receiver.ts'
import { type Story, startStory } from '../story.ts'
import { goRed, leadOrder, redNotices } from './septic.ts'

type Calls = { rows: { person: string; step: number; attempts: { channel: string; state: string; answer: string | null }[] }[] }

async function attemptsOf(story: Story, person: string): Promise<string[]> {
  const { id } = await story.as('chenli').event()
  const { body } = await story.as('chenli').get<Calls>(`/api/v1/events/${id}/calls`)
  return body.rows
    .filter((row) => row.person === person)
    .flatMap((row) => row.attempts.map((one) => `${one.channel} ${one.answer ?? one.state}`))
}

/** A second person who holds the post of the lead, and stands in by the roster of this shift. */
async function addDeputy(story: Story): Promise<void> {
  const post = 'post-linjiang-safety-law-a'
  const [from, to] = [new Date(story.now().getTime() - 3_600_000), new Date(story.now().getTime() + 86_400_000)]
  await story.sql(
    `insert into appointments (id, person, post, kind, valid_from) values ('a-deputy', 'p-suhe', $1, 'concurrent', $2)`,
    [post, from],
  )
  await story.sql(
    `insert into duty_shifts (id, post, person, starts_at, ends_at, deputy) values ('s-1', $1, 'p-zhoumin', $2, $3, 'p-suhe')`,
    [post, from, to],
  )
}

/** A story whose SMS and phone calls go to real receivers, and the key a gateway answers with. */
async function withGateways(t: TestContext) {
  const [sms, voice] = [await startReceiver(t), await startReceiver(t)]
  const file = join(mkdtempSync(join(tmpdir(), 'zhili-channels-')), 'channels.json')
  const json = { to: '{phone}', text: '{text}', code: '{code}', id: '{key}' }
  writeFileSync(file, JSON.stringify({ sms: { url: sms.url, json }, voice: { url: voice.url, json } }))
  const story = await startStory(t, { env: { CHANNELS_FILE: file } })
  const made = await story.as('nijie').post<{ id: string; secret: string }>('/api/v1/admin/keys', {
    name: '短信网关',
    kind: 'system',
    unit: 'unit-linjiang',
  })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const authorization = `Bearer ${made.body.id}.${made.body.secret}`
  const answers = (body: Record<string, unknown>) => story.public('POST', '/api/v1/calls/answers', body, { authorization })
  const heard = (at: number, from = sms) =>
    JSON.parse(from.got[at]!.body.toString()) as Record<'to' | 'text' | 'code' | 'id', string>
  return { story, sms, voice, answers, heard }
}

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
    assert.match(heard(0).text, /^【智理】Ⅰ 特别重大：.*请在 3 分钟内签收。先做：先通风，再检测，后作业。知道了请回复 \d{6}。$/)
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
    assert.equal((await story.as('suhe').post(`/api/v1/work-orders/${id}/answer-call`, { answer: 'known' })).status, 404)
    assert.equal((await story.as('zhoumin').post(`/api/v1/work-orders/${id}/answer-call`, { answer: 'refused' })).status, 200)
    await story.expectNotices([['suhe', 'order']])
    await story.pass({ m: 1 })
    await story.expectCalls([['suhe', 'sms']])
    assert.equal((await story.as('suhe').post(`/api/v1/work-orders/${id}/answer-call`, { answer: 'known' })).status, 200)
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
    await story.as('zhoumin').post(`/api/v1/work-orders/${id}/answer-call`, { answer: 'refused' })
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

  it('nobody answers rings up the leader at once, and a demo keeps what it would have sent, numbers masked', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    await story.pass({ s: 181 })
    await story.expectCalls([
      ['zhoumin', 'sms'],
      ['zhoumin', 'voice'],
      ['qiumingyuan', 'voice'],
    ])
    const sent = await story.as('zouhaining').get<{ rows: { phone: string; times: number }[] }>('/api/v1/admin/sent')
    assert.equal(sent.body.rows.length, 3)
    for (const row of sent.body.rows) assert.match(row.phone, /^\d{3}\*{4}\d{4}$/)
    await story.acknowledge()
    await story.end()
  })
})
