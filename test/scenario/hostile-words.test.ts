import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import mqtt from 'mqtt'
import { startBroker } from '../../server/flow/1-ingest/mqtt.ts'
import { firstDevice, type Story, startStory } from '../story.ts'

/** What a refusal may hold of the other language: quoted input, paths of fields, and lists of the words a field takes. */
const own = (words: string): string =>
  words
    .replace(/“[^”]*”/gu, '')
    .replace(/\/[\w/.-]+/g, '')
    .replace(/：[\w-]+(, [\w-]+)+$/, '')

/** No sentence of the other language, no half of one, no hole where a word should be. */
function isClean({ code, zh, en }: { code: string; zh: string; en: string }, about: string): void {
  assert.match(zh, /\p{Script=Han}{2}/u, `${about}: ${zh}`)
  assert.doesNotMatch(own(zh), /[A-Za-z]{2,}[^\p{Script=Han}]*\s[A-Za-z]{2,}/u, `${about}: ${zh}`)
  assert.doesNotMatch(own(en), /\p{Script=Han}/u, `${about}: ${en}`)
  for (const words of [zh, en]) {
    assert.doesNotMatch(words, /\{\w+\}|undefined|\[object|Unexpected|Invalid input|received/, `${about}: ${words}`)
    assert.ok(words.length < 260, `${about}: ${words.length} characters`)
  }
  assert.notEqual(code, 'server.fault', about)
}

type Said = { code: string; zh: string; en: string }
type Hostile = [about: string, type: string, body: string, headers?: Record<string, string>]
const key = { authorization: 'Bearer gw-990101.zhili-demo-gateway-990101' }
const [one, batch, json] = ['application/cloudevents+json', 'application/cloudevents-batch+json', 'application/json']

function hostileEvents(now: Date): Hostile[] {
  const at = now.toISOString()
  const event = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
    ...{ specversion: '1.0', id: 'e', source: `devices/${firstDevice}`, type: 'zhili.reading', data: { at, values: { ch4: 1 } } },
    ...change,
  })
  const reading = (data: unknown): string => JSON.stringify(event({ data }))
  const many = Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`v${n}`, n]))
  const binary = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': `devices/${firstDevice}`, 'ce-type': 'zhili.reading' }
  return [
    ['cut off', one, '{"specversion"'],
    ['empty', one, ''],
    ['spaces', one, '   '],
    ['latin1', one, '\u00ff\u00fe{"x":1}'],
    ['words', one, 'hello big world'],
    ['null', one, 'null'],
    ['a number', one, '7'],
    ['a text', one, '"读数 reading of tank"'],
    ['array under structured', one, JSON.stringify([event()])],
    ['object under batch', batch, JSON.stringify(event())],
    ['501 events', batch, JSON.stringify(Array(501).fill(event()))],
    ['nested arrays', batch, '[[[[]]]]'],
    ['__proto__', json, '{"__proto__":{"x":1}}'],
    ['specversion 0.3', one, JSON.stringify(event({ specversion: '0.3' }))],
    ['no id', one, JSON.stringify(event({ id: undefined }))],
    ['id a number', one, JSON.stringify(event({ id: 7 }))],
    ['id too long', one, JSON.stringify(event({ id: 'x'.repeat(201) }))],
    ['no source', one, JSON.stringify(event({ source: '' }))],
    ['a time of the day', one, JSON.stringify(event({ time: 'yesterday at noon' }))],
    ['unknown type', one, JSON.stringify(event({ type: 'com.example.some thing 未知' }))],
    ['no data', one, JSON.stringify(event({ data: null }))],
    ['data an array', one, reading([1, 2])],
    ['values a text', one, reading({ at, values: 'ch4 is 5' })],
    ['values an array', one, reading({ at, values: [1] })],
    ['no values', one, reading({ at, values: {} })],
    ['65 values', one, reading({ at, values: many })],
    ['value a text', one, reading({ at, values: { ch4: 'high' } })],
    ['value null', one, reading({ at, values: { ch4: null } })],
    ['1e999', one, reading({ at, values: { ch4: 1 } }).replace('"ch4":1', '"ch4":1e999')],
    ['NaN', one, reading({ at, values: { ch4: 1 } }).replace('"ch4":1', '"ch4":NaN')],
    ['huge name', one, reading({ at, values: { [`a very long name ${'x'.repeat(5000)}`]: 1 } })],
    ['rare characters', one, reading({ at, values: { 㐂𠮷: 1 } })],
    ['rare characters, no number', one, reading({ at, values: { '㐂 𠮷': 'x' } })],
    ['quotes in a name', one, reading({ at, values: { 'a” the end “b': 1 } })],
    ['constructor', one, reading({ at, values: { constructor: 1 } })],
    ['seq below zero', one, reading({ at, seq: -1, values: { ch4: 1 } })],
    ['seq a fraction', one, reading({ at, seq: 1.5, values: { ch4: 1 } })],
    ['year 1', one, reading({ at: '0001-01-01T00:00:00Z', values: { ch4: 1 } })],
    ['year 9999', one, reading({ at: '9999-01-01T00:00:00Z', values: { ch4: 1 } })],
    ['no zone', one, reading({ at: '2026-03-02 08:00', values: { ch4: 1 } })],
    ['a foreign device', one, JSON.stringify(event({ subject: '别人的 device of others' }))],
    ['a NUL', one, JSON.stringify(event({ subject: 'a\u0000b' }))],
    ['receipt without command', one, JSON.stringify(event({ type: 'zhili.receipt', data: { ok: true } }))],
    [
      'receipt of nothing',
      one,
      JSON.stringify(event({ type: 'zhili.receipt', data: { command: crypto.randomUUID(), ok: true } })),
    ],
    ['percent of the source', json, '{"values":{"ch4":1}}', { ...binary, 'ce-source': '%zz' }],
    ['percent of the id', json, '{"values":{"ch4":1}}', { ...binary, 'ce-id': '%E4%' }],
    ['binary, wrong version', json, '{"values":{"ch4":1}}', { ...binary, 'ce-specversion': '0.3' }],
    ['plain text', 'text/plain', 'ch4=90'],
    ['no such type', 'application/x-nothing; charset=utf-16', '{}'],
    ['xml', 'application/cloudevents+xml', '<a/>'],
  ]
}

