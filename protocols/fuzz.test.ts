import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decoded, rejected } from './decoded.ts'
import { type Fuzzed, fuzzed } from './fuzz.ts'
import { runFuzz } from './fuzz-run.ts'

describe('changed messages', () => {
  for (const [name, codec] of Object.entries(fuzzed))
    it(`crash ${name} nowhere, and it answers the same however they are cut`, () => {
      const report = runFuzz(codec, { frames: 4_000, seed: 1 })
      assert.deepEqual(report.faults, [])
      assert.ok(report.accepted > 100, 'some reach the decoder’s depths')
      assert.ok(Object.keys(report.refused).length > 0)
    })

  it('that crash a codec, or are refused for no listed reason, are found and can be played again', () => {
    const weak = (fault: (bytes: Uint8Array) => void): Fuzzed => ({
      corpus: () => [new Uint8Array(20)],
      target: () => ({
        take(bytes) {
          fault(bytes)
          return decoded(bytes.length)
        },
      }),
    })
    const crash = weak((bytes) => {
      if (bytes[3] === 255) throw new Error('255')
    })
    const [first] = runFuzz(crash, { frames: 2_000, seed: 1 }).faults
    assert.match(first!.fault, /255/)
    assert.equal(runFuzz(crash, { frames: 1, seed: 1, first: first!.at }).faults.length, 1)
    const odd: Fuzzed = { corpus: () => [new Uint8Array(9)], target: () => ({ take: () => rejected('odd' as never) }) }
    assert.match(runFuzz(odd, { frames: 1, seed: 1 }).faults[0]!.fault, /odd is not in the list/)
  })
})
