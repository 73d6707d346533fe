import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createSlidingWindow, senderOf } from './sliding-window.ts'

const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 1, 30, second))

describe('a sliding window', () => {
  it('gives room until the limit, then names the second when there is some again', () => {
    const window = createSlidingWindow({ limit: 2, ms: 10_000 })
    assert.equal(window.take('a', at(0)), 0)
    assert.equal(window.take('a', at(4)), 0)
    assert.equal(window.take('a', at(5)), 5)
    assert.equal(window.take('b', at(5)), 0)
    assert.equal(window.take('a', at(10)), 0)
    assert.equal(window.take('a', at(11)), 3)
  })
  it('forgets a take that was given back', () => {
    const window = createSlidingWindow({ limit: 1, ms: 10_000 })
    assert.equal(window.take('a', at(0)), 0)
    window.giveBack('a')
    window.giveBack('never seen')
    assert.equal(window.take('a', at(1)), 0)
    assert.equal(window.take('a', at(2)), 9)
  })
  it('is not stuck when the clock was set back', () => {
    const window = createSlidingWindow({ limit: 1, ms: 10_000 })
    assert.equal(window.take('a', at(50)), 0)
    assert.equal(window.take('a', at(0)), 0)
  })
})

describe('a sender', () => {
  it('is an IPv4 address, also when it comes dressed as IPv6', () => {
    assert.equal(senderOf('10.1.2.3'), '10.1.2.3')
    assert.equal(senderOf('::ffff:10.1.2.3'), '10.1.2.3')
  })
  it('is a whole IPv6 network', () => {
    assert.equal(senderOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2')
    assert.equal(senderOf('2001:db8::6'), '2001:db8:0:0')
    assert.equal(senderOf('fe80::1%eth0'), 'fe80:0:0:0')
    assert.equal(senderOf('::1'), '0:0:0:0')
  })
})