async function sendEvents(story: Story): Promise<void> {
  const none = { ...key, 'content-type': 'application/cloudevents-batch+json' }
  const taken = await story.public('POST', '/api/v1/cloudevents', Buffer.from('[]'), none)
  assert.deepEqual([taken.status, taken.body], [202, { accepted: 0, duplicates: 0, refused: [] }], 'a batch may be empty')
  for (const [about, type, body, headers = {}] of hostileEvents(story.now())) {
    const bytes = Buffer.from(body, about === 'latin1' ? 'latin1' : 'utf8')
    const answer = await story.public('POST', '/api/v1/cloudevents', bytes, { ...key, 'content-type': type, ...headers })
    assert.ok(answer.status >= 400 && answer.status < 500, `${about}: ${answer.status} ${JSON.stringify(answer.body)}`)
    isClean(answer.body as Said, about)
  }
}

/** What a gateway may publish that is no reading; the quarantine shows it in words. */
const hostileMessages = (at: string): [topic: string, payload: string | Buffer][] => [
  ['readings', ''],
  ['readings', '{"at":'],
  ['readings', Buffer.from([0xff, 0xfe, 0x00])],
  ['readings', '[]'],
  ['readings', '[[1]]'],
  ['readings', JSON.stringify(Array(1001).fill(1))],
  [
    'readings',
    JSON.stringify([
      { at, values: { ch4: 1 } },
      { at, values: { ch4: 'much too high' } },
    ]),
  ],
  ['readings', JSON.stringify({ at, values: { ch4: 1 }, 多余: 'some more words', surplus: 1 })],
  ['readings', `{"at":"${at}","values":{"ch4":1e999}}`],
  ['readings', JSON.stringify({ at, values: { 㐂𠮷: 1 } })],
  ['readings', JSON.stringify({ at: '0001-01-01', values: { ch4: 1 } })],
  ['readings', 'x'.repeat(270_000)],
  ['receipts', 'not even json'],
  ['receipts', '{"command":"x","ok":1}'],
  ['receipts', JSON.stringify({ command: crypto.randomUUID(), ok: true, text: 'x'.repeat(300) })],
  ['receipts', JSON.stringify({ command: crypto.randomUUID(), ok: true })],
  ['some other topic', '{}'],
]

