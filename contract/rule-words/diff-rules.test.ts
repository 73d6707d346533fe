import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gasPack } from '../../test/demo-packs.ts'
import { oddNames, randomRules } from '../../test/random-rules.ts'
import type { Condition } from '../condition.ts'
import { type DetectRule, type ThresholdRule, tree } from '../pack.ts'
import { diffRules } from './diff-rules.ts'
import { languages } from './language.ts'
import { namesOfPack } from './names.ts'
import { sameJson } from './same-json.ts'

const names = namesOfPack(gasPack)
const ch4 = gasPack.detect.find(({ id }) => id === 'ch4') as ThresholdRule
const lines = (before: DetectRule, after: DetectRule, lang: 'zh' | 'en' = 'zh') =>
  diffRules([before], [after], lang, names).map(({ text }) => text)
const level = (severity: string, change: object): ThresholdRule => ({
  ...ch4,
  levels: ch4.levels.map((one) => (one.severity === severity ? { ...one, ...change } : one)),
})
const above = (reading: string, limit: number): Condition => ({ op: 'compare', value: { reading }, is: 'above', limit })
const treeOf = (...levels: Condition[]): DetectRule =>
  tree({
    id: 't',
    family: 'gas',
    name: { zh: '综合', en: 'Combined' },
    on: 'device',
    levels: levels.map((when) => ({ severity: 'red', when, hold: '0s' })),
    clearFactor: 0.8,
    clearHold: '10m',
  })

describe('differences in plain words', () => {
  it('says limits with their unit, holds, and what clears', () => {
    assert.deepEqual(lines(ch4, level('red', { limit: 45 })), ['红色限值 50 → 45 %LEL'])
    assert.deepEqual(lines(ch4, level('red', { limit: 45 }), 'en'), ['red limit 50 → 45 %LEL'])
    assert.deepEqual(lines(ch4, level('red', { hold: '30s' })), ['红色持续时间 立即 → 30 秒'])
    assert.deepEqual(lines(ch4, { ...ch4, clearFactor: 0.7, clearHold: '1h' }), [
      '解除比例 80% → 70%',
      '解除时长 10 分钟 → 1 小时',
    ])
  })

  it('says new and removed levels and rules, and another order', () => {
    assert.deepEqual(lines(ch4, { ...ch4, levels: ch4.levels.slice(1) }), ['删除蓝色：甲烷 ≥ 10 %LEL 时报蓝色'])
    assert.deepEqual(lines({ ...ch4, levels: ch4.levels.slice(0, 3) }, ch4, 'en'), ['new red: Methane ≥ 50 %LEL raises red'])
    assert.deepEqual(lines(ch4, { ...ch4, levels: ch4.levels.toReversed() }), ['级别书写顺序改为：红色、橙色、黄色、蓝色'])
    const [silent] = gasPack.detect.filter(({ id }) => id === 'silent')
    assert.deepEqual(diffRules([ch4], [ch4, silent!], 'zh', names), [
      { rule: 'silent', text: '新增规则：设备离线 (silent) 设备 3 分钟没有数据时报蓝色；恢复来数即解除。' },
    ])
    assert.match(diffRules([silent!, ch4], [ch4], 'en', names)[0]!.text, /^rule removed: Device silent \(silent\)/)
    assert.deepEqual(diffRules([silent!, ch4], [ch4, silent!], 'zh', names), [{ rule: null, text: '规则顺序改为：ch4, silent' }])
  })

  it('shows both units when the reading changes', () => {
    assert.deepEqual(lines(ch4, { ...level('red', { limit: 45 }), reading: 'h2s' }), [
      '读数 甲烷 → 硫化氢',
      '红色限值 50 %LEL → 45 ppm',
    ])
  })

  it('finds the changed part of a tree', () => {
    const before = treeOf({ op: 'all', of: [above('ch4', 25), above('co', 30)] })
    const of = (...parts: Condition[]) => treeOf({ op: 'all', of: parts })
    assert.deepEqual(lines(before, of(above('ch4', 20), above('co', 30))), ['红色：甲烷限值 25 → 20 %LEL'])
    assert.deepEqual(lines(before, of(above('ch4', 25), above('co', 30), above('h2s', 5))), ['红色：新增条件：硫化氢 ≥ 5 ppm'])
    assert.deepEqual(lines(before, of(above('ch4', 25)), 'en'), ['red: condition removed: Carbon monoxide ≥ 30 ppm'])
    assert.deepEqual(lines(before, of(above('co', 30), above('ch4', 25))), ['红色：条件书写顺序改变'])
    assert.deepEqual(lines(before, treeOf({ op: 'any', of: [above('ch4', 25), above('co', 30)] })), [
      '红色：由全部满足改为任一满足',
    ])
    assert.deepEqual(lines(before, treeOf(above('ch4', 25))), [
      '红色：条件 甲烷 ≥ 25 %LEL 且 一氧化碳 ≥ 30 ppm 改为 甲烷 ≥ 25 %LEL',
    ])
  })

  it('says nothing about nothing', () => {
    assert.deepEqual(diffRules(gasPack.detect, structuredClone(gasPack.detect), 'zh', names), [])
  })
})

