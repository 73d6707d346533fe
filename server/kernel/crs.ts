import gcoord from 'gcoord'
import proj4 from 'proj4'
import type { Crs, PositionFlag } from '../../contract/crs.ts'

// Its types are those of the ES build; Node loads the CommonJS one, which has the same things at the top.
const { transform, BD09, GCJ02, WGS84 } = gcoord as unknown as typeof gcoord.default

/** A place in WGS-84 degrees, or why it is none. */
export type Placed = { lon: number; lat: number; flag?: undefined } | { flag: PositionFlag }

type Projected = { forward: (at: [number, number]) => [number, number]; inverse: (at: [number, number]) => [number, number] }
type Zone = { meridian: number; falseEasting: number; halfWidth: number }

const impossible: Placed = { flag: 'impossible' }
const halfEasting = 500_000
const projections = new Map<string, Projected & Zone>()

/**
 * A position as a feed gives it, in WGS-84: longitude then latitude in degrees, or easting then northing in metres. Without a declared
 * system it is `untagged`: 480 m lie between WGS-84 and GCJ-02 in the middle of Chongqing. CGCS2000 and WGS-84 are the same to a metre.
 */
export function toWgs84(crs: Crs | null, at: readonly [number, number]): Placed {
  if (crs === null) return { flag: 'untagged' }
  if (!at.every(Number.isFinite)) return impossible
  if (crs.startsWith('EPSG:')) return fromZone(crs, at)
  if (!isDegrees(at)) return impossible
  if (crs === 'GCJ-02' || crs === 'BD-09') return placed(transform([at[0], at[1]], crs === 'GCJ-02' ? GCJ02 : BD09, WGS84))
  return placed(at)
}

/** The way back, for systems that want another one. */
export function fromWgs84(crs: Crs, { lon, lat }: { lon: number; lat: number }): [number, number] {
  if (crs === 'GCJ-02' || crs === 'BD-09')
    return transform([lon, lat], WGS84, crs === 'GCJ-02' ? GCJ02 : BD09) as [number, number]
  return crs.startsWith('EPSG:') ? projectionOf(crs).forward([lon, lat]) : [lon, lat]
}

const placed = ([lon, lat]: readonly number[]): Placed => ({ lon: lon!, lat: lat! })

/** Nobody's sensor stands at 0° 0°: that is what a receiver without a fix sends. */
const isDegrees = ([lon, lat]: readonly [number, number]): boolean =>
  Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && (lon !== 0 || lat !== 0)

function fromZone(crs: string, at: readonly [number, number]): Placed {
  const { inverse, meridian, falseEasting, halfWidth } = projectionOf(crs)
  // Beyond a zone's neighbours the series say nothing true; a northing is that of the northern half of the world.
  if (Math.abs(at[0] - falseEasting) > halfEasting || at[1] < 0 || at[1] > 10_002_000) return impossible
  const [lon, lat] = inverse([at[0], at[1]])
  return Math.abs(lon - meridian) <= 2 * halfWidth ? { lon, lat } : impossible
}

function projectionOf(crs: string): Projected & Zone {
  const known = projections.get(crs)
  if (known) return known
  const zone = zoneOf(Number(crs.slice('EPSG:'.length)))
  const { meridian, falseEasting } = zone
  const text = `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEasting} +y_0=0 +ellps=GRS80 +units=m +no_defs`
  const made = { ...(proj4(text) as unknown as Projected), ...zone }
  projections.set(crs, made)
  return made
}

/** The four rows of EPSG: six- and three-degree zones, each once with the zone's number before the easting and once without. */
function zoneOf(code: number): Zone {
  const withNumber = (number: number) => number * 1_000_000 + halfEasting
  if (code <= 4501) return { meridian: 6 * (code - 4478) - 3, falseEasting: withNumber(code - 4478), halfWidth: 3 }
  if (code <= 4512) return { meridian: 75 + 6 * (code - 4502), falseEasting: halfEasting, halfWidth: 3 }
  if (code <= 4533) return { meridian: 3 * (code - 4488), falseEasting: withNumber(code - 4488), halfWidth: 1.5 }
  return { meridian: 75 + 3 * (code - 4534), falseEasting: halfEasting, halfWidth: 1.5 }
}
