import type { AreaTier, Ring, Shape } from '../types.ts'
import { isInside, pointWithin, ringArea } from './shape.ts'

/** One area's outline; `schematic` marks drawn-up borders (all below the district). Positions are WGS-84, six decimals (0.1 m). */
export type Feature = {
  type: 'Feature'
  id: string
  properties: { code: string; name: string; tier: AreaTier; centre: [number, number]; schematic: boolean }
  geometry: { type: 'MultiPolygon'; coordinates: [number, number][][][] }
}
export type FeatureCollection = { type: 'FeatureCollection'; features: Feature[] }

/** An area as a GeoJSON feature (RFC 7946: rings closed, outer ones counter-clockwise). */
export function featureOf(area: { code: string; name: string }, tier: AreaTier, shape: Shape): Feature {
  const [lon, lat] = pointWithin(shape)
  return {
    type: 'Feature',
    id: area.code,
    properties: { code: area.code, name: area.name, tier, centre: [round(lon), round(lat)], schematic: tier !== 'district' },
    geometry: { type: 'MultiPolygon', coordinates: polygons(shape) },
  }
}

function polygons(shape: Shape): [number, number][][][] {
  const outer = shape.filter((ring) => ringArea(ring) > 0)
  const holes = shape.filter((ring) => ringArea(ring) < 0)
  return outer.map((ring) => [ring, ...holes.filter((hole) => isInside([ring], hole[0]!, hole[1]!))].map(closed))
}

function closed(ring: Ring): [number, number][] {
  const points: [number, number][] = []
  for (let i = 0; i < ring.length; i += 2) points.push([round(ring[i]!), round(ring[i + 1]!)])
  return [...points, points[0]!]
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6
