import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { baseLayers, partOf } from './basemap-style.ts'

describe('layers of somebody else’s map', () => {
  it('are told by their names, whichever schema made them; borders are our own', () => {
    assert.deepEqual(
      ['water', 'waterway', 'transportation', 'roads', 'buildings', 'landuse', 'place', 'boundaries', 'pois'].map(partOf),
      ['water', 'water', 'road', 'road', 'house', 'green', 'place', null, null],
    )
  })
  it('of shapes nobody says anything of are a quiet stroke, areas too', () => {
    const [made] = baseLayers({ kind: 'vector', layers: ['outline'] }, (name) => name, false)
    assert.ok(made?.type === 'line' && !('filter' in made) && made.paint?.['line-color'] === 'map-line')
  })
  it('lie in one order: ground, water, houses, roads, names', () => {
    const made = baseLayers({ kind: 'vector', layers: ['place', 'roads', 'water', 'landuse', 'boundaries'] }, () => '#888', false)
    assert.deepEqual(
      made.map(({ id }) => id),
      ['base-landuse', 'base-water', 'base-water-line', 'base-roads', 'base-place'],
    )
  })
  it('pictures are dimmed at night', () => {
    const [day, night] = [false, true].map((dark) => baseLayers({ kind: 'raster', layers: [] }, () => '#888', dark)[0])
    assert.ok(!JSON.stringify(day).includes('brightness') && JSON.stringify(night).includes('brightness'))
  })
})
