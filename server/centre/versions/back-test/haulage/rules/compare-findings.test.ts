import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Outcome, TrialFinding } from '../types.ts'
import { compareFindings } from './compare-findings.ts'

const name = { zh: '超速', en: 'Too fast' }
const at = (s: number): string => new Date(s * 1_000).toISOString()
const found = (key: string, [since, until]: [number, number], object = 'ZT-1'): TrialFinding => ({
  ...{ key, check: 'speed', object, label: object, at: new Date(until * 1_000) },
  evidence: { since: at(since), at: at(until) },
})
const outcomes = (...rows: [string, string][]): Map<string, Outcome> =>
  new Map(rows.map(([key, state]) => [key, { key, event: 'e', no: 'n', state }]))
const compared = (live: TrialFinding[], tried: TrialFinding[], ended: Map<string, Outcome> = new Map()) => {
  const { live: was, tried: is, ...rest } = compareFindings([{ id: 'speed', name }], { live, tried }, ended).checks[0]!
  return [was, is, rest.added, rest.dropped, rest.droppedReal, rest.droppedFalse]
}

describe('the findings of two sides', () => {
  it('are the same on the same trip, however early, and counted once a key', () => {
    assert.deepEqual(compared([found('a', [0, 60])], [found('a', [0, 10]), found('a', [0, 90])]), [1, 1, 0, 0, 0, 0])
  })
  it('are the same without a trip while both were held to be so, and others an hour later or of another truck', () => {
    assert.deepEqual(compared([found('a', [0, 30])], [found('b', [20, 50])]), [1, 1, 0, 0, 0, 0])
    assert.deepEqual(compared([found('a', [0, 30])], [found('b', [3600, 3630])]), [1, 1, 1, 1, 0, 0])
    assert.deepEqual(compared([found('a', [0, 30])], [found('b', [0, 30], 'ZT-2')]), [1, 1, 1, 1, 0, 0])
  })
  it('that are dropped say what people decided of them: real, false, or nobody yet', () => {
    const live = ['a', 'b', 'c', 'd'].map((key, i) => found(key, [i * 1000, i * 1000 + 30]))
    const ended = outcomes(['a', 'closed'], ['b', 'false-alarm'], ['c', 'handling'])
    assert.deepEqual(compared(live, [], ended), [4, 0, 0, 4, 1, 1])
  })
})
