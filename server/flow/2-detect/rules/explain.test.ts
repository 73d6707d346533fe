import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { threshold, tree } from '../../../../contract/pack.ts'
import type { RuleState } from '../types.ts'
import { explainRule } from './explain.ts'
import { compileRules } from './look.ts'

const pack = { id: 'p', deviceKind: 'monitor', zones: {} }
const zone = 'Asia/Shanghai'
const head = { id: 'r', family: 'f', name: { zh: '规则', en: 'rule' }, clearFactor: 0.8, clearHold: '10m' }
const rule = tree({
  ...head,
  on: 'device',
  levels: [
    {
      severity: 'red',
      hold: '1m',
      when: {
        op: 'all',
        of: [
          { op: 'compare', value: { op: 'add', of: [{ reading: 'a' }, { reading: 'b' }] }, is: 'above', limit: 10 },
          { op: 'not', of: { op: 'compare', value: { reading: 'c' }, is: 'above', limit: 1 } },
          { op: 'compare', value: { reading: 'a' }, is: 'above', limit: 50 },
        ],
      },
    },
  ],
})

describe('why a rule said what it said', () => {
  it('names each condition with its answer and the numbers compared, also those that came earlier', () => {
    const rules = compileRules([{ rule, pack }], zone)
    const { states } = rules.lookAll({}, { now: 0, values: { b: 4 }, lastAt: 0 })
    const [level] = explainRule({ rule, pack }, states, { now: 1_000, values: { a: 7 }, lastAt: 1_000 }, zone)
    assert.equal(level?.when.answer, 'fails')
    const [sum, not, high] = level!.when.of
    assert.deepEqual([sum!.answer, sum!.numbers!.value, sum!.numbers!.limit], ['holds', 11, 10])
    assert.deepEqual([not!.answer, not!.of[0]!.answer, not!.of[0]!.numbers!.value], ['unknown', 'unknown', null])
    assert.deepEqual([high!.answer, high!.numbers!.value, high!.path], ['fails', 7, 'levels.0.when.of.2'])
  })
  it('tells since when a hold runs, and changes nothing', () => {
    const limit = threshold({ ...head, reading: 'a', direction: 'above', levels: [{ severity: 'red', limit: 10, hold: '1m' }] })
    const states: Record<string, RuleState> = { r: { level: null, beyond: { red: 5 } } }
    const kept = structuredClone(states)
    const [level] = explainRule({ rule: limit, pack }, states, { now: 9, values: { a: 12 }, lastAt: 9 }, zone)
    assert.deepEqual([level!.when.answer, level!.since, level!.holdMs, level!.when.numbers!.clear], ['holds', 5, 60_000, 8])
    assert.deepEqual(states, kept)
  })
})
