import { Crs } from '../../../../contract/crs.ts'
import type { Details, ReasonCode } from '../../../../contract/refusal-reasons.ts'
import type { Given } from './read-feature.ts'

/** Features in one file. A town's footprints are some thousands; a district's are brought town by town. */
export const mostFeatures = 20_000

export type Collection = { ok: true; features: Given[]; crs: Crs | null } | { ok: false; reason: ReasonCode; given: Details }
const no = (reason: ReasonCode, given: Details = {}): Collection => ({ ok: false, reason, given })
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A GeoJSON text as features nobody looked at yet, with the system it says it is in (null: it says none). */
export function readCollection(bytes: Uint8Array): Collection {
  let document: unknown
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return no('json.broken')
  }
  if (!isObject(document) || document.type !== 'FeatureCollection' || !Array.isArray(document.features))
    return no('scene.collection')
  if (document.features.length === 0) return no('rows.none')
  if (document.features.length > mostFeatures) return no('rows.too-many', { max: mostFeatures })
  const said = crsName(document.crs)
  const crs = said === null ? null : crsNamed(said)
  if (said !== null && crs === null) return no('scene.crs', { name: said.slice(0, 60) })
  return { ok: true, features: document.features.map(givenOf), crs }
}

function givenOf(raw: unknown, i: number): Given {
  const { properties, geometry } = isObject(raw) && raw.type === 'Feature' ? raw : {}
  return { n: i + 1, properties: isObject(properties) ? properties : {}, geometry }
}

/** `{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}}`, as GeoJSON before RFC 7946 had it and surveyors still write it. */
function crsName(crs: unknown): string | null {
  if (crs === undefined || crs === null) return null
  const name = isObject(crs) && isObject(crs.properties) ? crs.properties.name : undefined
  return typeof name === 'string' ? name : '?'
}

/** CRS84, EPSG:4326 and EPSG:4490 in degrees, or a Gauss-Krüger zone of CGCS2000; null: one we do not know. */
export function crsNamed(name: string): Crs | null {
  const tail = name.trim().replace(/^urn:ogc:def:crs:/i, '')
  if (/^OGC:[\d.]*:?CRS84$/i.test(tail) || /^(EPSG:[\d.]*:?4326|WGS-?84)$/i.test(tail)) return 'WGS-84'
  if (/^(EPSG:[\d.]*:?4490|CGCS2000)$/i.test(tail)) return 'CGCS2000'
  const code = /^EPSG:[\d.]*:?(\d{4,6})$/i.exec(tail)?.[1]
  const read = Crs.safeParse(code ? `EPSG:${code}` : tail.toUpperCase())
  return read.success ? read.data : null
}

const places: Readonly<Record<'lon' | 'lat', readonly string[]>> = {
  lon: ['lon', 'lng', 'longitude', 'x', '经度', '东向'],
  lat: ['lat', 'latitude', 'y', '纬度', '北向'],
}

/** Rows of a table as points; refused without a column of longitudes and one of latitudes. */
export function readRows(columns: readonly string[], rows: readonly { n: number; cells: string[] }[]): Collection {
  const [lon, lat] = (['lon', 'lat'] as const).map((of) =>
    columns.findIndex((name) => places[of].includes(name.trim().toLowerCase())),
  ) as [number, number]
  if (lon < 0 || lat < 0) return no('scene.no-columns')
  if (rows.length > mostFeatures) return no('rows.too-many', { max: mostFeatures })
  const number = (cell: string | undefined): number => (cell?.trim() ? Number(cell) : Number.NaN)
  return {
    ok: true,
    crs: null,
    features: rows.map(({ n, cells }) => ({
      n,
      properties: Object.fromEntries(columns.flatMap((name, i) => (i === lon || i === lat ? [] : [[name, cells[i] ?? '']]))),
      geometry: { type: 'Point', coordinates: [number(cells[lon]), number(cells[lat])] },
    })),
  }
}
