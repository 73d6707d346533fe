import { type Decoded, decoded, type Rejected, rejected } from '../decoded.ts'
import { isRecord } from '../json.ts'

export type AttributeKind = 'property' | 'geo' | 'relationship' | 'language' | 'vocab' | 'json' | 'list' | 'list-relationship'

/** One value of one attribute; an attribute may have several, told apart by `datasetId`. */
export type Attribute = {
  name: string
  kind: AttributeKind
  /** JSON, a GeoJSON geometry, one or several URIs, or texts by language. */
  value: unknown
  /** RFC 3339 as sent. */
  observedAt: string | null
  /** UN/CEFACT code. */
  unitCode: string | null
  datasetId: string | null
  /** Properties and relationships of the attribute itself. */
  about: Attribute[]
}
export type Entity = { id: string; types: string[]; scopes: string[]; attributes: Attribute[] }

type Row = Record<string, unknown>
/** The type of an attribute and the member that holds its value. */
const members: Record<string, [AttributeKind, string]> = {
  Property: ['property', 'value'],
  GeoProperty: ['geo', 'value'],
  Relationship: ['relationship', 'object'],
  LanguageProperty: ['language', 'languageMap'],
  VocabProperty: ['vocab', 'vocab'],
  JsonProperty: ['json', 'json'],
  ListProperty: ['list', 'valueList'],
  ListRelationship: ['list-relationship', 'objectList'],
}
const geometries = ['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon']
/** Members of an entity and of an attribute that are no attributes. */
const ofEntity = new Set(['id', '@id', 'type', '@type', 'scope', '@context', 'createdAt', 'modifiedAt', 'deletedAt', 'expiresAt'])
const ofAttribute = new Set([
  ...['type', '@type', 'observedAt', 'unitCode', 'datasetId', 'createdAt', 'modifiedAt', 'deletedAt', 'expiresAt', 'instanceId'],
  ...['valueType', 'objectType', 'previousValue', 'previousObject', 'lang', 'entity', 'entityList', '@context'],
  ...Object.values(members).map(([, member]) => member),
])

/**
 * Normalises an entity, whatever way it was written: normalised, concise or simplified (key and value). In the simplified way a
 * relationship cannot be told from a text. Refused: `bad-schema`, `missing-field`, `bad-value`, `bad-time`, `duplicate-field`,
 * with the place.
 */
export function readEntity(value: unknown): Decoded<Entity> {
  if (!isRecord(value)) return rejected('bad-schema', 'object')
  const id = value.id ?? value['@id']
  const types = [value.type ?? value['@type'] ?? []].flat()
  const scopes = [value.scope ?? []].flat()
  if (id === undefined) return rejected('missing-field', 'id')
  if (typeof id !== 'string' || !isUri(id)) return rejected('bad-value', 'id')
  if (types.length === 0) return rejected('missing-field', 'type')
  if (!types.every((type) => typeof type === 'string' && isName(type))) return rejected('bad-value', 'type')
  if (!scopes.every((scope) => typeof scope === 'string')) return rejected('bad-value', 'scope')
  const attributes = attributesOf(value, ofEntity, '')
  return attributes.ok
    ? decoded({ id, types: types as string[], scopes: scopes as string[], attributes: attributes.value })
    : attributes
}

