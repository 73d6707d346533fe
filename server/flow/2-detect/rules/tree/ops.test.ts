import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Condition } from '../../../../../contract/condition.ts'
import { tree as block } from '../../../../../contract/pack.ts'
import type { Look, Member, RuleState } from '../../types.ts'
import { compileRules } from '../look.ts'

const corner = (lon: number, lat: number): [number, number] => [lon, lat]
const outline = [corner(0, 0), corner(10, 0), corner(10, 10), corner(0, 10)]
const pack = { id: 'p', deviceKind: 'monitor', zones: { yard: { name: { zh: '场', en: 'yard' }, outline } } }
/** A Monday, nine in the morning in Shanghai. */
const nine = Date.parse('2026-03-02T01:00:00Z')
type Step = [second: number, values: Record<string, number> | null, more?: Partial<Look>]

/** Plays looks; answers `second:severity` of every change, also of those between the steps that the rule asked to be woken for. */
function play(
  when: Condition,
  steps: Step[],
  more: { on?: 'device' | 'object'; clearFactor?: number; clearHold?: string } = {},
): string[] {
  const rule = block({
    ...{ id: 'r', family: 'f', name: { zh: '规则', en: 'rule' }, on: 'device', clearFactor: 1, clearHold: '0s', ...more },
    levels: [{ severity: 'red', when, hold: '0s' }],
  })
  const rules = compileRules([{ rule, pack }], 'Asia/Shanghai')
  let states: Record<string, RuleState> = {}
  let wake: number | null = null
  let lastAt: number | null = null
  let around: Partial<Look> = {}
  const said: string[] = []
  const look = (now: number, values: Record<string, number> | null): void => {
    const seen = rules.lookAll(states, { now, values, lastAt, ...around })
    states = JSON.parse(JSON.stringify(seen.states)) as typeof states
    wake = seen.wakeAt
    for (const { to } of seen.changes) said.push(`${(now - nine) / 1000}:${to ?? 'clear'}`)
  }
  for (const [second, values, given] of steps) {
    const now = nine + second * 1000
    while (wake !== null && wake < now) look(wake, null)
    if (values) lastAt = now
    around = given ?? around
    look(now, values)
  }
  return said
}

const high: Condition = { op: 'compare', value: { reading: 'a' }, is: 'above', limit: 5 }
const low: Condition = { op: 'compare', value: { reading: 'b' }, is: 'below', limit: 5 }

describe('compare', () => {
  it('holds at its limit, above and below', () => {
    assert.deepEqual(
      play(high, [
        [0, { a: 4.9 }],
        [1, { a: 5 }],
        [2, { a: 4.9 }],
      ]),
      ['1:red', '2:clear'],
    )
    assert.deepEqual(
      play(low, [
        [0, { b: 5.1 }],
        [1, { b: 5 }],
      ]),
      ['1:red'],
    )
  })
  it('takes a missing reading for neither, and its not as well', () => {
    assert.deepEqual(play(low, [[0, { a: 1 }]]), [])
    assert.deepEqual(play({ op: 'not', of: high }, [[0, { b: 1 }]]), [])
    assert.deepEqual(play({ op: 'not', of: high }, [[0, { a: 1 }]]), ['0:red'])
  })
  it('reckons with several readings, also from messages apart, but not with old ones', () => {
    const ratio: Condition = {
      op: 'compare',
      value: { op: 'divide', of: [{ reading: 'a' }, { reading: 'b' }] },
      is: 'above',
      limit: 2,
    }
    assert.deepEqual(
      play(ratio, [
        [0, { a: 8 }],
        [60, { b: 4 }],
      ]),
      ['60:red'],
    )
    assert.deepEqual(
      play(ratio, [
        [0, { a: 8 }, { staleMs: 60_000 }],
        [61, { b: 4 }],
      ]),
      [],
    )
    assert.deepEqual(play(ratio, [[0, { a: 8, b: 0 }]]), [], 'divided by nothing is not known')
  })
  it('keeps the alarm up until its clear limit, under a not on the other side', () => {
    assert.deepEqual(
      play(
        high,
        [
          [0, { a: 5 }],
          [1, { a: 4 }],
          [2, { a: 3.9 }],
        ],
        { clearFactor: 0.8 },
      ),
      ['0:red', '2:clear'],
    )
    assert.deepEqual(
      play(
        { op: 'not', of: high },
        [
          [0, { a: 4 }],
          [1, { a: 6.2 }],
          [2, { a: 6.3 }],
        ],
        { clearFactor: 0.8 },
      ),
      ['0:red', '2:clear'],
    )
  })
  it('of several messages of one moment takes the last, as a gas that rises while others come in', () => {
    const low: Condition = { op: 'compare', value: { reading: 'o2' }, is: 'below', limit: 16 }
    const deadly: Condition = { op: 'all', of: [{ op: 'compare', value: { reading: 'ch4' }, is: 'above', limit: 50 }, low] }
    const together: Step[] = [
      [0, { ch4: 10 }],
      [0, { ch4: 60 }],
      [0, { o2: 15 }],
    ]
    assert.deepEqual(play(deadly, together), ['0:red'])
    const climbs: Condition = { op: 'rate', reading: 'a', perMinute: 10, within: '1m' }
    const rising: Step[] = [
      [0, { a: 0 }],
      [60, { a: 1 }],
      [60, { a: 20 }],
      [60, { b: 1 }],
    ]
    assert.deepEqual(play(climbs, rising), ['60:red'])
  })
  it('does not clear on what is not known', () => {
    const both: Condition = { op: 'all', of: [high, low] }
    const silent: Partial<Look> = { staleMs: 30_000 }
    assert.deepEqual(
      play(both, [
        [0, { a: 6, b: 1 }, silent],
        [100, { b: 1 }],
        [200, { b: 9 }],
      ]),
      ['0:red', '200:clear'],
    )
  })
})

