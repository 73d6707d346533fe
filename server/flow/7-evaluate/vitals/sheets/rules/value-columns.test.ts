import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { orRefuse } from '../../../../../kernel/result.ts'
import { placesOf, readRow } from './value-columns.ts'

const places = orRefuse(placesOf(['Vital', '区域编码', ' 周期', '数值', '分母', '单位', '说明', '备注']))
const read = (...cells: string[]) => {
  const row = readRow(['gas.online', '990101', '2026-03-01', ...cells], places)
  return row.ok ? row.value : row.refusal
}
const told = { vital: 'gas.online', area: '990101', period: '2026-03-01' }

describe('a row of values', () => {
  it('is a value with what stands beside it', () => {
    assert.deepEqual(read('1,204', '1300', '%', '设备检修', 'x'), {
      ...{ ...told, value: 1204, denominator: 1300, unit: '%', reason: '设备检修' },
    })
    assert.deepEqual(read('0'), { ...told, value: 0 })
  })

  it('tells nothing where the value is left blank, which is not zero, and takes back where it says so', () => {
    assert.equal(read('', '1300'), null)
    assert.deepEqual(read('撤回'), { ...told, value: null })
  })

  it('says which cell is wrong, and which column is missing', () => {
    assert.deepEqual(read('约 5'), { code: 'vital.sheet-cell', details: { column: '数值', value: '约 5' } })
    assert.deepEqual(read('5', '无'), { code: 'vital.sheet-cell', details: { column: '分母', value: '无' } })
    assert.deepEqual(placesOf(['指标编码', '周期', '数值']), {
      ok: false,
      refusal: { code: 'vital.sheet-column', details: { column: '区域编码' } },
    })
  })
})
