import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { cellsOf, columns, placesOf, readCells } from './sheet-columns.ts'

const whole: VitalDefinition = {
  ...{ code: 'gas.online', name: { zh: '在线率', en: 'Online' }, board: 'facilities', track: 'gas', unit: { zh: '%', en: '%' } },
  ...{ decimals: 1, aggregation: 'ratio', times: 100, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 1 },
  ...{ numerator: { zh: '在线', en: 'online' }, denominator: { zh: '在册', en: 'registered' }, direction: 'more' },
  ...{ source: { zh: '燃气企业', en: 'gas firms' }, normal: { least: 90 }, possible: { least: 0, most: 100 }, owner: 'unit-1' },
}
const headings = columns.map(({ zh }) => zh)

describe('a sheet of definitions', () => {
  it('gives back what it was written from', () => {
    const { places, unknown } = placesOf(headings)
    assert.deepEqual([readCells(cellsOf(whole), places, undefined), unknown], [{ ok: true, value: whole }, []])
  })

  it('carries how a vital is counted', () => {
    const { places } = placesOf(headings)
    const where = [{ field: 'device-kind', in: ['dust-station'] }]
    const counted: VitalDefinition = {
      ...whole,
      count: { of: 'readings', when: 'measured', where, reading: 'pm10', part: [{ within: { most: 150 } }] },
    }
    assert.deepEqual(readCells(cellsOf(counted), places, undefined), { ok: true, value: counted })
    const spoilt = readCells(
      cellsOf(counted).map((cell) => cell.replace('"measured"', '"never"')),
      places,
      undefined,
    )
    assert.equal(spoilt.ok ? 'ok' : spoilt.refusal.details?.column, '怎么数')
  })

  it('carries the ranges of tiers, and says which of them it cannot read', () => {
    const { places } = placesOf(headings)
    const ranged: VitalDefinition = {
      ...whole,
      normalAbove: [
        { tier: 'district', least: 92, bands: [{ band: 'attention', least: 80 }] },
        { tier: 'city', least: 95 },
      ],
    }
    assert.deepEqual(readCells(cellsOf(ranged), places, undefined), { ok: true, value: ranged })
    const spoilt = readCells(
      cellsOf(ranged).map((cell) => cell.replace('city ≥95', 'city 95')),
      places,
      undefined,
    )
    assert.deepEqual(spoilt.ok ? 'ok' : [spoilt.refusal.code, spoilt.refusal.details?.text], [
      'vital.above-unread',
      'district ≥92 (attention ≥80); city 95',
    ])
  })

  it('keeps what it has no column for, and clears what it leaves empty', () => {
    const { places } = placesOf(['Code', '常态下限', '责任 单位'])
    const read = readCells(['gas.online', '', 'unit-2'], places, whole)
    assert.ok(read.ok)
    assert.deepEqual([read.value.normal, read.value.owner, read.value.track], [undefined, 'unit-2', 'gas'])
  })

  it('says which cell is wrong', () => {
    const { places, unknown } = placesOf([...headings, '备注'])
    const cells = (heading: string, text: string) => cellsOf(whole).map((cell, i) => (headings[i] === heading ? text : cell))
    const why = (heading: string, text: string) => {
      const read = readCells(cells(heading, text), places, undefined)
      return read.ok ? 'ok' : read.refusal.details
    }
    assert.deepEqual(unknown, ['备注'])
    assert.deepEqual(why('小数', '一'), { column: '小数', value: '一' })
    assert.deepEqual(why('怎么数', '{'), { column: '怎么数', value: '{' })
    assert.deepEqual(why('频次', '天'), { column: '频次', value: '天' })
    assert.deepEqual(why('英文名', ''), { column: '英文名', value: '—' })
    assert.deepEqual(why('时限分钟', '1,440'), 'ok')
  })
})
