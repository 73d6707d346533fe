import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Details } from '../../../../contract/detail.ts'
import { clashesOf } from '../../../../contract/object-columns.ts'
import type { Registered } from '../types.ts'
import { type Ground, readRow } from './read-row.ts'
import { findColumns } from './sheet-columns.ts'

const details: Details = {
  volume: { kind: 'number', name: { zh: '容积', en: 'Volume' }, unit: 'm³', min: 1, max: 100, required: false },
  firm: { kind: 'text', name: { zh: '企业', en: 'Firm' }, max: 20, required: true },
  driver: { kind: 'text', name: { zh: '驾驶员', en: 'Driver' }, max: 20, personal: true, required: false },
}
const held = {
  ...{ id: 'a', pack: 'p', kind: 'k', code: '007', name: '一号', lon: 106.5, lat: 29.5, area: '50/500105/', address: '旧址' },
  ...{ owner: null, ownerKind: 'owned', dutyUnit: null, maintainerUnit: null, risk: 'green', version: 3, from: null, to: null },
  details: { volume: 30, firm: '甲', driver: '周敏' },
} as Registered
const ground: Ground = {
  areaInside: (lon) => (lon > 100 && lon < 110 ? '50/500105/500105001/' : null),
  unitFor: (word) => (word === '环卫所' ? { id: 'unit-1' } : word === '远处' ? 'elsewhere' : 'absent'),
  masked: (value) => `${value[0]}*`,
}
const sheet = (headings: string[]) => {
  const found = findColumns(details, headings)
  assert.ok(found.ok)
  return { details, places: found.value.places }
}
const row = (cells: Record<string, string>, of: Registered | undefined) => {
  const read = readRow(sheet(Object.keys(cells)), Object.values(cells), of, ground)
  return read.ok ? read.wish : read.faults.map(({ field, reason }) => `${field} ${reason}`)
}

describe('the headings of a sheet', () => {
  it('are found in either language, with their unit or without; a slip of the pen is told', () => {
    const found = findColumns(details, ['Code', '容积（m³）', 'volume ', '风险', '容机'])
    assert.equal(found.ok, false)
    const once = findColumns(details, ['编号', 'Volume (m³)', '风险', '容机'])
    assert.deepEqual(once.ok && [[...once.value.places], once.value.unknown], [
      [
        ['code', 0],
        ['details/volume', 1],
      ],
      ['容机'],
    ])
    assert.equal(findColumns(details, ['名称']).ok, false)
  })
  it('of two details that could not be told apart keep the pack from loading', () => {
    assert.deepEqual(clashesOf(details), [])
    const twice = { ...details, other: { ...details.volume!, name: { zh: '容积', en: 'Other' } } }
    assert.deepEqual(clashesOf(twice), ['other'])
    assert.deepEqual(clashesOf({ own: { ...details.volume!, name: { zh: '风险', en: 'X' } } }), ['own'])
  })
})

describe('a row of a sheet', () => {
  it('leaves what its cells leave empty, and clears what a dash stands in', () => {
    assert.deepEqual(row({ 编号: '007', 地址: '', 容积: '' }, held), { code: '007', details: {} })
    assert.deepEqual(row({ 编号: '007', 地址: '—', 容积: '-' }, held), { code: '007', address: null, details: { volume: null } })
  })
  it('keeps the zeros of a code, and takes back what was kept from being a formula', () => {
    assert.deepEqual(row({ 编号: '007', 名称: "'=1+1" }, held), { code: '007', name: '=1+1', details: {} })
  })
  it('takes a masked value that was handed out for no change, and any other for a mistake', () => {
    assert.deepEqual(row({ 编号: '007', 驾驶员: '周*' }, held), { code: '007', details: {} })
    assert.deepEqual(row({ 编号: '007', 驾驶员: '王**' }, held), ['details/driver value.masked'])
  })
  it('of a new object must hold its name, its place and what its kind requires; every fault is told', () => {
    assert.deepEqual(row({ 编号: '008', 容积: '101' }, undefined), [
      ...[
        'lon value.missing',
        'lat value.missing',
        'details/volume most.number',
        'details/firm value.missing',
        'name value.missing',
      ],
    ])
    const made = row({ 编号: '008', 名称: '二号', 经度: '106.5', 纬度: '29.5', 企业: '乙', 责任单位: '环卫所' }, undefined)
    assert.deepEqual(made, {
      ...{ code: '008', name: '二号', lon: 106.5, lat: 29.5, area: '50/500105/500105001/', dutyUnit: 'unit-1' },
      details: { firm: '乙' },
    })
  })
  it('names no place, unit or owner that is not there', () => {
    const cells = { 编号: '007', 经度: '120', 责任单位: '远处', 维保单位: '没有', 有主无主: '大概' }
    assert.deepEqual(row(cells, held), [
      ...['ownerKind value.one-of', 'lon place.outside', 'dutyUnit unit.not-there', 'maintainerUnit name.unknown'],
    ])
    assert.deepEqual(row({ 编号: '007', 经度: '1e2' }, held), ['lon row.position'])
  })
})
