import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Condition, type Value } from '../../../contract/condition.ts'
import { type DetectRule, definePack, ineffective, type Pack, threshold, tree } from '../../../contract/pack.ts'
import { faultText } from '../../../contract/rule-fault.ts'
import type { Trend } from '../../../contract/trend.ts'
import { basicsPack, gasPack } from '../../../test/demo-packs.ts'
import { checkPacks, checkRule } from './check-rule.ts'
import { createPacks } from './packs.ts'

const name = { zh: '规则', en: 'rule' }
const families = ['smoke', 'a', 'b', 'pump', 'CH4-high.2_b', 'r'.repeat(60), 'r']
const boats: Pack = definePack({
  ...gasPack,
  id: 'boats',
  types: [...gasPack.types, ...families.map((family) => ({ ...gasPack.types[0]!, id: `boats.${family}`, family }))],
  deviceKind: 'transponder',
  readings: { ...gasPack.readings, lon: bounds(-180, 180), lat: bounds(-90, 90), flow: bounds(2, 40) },
  zones: {
    port: {
      name,
      outline: [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
    },
  },
})
function bounds(min: number, max: number) {
  return { name, unit: '', min, max, normal: [min, max] as [number, number] }
}

const growth: Extract<Trend, { is: 'change' | 'slope' | 'acceleration' }> = {
  ...{ is: 'change', of: { reading: 'ch4' }, within: '24h', points: 12 },
}
const high: Condition = { op: 'compare', value: { reading: 'ch4' }, is: 'above', limit: 50 }
const rule = (when: Condition, more: Partial<Parameters<typeof tree>[0]> = {}): DetectRule =>
  tree({
    ...{ id: 'r', family: 'smoke', name, on: 'device', clearFactor: 0.8, clearHold: '1m' },
    levels: [{ severity: 'red', when, hold: '0s' }],
    ...more,
  })
/** Faults as `path code`. */
const faultsOf = (given: DetectRule, pack = boats): string[] =>
  checkRule(given, pack, [pack, gasPack]).map(({ path, code }) => `${path} ${code}`)
const divided = (by: Value): DetectRule =>
  rule({ op: 'compare', value: { op: 'divide', of: [{ reading: 'ch4' }, by] }, is: 'above', limit: 1 })
const nested = (depth: number): Condition => (depth === 1 ? high : { op: 'not', of: nested(depth - 1) })

describe('a rule that cannot be saved', () => {
  const cases: [string, DetectRule, string[]][] = [
    ['nothing is wrong', rule(high), []],
    [
      'an unknown reading',
      rule({ op: 'any', of: [high, { ...high, value: { reading: 'wind' } }] }),
      ['levels.0.when.of.1.value.reading unknown-reading'],
    ],
    [
      'a name every object has',
      rule({ ...high, value: { reading: 'constructor' } }),
      ['levels.0.when.value.reading unknown-reading'],
    ],
    ['a reading of another kind', rule({ ...high, value: { reading: 'ch4', device: 'gas-monitor' } }), []],
    [
      'a reading another kind has not',
      rule({ ...high, value: { reading: 'flow', device: 'gas-monitor' } }),
      ['levels.0.when.value.reading unknown-reading'],
    ],
    [
      'an unknown device kind',
      rule({ ...high, value: { reading: 'ch4', device: 'x' } }),
      ['levels.0.when.value.device unknown-device'],
    ],
    ['an unknown zone', rule({ op: 'fence', zone: 'x', is: 'inside', settle: '0s' }), ['levels.0.when.zone unknown-zone']],
    ['a stay without length', rule({ op: 'fence', zone: 'port', is: 'dwelt', settle: '0s' }), ['levels.0.when.for no-length']],
    [
      'an unknown family',
      rule({ op: 'near', family: 'x', withinM: 1, within: '1m', atLeast: 1 }),
      ['levels.0.when.family unknown-family'],
    ],
    ['a trend', rule({ ...high, value: { trend: growth } }), []],
    [
      'a trend of what nobody measures, over too long a time',
      rule({ ...high, value: { trend: { ...growth, of: { reading: 'wind' }, within: '8d', still: '0s' } } }),
      [
        'levels.0.when.value.trend.of.reading unknown-reading',
        'levels.0.when.value.trend.within too-long',
        'levels.0.when.value.trend.still too-short',
      ],
    ],
    [
      'a uniform stage longer than anybody keeps',
      rule({ ...high, value: { trend: { ...growth, is: 'angle', base: '61d', least: 1 } } }),
      ['levels.0.when.value.trend.base too-long'],
    ],
    [
      'devices that agree by rules nobody has, asked of one device',
      rule({ op: 'agree', rules: ['ch4', 'none'], severity: 'red', atLeast: 2 }),
      ['levels.0.when of-an-object', 'levels.0.when.rules.1 unknown-rule'],
    ],
    ['a family no type of its pack takes', rule(high, { family: 'smoky' }), ['family no-type']],
    ['eight deep', rule(nested(8)), []],
    ['nine deep', rule(nested(9)), [`levels.0.when${'.of'.repeat(8)} too-deep`]],
    ['too many', rule({ op: 'all', of: Array.from({ length: 32 }, () => high) }), ['levels.0.when.of.31.value too-large']],
    ['too long', rule({ op: 'silent', who: 'device', for: '8d' }), ['levels.0.when.for too-long']],
    ['no length', rule({ op: 'silent', who: 'device', for: '0s' }), ['levels.0.when.for too-short']],
    ['a rate of nothing', rule({ op: 'rate', reading: 'ch4', perMinute: 0, within: '5m' }), ['levels.0.when.perMinute at-rest']],
    ['a rate of falling', rule({ op: 'rate', reading: 'ch4', perMinute: -5, within: '5m' }), []],
    ['a hold too long', rule(high, { clearHold: '169h' }), ['clearHold too-long']],
    ['divided by nothing', divided(0), ['levels.0.when.value.of.1 divides-by-zero']],
    ['divided by what can be nothing', divided({ reading: 'h2s' }), ['levels.0.when.value.of.1 divides-by-zero']],
    ['divided by what cannot', divided({ reading: 'flow' }), []],
    [
      'divided by a difference that can be nothing',
      divided({ op: 'subtract', of: [{ reading: 'flow' }, 2] }),
      ['levels.0.when.value.of.1 divides-by-zero'],
    ],
    ['two constants', rule({ ...high, value: 3 }), ['levels.0.when constant']],
    [
      'weights that never suffice',
      rule({ op: 'weigh', atLeast: 3, parts: [1, 1].map((weight) => ({ when: high, weight })) }),
      ['levels.0.when.atLeast never-enough'],
    ],
    ['a clear limit beyond the limit', rule(high, { clearFactor: 1.1 }), ['clearFactor wrong-clear-factor']],
    [
      'a severity twice',
      rule(high, { levels: [1, 2].map(() => ({ severity: 'red', when: high, hold: '0s' })) }),
      ['levels.1.severity same-severity'],
    ],
  ]
  for (const [what, given, faults] of cases)
    it(what, () => {
      for (const level of given.kind === 'tree' ? given.levels : []) Condition.parse(level.when)
      assert.deepEqual(faultsOf(given), faults)
    })

  it('has an id or family that memory and alarms cannot be kept by', () => {
    for (const bad of ['', 'gas:red', '__proto__', 'constructor', '-r', '甲烷', 'a b', 'r'.repeat(61)]) {
      assert.deepEqual(faultsOf(rule(high, { id: bad })), ['id bad-name'], bad)
      assert.deepEqual(faultsOf(rule(high, { family: bad })), ['family bad-name'], bad)
    }
    for (const good of ['r', 'CH4-high.2_b', 'r'.repeat(60)])
      assert.deepEqual(faultsOf(rule(high, { id: good, family: good })), [])
  })

  it('waits for nothing, or for what a reading at rest does', () => {
    const base = { id: 'r', family: 'smoke', name, severity: 'red' as const }
    const rise = (perMinute: number, window = '5m') =>
      faultsOf({ ...base, kind: 'rate', reading: 'ch4', perMinute, window, hold: '0s', clearHold: '1m' })
    assert.deepEqual(faultsOf({ ...base, kind: 'silence', for: '0s' }), ['for too-short'])
    assert.deepEqual(faultsOf({ ...base, kind: 'silence', for: '0ms' }), ['for too-short'])
    assert.deepEqual(faultsOf({ ...base, kind: 'flat', reading: 'ch4', for: '0s' }), ['for too-short'])
    assert.deepEqual(rise(1), [])
    assert.deepEqual(rise(1, '0s'), ['window too-short'])
    for (const none of [0, -5]) assert.deepEqual(rise(none), ['perMinute at-rest'])
    const [fan] = gasPack.acts
    const vain = { ...base, kind: 'ineffective' as const, command: fan!.command, reading: 'ch4', fall: 0.2 }
    assert.deepEqual(faultsOf({ ...vain, within: '0s' }), ['within too-short'])
    assert.deepEqual(faultsOf({ ...vain, within: '1m' }), [])
  })

  it('has levels in the wrong order, or on the wrong side', () => {
    const given = (levels: [number, number], clearFactor: number, direction: 'above' | 'below' = 'above') =>
      threshold({
        ...{ id: 'r', family: 'smoke', name, reading: 'ch4', direction, clearFactor, clearHold: '1m' },
        levels: [
          { severity: 'yellow', limit: levels[0], hold: '0s' },
          { severity: 'red', limit: levels[1], hold: '0s' },
        ],
      })
    assert.deepEqual(faultsOf(given([10, 20], 0.8)), [])
    assert.deepEqual(faultsOf(given([20, 10], 0.8)), ['levels.1.limit levels-out-of-order'])
    assert.deepEqual(faultsOf(given([10, 20], 0.8, 'below')), ['levels.1.limit levels-out-of-order'])
    assert.deepEqual(faultsOf(given([10, 20], 1.2)), ['levels.0 wrong-clear-factor', 'levels.1 wrong-clear-factor'])
    assert.deepEqual(faultsOf(given([-20, -10], 0.8)), [
      'levels.0.limit beyond-range',
      'levels.1.limit beyond-range',
      'levels.0 wrong-clear-factor',
      'levels.1 wrong-clear-factor',
    ])
    assert.deepEqual(faultsOf(given([10, 10], 0.8)), ['levels.1.limit levels-out-of-order'], 'two levels at one limit')
    assert.deepEqual(faultsOf(given([10, 10], 0.8, 'below')), ['levels.1.limit levels-out-of-order'])
  })

  it('has a limit its reading never comes to', () => {
    const at = (limit: number, reading = 'flow') =>
      faultsOf(
        threshold({
          ...{ id: 'r', family: 'smoke', name, reading, direction: 'above', clearFactor: 0.8, clearHold: '1m' },
          levels: [{ severity: 'red', limit, hold: '0s' }],
        }),
      )
    assert.deepEqual(
      [2, 40].flatMap((limit) => at(limit)),
      [],
      'both ends can be reached',
    )
    for (const limit of [1, 1e9, Number.NaN, Number.POSITIVE_INFINITY])
      assert.deepEqual(at(limit), ['levels.0.limit beyond-range'], String(limit))
    assert.deepEqual(at(1e9, 'wind'), ['reading unknown-reading'])
  })

  it('has a length that is none, and is told where', () => {
    const wrong = 'PT-5S'
    const levels = (hold: string) => ({ levels: [{ severity: 'red' as const, when: high, hold }] })
    assert.deepEqual(faultsOf(rule(high, levels(wrong))), ['levels.0.hold no-duration'])
    assert.deepEqual(faultsOf(rule(high, { clearHold: '' })), ['clearHold no-duration'])
    assert.deepEqual(faultsOf(rule({ op: 'silent', who: 'device', for: wrong })), ['levels.0.when.for no-duration'])
    assert.deepEqual(faultsOf(rule({ op: 'count', of: high, atLeast: 2, within: wrong } as Condition)), [
      'levels.0.when.within no-duration',
    ])
  })
})

describe('a rule that is set off by its own outcome', () => {
  const near = (family: string, id: string, own: string): DetectRule =>
    ({ ...rule({ op: 'near', family, withinM: 100, within: '1h', atLeast: 1 }), id, family: own }) as DetectRule
  const packOf = (detect: DetectRule[]): Pack => ({ ...boats, detect: [...boats.detect, ...detect] })
  it('by neighbours of its own family', () =>
    assert.deepEqual(faultsOf(near('smoke', 'r', 'smoke'), packOf([near('smoke', 'r', 'smoke')])), [' loop']))
  it('over another rule, and is told the way', () => {
    const [one, other] = [near('b', 'one', 'a'), near('a', 'other', 'b')]
    const [fault] = checkRule(one, packOf([one, other]))
    assert.equal(fault?.code, 'loop')
    assert.match(faultText(fault!, 'en'), /alarm:b → alarm:a → alarm:b/)
    assert.deepEqual(checkRule(near('gas', 'one', 'a'), packOf([])), [])
  })
  it('also when it raises only where no neighbour has: two such never come to rest', () => {
    const shy = { ...rule({ op: 'not', of: { op: 'near', family: 'smoke', withinM: 100, within: '1h', atLeast: 1 } }), id: 'r' }
    assert.deepEqual(faultsOf(shy, packOf([shy])), [' loop'])
  })
  it('by a command that drives the reading further into alarm, not by one that drives it back', () => {
    const pump = ineffective({
      ...{ id: 'p', family: 'pump', name, command: 'pump.on', reading: 'flow', within: '1m', fall: 0.2, severity: 'red' },
    })
    const act = { family: 'smoke', at: 'red' as const, command: 'pump.on', receiptWithin: '5s', name }
    const pack = { ...packOf([pump]), acts: [...boats.acts, act] }
    const on = (is: 'above' | 'below') => faultsOf(rule({ op: 'compare', value: { reading: 'flow' }, is, limit: 9 }), pack)
    assert.deepEqual(on('below'), [' loop'])
    assert.deepEqual(on('above'), [])
  })
})

describe('the packs of the city', () => {
  it('have no faults', () => assert.deepEqual(checkPacks([gasPack, basicsPack]), []))
  it('do not load with one, and say all of them with their places', () => {
    const wrong = { ...boats, detect: [rule({ ...high, value: { reading: 'wind' } }), rule(nested(9), { id: 's' })] }
    assert.throws(
      () => createPacks([wrong], { demo: false }),
      /boats r levels\.0\.when\.value\.reading: There is no reading wind\nboats s levels.*nested deeper than 8/,
    )
  })
})