/** Takes over one random field of another rule of the same kind, also one of a level or of a condition. */
function change(rule: DetectRule, other: DetectRule, below: (limit: number) => number): { rule: DetectRule; where: string } {
  const [copy, from] = [structuredClone(rule) as unknown as Record<string, unknown>, other as unknown as Record<string, unknown>]
  const keys = Object.keys(copy).filter((key) => key !== 'kind' && key !== 'id')
  const key = keys[below(keys.length)]!
  if (key !== 'levels' || below(3) === 0) {
    copy[key] = from[key]
    return { rule: copy as unknown as DetectRule, where: key }
  }
  const levels = copy.levels as Record<string, unknown>[]
  const given = from.levels as Record<string, unknown>[]
  const at = below(levels.length)
  const inner = Object.keys(levels[at]!)
  const field = inner[below(inner.length)]!
  levels[at]![field] = given[below(given.length)]![field]
  return { rule: copy as unknown as DetectRule, where: `levels.${field}` }
}

describe('any two versions', () => {
  it('differ in words exactly where they differ in JSON (500 random changes)', () => {
    const { rule, below } = randomRules(42)
    for (let round = 0; round < 500; round += 1) {
      const [before, other] = [rule(), rule()]
      if (before.kind !== other.kind) {
        assert.ok(diffRules([before], [{ ...other, id: before.id }], 'zh', oddNames).length > 0)
        continue
      }
      const after = change(before, other, below).rule
      const found = diffRules([before], [after], languages[round % 2]!, oddNames)
      assert.equal(found.length > 0, !sameJson(before, after), JSON.stringify([before, after]))
    }
  })

  it('tell every one of several changes (200 pairs of changes in different fields)', () => {
    const { rule, below } = randomRules(43)
    const told = (before: DetectRule, after: DetectRule) => diffRules([before], [after], 'zh', oddNames).map(({ text }) => text)
    let pairs = 0
    while (pairs < 200) {
      const before = rule()
      const other = rule()
      if (before.kind !== other.kind) continue
      const first = change(before, other, below)
      const second = change(before, other, below)
      const fields = [first.where.split('.')[0], second.where.split('.')[0]]
      if (fields[0] === fields[1] || fields.includes('reading') || fields.includes('direction')) continue
      pairs += 1
      const key = fields[1] as keyof DetectRule
      const both = told(before, { ...first.rule, [key]: second.rule[key] } as DetectRule)
      // New and removed levels are told with the sentence around them, so there only the number counts.
      const expected = [...told(before, first.rule), ...told(before, second.rule)]
      assert.equal(both.length, expected.length, JSON.stringify([before, both, expected]))
    }
  })
})
