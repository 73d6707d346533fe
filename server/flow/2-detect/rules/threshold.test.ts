import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { threshold as block, type ThresholdRule } from '../../../../contract/pack.ts'
import type { Severity } from '../../../../contract/scales.ts'
import type { Look, RuleState, Verdict } from '../types.ts'
import { threshold as ready } from './threshold.ts'

const threshold = (rule: ThresholdRule, before: RuleState, look: Look): Verdict =>
  ready(rule)(before, look) ?? { state: before, change: null, wakeAt: null }

const rule = block({
  id: 'ch4',
  family: 'gas',
  name: { zh: '甲烷', en: 'Methane' },
  reading: 'ch4',
  direction: 'above',
  clearFactor: 0.8,
  clearHold: '10m',
  levels: [
    { severity: 'blue', limit: 10, hold: '0s' },
    { severity: 'yellow', limit: 20, hold: '30s' },
    { severity: 'orange', limit: 25, hold: '60s' },
    { severity: 'red', limit: 50, hold: '0s' },
  ],
})

/** Plays values at seconds; null = only time goes on. Returns each change as `second:severity`. */
function play(steps: [second: number, value: number | null][], given = rule): string[] {
  let state: RuleState = { level: null }
  const changes: string[] = []
  for (const [second, value] of steps) {
    const seen = threshold(given, state, {
      now: second * 1000,
      values: value === null ? null : { [given.reading]: value },
      lastAt: null,
    })
    state = seen.state
    if (seen.change) changes.push(`${second}:${seen.change.to ?? 'clear'}`)
  }
  return changes
}

/** The same, but time stops at every moment the rule asked to be woken. */
function playWoken(steps: [second: number, value: number][], until: number): string[] {
  let state: RuleState = { level: null }
  const changes: string[] = []
  let wake: number | null = null
  const look = (now: number, value: number | null): void => {
    const seen = threshold(rule, state, { now, values: value === null ? null : { ch4: value }, lastAt: null })
    state = seen.state
    wake = seen.wakeAt
    if (seen.change) changes.push(`${now / 1000}:${seen.change.to ?? 'clear'}`)
  }
  for (const [second, value] of [...steps, [until, null] as const]) {
    while (wake !== null && wake < second * 1000) look(wake, null)
    look(second * 1000, value)
  }
  return changes
}

describe('a threshold', () => {
  it('raises at once where the hold is nothing', () => assert.deepEqual(play([[0, 50]]), ['0:red']))
  it('is at its limit when the value equals it', () => assert.deepEqual(play([[0, 10]]), ['0:blue']))
  it('says nothing below the first limit', () =>
    assert.deepEqual(
      play([
        [0, 9.99],
        [60, 9.99],
      ]),
      [],
    ))
  it('forgets a hold that was broken by one good reading', () =>
    assert.deepEqual(
      play([
        [0, 21],
        [20, 19],
        [40, 21],
        [60, 21],
      ]),
      ['0:blue'],
    ))
  it('raises when the hold is over, counted from the first value beyond', () =>
    assert.deepEqual(
      play([
        [0, 21],
        [29, 21],
        [30, 21],
      ]),
      ['0:blue', '30:yellow'],
    ))
  it('raises at the very second its hold ends, without a new reading', () =>
    assert.deepEqual(playWoken([[0, 26]], 90), ['0:blue', '30:yellow', '60:orange']))
  it('jumps straight to the heaviest level that holds', () =>
    assert.deepEqual(
      play([
        [0, 26],
        [60, 55],
      ]),
      ['0:blue', '60:red'],
    ))
  it('does not fall while the value lies between clear level and limit', () =>
    assert.deepEqual(
      play([
        [0, 50],
        [60, 41],
        [1000, 41],
      ]),
      ['0:red'],
    ))
  it('clears every level that was back behind its own clear limit for the whole time', () =>
    assert.deepEqual(
      playWoken(
        [
          [0, 50],
          [60, 5],
        ],
        900,
      ),
      ['0:red', '660:clear'],
    ))
  it('falls to the level that still holds', () =>
    assert.deepEqual(
      playWoken(
        [
          [0, 50],
          [60, 18],
        ],
        900,
      ),
      ['0:red', '660:yellow'],
    ))
  it('starts the clear time anew when the value comes back', () =>
    assert.deepEqual(
      playWoken(
        [
          [0, 50],
          [60, 5],
          [300, 45],
          [360, 5],
        ],
        1200,
      ),
      ['0:red', '960:clear'],
    ))
  it('goes on where it was after a restart in the middle of a hold', () => {
    const before = threshold(rule, { level: null }, { now: 0, values: { ch4: 26 }, lastAt: null })
    const kept = JSON.parse(JSON.stringify(before.state)) as RuleState
    const after = threshold(rule, kept, { now: 60_000, values: null, lastAt: null })
    assert.equal(after.change?.to, 'orange' satisfies Severity)
  })
  it('works downwards for oxygen, clear above limit ÷ factor', () => {
    const o2 = {
      ...rule,
      reading: 'o2',
      direction: 'below' as const,
      clearFactor: 0.99,
      levels: [{ severity: 'red' as const, limit: 16, hold: '0s' }],
    }
    assert.deepEqual(
      play(
        [
          [0, 16],
          [60, 16.1],
          [700, 16.1],
          [760, 17],
          [1360, 17],
        ],
        o2,
      ),
      ['0:red', '1360:clear'],
    )
  })
})
