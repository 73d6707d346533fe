import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type DetectRule, tree } from '../../../../contract/pack.ts'
import { believed, doubtsOf, type Raise } from './doubt.ts'

const when = { op: 'agree', rules: ['rock-crack'], severity: 'orange', atLeast: 2 } as const
const common = { family: 'rock', name: { zh: '', en: '' }, clearFactor: 1, clearHold: '1h' } as const
const levels = [{ severity: 'red' as const, hold: '0s' as const, when: { ...when, rules: [...when.rules] } }]
const rules = new Map<string, DetectRule>(
  [
    tree({ ...common, id: 'rock-crack', on: 'device', levels, doubt: { cap: 'yellow', for: '14d' } }),
    tree({ ...common, id: 'rock-agree', on: 'object', levels, doubt: { cap: 'yellow', for: '14d' } }),
    tree({ ...common, id: 'rock-rain1h', on: 'device', levels }),
  ].map((rule) => [rule.id, rule]),
)
const now = new Date('2026-06-10T04:00:00Z')
const raise = (more: Partial<Raise> = {}): Raise => ({ device: 'c1', rule: 'rock-crack', from: 'yellow', to: 'orange', ...more })

describe('after a false alarm', () => {
  it('the sensor that took the alarm beyond yellow by itself is doubted for two weeks, once', () => {
    const until = new Date('2026-06-24T04:00:00Z')
    const one = { device: 'c1', family: 'rock', cap: 'yellow', until }
    assert.deepEqual(doubtsOf([raise(), raise({ from: 'orange', to: 'red' })], rules, now), [one])
  })
  it('nobody is doubted who only went along', () => {
    const cases: [string, Raise][] = [
      ['a yellow alarm', raise({ from: 'blue', to: 'yellow' })],
      ['several sensors that agreed', raise({ rule: 'rock-agree', from: 'yellow', to: 'red' })],
      ['rain', raise({ rule: 'rock-rain1h' })],
      ['an alarm that was orange already', raise({ from: 'orange', to: 'orange' })],
      ['an alarm that falls', raise({ from: 'red', to: 'orange' })],
      ['a rule that is there no more', raise({ rule: 'gone' })],
    ]
    for (const [name, one] of cases) assert.deepEqual(doubtsOf([one], rules, now), [], name)
  })
  it('a doubted sensor says yellow at most, and nothing it did not say', () => {
    assert.deepEqual(
      (['red', 'orange', 'yellow', 'blue', null] as const).map((said) => believed(said, 'yellow')),
      ['yellow', 'yellow', 'yellow', 'blue', null],
    )
    assert.equal(believed('red', undefined), 'red')
  })
})
