import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Mapping } from '../../../../contract/mapped-feed.ts'
import { mapRow, placesOf } from './map-row.ts'

const time = { column: '时间', format: 'local' as const }
const columns = ['设备号', '时间', '甲烷', '温度', '经度', '纬度', '项目', '值', '单位', '备注']
const wide = Mapping.parse({
  device: { column: '设备号' },
  time,
  wide: [
    { column: '甲烷', reading: 'ch4' },
    { column: '温度', reading: 'temp', factor: 0.1, offset: -40 },
  ],
})
const long = Mapping.parse({
  device: { column: '设备号', prefix: 'urn:dev:', known: { A7: 'hf-7' } },
  time,
  long: {
    ...{ name: '项目', value: '值', unit: '单位' },
    names: [
      { said: 'PM10', unit: 'mg/m3', reading: 'pm10', factor: 1000 },
      { said: 'PM10', unit: 'ug/m3', reading: 'pm10' },
      { said: '噪声', reading: 'noise' },
    ],
  },
})

const read = (mapping: Mapping, row: Record<string, string>) => {
  const places = placesOf(mapping, columns)
  assert.ok(places.ok)
  const made = mapRow(
    mapping,
    places.value,
    columns.map((name) => row[name] ?? ''),
  )
  return made.ok ? made.value : `${made.refusal.details?.path} ${made.refusal.details?.reason}`
}
const common = { 设备号: '007', 时间: '2026-03-02 08:05' }
const at = '2026-03-02T00:05:00.000Z'

describe('a row under a mapping', () => {
  it('keeps the zeros of a number, converts, and takes an empty cell for not measured', () => {
    assert.deepEqual(read(wide, { ...common, 甲烷: ' 12.5 ', 温度: '653' }), {
      device: '007',
      at,
      values: { ch4: 12.5, temp: 25.3 },
    })
    assert.deepEqual(read(wide, { ...common, 甲烷: '0' }), { device: '007', at, values: { ch4: 0 } })
    assert.equal(read(wide, common), '/row row.nothing')
  })

  it('with a cell longer than anything it could say is refused, unless nothing reads that cell', () => {
    assert.equal(read(wide, { ...common, 甲烷: '0'.repeat(201) }), '甲烷 most.string')
    assert.equal(read(wide, { ...common, 设备号: 'x'.repeat(32_000), 甲烷: '1' }), '设备号 most.string')
    assert.deepEqual(read(wide, { ...common, 甲烷: '1'.padStart(200), 备注: 'x'.repeat(32_000) }), {
      device: '007',
      at,
      values: { ch4: 1 },
    })
  })

  it('is one value by its name and its unit, another unit is refused and never guessed', () => {
    const pm = { ...common, 设备号: 'urn:dev:A7', 项目: 'PM10' }
    assert.deepEqual(read(long, { ...pm, 值: '0.07', 单位: 'mg/m3' }), { device: 'hf-7', at, values: { pm10: 70 } })
    assert.deepEqual(read(long, { ...pm, 值: '70', 单位: 'ug/m3' }), { device: 'hf-7', at, values: { pm10: 70 } })
    assert.equal(read(long, { ...pm, 值: '70', 单位: 'ppm' }), '单位 row.unit')
    assert.equal(read(long, { ...pm, 值: '70' }), '单位 row.unit')
    assert.equal(read(long, { ...pm, 项目: 'SO2', 值: '70' }), '项目 row.name')
    assert.deepEqual(read(long, { ...pm, 项目: '噪声', 值: '55', 单位: 'dB' }), { device: 'hf-7', at, values: { noise: 55 } })
  })

  it('is refused whole by what cannot be read', () => {
    for (const text of ['1,234', '１２', '12 %', '0x10', 'NaN', 'Infinity', '--1', '1e999', '=1+1', '<5'])
      assert.equal(read(wide, { ...common, 甲烷: text, 温度: '1' }), '甲烷 row.number', text)
    assert.equal(read(wide, { ...common, 设备号: '', 甲烷: '1' }), '设备号 value.missing')
    assert.equal(read(wide, { ...common, 时间: '昨天', 甲烷: '1' }), '时间 row.time')
  })

  it('brings a position in the system it is declared in', () => {
    const mapping = Mapping.parse({ ...wide, position: { lon: '经度', lat: '纬度', crs: 'GCJ-02' } })
    const made = read(mapping, { ...common, 经度: '106.55', 纬度: '29.56' })
    assert.ok(typeof made === 'object')
    assert.ok(
      Math.abs(made.values.lon! - 106.5462) < 0.001 && Math.abs(made.values.lat! - 29.5627) < 0.001,
      JSON.stringify(made.values),
    )
    assert.equal(read(mapping, { ...common, 经度: '206.55', 纬度: '29.56' }), '经度 row.position')
    assert.equal(read(mapping, { ...common, 经度: '106.55' }), '经度 row.position')
  })

  it('needs its columns, each once', () => {
    const fault = (names: string[]) => {
      const places = placesOf(wide, names)
      return places.ok ? '' : places.refusal.details
    }
    assert.deepEqual(fault(['设备号', '时间', '甲烷']), { path: '/file', reason: 'column.missing', name: '温度' })
    assert.deepEqual(fault([...columns, '时间']), { path: '/file', reason: 'column.twice', name: '时间' })
    assert.equal(fault([...columns, '备注']), '')
  })
})
