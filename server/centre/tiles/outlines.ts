import { setImmediate as breathe } from 'node:timers/promises'
import { packGeometry } from '../../../protocols/mvt/encode.ts'
import type { PackedGeometry } from '../../../protocols/mvt/types.ts'
import { type Outline, placesOf } from '../../city/area/places.ts'
import { bounds, pointWithin } from '../../city/area/rules/shape.ts'
import type { AreaTier, Shape } from '../../city/area/types.ts'
import { cut } from './rules/cut.ts'
import { boundsOf, extent, unitsIn } from './rules/mercator.ts'
import type { TileAt } from './types.ts'

/** An area as it lies in a tile; `at`: where its name stands, null when that is in another tile; `above`: it is of a higher tier, it has a border and a name, no numbers. */
export type Drawn = {
  code: string
  path: string
  name: string
  geometry: PackedGeometry
  at: [number, number] | null
  above: boolean
}

/** Tiles kept cut: some hundred kilobytes each where a town is dense. */
const keptAtMost = 240

/** City: its districts; below that towns, communities, and from zoom 11 (17 km a tile) the grids. */
export const tierAt = (z: number): Exclude<AreaTier, 'city'> =>
  z < 7 ? 'district' : z < 9 ? 'town' : z < 11 ? 'community' : 'grid'

/**
 * Outlines cut for tiles. Borders change only with a release, so a tile is cut once; towns are laid out when a tile first needs
 * them, one after the other, and others are served in between.
 */
export function createCutOutlines(city: '50' | '99'): (tile: TileAt) => Promise<Drawn[]> {
  const kept = new Map<string, Promise<Drawn[]>>()
  return (tile) => {
    const key = `${tile.z}/${tile.x}/${tile.y}`
    const found = kept.get(key) ?? draw(city, tile)
    kept.delete(key)
    kept.set(key, found) // last looked at goes last: the first is dropped
    const oldest = kept.keys().next().value
    if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest)
    return found
  }
}

type Found = Outline & { path: string; above: boolean }

async function draw(city: '50' | '99', tile: TileAt): Promise<Drawn[]> {
  const out: Drawn[] = []
  for await (const outline of within(city, tile)) {
    const geometry = cut(outline.shape, tile)
    const { code, path, name, above } = outline
    if (geometry) out.push({ code, path, name, geometry: packGeometry(geometry), above, at: nameAt(outline.shape, tile) })
  }
  return out
}

/** The areas of a tile's tier whose box touches it, from the districts down. */
async function* within(city: '50' | '99', tile: TileAt): AsyncGenerator<Found> {
  const places = placesOf(city)
  const tier = tierAt(tile.z)
  const touching = (path: string, list: Outline[]): Found[] =>
    list.filter(({ shape }) => touches(shape, tile)).map((one) => ({ ...one, path: `${path}${one.code}/`, above: false }))
  for (const district of touching(`${city}/`, places.childrenOf(city))) {
    if (tier === 'district') yield district
    else {
      if (tier === 'town') yield { ...district, above: true }
      for (const town of touching(district.path, places.childrenOf(district.code))) {
        if (tier === 'town') yield town
        else {
          yield { ...town, above: true }
          yield* touching(town.path, tier === 'community' ? places.childrenOf(town.code) : places.gridsOf(town.code)).map(placed)
          await breathe()
        }
      }
    }
  }
}

/** A grid's path has its community in it, whose code its own begins with. */
const placed = (found: Found): Found =>
  found.tier === 'grid'
    ? { ...found, path: found.path.replace(`${found.code}/`, `${found.code.slice(0, 12)}/${found.code}/`) }
    : found

function touches(shape: Shape, tile: TileAt): boolean {
  const box = boundsOf(tile, 0.02)
  const [west, south, east, north] = bounds(shape)
  return west < box.east && east > box.west && south < box.north && north > box.south
}

function nameAt(shape: Shape, tile: TileAt): [number, number] | null {
  const [x, y] = unitsIn(tile)(...pointWithin(shape))
  return x >= 0 && x < extent && y >= 0 && y < extent ? [Math.round(x), Math.round(y)] : null
}
