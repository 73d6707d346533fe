import type { SceneGeometry } from '../../../../contract/scene.ts'
import type { Shape } from '../../../city/area/types.ts'

type Position = readonly [number, number]

/** Rings of a polygon or several, flat and unclosed: outer ones counter-clockwise, holes clockwise, whichever way the file drew them. */
export function shapeOf(geometry: SceneGeometry): Shape {
  if (geometry.type === 'Polygon') return wound(geometry.coordinates)
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flatMap(wound) : []
}

const wound = (rings: readonly (readonly Position[])[]): number[][] =>
  rings.map((ring, i) => {
    const open = ring.slice(1)
    return (areaOf(open) > 0 === (i === 0) ? open : open.toReversed()).flat()
  })

/** Twice the signed area: positive when the ring runs counter-clockwise. */
function areaOf(ring: readonly Position[]): number {
  let sum = 0
  for (const [i, [x, y]] of ring.entries()) {
    const [px, py] = ring.at(i - 1)!
    sum += px * y - x * py
  }
  return sum
}
