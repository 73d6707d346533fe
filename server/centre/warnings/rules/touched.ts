import { distanceM, isInside } from '../../../kernel/geo.ts'
import type { Corner, ToldPart } from '../types.ts'

type Box = { west: number; south: number; east: number; north: number }
type Spot = { path: string; lon: number; lat: number }

/** The box around all outlines of a warning, null without any. A circle's is a little wide, never too narrow below 75° of latitude. */
export function boxOf({ rings, circles }: Pick<ToldPart, 'rings' | 'circles'>): Box | null {
  const corners = [...rings.flat(), ...circles.flatMap(cornersOf)]
  if (corners.length === 0) return null
  const box = { west: 180, south: 90, east: -180, north: -90 }
  for (const [lon, lat] of corners) {
    box.west = Math.min(box.west, lon)
    box.east = Math.max(box.east, lon)
    box.south = Math.min(box.south, lat)
    box.north = Math.max(box.north, lat)
  }
  return box
}

/** Do two boxes meet? */
export const meets = (a: Box, b: Box): boolean => a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north

function cornersOf({ lon, lat, radiusM }: ToldPart['circles'][number]): Corner[] {
  const degrees = radiusM / 111_000
  const wide = degrees / Math.max(0.25, Math.cos((lat * Math.PI) / 180))
  return [
    [lon - wide, lat - degrees],
    [lon + wide, lat + degrees],
  ]
}

/** Points of which the areas are looked up as well: an outline smaller than a town holds the point of none. */
export const middlesOf = ({ rings, circles }: Pick<ToldPart, 'rings' | 'circles'>): Corner[] => [
  ...rings.filter((ring) => ring.length > 0).map(middleOf),
  ...circles.map(({ lon, lat }): Corner => [lon, lat]),
]

/** The middle of its corners; the last repeats the first. */
function middleOf(ring: Corner[]): Corner {
  const corners = ring.length > 1 ? ring.slice(1) : ring
  const mean = (at: 0 | 1): number => corners.reduce((sum, corner) => sum + corner[at], 0) / corners.length
  return [mean(0), mean(1)]
}

/** The towns whose point an outline holds. */
export const touched = ({ rings, circles }: Pick<ToldPart, 'rings' | 'circles'>, towns: readonly Spot[]): Spot[] =>
  towns.filter(
    (town) =>
      rings.some((ring) => isInside(ring, town.lon, town.lat)) ||
      circles.some((circle) => distanceM(circle, town) <= circle.radiusM),
  )

/** `50/500105/500105001/…` → `50/500105/`: what is smaller than a district counts for it; the city stays the city. */
export const districtOf = (path: string): string => `${path.split('/').filter(Boolean).slice(0, 2).join('/')}/`