describe('all and any', () => {
  it('are decided by one that fails or holds, whatever is unknown', () => {
    assert.deepEqual(play({ op: 'any', of: [high, low] }, [[0, { a: 6 }]]), ['0:red'])
    assert.deepEqual(play({ op: 'not', of: { op: 'all', of: [high, low] } }, [[0, { a: 1 }]]), ['0:red'])
    assert.deepEqual(play({ op: 'all', of: [high, low] }, [[0, { a: 6 }]]), [])
  })
})

describe('rate', () => {
  it('needs half its window, and tells rising from falling', () => {
    const rising = (perMinute: number): Condition => ({ op: 'rate', reading: 'a', perMinute, within: '2m' })
    assert.deepEqual(
      play(rising(2), [
        [0, { a: 0 }],
        [59, { a: 9 }],
        [60, { a: 2 }],
      ]),
      ['60:red'],
    )
    assert.deepEqual(
      play(rising(-2), [
        [0, { a: 4 }],
        [60, { a: 2 }],
        [120, { a: 2 }],
      ]),
      ['60:red', '120:clear'],
    )
  })
})

describe('silent', () => {
  it('holds at the very second, ends with the next message, and never for one that was never heard', () => {
    const quiet: Condition = { op: 'silent', who: 'device', for: '1m' }
    assert.deepEqual(
      play(quiet, [
        [0, null],
        [999, null],
      ]),
      [],
    )
    assert.deepEqual(
      play(quiet, [
        [0, { a: 1 }],
        [70, { a: 1 }],
        [80, { a: 1 }],
      ]),
      ['60:red', '70:clear'],
    )
  })
})

describe('count', () => {
  const often: Condition = { op: 'count', of: high, atLeast: 2, within: '1m' }
  it('counts beginnings, not looks, and forgets them at the end of its length', () => {
    assert.deepEqual(
      play(often, [
        [0, { a: 6 }],
        [10, { a: 7 }],
        [20, { a: 8 }],
      ]),
      [],
    )
    const twice: Step[] = [
      [0, { a: 6 }],
      [10, { a: 1 }],
      [20, { a: 6 }],
      [90, { a: 1 }],
    ]
    assert.deepEqual(play(often, twice), ['20:red', '60:clear'])
    assert.deepEqual(
      play(often, [
        [0, { a: 6 }],
        [10, { a: 1 }],
        [60, { a: 6 }],
      ]),
      [],
      'a minute later is too late',
    )
  })
})

describe('near', () => {
  const beside: Condition = { op: 'near', family: 'f', withinM: 100, within: '1m', atLeast: 1 }
  const around = (lat: number, object = 'p', since = nine): Partial<Look> => ({
    around: { object: 'o', lon: 0, lat: 0, members: [], near: [{ object, family: 'f', since, lon: 0, lat }] },
  })
  it('sees others within its distance as long as their alarm is young, and not itself', () => {
    assert.deepEqual(
      play(beside, [
        [0, { a: 1 }, around(0.0008)],
        [90, { a: 1 }],
      ]),
      ['0:red', '60:clear'],
    )
    assert.deepEqual(play(beside, [[0, { a: 1 }, around(0.001)]]), [])
    assert.deepEqual(play(beside, [[0, { a: 1 }, around(0, 'o')]]), [])
    assert.deepEqual(play({ op: 'not', of: beside }, [[0, { a: 1 }]]), [], 'unknown while nobody looked')
  })
})

