import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createTries } from './tries.ts'

const limits = { windowMs: 3_600_000, ofPair: 3, ofAddress: 6, ofNumber: 5, ofFirst: 3, pairs: 4, addresses: 4 }

/** Guesses until nobody looks at them any more; how many were looked at. */
function guess(tries: ReturnType<typeof createTries>, address: string, number: string, now = 1): number {
  for (let n = 0; ; n++) {
    if (n > 100 || !tries.may({ address, number }, now)) return n
    tries.wrong({ address, number }, now)
  }
}

describe('guessing codes', () => {
  it('ends for an address under a number, and begins anew with the next hour', () => {
    const tries = createTries(limits)
    assert.equal(guess(tries, 'a', '1'), 3)
    assert.equal(tries.may({ address: 'a', number: '2' }, 1), true)
    assert.equal(tries.may({ address: 'b', number: '1' }, 1), true)
    assert.equal(tries.may({ address: 'a', number: '1' }, limits.windowMs), true)
  })

  it('ends for an address that goes through the numbers', () => {
    const tries = createTries(limits)
    assert.deepEqual(
      ['1', '2', '3', '4'].map((number) => guess(tries, 'a', number)),
      [3, 3, 0, 0],
    )
  })

  it('ends for a number, however many addresses guess and however full the memory of them is', () => {
    const tries = createTries(limits)
    // Fills the room for pairs and for addresses.
    for (const address of ['v', 'w', 'x', 'y', 'z']) guess(tries, address, '9')
    const all = Array.from({ length: 50 }, (_, i) => guess(tries, `address-${i}`, '1'))
    assert.equal(
      all.reduce((sum, n) => sum + n, 0),
      limits.ofNumber + limits.ofFirst,
    )
  })

  it('from elsewhere does not shut out the address a number was right from last', () => {
    const tries = createTries({ ...limits, pairs: 100 })
    tries.right({ address: 'home', number: '1' })
    for (const address of ['a', 'b', 'c', 'd', 'e']) guess(tries, address, '1')
    assert.equal(tries.may({ address: 'f', number: '1' }, 1), false)
    assert.equal(tries.may({ address: 'home', number: '1' }, 1), true)
  })

  it('by a few addresses leaves a first try to the others, so that a device on a new address gets in', () => {
    const tries = createTries({ ...limits, pairs: 100, addresses: 100 })
    assert.deepEqual([guess(tries, 'a', '1'), guess(tries, 'b', '1')], [3, 2])
    for (const address of ['a', 'b']) assert.equal(tries.may({ address, number: '1' }, 1), false)
    assert.equal(tries.may({ address: 'new', number: '1' }, 1), true)
    tries.right({ address: 'new', number: '1' })
    const more = Array.from({ length: 10 }, (_, i) => guess(tries, `more-${i}`, '1'))
    assert.deepEqual(more, [1, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    assert.equal(tries.may({ address: 'new', number: '1' }, 1), true)
  })

  it('from that address ends as well, also when nobody has room to count it', () => {
    const tries = createTries(limits)
    tries.right({ address: 'home', number: '1' })
    for (const number of ['5', '6', '7', '8']) tries.wrong({ address: 'full', number }, 1)
    assert.ok(guess(tries, 'home', '1') <= limits.ofNumber + limits.ofFirst)
  })
})
