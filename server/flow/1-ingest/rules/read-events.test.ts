import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readEvents } from './read-events.ts'

const event = { specversion: '1.0', id: 'a', source: 'devices/d', type: 'zhili.reading', data: { values: { ch4: 1 } } }
const read = (type: string | undefined, body: unknown, headers: Record<string, string> = {}) =>
  readEvents({ ...(type ? { 'content-type': type } : {}), ...headers }, typeof body === 'string' ? body : JSON.stringify(body))
const codes = (given: ReturnType<typeof readEvents>): string[] =>
  given.ok ? given.entries.map((entry) => `${entry.id} ${'event' in entry ? 'ok' : entry.refusal.code}`) : [given.refusal.code]

describe('the events of a request', () => {
  it('are one under the type of a structured event, never a list', () => {
    assert.deepEqual(codes(read('application/cloudevents+json; charset=utf-8', event)), ['a ok'])
    assert.deepEqual(codes(read('application/cloudevents+json', [event])), ['input.malformed'])
  })
  it('are a list under the type of a batch, never one', () => {
    assert.deepEqual(codes(read('application/cloudevents-batch+json', [event, { ...event, id: 'b' }])), ['a ok', 'b ok'])
    assert.deepEqual(codes(read('application/cloudevents-batch+json', event)), ['input.malformed'])
  })
  it('of a batch stand each for itself', () =>
    assert.deepEqual(codes(read('application/cloudevents-batch+json', [event, { ...event, specversion: '0.3' }, null, 5, {}])), [
      'a ok',
      'a input.malformed',
      '/2 input.malformed',
      '/3 input.malformed',
      '/4 input.malformed',
    ]))
  it('come in headers as well, percent-encoded', () => {
    const headers = { 'ce-specversion': '1.0', 'ce-id': '%E4%B8%80', 'ce-source': 'devices/d', 'ce-type': 'zhili.reading' }
    assert.deepEqual(codes(read('application/json', { values: { ch4: 1 } }, headers)), ['一 ok'])
    assert.deepEqual(codes(read('application/json', {}, { ...headers, 'ce-id': '%E4%' })), ['input.malformed'])
    assert.deepEqual(codes(read('application/json', {}, { 'ce-specversion': '1.0' })), ['/0 input.malformed'])
  })
  it('need JSON, a type, and are between one and five hundred', () => {
    for (const body of ['', '{', 'null', '{"__proto__": {}}', '[]'])
      assert.notDeepEqual(codes(read('application/json', body)), ['a ok'], body)
    assert.deepEqual(codes(read('text/plain', event)), ['input.unsupported'])
    assert.deepEqual(codes(read('application/cloudevents+json; charset=utf-16', event)), ['input.unsupported'])
    assert.deepEqual(codes(read(undefined, event)), ['input.unsupported'])
    assert.deepEqual(codes(read('application/cloudevents-batch+json', Array(501).fill(event))), ['input.malformed'])
    assert.equal(codes(read('application/cloudevents-batch+json', Array(500).fill(event))).length, 500)
  })
})
