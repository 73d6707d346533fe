import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { type CloudEvent, HTTP } from 'cloudevents'
import { system } from '../../../contract/actor.ts'
import { testDatabase } from '../../../test/database.ts'
import { startReceiver } from '../../../test/receiver.ts'
import { manualClock } from '../../kernel/clock.ts'
import { StartError } from '../../kernel/config.ts'
import { createLog } from '../../kernel/log.ts'
import { type Channels, sendOnce } from '../../kernel/outbox.ts'
import { createSpine, type Outgoing, type Spine } from '../../kernel/spine.ts'
import { retryStuck } from '../../kernel/worker.ts'
import { cloudEvent } from './rules/cloud-event.ts'
import { createSends } from './sends.ts'
import { readChannels } from './settings.ts'
import { readSent } from './store.ts'
import type { ChannelSettings } from './types.ts'

const env = { CHANNEL_BUS: 'bus-secret', CHANNEL_GROUP: 'SECgroup', CHANNEL_SMS: 'sms-secret', DATABASE_URL: 'postgres://x' }
const settingsOf = (given: unknown, demo = false): ChannelSettings => {
  const file = join(mkdtempSync(join(tmpdir(), 'zhili-channels-')), 'channels.json')
  writeFileSync(file, typeof given === 'string' ? given : JSON.stringify(given))
  return readChannels({ CHANNELS_FILE: file, DEMO: demo }, env)
}
const complaint = (given: unknown): string => {
  try {
    settingsOf(given)
  } catch (error) {
    assert.ok(error instanceof StartError)
    return error.message
  }
  return ''
}

type Bench = { spine: Spine; pass(s: number): void; send(outgoing: Outgoing): Promise<void>; row(key: string): Promise<Row> }
type Row = { state: string; tries: number; last_error: string | null }

async function bench(t: TestContext): Promise<Bench> {
  const database = await testDatabase('town')
  const clock = manualClock(new Date('2026-03-02T01:30:00Z'))
  const spine = createSpine({ url: database.url, clock, log: createLog('silent') })
  t.after(async () => {
    await spine.close()
    await database.drop()
  })
  return {
    spine,
    pass: (s) => clock.set(new Date(clock.now().getTime() + s * 1_000)),
    send: (outgoing) => spine.transaction(system, (tx) => tx.send(outgoing)),
    row: async (key) => (await spine.query<Row>('select state, tries, last_error from outbox where key = $1', [key]))[0]!,
  }
}

const webhooks = (url: string) => [{ name: 'bus', owner: '数据处', url, secret: 'CHANNEL_BUS', kinds: ['event.opened'] }]
const toBus: Outgoing = { key: 'webhook:bus:1', channel: 'webhook', address: 'bus', owner: '数据处', body: { id: '1' } }

