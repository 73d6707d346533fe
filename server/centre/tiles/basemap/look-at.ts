import { placesOf } from '../../../city/area/places.ts'
import { bounds as boundsOfShape } from '../../../city/area/rules/shape.ts'
import { arrivingPath, basePath } from './disk.ts'
import { makeTiles } from './geojson/make-tiles.ts'
import type { Bounds } from './geojson/read-geojson.ts'
import { inspectBase } from './inspect.ts'
import type { BaseRow, Looked } from './store.ts'

/** A map of an area may begin this far beside it, degrees (50 km): it is drawn around it too. */
const beside = 0.5

/**
 * What a file that has come whole is found to be. Shapes are laid into tiles first; then both ways are one, and what we made ourselves is looked
 * through like anybody's.
 */
export async function lookAt(dir: string, row: Pick<BaseRow, 'id' | 'format' | 'crs' | 'area'>): Promise<Looked> {
  const path = basePath(dir, row.id)
  if (row.format === 'geojson') {
    const made = await makeTiles({ from: arrivingPath(dir, row), to: path, crs: row.crs })
    if ('fault' in made) return made
    if (!touches(row.area, made.bounds))
      return { fault: 'elsewhere', at: made.bounds.map((degrees) => degrees.toFixed(3)).join(', ') }
  }
  return inspectBase(path)
}

/** Does any of a box lie in the area or beside it? Degrees the wrong way round, or of another zone, lie elsewhere. */
function touches(area: string, [west, south, east, north]: Bounds): boolean {
  const codes = area.split('/').filter(Boolean)
  const shape = codes.length > 1 ? placesOf(codes[0] === '99' ? '99' : '50').shapeOf(codes.at(-1)!) : null
  if (!shape) return true
  const [left, low, right, high] = boundsOfShape(shape)
  return west <= right + beside && east >= left - beside && south <= high + beside && north >= low - beside
}
