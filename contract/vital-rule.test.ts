import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readRules, writeRules } from './vital-rule.ts'

describe('rules between vitals as one writes them', () => {
  const rules = [
    { is: 'at-most' as const, of: ['water.made'], tolerance: 0.5, answer: 'block' as const },
    { is: 'equals' as const, of: ['gas.a-1', 'gas.b'], tolerance: 0, answer: 'warn' as const },
  ]
  for (const language of ['zh', 'en'] as const)
    it(`come back as they were written, in ${language}`, () =>
      assert.deepEqual(readRules(writeRules(rules, language)), { ok: true, rules }))
  it('say what people see', () => assert.equal(writeRules(rules, 'zh'), '≤ water.made ±0.5 拒收; = gas.a-1 + gas.b 存疑'))
  it('ask where they say nothing, and read what a keyboard has', () =>
    assert.deepEqual(readRules('<= water.made +- 2；>= water.lost'), {
      ok: true,
      rules: [
        { is: 'at-most', of: ['water.made'], tolerance: 2, answer: 'ask' },
        { is: 'at-least', of: ['water.lost'], tolerance: 0, answer: 'ask' },
      ],
    }))
  for (const text of ['water.made', '≤ made', '≤ water.made 也许', '≤ water.made +', '< water.made'])
    it(`tell the one they cannot read: ${text}`, () => assert.deepEqual(readRules(text), { ok: false, fault: text }))
  it('may be none', () => assert.deepEqual(readRules(' ;\n '), { ok: true, rules: [] }))
})
