import type { Only } from './store.ts'
import type { Row, SetName } from './types.ts'

type Shown = Record<string, unknown>
/** Where a navigation leads: to which set, one entity or many, and which of it. */
type Way = { to: SetName; one: boolean; only: (row: Row) => Only }

const iso = (at: unknown): string => (at as Date).toISOString()
const by =
  (column: string, of: (row: Row) => unknown) =>
  (row: Row): Only => ({ column, value: String(of(row)) })

/** The navigation of each set, by the names of the standard. */
export const ways: Readonly<Record<SetName, Readonly<Record<string, Way>>>> = {
  Things: {
    Locations: { to: 'Locations', one: false, only: by('object', (row) => row.object) },
    Datastreams: { to: 'Datastreams', one: false, only: by('thing', (row) => row.id) },
  },
  Locations: { Things: { to: 'Things', one: false, only: by('object', (row) => row.id) } },
  Datastreams: {
    Thing: { to: 'Things', one: true, only: by('thing', (row) => row.thing) },
    Observations: { to: 'Observations', one: false, only: by('datastream', (row) => row.id) },
  },
  Observations: { Datastream: { to: 'Datastreams', one: true, only: by('id', (row) => row.datastream) } },
}

const measurement = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement'

const shown: Readonly<Record<SetName, (row: Row) => Shown>> = {
  Things: ({ name, object_name, kind, pack }) => ({ name, description: object_name, properties: { kind, pack } }),
  Locations: ({ name, address, lon, lat }) => ({
    name,
    description: address ?? name,
    encodingType: 'application/geo+json',
    location: { type: 'Point', coordinates: [lon, lat] },
  }),
  Datastreams: ({ name, property, reading, unit }) => ({
    name,
    description: property,
    observationType: measurement,
    unitOfMeasurement: { name: unit, symbol: unit, definition: '' },
    properties: { reading },
  }),
  Observations: ({ at, received_at, result, quality }) => ({
    phenomenonTime: iso(at),
    resultTime: iso(received_at),
    result,
    resultQuality: quality,
  }),
}

/** An entity as it is sent: its id, where it is, what it is, and where to go from it. `select` null: everything. */
export function entityOf(set: SetName, row: Row, { base, select }: { base: string; select: string[] | null }): Shown {
  const self = `${base}/${set}('${encodeURIComponent(row.id.replaceAll("'", "''"))}')`
  const links = Object.keys(ways[set]).map((name) => [`${name}@iot.navigationLink`, `${self}/${name}`])
  const whole: Shown = { ...shown[set](row), ...Object.fromEntries(links) }
  const wanted = select && Object.entries(whole).filter(([name]) => select.includes(name.split('@')[0]!))
  const named = !select || select.includes('id') || select.includes('@iot.id')
  return { ...(named ? { '@iot.id': row.id, '@iot.selfLink': self } : {}), ...(wanted ? Object.fromEntries(wanted) : whole) }
}
