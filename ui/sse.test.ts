import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createReader } from './sse.ts'

describe('a reader of server-sent events', () => {
  it('reads a message with id and kind', () =>
    assert.deepEqual(createReader()('id: 7.1\nevent: alarm.raised\ndata: {"a":1}\n\n'), [
      { id: '7.1', event: 'alarm.raised', data: '{"a":1}' },
    ]))

  it('reads the same whatever the size of the pieces', () => {
    const text = ': hello\r\nid: 1\r\ndata: 一\r\ndata: 二\r\n\r\nid: 2\r\ndata: x\r\n\r\n'
    const whole = createReader()(text)
    assert.equal(whole.length, 2)
    for (let size = 1; size < text.length; size++) {
      const read = createReader()
      const out = []
      for (let i = 0; i < text.length; i += size) out.push(...read(text.slice(i, i + size)))
      assert.deepEqual(out, whole, `pieces of ${size}`)
    }
  })

  it('keeps the last id for messages without one', () =>
    assert.deepEqual(
      createReader()('id: 5\ndata: a\n\ndata: b\n\n').map((m) => m.id),
      ['5', '5'],
    ))

  it('yields nothing for a heartbeat', () => assert.deepEqual(createReader()(': ping\n\n'), []))
})