const isUri = (text: string): boolean => /^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>"]+$/.test(text)
/** A term, a compact or a full IRI; the words of the format itself are none. */
const isName = (text: string): boolean =>
  /^[^\s<>"'=;()]+$/.test(text) && !['id', 'type', 'scope'].includes(text) && !text.startsWith('@')

function attributesOf(row: Row, without: Set<string>, path: string): Decoded<Attribute[]> {
  const all: Attribute[] = []
  for (const [name, given] of Object.entries(row)) {
    if (without.has(name)) continue
    const at = `${path}/${name}`
    if (!isName(name)) return rejected('bad-value', at)
    const several = Array.isArray(given) && given.length > 0 && given.every(isTyped)
    const datasets = new Set<string | null>()
    for (const [i, one] of (several ? given : [given]).entries()) {
      const read = attributeOf(name, one, several ? `${at}/${i}` : at)
      if (!read.ok) return read
      if (datasets.has(read.value.datasetId)) return rejected('duplicate-field', `${at}/datasetId`)
      datasets.add(read.value.datasetId)
      all.push(read.value)
    }
  }
  return decoded(all)
}

const isTyped = (value: unknown): value is Row => isRecord(value) && kindOf(value) !== undefined

/** The kind an object says by its type, or in the concise way by the member it has; undefined for a value. */
function kindOf(row: Row): [AttributeKind, string] | undefined {
  const said = row.type ?? row['@type']
  if (typeof said === 'string' && Object.hasOwn(members, said)) return members[said]
  if (said !== undefined) return undefined
  const found = Object.values(members).find(([, member]) => member in row)
  return found?.[1] === 'value' && isGeometry(row.value) ? members.GeoProperty : found
}

function attributeOf(name: string, given: unknown, at: string): Decoded<Attribute> {
  if (given === null) return rejected('bad-value', at)
  const kind = isRecord(given) ? kindOf(given) : undefined
  if (!isRecord(given) || !kind) {
    const simple: Attribute = {
      name,
      kind: 'property',
      value: given,
      observedAt: null,
      unitCode: null,
      datasetId: null,
      about: [],
    }
    return decoded(isGeometry(given) ? { ...simple, kind: 'geo' } : simple)
  }
  const value = given[kind[1]]
  const fault = valueFault(kind, value, at) ?? metaFault(given, at)
  if (fault) return fault
  const about = attributesOf(given, ofAttribute, at)
  if (!about.ok) return about
  return decoded({
    name,
    kind: kind[0],
    value,
    observedAt: (given.observedAt as string | undefined) ?? null,
    unitCode: (given.unitCode as string | undefined) ?? null,
    datasetId: (given.datasetId as string | undefined) ?? null,
    about: about.value,
  })
}

const isUris = (value: unknown): boolean => [value].flat().every((one) => typeof one === 'string' && isUri(one))
const isTexts = (value: unknown): boolean => [value].flat().every((one) => typeof one === 'string')

const forms: Record<AttributeKind, (value: unknown) => boolean> = {
  property: () => true,
  json: () => true,
  geo: (value) => isGeometry(value),
  relationship: isUris,
  'list-relationship': (value) => Array.isArray(value) && value.every((one) => isUris(isRecord(one) ? one.object : one)),
  language: (value) => isRecord(value) && Object.values(value).every(isTexts),
  vocab: isTexts,
  list: Array.isArray,
}

function valueFault([kind, member]: [AttributeKind, string], value: unknown, at: string): Rejected | undefined {
  if (value === undefined) return rejected('missing-field', `${at}/${member}`)
  if (value === null && kind !== 'json') return rejected('bad-value', `${at}/${member}`)
  return forms[kind](value) ? undefined : rejected('bad-value', `${at}/${member}`)
}

function metaFault({ observedAt, unitCode, datasetId }: Row, at: string): Rejected | undefined {
  if (observedAt !== undefined && !isMoment(observedAt)) return rejected('bad-time', `${at}/observedAt`)
  if (unitCode !== undefined && typeof unitCode !== 'string') return rejected('bad-value', `${at}/unitCode`)
  if (datasetId !== undefined && !(typeof datasetId === 'string' && isUri(datasetId)))
    return rejected('bad-value', `${at}/datasetId`)
  return undefined
}

const isMoment = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
  !Number.isNaN(Date.parse(value.replace(',', '.')))

function isGeometry(value: unknown): value is { type: string; coordinates: unknown[] } {
  return (
    isRecord(value) &&
    geometries.includes(String(value.type)) &&
    Array.isArray(value.coordinates) &&
    isNumbers(value.coordinates, 0)
  )
}
const isNumbers = (value: unknown, depth: number): boolean =>
  Array.isArray(value)
    ? depth < 5 && value.every((one) => isNumbers(one, depth + 1))
    : typeof value === 'number' && Number.isFinite(value)

/** A number somebody measured. */
export type NgsiReading = { name: string; value: number; at: string | null; unitCode: string | null; datasetId: string | null }

/** The numbers of an entity's properties: readings to be. */
export const readingsOf = ({ attributes }: Entity): NgsiReading[] =>
  attributes.flatMap(({ name, kind, value, observedAt, unitCode, datasetId }) =>
    kind === 'property' && typeof value === 'number' ? [{ name, value, at: observedAt, unitCode, datasetId }] : [],
  )

/** Where it is: its `location` when that is a point, as `[longitude, latitude]` WGS-84 and on earth. */
export function locationOf({ attributes }: Entity): [lon: number, lat: number] | null {
  const found = attributes.find(({ name, kind, datasetId }) => name === 'location' && kind === 'geo' && datasetId === null)?.value
  if (!isGeometry(found) || found.type !== 'Point') return null
  const [lon, lat] = found.coordinates as number[]
  return lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null
}