describe('a webhook', () => {
  it('is signed, and a repeat carries the same key and says that it is one', async (t) => {
    const there = await startReceiver(t)
    const { spine, pass, send, row } = await bench(t)
    const sends = createSends(spine, settingsOf({ webhooks: webhooks(there.url) }))
    there.say({ status: 503 })
    await send(toBus)
    await send(toBus) // the same key is one message
    assert.equal(await sendOnce(spine, sends), true)
    assert.equal(await sendOnce(spine, sends), false, 'a failed one waits for its moment')
    pass(2)
    await sendOnce(spine, sends)
    assert.equal((await row(toBus.key)).state, 'sent')
    assert.equal(await sendOnce(spine, sends), false)
    const [first, second] = there.got
    assert.equal(there.got.length, 2)
    for (const { headers, body } of [first!, second!]) {
      const signed = `${toBus.key}.${headers['webhook-timestamp']}.${body.toString()}`
      assert.equal(headers['webhook-signature'], `v1,${createHmac('sha256', 'bus-secret').update(signed).digest('base64')}`)
      assert.equal(headers['idempotency-key'], toBus.key)
    }
    assert.deepEqual([first!.headers['x-zhili-try'], second!.headers['x-zhili-try']], [undefined, '2'])
  })

  it('is read by the SDK of CloudEvents, as one document or with its attributes as headers', async (t) => {
    const there = await startReceiver(t)
    const { spine, send } = await bench(t)
    const event = cloudEvent({
      ...{ id: 'f-1', kind: 'event.closed', subject: '0199 渣土 "东"', area: '50/', unit: 'unit-a', actor: { post: 'post-a' } },
      ...{ occurredAt: new Date('2026-03-02T01:02:03Z'), body: { event: 'e-1', reason: '清理完毕，100%' } },
    })
    const list = ['structured', 'binary'].map((mode) => ({ ...webhooks(there.url)[0]!, name: mode, mode }))
    const sends = createSends(spine, settingsOf({ webhooks: list }))
    for (const { name } of list) {
      await send({ key: `webhook:${name}`, channel: 'webhook', address: name, owner: '数据处', body: event })
      await sendOnce(spine, sends)
      const { headers, body } = there.got.at(-1)!
      const read = HTTP.toEvent({ headers, body: body.toString() }) as CloudEvent<unknown>
      assert.equal(read.validate(), true)
      // The SDK leaves headers as they came; the HTTP binding (3.1.3.2) has them percent-encoded.
      const subject = name === 'binary' ? decodeURIComponent(String(read.subject)) : read.subject
      const time = new Date(String(read.time)).toISOString()
      assert.deepEqual(JSON.parse(JSON.stringify({ ...read.toJSON(), subject, time })), event)
      const signed = `webhook:${name}.${headers['webhook-timestamp']}.${body.toString()}`
      assert.equal(headers['webhook-signature'], `v1,${createHmac('sha256', 'bus-secret').update(signed).digest('base64')}`)
      assert.equal(
        headers['content-type']?.split(';')[0],
        name === 'binary' ? 'application/json' : 'application/cloudevents+json',
      )
    }
  })

  it('that is never taken is given up into the hands of its owner, and can be sent again', async (t) => {
    const there = await startReceiver(t)
    const { spine, pass, send, row } = await bench(t)
    const sends = createSends(spine, settingsOf({ webhooks: webhooks(there.url) }))
    there.always({ status: 500, body: 'no' })
    await send(toBus)
    for (let tries = 0; tries < 10; tries++) {
      await sendOnce(spine, sends)
      pass(60)
    }
    assert.equal(there.got.length, 8)
    assert.deepEqual(await row(toBus.key), { state: 'failed', tries: 8, last_error: 'HTTP 500 no' })
    const [left] = await spine.query<{ owner: string }>('select owner from outbox where key = $1', [toBus.key])
    assert.equal(left!.owner, '数据处')
    there.always({})
    assert.equal(await retryStuck(spine, toBus.key), true)
    await sendOnce(spine, sends)
    assert.equal((await row(toBus.key)).state, 'sent')
  })

  it('that is refused for good is not asked again, nor is a redirect followed', async (t) => {
    const there = await startReceiver(t)
    const elsewhere = await startReceiver(t)
    const { spine, send, row } = await bench(t)
    const sends = createSends(spine, settingsOf({ webhooks: webhooks(there.url) }))
    there.say({ status: 410 }, { status: 307, headers: { location: elsewhere.url } })
    for (const key of ['a', 'b']) {
      await send({ ...toBus, key })
      await sendOnce(spine, sends)
      assert.deepEqual([(await row(key)).state, (await row(key)).tries], ['failed', 1], key)
    }
    assert.equal(elsewhere.got.length, 0)
  })
})

describe('a robot', () => {
  it('of WeCom and of DingTalk gets the text; a no inside a 200 is a no', async (t) => {
    const there = await startReceiver(t)
    const { spine, pass, send, row } = await bench(t)
    const robots = [
      { name: 'wecom', owner: '值班长', kind: 'wecom', url: `${there.url}?key=k` },
      { name: 'ding', owner: '值班长', kind: 'dingtalk', url: `${there.url}?access_token=a`, secret: 'CHANNEL_GROUP' },
    ]
    const sends = createSends(spine, settingsOf({ robots }))
    there.say({ body: '{"errcode":45009,"errmsg":"api freq out of limit"}' })
    there.always({ body: '{"errcode":0,"errmsg":"ok"}' })
    await send({ key: 'r1', channel: 'robot', address: 'wecom', body: { text: '红' } })
    await sendOnce(spine, sends)
    assert.equal((await row('r1')).state, 'waiting')
    pass(2)
    await sendOnce(spine, sends)
    assert.equal((await row('r1')).state, 'sent')
    await send({ key: 'r2', channel: 'robot', address: 'ding', body: { text: '橙' } })
    await sendOnce(spine, sends)
    assert.deepEqual(JSON.parse(there.got[1]!.body.toString()), { msgtype: 'text', text: { content: '红' } })
    assert.equal(there.got[1]!.url, '/?key=k')
    const asked = new URL(there.got[2]!.url, there.url).searchParams
    const signed = createHmac('sha256', 'SECgroup')
      .update(`${asked.get('timestamp')}\nSECgroup`)
      .digest('base64')
    assert.equal(asked.get('sign'), signed)
  })
})

const toPerson = { key: 'call:1', channel: 'sms', address: 'p-zhoumin', body: { text: '红色报警', code: '482100' } } as const

