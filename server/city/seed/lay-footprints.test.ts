import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { boundsOf } from '../scene/rules/geometry.ts'
import { footprintOf, neighboursOf } from './lay-footprints.ts'

const tower = (code: string, east = 0) => ({ code, name: code, area: '50/', lon: 106.55 + east, lat: 29.56, height: 90 })
const towers = [tower('GL1'), tower('GL2', 0.0008), tower('GL3', 0.02)]
const boxes = [...towers.map(footprintOf), ...neighboursOf(towers)].map(({ geometry }) => boundsOf(geometry))

describe('the houses around a high-rise', () => {
  it('stand in nothing that stands there, and are the same every time', () => {
    assert.ok(boxes.length > 30, `${boxes.length}`)
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1)) assert.ok(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1], `${a} ${b}`)
    assert.deepEqual(neighboursOf(towers), neighboursOf(towers))
  })

  it('are lower than high-rises, say their storeys, and are no registered object', () => {
    for (const { height, details } of neighboursOf(towers)) {
      assert.equal(height, Number(details.floors) * 3)
      assert.ok(height! >= 9 && height! < 27, `${height}`)
      assert.equal(details.object, undefined)
    }
  })

  it('a high-rise whose height nobody wrote down has none', () => {
    assert.equal(footprintOf({ ...tower('GL1'), height: null }).height, null)
    assert.deepEqual(footprintOf(tower('GL1')).details, { object: 'GL1' })
  })
})
