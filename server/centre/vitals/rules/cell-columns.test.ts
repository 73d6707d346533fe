import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VitalCell, VitalPage } from '../../../../contract/vital.ts'
import { columns, linesOf } from './cell-columns.ts'

const unit = { zh: '%', en: '%' }
const page = {
  definition: { code: 'a.b', name: { zh: '甲', en: 'A' }, unit, decimals: 0 },
  knownAt: null,
  at: '',
} as unknown as VitalPage
const said = (more: Partial<VitalCell>) => {
  const cell = {
    value: 92.73162939297124,
    numerator: 1161,
    denominator: 1252,
    standing: 'outside',
    n: 38,
    of: 41,
    ...more,
  } as VitalCell
  return (heading: string) =>
    columns.find(({ zh }) => zh === heading)!.of({ page, area: { code: '50', name: '重庆市' }, cell, past: false }, 'zh')
}

test('a quotient is written with the digits of the screens, its two numbers exactly', () => {
  const written = said({})
  assert.deepEqual(['数值', '分子', '分母', '常态'].map(written), ['92.7', '1161', '1252', '出常态'])
  assert.equal(said({ value: null, standing: 'unknown' })('数值'), '')
})

test('one of too small a sample says so, one without a range that it is not judged', () => {
  const standing = (more: Partial<VitalCell>) => said({ standing: 'unknown', ...more })('常态')
  assert.deepEqual([standing({ leastSample: 20 }), standing({}), standing({ value: null })], ['样本不足', '未判', '未知'])
})

test('a period of before is not 断报 for being old; the newest is, and each area below by its own', () => {
  const cell = (period: string, stale: boolean) => ({ period, stale }) as unknown as VitalCell
  const lines = linesOf({
    ...page,
    area: { code: '50', name: '重庆市' },
    series: [cell('2026-11-01', true), cell('2026-11-02', true)],
    parts: [
      { area: '500105', name: '江北区', cell: cell('2026-11-02', false) },
      { area: '500112', name: '渝北区', cell: cell('2026-10-02', true) },
    ],
  } as unknown as VitalPage)
  const stale = columns.find(({ zh }) => zh === '断报')!
  assert.deepEqual(
    lines.map((line) => [line.cell.period, stale.of(line, 'zh')]),
    [
      ['2026-11-02', '是'],
      ['2026-11-01', ''],
      ['2026-11-02', ''],
      ['2026-10-02', '是'],
    ],
  )
})
