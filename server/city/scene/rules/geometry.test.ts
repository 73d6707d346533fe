import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SceneGeometry } from '../../../../contract/scene.ts'
import { boundsOf, middleOf, nearestPoint } from './geometry.ts'
import { reachBox, reachPoint } from './reach.ts'

const square: SceneGeometry = {
  type: 'Polygon',
  coordinates: [
    [
      [106.5, 29.5],
      [106.502, 29.5],
      [106.502, 29.502],
      [106.5, 29.502],
      [106.5, 29.5],
    ],
  ],
}
const road: SceneGeometry = {
  type: 'LineString',
  coordinates: [
    [106.5, 29.5],
    [106.52, 29.5],
  ],
}

describe('the geometry of a scene feature', () => {
  it('has bounds and a point it is filed by', () => {
    assert.deepEqual(boundsOf(square), [106.5, 29.5, 106.502, 29.502])
    assert.deepEqual(
      middleOf(square).map((n) => n.toFixed(4)),
      ['106.5010', '29.5010'],
    )
    assert.deepEqual(middleOf({ type: 'Point', coordinates: [106, 29] }), [106, 29])
  })

  it('is nearest where a road passes, not at its corners', () => {
    const { at, metres } = nearestPoint(road, [106.51, 29.501])
    assert.deepEqual(at, [106.51, 29.5])
    assert.equal(Math.round(metres), 111)
    assert.equal(Math.round(nearestPoint(road, [106.53, 29.5]).metres), 967)
  })

  it('is where one stands inside an area, but not inside its hole', () => {
    assert.equal(nearestPoint(square, [106.501, 29.501]).metres, 0)
    const hole = square.coordinates[0]!.map(([lon, lat]) => [(lon + 106.501) / 2, (lat + 29.501) / 2] as [number, number])
    const holed: SceneGeometry = { type: 'Polygon', coordinates: [...square.coordinates, hole] }
    assert.ok(nearestPoint(holed, [106.501, 29.501]).metres > 20)
  })

  it('lies in the strip of its kind, which is further from every other kind than the world is wide', () => {
    const numbers = (text: string) => text.match(/-?\d+(\.\d+)?/g)!.map(Number)
    const [x] = numbers(reachPoint('hydrant', [180, 0]))
    const [, , west] = numbers(reachBox('water', [-180, 0, -180, 0]))
    assert.ok(west! - x! > 600)
  })
})
