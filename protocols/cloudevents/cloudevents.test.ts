import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { seeded } from '../seeded.ts'
import { readEvent } from './event.ts'
import { readHttp, readMessage } from './read.ts'
import type { CloudEvent, Headers, HttpMessage } from './types.ts'
import { encodeHeader, writeBatch, writeBinary, writeStructured } from './write.ts'

const base: CloudEvent = { specversion: '1.0', id: '1', source: '/a/b', type: 'cn.zhili.test' }
const error = (change: Record<string, unknown>): [string, unknown] | 'ok' => {
  const read = readEvent({ ...base, ...change })
  return read.ok ? 'ok' : [read.error, read.detail]
}

function events({ headers, body }: { headers: Headers; body: Uint8Array | string }): CloudEvent[] {
  const sent = readHttp(headers, body)
  assert.ok(sent.ok, JSON.stringify(sent))
  return sent.value.events.map((one) => {
    const event = readEvent(one)
    assert.ok(event.ok, JSON.stringify(event))
    return event.value
  })
}

/** The message as its bytes, read again. */
function overWire({ headers, body }: HttpMessage): { headers: Headers; body: Uint8Array } {
  const head = Object.entries({ ...headers, 'Content-Length': String(body.length) }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  const read = readMessage(Buffer.concat([Buffer.from(`POST / HTTP/1.1\r\n${head.join('')}\r\n`), body]))
  assert.ok(read.ok)
  return read.value
}

describe('an event', () => {
  it('has its attributes, in their forms', () => {
    for (const name of ['specversion', 'id', 'source', 'type'])
      assert.deepEqual(
        error({ [name]: undefined, x: null }),
        name === 'specversion' ? ['missing-field', name] : ['bad-value', name],
      )
    for (const name of ['id', 'source', 'type']) assert.deepEqual(error({ [name]: null }), ['missing-field', name])
    for (const name of ['id', 'source', 'type', 'subject', 'dataschema', 'datacontenttype'])
      assert.deepEqual(error({ [name]: '' }), ['bad-value', name])
    assert.deepEqual(error({ specversion: '0.3' }), ['wrong-version', '0.3'])
    assert.deepEqual(error({ source: '渣土车' }), ['bad-value', 'source'])
    assert.deepEqual(error({ source: 'a:b/c d' }), ['bad-value', 'source'])
    assert.deepEqual(error({ source: '1:b' }), ['bad-value', 'source'])
    assert.deepEqual(error({ dataschema: '/relative' }), ['bad-value', 'dataschema'])
    assert.deepEqual(error({ datacontenttype: 'json' }), ['bad-value', 'datacontenttype'])
    assert.deepEqual(error({ subject: 'a\u0007' }), ['bad-text', 'subject'])
    assert.deepEqual(error({ subject: '\ud800' }), ['bad-text', 'subject'])
    assert.deepEqual(error({ data: 1, data_base64: 'AA==' }), ['duplicate-field', 'data'])
    assert.deepEqual(error({ data_base64: '*' }), ['bad-value', 'data_base64'])
    assert.equal(
      error({
        subject: '渣土车 "A" 100%',
        time: '2026-11-26T10:00:00.123+08:00',
        data: null,
        datacontenttype: 'text/plain; charset="utf-8"',
      }),
      'ok',
    )
  })

  it('happened at a moment that exists', () => {
    for (const time of [
      '2026-02-29T10:00:00Z',
      '2026-11-26',
      '2026-11-26T25:00:00Z',
      '2026-11-26T10:00:00',
      '2026-11-26T10:00:00+24:00',
      7,
    ])
      assert.notEqual(error({ time }), 'ok', String(time))
    for (const time of ['2024-02-29T23:59:60Z', '2026-11-26t10:00:00z', '2026-11-26T10:00:00.123456789-08:00'])
      assert.equal(error({ time }), 'ok', time)
  })

  it('is extended by lower-case names and plain values', () => {
    for (const value of ['x', true, 7]) assert.equal(error({ partitionkey2: value }), 'ok')
    for (const value of [{}, [1], 1.5, 2 ** 40]) assert.deepEqual(error({ ext: value }), ['bad-value', 'ext'])
    for (const name of ['Ext', 'ext_a', '扩展', '__proto']) assert.deepEqual(error({ [name]: 'x' }), ['bad-value', name])
  })

  it('is an object', () => {
    for (const value of [null, 7, 'x', [base]]) assert.equal((readEvent(value) as { error: string }).error, 'bad-schema')
  })
})

describe('an event over HTTP', () => {
  const event: CloudEvent = {
    ...base,
    subject: '渣土车 "渝A·12345" 100% 😀',
    time: '2026-11-26T10:00:00+08:00',
    datacontenttype: 'application/json; charset=utf-8',
    severity: '2',
    data: { 名: '江北', list: [1, null, 'x'] },
  }

  it('comes back as it went, in all three modes', () => {
    assert.deepEqual(events(overWire(writeStructured(event))), [event])
    assert.deepEqual(events(overWire(writeBinary(event))), [event])
    assert.deepEqual(events(overWire(writeBatch([event, base]))), [event, base])
    assert.deepEqual(events(overWire(writeBatch([]))), [])
    const bytes: CloudEvent = { ...base, datacontenttype: 'image/png', data_base64: 'iVBORw0KGgo=' }
    assert.deepEqual(events(overWire(writeBinary(bytes))), [bytes])
    const text: CloudEvent = { ...base, datacontenttype: 'text/plain', data: '江' }
    assert.deepEqual(events(overWire(writeBinary(text))), [text])
    assert.deepEqual(events(overWire(writeBinary(base))), [base])
  })

  it('carries Chinese in headers percent-encoded, and is read also when a sender did not', () => {
    const { headers } = writeBinary(event)
    assert.match(headers['ce-subject']!, /^%E6%B8%A3%E5%9C%9F%E8%BD%A6%20%22/)
    for (const value of Object.values(headers)) assert.match(value, /^[\x20-\x7e]*$/)
    assert.equal(encodeHeader('Euro € 😀"%'), 'Euro%20%E2%82%AC%20%F0%9F%98%80%22%25')
    const raw = {
      'ce-specversion': '1.0',
      'ce-id': '"quo\\"ted"',
      'ce-source': '/x',
      'ce-type': 't',
      'content-type': 'application/json',
    }
    const subject = Buffer.from('渣土车').toString('latin1')
    const [read] = events({ headers: { ...raw, 'ce-subject': subject }, body: '{}' })
    assert.deepEqual([read!.subject, read!.id], ['渣土车', 'quo"ted'])
  })

  it('is refused for a reason', () => {
    const said = (headers: Headers, body: string): unknown => {
      const read = readHttp(headers, body)
      return read.ok ? 'ok' : read.error
    }
    const json = 'application/cloudevents+json'
    assert.equal(said({ 'content-type': json }, '[]'), 'bad-schema')
    assert.equal(said({ 'content-type': 'application/cloudevents-batch+json' }, '{}'), 'bad-schema')
    assert.equal(said({ 'content-type': json }, ''), 'too-short')
    assert.equal(said({ 'content-type': json }, '{'), 'bad-json')
    assert.equal(said({ 'content-type': json }, '{"__proto__":1}'), 'bad-json')
    assert.equal(said({ 'content-type': `${json}; charset=gbk` }, '{}'), 'bad-encoding')
    assert.equal(said({ 'content-type': 'text/plain' }, '{}'), 'unknown-message')
    assert.equal(said({}, '{}'), 'unknown-message')
    assert.equal(said({ 'content-type': 'application/json', 'ce-specversion': '1.0', 'ce-id': '%E4%' }, '{}'), 'bad-encoding')
    assert.equal(
      said({ 'content-type': 'application/json', 'ce-specversion': '1.0', 'ce-id': ['1', '2'] }, '{}'),
      'duplicate-field',
    )
    const broken = readMessage(Buffer.from('POST / HTTP/1.1\nno header\n\n{}'))
    assert.deepEqual(broken, { ok: false, error: 'bad-header', detail: 'no header' })
  })

  it('with any text in its attributes comes back from headers', () => {
    const chance = seeded(8)
    const text = (): string =>
      Array.from({ length: 1 + chance.below(12) }, () =>
        String.fromCodePoint(0x20 + chance.below(0x5f) + (chance.below(3) === 0 ? 0x4e00 : 0)),
      ).join('')
    for (let i = 0; i < 500; i++) {
      const one: CloudEvent = { ...base, id: text(), subject: text(), ext: text(), data: text() }
      assert.deepEqual(events(overWire(writeBinary(one))), [{ ...one, datacontenttype: 'application/json' }])
    }
  })
})
