import { type Chance, chanceFrom } from '../area/rules/chance.ts'
import { boundsOf } from '../scene/rules/geometry.ts'
import type { Bounds, Position, SceneFeature } from '../scene/types.ts'

/** A high-rise of the register; `height` in metres, null where nobody wrote it down. */
export type Building = { code: string; name: string; area: string; lon: number; lat: number; height: number | null }
type Laid = Omit<SceneFeature, 'area'>

/** Metres of a degree of latitude, and of longitude at 30° N. */
const [metresLat, metresLon] = [111_133, 96_486]
/** Around a high-rise stand blocks in so many rows each way, one after so many metres. */
const [rows, everyM] = [2, 62]
/** Of the places for a house so many are built on: the rest are yards and gardens. */
const builtShare = 0.72
/** Houses of three to eight storeys, 3 m each: lower than what counts as a high-rise (27 m of housing, GB 50016). */
const storeys = { least: 3, most: 8, metres: 3 }

/** A rectangle of the size of such buildings, as high as the register says; what it does not say is not drawn up. */
export function footprintOf({ code, name, lon, lat, height }: Building): Laid {
  const { long, wide, turn } = sizeOf(code)
  return { kind: 'footprint', name, geometry: rectangle([lon, lat], { long, wide, turn }), details: { object: code }, height }
}

function sizeOf(code: string): Size {
  const chance = chanceFrom(`footprint:${code}`)
  return { long: 24 + chance() * 30, wide: 14 + chance() * 10, turn: chance() * Math.PI }
}

/**
 * Invented houses around high-rises, in rows turned as the high-rise is, so that the ground is no empty plain; none stands in a high-rise
 * or in a house laid before. They are nobody's register: no object, no risk.
 */
export function neighboursOf(buildings: readonly Building[]): Laid[] {
  const taken = createTaken()
  for (const building of buildings) taken.add(boundsOf(footprintOf(building).geometry))
  return buildings.flatMap((building) => {
    const chance = chanceFrom(`houses:${building.code}`)
    return placesAround(building).flatMap((at): Laid[] => {
      const house = houseAt(at, sizeOf(building.code).turn, chance)
      const bounds = boundsOf(house.geometry)
      if (chance() > builtShare || taken.isMet(bounds)) return []
      taken.add(bounds)
      return [house]
    })
  })
}

function placesAround({ code, lon, lat }: Building): Position[] {
  const { turn } = sizeOf(code)
  const steps = Array.from({ length: 2 * rows + 1 }, (_, i) => (i - rows) * everyM)
  return steps.flatMap((x) =>
    steps.flatMap((y): Position[] => (x === 0 && y === 0 ? [] : [moved([lon, lat], turned([x, y], turn))])),
  )
}

function houseAt(at: Position, turn: number, chance: Chance): Laid {
  const size = { long: 22 + chance() * 26, wide: 10 + chance() * 6, turn }
  const floors = storeys.least + Math.floor(chance() * (storeys.most - storeys.least + 1))
  const place = moved(at, [(chance() - 0.5) * 10, (chance() - 0.5) * 10])
  return {
    ...{ kind: 'footprint', name: `房屋 ${floors} 层`, geometry: rectangle(place, size), details: { floors } },
    height: floors * storeys.metres,
  }
}

/** Metres along and across; the turn in radians from the east, counter-clockwise. */
type Size = { long: number; wide: number; turn: number }

function rectangle(at: Position, { long, wide, turn }: Size): SceneFeature['geometry'] {
  const ring = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
    [-1, -1],
  ].map(([x, y]) => moved(at, turned([(x! * long) / 2, (y! * wide) / 2], turn)))
  return { type: 'Polygon', coordinates: [ring] }
}

const turned = ([x, y]: Position, turn: number): Position => [
  x * Math.cos(turn) - y * Math.sin(turn),
  x * Math.sin(turn) + y * Math.cos(turn),
]
const moved = ([lon, lat]: Position, [east, north]: Position): Position => [
  sixth(lon + east / metresLon),
  sixth(lat + north / metresLat),
]
const sixth = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

/** Squares of a thousandth of a degree, some 100 m: boxes that meet have one in common. */
const squares = 1_000

/** Boxes that are taken, found by their squares: comparing each with all takes a minute where a city is large. */
function createTaken(): { add(bounds: Bounds): void; isMet(bounds: Bounds): boolean } {
  const bySquare = new Map<string, Bounds[]>()
  return {
    add(bounds) {
      for (const square of squaresOf(bounds)) bySquare.set(square, [...(bySquare.get(square) ?? []), bounds])
    },
    isMet: (bounds) => squaresOf(bounds).some((square) => bySquare.get(square)?.some((other) => meet(bounds, other)) ?? false),
  }
}

function squaresOf([west, south, east, north]: Bounds): string[] {
  const of: string[] = []
  for (let x = Math.floor(west * squares); x <= Math.floor(east * squares); x++)
    for (let y = Math.floor(south * squares); y <= Math.floor(north * squares); y++) of.push(`${x} ${y}`)
  return of
}

const meet = (a: Bounds, b: Bounds): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