describe('a gateway', () => {
  const gateway = (url: string) => ({
    url,
    headers: { authorization: 'Bearer {secret}' },
    json: { to: '{phone}', text: '{text}，回复 {code}', id: '{key}' },
    yes: { path: 'code', equals: 0 },
    secret: 'CHANNEL_SMS',
  })

  it('is called as its template says; the number is looked up only then', async (t) => {
    const there = await startReceiver(t)
    const { spine, send, row } = await bench(t)
    const sends = createSends(spine, settingsOf({ sms: gateway(there.url) }))
    there.always({ body: '{"code":0}' })
    await send(toPerson)
    const [kept] = await spine.query<{ all: string }>('select outbox::text as all from outbox')
    const [{ phone } = { phone: '' }] = await spine.query<{ phone: string }>(`select phone from persons where id = 'p-zhoumin'`)
    assert.ok(phone && !kept!.all.includes(phone))
    await sendOnce(spine, sends)
    assert.equal((await row('call:1')).state, 'sent')
    assert.equal(there.got[0]!.headers.authorization, 'Bearer sms-secret')
    assert.deepEqual(JSON.parse(there.got[0]!.body.toString()), { to: phone, text: '红色报警，回复 482100', id: 'call:1' })
  })

  it('takes a form too, and one that does not say yes is asked three times', async (t) => {
    const there = await startReceiver(t)
    const { spine, pass, send, row } = await bench(t)
    const { json: _, ...rest } = gateway(there.url)
    const sends = createSends(spine, settingsOf({ voice: { ...rest, form: { called: '{phone}', say: '{text}&x=1' } } }))
    there.always({ body: '{"code":7}' })
    await send({ ...toPerson, channel: 'voice' })
    for (let tries = 0; tries < 5; tries++) {
      await sendOnce(spine, sends)
      pass(60)
    }
    assert.equal((await row('call:1')).state, 'failed')
    assert.equal(there.got.length, 3)
    assert.equal(new URLSearchParams(there.got[0]!.body.toString()).get('say'), '红色报警&x=1')
  })

  it('that takes its time does not hold up another way out', async (t) => {
    const { spine, send } = await bench(t)
    const answer = Promise.withResolvers<void>()
    const slow: Channels = { sms: () => answer.promise }
    const sent: string[] = []
    await send(toPerson)
    await send({ key: 'fan', channel: 'mqtt', address: 'x', body: {} })
    const waiting = sendOnce(spine, slow)
    await sendOnce(spine, { mqtt: async ({ key }) => void sent.push(key) })
    assert.deepEqual(sent, ['fan'])
    answer.resolve()
    await waiting
  })
})

describe('without a gateway', () => {
  it('a demo keeps what it would have sent, the number masked and a double counted; anything else has no way out', async (t) => {
    const { spine, send } = await bench(t)
    const demo = createSends(spine, readChannels({ DEMO: true }, {}))
    await send(toPerson)
    await sendOnce(spine, demo)
    // killed between handing over and writing it down: it is handed over again under the same key
    await spine.query(`update outbox set state = 'waiting', next_at = $1`, [spine.clock.now()])
    await sendOnce(spine, demo)
    const sent = await readSent(spine, { after: null, limit: 10 })
    assert.deepEqual(
      sent.map(({ key, text, times }) => [key, text, times]),
      [['call:1', '红色报警', 2]],
    )
    const [kept] = await spine.query<{ phone: string }>('select masked_phone as phone from sent_messages')
    assert.match(kept!.phone, /^\d{3}\*{4}\d{4}$/)
    assert.deepEqual(Object.keys(createSends(spine, readChannels({ DEMO: false }, {}))), [
      'webhook',
      'robot',
      'hotline',
      'portal',
    ])
  })
})

describe('the file of channels', () => {
  it('tells everything that is wrong in it at once', () => {
    const said = complaint({
      webhooks: [{ name: 'Bus', owner: '', url: 'file:///etc/passwd', secret: 'DATABASE_URL', kinds: ['notice.sent'] }],
      robots: [{ name: 'g', owner: 'x', kind: 'slack', url: 'http://{phone}/', secret: 'CHANNEL_NONE' }],
      sms: { url: 'http://127.0.0.1/', json: { a: '{env}' }, more: 1 },
      portal: {
        owner: 'x',
        url: 'http://portal.example/',
        secret: 'CHANNEL_NONE',
        address: 'zhili.example',
        exchange: 'http://10.0.0.1/',
      },
    })
    for (const part of [
      'webhooks.0.name',
      'webhooks.0.owner',
      'webhooks.0.url',
      'webhooks.0.secret',
      'webhooks.0.kinds.0: not a kind of fact others may hear',
      'robots.0.kind',
      'robots.0.url: ',
      'robots.0.secret: environment variable CHANNEL_NONE is not set',
      'sms.json: unknown placeholder {env}',
      'sms: ',
      'portal.address: ',
      'portal.url: must be https',
      'portal.exchange: must be https',
    ])
      assert.ok(said.includes(part), `${part} missing in\n${said}`)
  })
  it('is refused when it is no JSON, not there, or names a target twice', () => {
    assert.match(complaint('{'), /JSON/)
    assert.throws(() => readChannels({ CHANNELS_FILE: '/nowhere.json', DEMO: true }, {}), StartError)
    const url = 'http://127.0.0.1/'
    assert.match(complaint({ webhooks: [...webhooks(url), ...webhooks(url)] }), /name given twice: bus/)
  })
})
