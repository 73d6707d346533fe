import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findColumns } from '../../../../contract/sheet-columns.ts'
import type { Item, Known, UnitThere } from '../types.ts'
import { sayOf } from './cells.ts'
import { changesOf } from './changes.ts'
import { readApp } from './read-app.ts'
import { type ItemColumn, itemCells, itemColumns, itemFields, readItem } from './read-item.ts'

const parks: UnitThere = { id: 'unit-parks', name: '北岸区城市管理局', tier: 'district', area: '99/990101/' }
const team: UnitThere = { id: 'unit-team', name: '渡口网格队', tier: 'community', area: '99/990101/990101001/990101001001/' }
const twins = ['a', 'b'].map((n): UnitThere => ({ ...parks, id: `unit-${n}`, name: '双龙镇指挥中心' }))
const units = [parks, team, ...twins]
const known: Known = {
  units: (words) => units.filter(({ id, name }) => id === words || name === words),
  district: (words) => (['990101', '北岸区'].includes(words) ? '990101' : null),
  type: (id) => id === 'city.garbage',
  pack: (id) => id === 'septic-gas',
}
const whole: Item = {
  ...{ code: 'BA-001', name: '占道经营巡查', tier: 'district', unit: 'unit-parks', area: '99/990101/', type: 'city.garbage' },
  ...{ trigger: '接到上报', basis: '（示例）第三条', accept: '4wh', finish: '3wd-next', state: 'in-force' },
}
type Row = Partial<Record<ItemColumn, string>>
const say = (row: Row) => (field: ItemColumn) => row[field]
const full: Row = { code: ' ba-001 ', name: '占道经营巡查', unit: '北岸区城市管理局' }
const codeOf = (row: Row, before?: Item) => {
  const read = readItem(say({ ...full, ...row }), before, known)
  return read.ok ? 'ok' : [read.refusal.code, read.refusal.details?.column].filter(Boolean).join(' ')
}

describe('a row of a sheet of items', () => {
  it('gives back what it was written from, in both languages', () => {
    for (const language of ['zh', 'en'] as const) {
      const found = findColumns<ItemColumn>(
        itemColumns,
        ['code'],
        Object.values(itemColumns).map((words) => words[language]),
      )
      assert.ok('places' in found && found.unknown.length === 0)
      const cells = itemCells({ ...whole, unitName: parks.name }, language)
      assert.deepEqual(readItem(sayOf(cells, found.places), undefined, known), { ok: true, value: whole })
    }
  })

  it('keeps what it has no column for, clears what it leaves empty, and takes the tier from the unit', () => {
    const read = readItem(say({ code: 'BA-001', basis: '', finish: '5个自然日' }), whole, known)
    assert.deepEqual(read, { ok: true, value: { ...whole, basis: null, finish: '5d' } })
    assert.equal(codeOf({ tier: '区县' }), 'ok')
    assert.equal(codeOf({ tier: '镇街' }), 'item.tier')
  })

  it('says which cell is wrong, and guesses nothing', () => {
    assert.equal(codeOf({ code: '中文' }), 'item.sheet-cell 编码')
    assert.equal(codeOf({ name: '' }), 'item.sheet-cell 名称')
    assert.equal(codeOf({ finish: '尽快' }), 'item.sheet-cell 办结时限')
    assert.equal(codeOf({ accept: '0个工作日' }), 'item.sheet-cell 受理时限')
    assert.equal(codeOf({ state: '暂停' }), 'item.sheet-cell 状态')
    assert.equal(codeOf({ basis: '长'.repeat(301) }), 'item.sheet-cell 依据')
    assert.equal(codeOf({ type: 'city.none' }), 'item.type')
  })

  it('names one unit that can have items', () => {
    assert.equal(codeOf({ unit: '无此局' }), 'item.unit')
    assert.equal(codeOf({ unit: '双龙镇指挥中心' }), 'item.unit-twice')
    assert.equal(codeOf({ unit: '双龙镇指挥中心', unitId: 'unit-b' }), 'ok')
    assert.equal(codeOf({ unit: '渡口网格队' }), 'item.unit-tier')
  })

  it('may still name a type that is gone, where it stood before', () => {
    const before = { ...whole, type: 'city.gone' }
    assert.equal(codeOf({ type: 'city.gone' }, before), 'ok')
    assert.equal(codeOf({ type: 'city.gone' }), 'item.type')
  })

  it('tells what differs, field by field', () => {
    assert.deepEqual(changesOf<Item>(whole, { ...whole, basis: null, state: 'stopped' }, itemFields), [
      { field: 'basis', from: '（示例）第三条', to: null },
      { field: 'state', from: 'in-force', to: 'stopped' },
    ])
  })
})

describe('a row of a sheet of apps', () => {
  const app = (more: Record<string, string>) => {
    const row: Record<string, string> = { code: 'APP-1', name: '一表通', unit: 'unit-parks', ...more }
    const read = readApp((field) => row[field], undefined, known)
    return read.ok ? read.value : read.refusal.code
  }

  it('is planned unless it says since when it is online', () => {
    assert.deepEqual(app({ district: '北岸区' }), {
      ...{ code: 'APP-1', name: '一表通', district: '990101', unit: 'unit-parks', area: '99/990101/' },
      ...{ state: 'planned', since: null, pack: null },
    })
    assert.equal(app({ state: '已上线' }), 'item.since')
    assert.equal(app({ state: '已上线', since: '2026-02-30' }), 'item.sheet-cell')
    assert.equal(typeof app({ state: 'online', since: '2026-02-28', pack: 'septic-gas' }), 'object')
  })

  it('names a district and a pack there are', () => {
    assert.equal(app({ district: '南岸' }), 'item.district')
    assert.equal(app({ pack: 'none' }), 'item.pack')
  })
})
