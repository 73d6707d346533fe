import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalCount } from '../../../contract/vital-count.ts'
import { countText } from './count-words.ts'

const names: Record<string, string> = { 'dust-station': '扬尘站', pm10: 'PM10', 'septic-tank': '化粪池' }
const said = (count: VitalCount, aggregation: 'mean' | 'ratio' | 'sum' | 'max' = 'ratio') =>
  countText({ count, aggregation }, (_kind, code) => names[code] ?? code)
const dust = { field: 'device-kind', in: ['dust-station'] }

describe('how a number is counted, in words', () => {
  it('says which value of which devices, and what becomes of it', () => {
    const pm10: VitalCount = { of: 'readings', when: 'measured', where: [dust], reading: 'pm10' }
    assert.equal(said(pm10, 'mean'), '设备读数 · 当期测得；PM10 的均值；设备类型：扬尘站')
    assert.equal(said(pm10, 'max'), '设备读数 · 当期测得；PM10 的最高值；设备类型：扬尘站')
    const above: VitalCount = { ...pm10, part: [{ within: { most: 150 }, not: true }] }
    assert.equal(
      said(above),
      '设备读数 · 当期测得；PM10；设备类型：扬尘站；其中 不在 ≤ 150 之内'.replace('不在 ≤ 150 之内', '非 在 ≤ 150 之内'),
    )
  })

  it('says who should be heard, and names kinds by their words', () => {
    const heard: VitalCount = { of: 'devices', when: 'measured', where: [dust], part: [{ is: 'heard' }] }
    assert.equal(said(heard), '在册设备 · 当期测得；设备类型：扬尘站；其中 报过读数')
    const risky: VitalCount = { of: 'objects', when: 'now', where: [{ field: 'kind', in: ['septic-tank'] }] }
    const part = [{ field: 'risk', in: ['red', 'orange'] }]
    assert.equal(said({ ...risky, part }), '在册对象 · 当前；对象类型：化粪池；其中 风险：红 / 橙')
  })
})