async function publishAll(t: TestContext, story: Story): Promise<void> {
  const broker = await startBroker(story.zhili, 0)
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${broker.port}`, {
    ...{ clientId: 'gw-990101', username: 'gw-990101', password: 'zhili-demo-gateway-990101', reconnectPeriod: 0 },
  })
  t.after(() => broker.close())
  for (const [kind, payload] of hostileMessages(story.now().toISOString()))
    await client.publishAsync(`zhili/v1/devices/${firstDevice}/${kind}`, payload, { qos: 1 })
  await client.publishAsync('zhili/v1/devices/别人的 device/readings', '{}', { qos: 1 })
  await client.endAsync(true)
}

describe('whatever is sent to us', () => {
  it('over HTTP is refused in the words of each language, and nothing of the other', async (t) => {
    const story = await startStory(t)
    await sendEvents(story)
    const kept = await story.sql<{ payload: string }>(`select payload from quarantine where payload like '%Infinity%'`)
    assert.equal(kept.length, 1, '1e999 is not shown as null')
    await story.end()
  })

  it('over MQTT stands in the quarantine in the words of each language', async (t) => {
    const story = await startStory(t)
    await publishAll(t, story)
    const list = await story.as('shenlan').get<{ waiting: number; rows: Said[] }>('/api/v1/quarantine?limit=200')
    assert.ok(list.body.waiting >= 12, `${list.body.waiting} kept`)
    for (const row of list.body.rows) isClean(row, row.code)
    const said = list.body.rows.map((row) => row.zh)
    assert.ok(said.includes('读数格式有误：/values/ch4 不是有限的数'), said.join('\n'))
    await story.end()
  })

  it('by a person or a citizen is refused likewise', async (t) => {
    const story = await startStory(t)
    const report = { type: 'manhole', content: '井盖没有了', lon: 100.003, lat: 30.001 }
    const asked: [about: string, body: string, type?: string][] = [
      ['cut off', '{"type"'],
      ['empty', ''],
      ['a text', '"just some words"'],
      ['mercator', JSON.stringify({ ...report, lon: 11_862_000, lat: 3_440_000 })],
      ['elsewhere', JSON.stringify({ ...report, lon: 1, lat: 1 })],
      ['lon a text', JSON.stringify({ ...report, lon: 'east of here' })],
      ['lon 1e999', JSON.stringify(report).replace('100.003', '1e999')],
      ['no such type', JSON.stringify({ ...report, type: 'made up sensor' })],
      ['surplus', JSON.stringify({ ...report, 'some surplus': 1 })],
      ['content a number', JSON.stringify({ ...report, content: 5 })],
      ['files', JSON.stringify({ ...report, files: 'my photo here' })],
      ['xml', '<a/>', 'application/xml'],
      ['proto', '{"__proto__":{"x":1}}'],
    ]
    for (const [about, body, type = json] of asked) {
      const answer = await story.public('POST', '/api/v1/reports', Buffer.from(body), { 'content-type': type })
      assert.ok(answer.status >= 400 && answer.status < 500, `${about}: ${answer.status} ${JSON.stringify(answer.body)}`)
      isClean(answer.body as Said, about)
      if (about === 'xml') assert.equal((answer.body as Said).zh, '不支持的内容类型“application/xml”')
    }
    const urls = [
      'events?limit=many',
      'events?cursor=not ours',
      'events?state=half done',
      'map/objects?bbox=1,2,3',
      'events/%00',
      'events/no-id',
    ]
    for (const url of urls) {
      const answer = await story.as('chenli').get<Said>(`/api/v1/${url.replaceAll(' ', '%20')}`)
      assert.ok(answer.status >= 400 && answer.status < 500, `${url}: ${answer.status} ${JSON.stringify(answer.body)}`)
      isClean(answer.body, url)
    }
    const broken = await story.public('GET', '/api/v1/events/%zz')
    isClean(broken.body as Said, 'percent in the address')
    await story.end()
  })
})
