import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Condition } from '../../../../contract/condition.ts'
import { threshold, tree } from '../../../../contract/pack.ts'
import { compileRules } from './look.ts'

const pack = { id: 'p', deviceKind: 'monitor', zones: {} }
const nine = Date.parse('2026-03-02T01:00:00Z')
const high: Condition = { op: 'compare', value: { reading: 'a' }, is: 'above', limit: 5 }

describe('the rules of a kind', () => {
  const rule = (id: string, reading: string) =>
    tree({
      ...{ id, family: 'f', name: { zh: '规则', en: 'rule' }, on: 'device', clearFactor: 1, clearHold: '1m' },
      levels: [{ severity: 'red', when: { ...high, value: { reading } } as Condition, hold: '1m' }],
    })
  it('are not looked at when no value passes their limits and they wait for nothing: a thousand ask for the value once', () => {
    const many = Array.from({ length: 1_000 }, (_, n) => ({ rule: rule(`a${n}`, 'a'), pack }))
    const rules = compileRules([...many, { rule: rule('b', 'b'), pack }], 'Asia/Shanghai')
    const asked: string[] = []
    const values = new Proxy({ a: 1 } as Record<string, number>, {
      get(target, name) {
        asked.push(String(name))
        return Reflect.get(target, name) as number
      },
    })
    const states = {}
    const seen = rules.lookAll(states, { now: nine, values, lastAt: nine })
    assert.deepEqual(asked, ['a', 'b'])
    assert.equal(seen.states, states, 'nothing to write')
    const held = rules.lookAll(states, { now: nine, values: { b: 9 }, lastAt: nine })
    assert.equal(held.wakeAt, nine + 60_000)
    assert.equal(rules.lookAll(held.states, { now: nine + 1, values: { a: 1 }, lastAt: nine }).wakeAt, nine + 60_000)
  })
  it('are forgotten once they are at rest again, so that nothing looks at them for ever', () => {
    const high = threshold({
      ...{ id: 'high', family: 'f', name: { zh: '规则', en: 'rule' }, reading: 'a', direction: 'above', clearFactor: 1 },
      ...{ levels: [{ severity: 'red', limit: 5, hold: '0s' }], clearHold: '0s' },
    })
    const plain = rule('tree', 'a')
    const rules = compileRules(
      [high, { ...plain, clearHold: '0s' }].map((one) => ({ rule: one, pack })),
      'Asia/Shanghai',
    )
    const held = rules.lookAll({}, { now: nine, values: { a: 9 }, lastAt: nine })
    assert.deepEqual(Object.keys(held.states), ['high', 'tree'])
    const clear = rules.lookAll(held.states, { now: nine + 1_000, values: { a: 1 }, lastAt: nine })
    assert.deepEqual(
      clear.changes.map(({ rule: id, to }) => [id, to]),
      [['high', null]],
    )
    assert.deepEqual(Object.keys(clear.states), [])
    const old = { high: { level: null, beyond: undefined } }
    const left = rules.lookAll(old, { now: nine, values: null, lastAt: nine }).states
    assert.deepEqual(Object.keys(left), [], 'also what was left before')
  })
  it('drop the marks of conditions they no longer have', () => {
    const before = {
      tree: {
        level: 'red' as const,
        beyond: { red: nine },
        marks: { 'count:gone': { count: { '': { on: true, began: [nine] } } } },
      },
    }
    const rules = compileRules([{ rule: rule('tree', 'a'), pack }], 'Asia/Shanghai')
    const { states } = rules.lookAll(before, { now: nine + 1_000, values: { a: 9 }, lastAt: nine })
    assert.deepEqual([states.tree?.level, states.tree?.marks], ['red', undefined])
  })
  it('look in their order, also those beyond the thirty-second', () => {
    const many = Array.from({ length: 70 }, (_, n) => ({ rule: { ...rule(`r${n}`, n % 2 ? 'a' : 'b'), family: `f${n}` }, pack }))
    const instant = many.map(({ rule: one }) => ({ pack, rule: { ...one, levels: [{ ...one.levels[0]!, hold: '0s' }] } }))
    const { changes } = compileRules(instant, 'Asia/Shanghai').lookAll({}, { now: nine, values: { a: 9, b: 9 }, lastAt: nine })
    assert.deepEqual(
      changes.map((change) => change.rule),
      many.map((one) => one.rule.id),
    )
  })
  it('of several readings begin by the last of them to come, whichever their gate is', () => {
    const both = rule('both', 'a')
    both.levels[0] = {
      severity: 'red',
      hold: '0s',
      when: { op: 'all', of: ['a', 'b'].map((reading) => ({ ...high, value: { reading } }) as Condition) },
    }
    for (const order of [
      ['a', 'b'],
      ['b', 'a'],
    ]) {
      const rules = compileRules([{ rule: both, pack }], 'Asia/Shanghai')
      const first = rules.lookAll({}, { now: nine, values: { [order[0]!]: 9 }, lastAt: nine })
      assert.deepEqual(first.changes, [])
      const second = rules.lookAll(first.states, { now: nine + 1_000, values: { [order[1]!]: 9 }, lastAt: nine })
      assert.equal(second.changes[0]?.to, 'red', order.join())
    }
  })
})
