import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Condition } from '../../../../../contract/condition.ts'
import { type DetectRule, type ThresholdRule, threshold, tree } from '../../../../../contract/pack.ts'
import { lintShadow } from './lint-shadow.ts'

const name = { zh: '甲', en: 'A' }
type Level = ThresholdRule['levels'][number]
const rule = (id: string, levels: Level[], change: Partial<ThresholdRule> = {}): ThresholdRule =>
  threshold({
    id,
    family: 'gas',
    name,
    reading: 'ch4',
    direction: 'above',
    levels,
    clearFactor: 0.8,
    clearHold: '10m',
    ...change,
  })
const orange: Level = { severity: 'orange', limit: 25, hold: '60s' }
const found = (rules: DetectRule[]): string[] => lintShadow(rules).map((one) => `${one.rule} ${one.level}`)

describe('levels nobody ever sees', () => {
  it('within a rule: a heavier level at or before the same limit with no longer hold', () => {
    const red = (limit: number, hold: string): Level => ({ severity: 'red', limit, hold })
    assert.deepEqual(found([rule('a', [orange, red(50, '0s')])]), [])
    assert.deepEqual(found([rule('a', [orange, red(25, '60s')])]), ['a orange'])
    assert.deepEqual(found([rule('a', [orange, red(25, '61s')])]), [])
    assert.deepEqual(found([rule('a', [orange, red(25.1, '0s')])]), [])
    const low = { direction: 'below' } as const
    assert.deepEqual(found([rule('a', [orange, red(25, '0s')], low)]), ['a orange'])
    assert.deepEqual(found([rule('a', [orange, red(24, '0s')], low)]), [])
  })

  it('between rules of the same family and reading, the later one of two equals', () => {
    assert.deepEqual(found([rule('a', [orange]), rule('b', [orange])]), ['b orange'])
    assert.deepEqual(found([rule('a', [orange]), rule('b', [orange], { family: 'fire' })]), [])
    assert.deepEqual(found([rule('a', [orange]), rule('b', [orange], { reading: 'co' })]), [])
    assert.deepEqual(found([rule('a', [{ ...orange, limit: 30 }]), rule('b', [orange])]), ['a orange'])
  })

  it('not when the other clears sooner: then it is seen after all', () => {
    const early = { ...orange, limit: 30 }
    assert.deepEqual(found([rule('a', [early]), rule('b', [orange], { clearHold: '9m' })]), [])
    assert.deepEqual(found([rule('a', [early], { clearFactor: 0.5 }), rule('b', [orange])]), [])
  })

  it('says by what it is covered', () => {
    const [finding] = lintShadow([rule('a', [orange]), rule('b', [orange])])
    assert.equal(finding?.words.zh, '橙色：每次都被规则 a 的橙色盖住，看不到')
    assert.equal(finding?.words.en, 'orange: always covered by rule a’s orange, never seen')
  })

  it('silences: a longer one must be heavier', () => {
    const silent = (id: string, time: string, severity: 'blue' | 'yellow'): DetectRule => ({
      kind: 'silence',
      id,
      family: 'silence',
      name,
      for: time,
      severity,
    })
    assert.deepEqual(found([silent('a', '3m', 'blue'), silent('b', '30m', 'yellow')]), [])
    assert.deepEqual(found([silent('a', '3m', 'yellow'), silent('b', '30m', 'blue')]), ['b blue'])
  })

  it('trees: one condition implies the other', () => {
    const above = (reading: string, limit: number): Condition => ({ op: 'compare', value: { reading }, is: 'above', limit })
    const of = (id: string, ...levels: [ThresholdRule['levels'][number]['severity'], Condition][]): DetectRule =>
      tree({
        id,
        family: 'gas',
        name,
        on: 'device',
        levels: levels.map(([severity, when]) => ({ severity, when, hold: '0s' })),
        clearFactor: 0.8,
        clearHold: '10m',
      })
    const both: Condition = { op: 'all', of: [above('ch4', 30), above('co', 5)] }
    assert.deepEqual(found([of('a', ['red', above('ch4', 25)], ['orange', both])]), ['a orange'])
    assert.deepEqual(found([of('a', ['red', both], ['orange', above('ch4', 25)])]), [])
    const either: Condition = { op: 'any', of: [above('ch4', 20), above('co', 9)] }
    assert.deepEqual(found([of('a', ['red', either]), of('b', ['red', both])]), ['b red'])
    assert.deepEqual(found([of('a', ['red', either]), of('b', ['red', { op: 'not', of: both }])]), [])
  })

  it('a level another rule asks for is seen there; one graver than what is asked for counts, a lighter one does not', () => {
    const asks = (severity: 'yellow' | 'red'): DetectRule =>
      tree({
        ...{ id: 'c', family: 'gas', name, on: 'object', clearFactor: 1, clearHold: '1m' },
        levels: [
          {
            ...{ severity: 'red', hold: '0s' },
            when: { op: 'all', of: [{ op: 'agree', rules: ['b'], severity, atLeast: 1 }] },
          },
        ],
      })
    assert.deepEqual(found([rule('a', [orange]), rule('b', [orange]), asks('yellow')]), [])
    assert.deepEqual(found([rule('a', [orange]), rule('b', [orange]), asks('red')]), ['b orange'])
  })
})