describe('weigh', () => {
  const member = (device: string, a: number | null, credibility = 1): Member => {
    const values = a === null ? null : { a }
    return { device, kind: device.slice(0, -1), values, at: a === null ? null : nine, lastAt: nine, staleMs: 60_000, credibility }
  }
  const look = (...members: Member[]): Step[] => [[0, null, { around: { object: 'o', lon: 0, lat: 0, members, near: null } }]]
  const parts = [
    { when: high, weight: 1 },
    { when: high, weight: 1, device: 'camera' },
  ]
  const agree: Condition = { op: 'weigh', parts, atLeast: 1.5 }
  const said = (...members: Member[]) => play(agree, look(...members), { on: 'object' })
  it('counts each device once per part, a camera by its credibility', () => {
    assert.deepEqual(said(member('monitor1', 6), member('camera1', 1)), [])
    assert.deepEqual(said(member('monitor1', 6), member('camera1', 6, 0.5)), ['0:red'])
    assert.deepEqual(said(member('monitor1', 6), member('camera1', 6, 0.49)), [])
    assert.deepEqual(said(member('monitor1', 6), member('monitor2', 6)), ['0:red'])
  })
  it('is unknown while what is missing could tip it', () => {
    const none = (...members: Member[]) => play({ op: 'not', of: agree }, look(...members), { on: 'object' })
    assert.deepEqual(none(member('monitor1', 6), member('camera1', null)), [])
    assert.deepEqual(none(member('monitor1', 1), member('camera1', null)), ['0:red'])
  })
})

describe('during', () => {
  const at = (from: string, to: string, days?: number[]): Condition => ({ op: 'during', from, to, days })
  it('begins and ends at its minutes by the clock of the city, past midnight with the day it began', () => {
    assert.deepEqual(
      play(at('09:01', '09:02'), [
        [0, { a: 1 }],
        [200, { a: 1 }],
      ]),
      ['60:red', '120:clear'],
    )
    assert.deepEqual(
      play(at('23:00', '09:02', [7]), [
        [0, { a: 1 }],
        [200, null],
      ]),
      ['0:red', '120:clear'],
    )
    assert.deepEqual(
      play(at('23:00', '09:02', [1]), [
        [0, { a: 1 }],
        [200, null],
      ]),
      [],
    )
    assert.deepEqual(
      play(at('00:00', '00:00', [2]), [
        [0, { a: 1 }],
        [15 * 3600 + 1, null],
      ]),
      [`${15 * 3600}:red`],
    )
  })
})

describe('fence', () => {
  const fence = (is: 'inside' | 'entered' | 'left' | 'dwelt', length?: string): Condition => ({
    ...{ op: 'fence', zone: 'yard', is, settle: '20s' },
    ...(length ? { for: length } : {}),
  })
  const [inside, outside] = [
    { lon: 5, lat: 5 },
    { lon: 50, lat: 5 },
  ]
  const way: Step[] = [
    [0, outside],
    [30, outside],
    [40, inside],
    [50, outside],
    [60, inside],
    [70, inside],
    [150, inside],
    [160, outside],
    [200, outside],
  ]
  it('counts a change only after it has settled; jitter is none', () => {
    assert.deepEqual(play(fence('inside'), way), ['80:red', '180:clear'])
    assert.deepEqual(play(fence('entered', '10s'), way), ['80:red', '90:clear'])
    assert.deepEqual(play(fence('left'), way), ['180:red'])
  })
  it('takes the last of several positions of one moment: a change that goes on is not begun anew', () => {
    const back: Step[] = [...way.slice(0, 4), [60, inside], [70, outside], [70, inside], [70, { a: 1 }]]
    assert.deepEqual(play(fence('inside'), [...back, [150, inside]]), ['80:red'])
  })
  it('does not call it entering when it was there from the start', () => {
    assert.deepEqual(
      play(fence('entered'), [
        [0, inside],
        [60, inside],
      ]),
      [],
    )
    assert.deepEqual(
      play(fence('inside'), [
        [0, inside],
        [60, inside],
      ]),
      ['20:red'],
    )
  })
  it('counts a stay from its first position, over jitter', () => {
    const stay: Step[] = [
      [0, outside],
      [30, inside],
      [60, outside],
      [70, inside],
      [100, inside],
    ]
    assert.deepEqual(play(fence('dwelt', '1m'), stay), ['90:red'])
  })
  it('is unknown when the last position is old', () => {
    assert.deepEqual(
      play(fence('dwelt', '1m'), [
        [0, inside, { staleMs: 30_000 }],
        [90, null],
      ]),
      [],
    )
  })
})
