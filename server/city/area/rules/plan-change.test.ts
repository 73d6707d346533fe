import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AreaChangeRow } from '../../../../contract/area-change.ts'
import { pathOf, tierOfCode } from './codes.ts'
import { type KnownArea, planChange } from './plan-change.ts'
import { readChange } from './read-change.ts'

const area = (code: string, more: Partial<KnownArea> = {}): KnownArea => ({
  ...{ code, tier: tierOfCode(code)!, name: `名${code.slice(-3)}`, kind: '镇', path: pathOf(code) },
  parent: pathOf(code).split('/').at(-3) ?? null,
  ...{ operatingDistrict: code.length < 6 ? null : code.slice(0, 6), validTo: null, ...more },
})
const codes = ['99', '990101', '990102', '990101001', '990101001001', '990101001001001', '990101002', '990101002001', '990102001']
const ground = (more: KnownArea[] = []) => ({
  areas: new Map([...codes.map((code) => area(code)), ...more].map((one) => [one.code, one])),
  districts: new Set(['990101', '990102', 'zone']),
  grounded: new Set(['990101002001001']),
})
const plan = (text: string, more?: KnownArea[]) => {
  const rows = readChange(text)
  assert.ok(rows.ok, JSON.stringify(rows))
  return planChange(rows.value, ground(more))
}
const faults = (text: string, more?: KnownArea[]) =>
  plan(text, more).faults.map(({ row, code, details }) => `${row} ${code} ${details['code']}`)

describe('lines of a change', () => {
  it('are read as they are copied from a sheet, with a head or without', () => {
    const moved: AreaChangeRow = { from: '990101001', to: '990102009', name: '临江镇', kind: '镇', district: null }
    assert.deepEqual(readChange('原代码\t新代码\t名称\t类别\n990101001\t990102009\t临江镇\t镇\n\n'), { ok: true, value: [moved] })
    assert.deepEqual(readChange('990101001,990102009,临江镇，镇'), { ok: true, value: [moved] })
    assert.deepEqual(readChange('990101001,9901'), { ok: false, refusal: { code: 'area.line', details: { row: 1 } } })
    assert.deepEqual(readChange(' \n'), { ok: false, refusal: { code: 'area.empty' } })
  })
})

describe('a change of areas', () => {
  it('moves a town with all that lies below it, under codes made alike', () => {
    const { ends, begins, faults } = plan('990101001,990102009')
    assert.deepEqual(faults, [])
    assert.deepEqual(
      ends.map(({ area: { code }, to }) => [code, to]),
      [
        ['990101001', ['990102009']],
        ['990101001001', ['990102009001']],
        ['990101001001001', ['990102009001001']],
      ],
    )
    assert.deepEqual(
      begins.map(({ path, parent, operatingDistrict, of, name }) => [path, parent, operatingDistrict, of, name]),
      [
        ['99/990102/990102009/', '990102', '990102', ['990101001'], '名001'],
        ['99/990102/990102009/990102009001/', '990102009', '990102', ['990101001001'], '名001'],
        ['99/990102/990102009/990102009001/990102009001001/', '990102009001', '990102', ['990101001001001'], '名001'],
      ],
    )
  })

  it('merges two towns into one that begins, or into one that stands, where what lies below is told', () => {
    const both = '990101001,990101009,合镇,镇\n990101002,990101009\n990101002001,990101009002'
    const merged = plan(both)
    assert.deepEqual([merged.faults, merged.begins[0]?.of], [[], ['990101001', '990101002']])
    assert.deepEqual(faults('990101001,990101009,合镇,镇\n990101002,990101009'), ['2 area.collides 990101002001'])
    const into = plan('990101002,990101001\n990101002001,990101001002')
    assert.deepEqual([into.faults, into.begins.map(({ code }) => code)], [[], ['990101001002']])
  })

  it('splits a town where every community below is told; what is not told is a fault with its name', () => {
    assert.deepEqual(faults('990101001,990101008\n990101001,990101009,新镇,镇'), ['2 area.child 990101001001'])
    assert.deepEqual(faults('990101001,990101008\n990101001,990101009,新镇,镇\n990101001001,990101009001'), [])
    assert.deepEqual(faults('990101001,'), ['1 area.child 990101001001'])
    assert.deepEqual(faults('990101001,\n990101001001,\n990101001001001,'), [])
  })

  it('renames without another code, a district too, and gives a town of a zone its district', () => {
    const { renames, begins } = plan('990101,990101,北岸新区,市辖区\n,990102005,园区镇,镇,zone')
    assert.deepEqual(
      [renames.map(({ area, name }) => [area.code, name]), begins[0]?.operatingDistrict],
      [[['990101', '北岸新区']], 'zone'],
    )
  })

  it('refuses what cannot be, each by its line', () => {
    const former = area('990102003', { validTo: '2026-01-01' })
    const grid = area('990101002001001')
    for (const [text, said] of [
      ['990101777,990102009', '1 area.unknown 990101777'],
      ['990101001,990102009001', '1 area.tier 990101001'],
      ['990101,990103', '1 area.tier 990101'],
      ['990101002,990102003', '1 area.used 990102003'],
      [',990102001,甲,镇', '1 area.stands 990102001'],
      [',990103001,甲,镇', '1 area.district 990103001'],
      [',990102009', '1 area.name 990102009'],
      [',990102008001,甲社区,居委会', '1 area.parent 990102008001'],
      [',990102005,甲,镇,nowhere', '1 area.district 990102005'],
      ['990101001,990101001,甲,镇,zone', '1 area.stays 990101001'],
      ['990101001,990101001', '1 area.name 990101001'],
      ['990101002001,\n990101002001,990101001002', '2 area.both 990101002001'],
      ['990101002001001,', '1 area.heir 990101002001001'],
    ] as const)
      assert.ok(faults(text, [former, grid]).includes(said), `${text}: ${faults(text, [former, grid]).join(' · ')}`)
    assert.deepEqual(faults('990101002001001,990101002001002', [grid]), [], 'with an heir it ends')
  })
})
