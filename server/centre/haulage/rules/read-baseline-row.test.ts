import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findBaselineColumns, readBaselineRow } from './read-baseline-row.ts'

const headings = ['区县', '期间自', '期间至', '发现数', '办理数', '用时中位数（小时）', '出处']
const own = [{ code: '500107', name: '九龙坡区' }]
const good = ['九龙坡区', '2022-01-01', '2022/12/31', '1000', '200', '336.5', '2022 年台账']
const read = (...cells: string[]) => {
  const found = findBaselineColumns(headings)
  assert.ok(found.ok)
  return readBaselineRow(cells, found.value.places, { own, today: '2026-04-10' })
}
const wrong = (at: number, text: string) => {
  const one = read(...good.with(at, text))
  return one.ok ? null : one.faults.map(({ code, details }) => [code, details?.pathZh ?? null, details?.reason ?? null])
}

describe('a row of a sheet of baselines', () => {
  it('says a district by name or code, days as people and spreadsheets write them, and both numbers', () => {
    const said = { district: '500107', from: '2022-01-01', to: '2022-12-31', found: 1_000, handled: 200, hours: 336.5 }
    assert.deepEqual(read(...good), { ok: true, said: { ...said, source: '2022 年台账' } })
    assert.deepEqual(read('500107', '44562', '2022年12月31日', '1000', '200', '３３６.５', '2022 年台账'), read(...good))
  })

  it('leaves a middle time nobody knows unknown, which is not zero', () => {
    const one = read(...good.with(5, ''))
    assert.ok(one.ok)
    assert.equal(one.said.hours, null)
  })

  it('tells every fault in the words of its column', () => {
    assert.deepEqual(wrong(0, '渝中区'), [['input.malformed', '区县', 'name.unknown']])
    assert.deepEqual(wrong(1, '2022-02-30'), [['input.malformed', '期间自', 'row.time']])
    assert.deepEqual(wrong(2, '2021-12-31'), [['baseline.days', null, null]])
    assert.deepEqual(wrong(2, '2026-04-11'), [['baseline.days', null, null]], 'not yet over')
    assert.deepEqual(wrong(3, '很多'), [['input.malformed', '发现数', 'row.number']])
    assert.deepEqual(wrong(3, ''), [['input.malformed', '发现数', 'value.missing']])
    assert.deepEqual(wrong(4, '1001'), [['baseline.handled', null, null]])
    assert.equal(wrong(4, '1.5')?.[0]?.[1], '办理数')
    assert.equal(read('', '', '', '', '', '', '').ok, false)
  })

  it('needs its columns, each once', () => {
    assert.equal(findBaselineColumns(headings.slice(1)).ok, false)
    assert.equal(findBaselineColumns([...headings, 'Found']).ok, false)
  })
})
