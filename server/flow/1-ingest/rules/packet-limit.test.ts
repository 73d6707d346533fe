import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createPacketLimit } from './packet-limit.ts'

/** A PUBLISH of so many bytes after its header. */
const packet = (bytes: number): Buffer => {
  const head = [0x32]
  for (let rest = bytes; ; rest >>= 7) {
    head.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0))
    if (rest <= 0x7f) break
  }
  return Buffer.concat([Buffer.from(head), Buffer.alloc(bytes, 0xff)])
}

describe('the limit of a packet', () => {
  it('lets smaller ones pass, however they are cut', () => {
    const stream = Buffer.concat([packet(0), packet(1), packet(127), packet(128), packet(1000), packet(20_000), packet(5)])
    for (const size of [1, 2, 3, 64, 1000, stream.length]) {
      const within = createPacketLimit(20_000)
      for (let at = 0; at < stream.length; at += size)
        assert.equal(within(stream.subarray(at, at + size)), true, `cut by ${size}`)
    }
  })
  it('stops at the header of a larger one, before its bytes came', () => {
    const within = createPacketLimit(1000)
    assert.equal(within(packet(1000)), true)
    assert.equal(within(packet(1001).subarray(0, 3)), false)
  })
  it('stops what announces the most MQTT can', () => {
    assert.equal(createPacketLimit(4_000_000)(Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f])), false)
  })
})
