import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tree } from '../pack.ts'
import { outlineRule } from './outline.ts'

const names = {
  readings: { crack: { zh: '裂缝宽度', en: 'Crack width' } },
  units: { crack: 'mm' },
  commands: {},
}
const trend = (is: 'change' | 'slope', limit: number, within: '24h' | '6h') => ({
  ...({ op: 'compare', is: 'above', limit } as const),
  value: { trend: { is, of: { reading: 'crack' }, within, points: 12, still: '12h' as const } },
})
const rule = tree({
  ...{ id: 'r', family: 'rock', name: { zh: '甲', en: 'A' }, on: 'device', clearFactor: 0.8, clearHold: '12h' },
  levels: [
    { severity: 'yellow', hold: '1h', when: trend('change', 5, '24h') },
    {
      ...{ severity: 'red', hold: '0s' },
      when: {
        op: 'any',
        of: [
          trend('change', 20, '24h'),
          { op: 'all', of: [trend('slope', 10, '24h'), { op: 'any', of: [trend('slope', 10, '6h')] }] },
        ],
      },
    },
  ],
})

describe('a rule as an outline', () => {
  it('says the gravest level first, one condition a line, groups by their heads, and how trends are reckoned once', () => {
    const { on, lines, clear, notes } = outlineRule(rule, 'zh', names)
    assert.deepEqual(
      lines.map(({ depth, text }) => `${'  '.repeat(depth)}${text}`),
      [
        '红色，以下任一成立',
        '  裂缝宽度 24 小时的变化量 ≥ 20 mm',
        '  以下全部成立',
        '    裂缝宽度 24 小时的趋势 ≥ 10 mm/d',
        '    裂缝宽度 6 小时的趋势 ≥ 10 mm/d',
        '黄色，持续 1 小时',
        '  裂缝宽度 24 小时的变化量 ≥ 5 mm',
      ],
    )
    assert.equal(on, '对每台设备')
    assert.equal(clear, '限值按 80% 计也不再成立，满 12 小时解除')
    assert.deepEqual(notes, [
      '裂缝宽度 24 小时的变化量：至少 12 段，12 小时不变按失灵',
      '裂缝宽度 24 小时的趋势：每天，至少 12 段，12 小时不变按失灵',
      '裂缝宽度 6 小时的趋势：每天，至少 12 段，12 小时不变按失灵',
    ])
  })

  it('says no head twice: groups of one and groups of the kind of their own group are no groups', () => {
    const all = (...of: object[]) => ({ op: 'all', of })
    const nested = all(all(trend('change', 20, '24h'), all(trend('slope', 10, '24h'))), trend('slope', 10, '6h'))
    const heads = (when: object): string[] =>
      outlineRule(tree({ ...rule, levels: [{ severity: 'red', hold: '0s', when: when as never }] }), 'zh', names)
        .lines.filter(({ head }) => head)
        .map(({ depth, text }) => `${depth} ${text}`)
    assert.deepEqual(heads(nested), ['0 红色，以下全部成立'])
    assert.deepEqual(heads(all(nested)), ['0 红色，以下全部成立'])
    assert.deepEqual(heads(all(trend('change', 20, '24h'))), ['0 红色'])
  })

  it('leaves no bracket in any line, in English either', () => {
    const { lines, notes } = outlineRule(rule, 'en', names)
    assert.ok(
      lines.every(({ text }) => !/[（）()]/.test(text)),
      JSON.stringify(lines),
    )
    assert.equal(notes.length, 3)
  })
})
