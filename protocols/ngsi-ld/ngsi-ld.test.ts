import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { readJson } from '../json.ts'
import { type Entity, locationOf, readEntity, readingsOf } from './entity.ts'

const bundle = JSON.parse(
  gunzipSync(readFileSync(new URL('corpus/etsi-test-data.bundle.json.gz', import.meta.url))).toString(),
) as Record<string, string>
/** Request bodies of whole entities, and the answers that hold them in two of the three ways. */
const wanted = /^entities\/(?:[^/]+|batch\/[^/]+|interoperability\/[^/]+)$|^entities\/expectations\/.*(?:normalized|simplified)/

/** What must not be read, by its file; the fragments of entities have no id, and a feature of GeoJSON is no entity. */
const refused: Record<string, string> = {
  'entities/batch/invalid-json-ld.jsonld': 'bad-value /name/value',
  'entities/batch/invalid-json.jsonld': 'bad-json',
  'entities/batch/null-item.jsonld': 'bad-schema object',
  'entities/building-simple-attributes.json': 'bad-value id',
  'entities/expectations/two-buildings-location-attribute-normalized-019-05.alternative.geojson': 'missing-field id',
  'entities/expectations/two-buildings-location-attribute-normalized-019-05.alternative2.geojson': 'missing-field id',
  'entities/expectations/two-buildings-location-attribute-normalized-019-05.geojson': 'missing-field id',
  'entities/invalid-json.jsonld': 'bad-json',
  'entities/invalid-type.jsonld': 'bad-value type',
  'entities/meta-model-languageproperty-no-map.jsonld': 'missing-field /description/languageMap',
  'entities/meta-model-property-no-value.jsonld': 'missing-field /name/value',
  'entities/meta-model-property-null-value.jsonld': 'bad-value /name/value',
  'entities/meta-model-relationship-no-object.jsonld': 'missing-field /owner/object',
  'entities/temporal-observedat-not-datetime.jsonld': 'bad-time /name/observedAt',
  'entities/temporal-observedat-reified.jsonld': 'bad-time /name/observedAt',
  'entities/vehicle-isParked-attribute.json': 'missing-field id',
  'entities/vehicle-isParked-new-type-attribute.json': 'missing-field id',
  'entities/vehicle-scope-attribute.json': 'missing-field id',
  'entities/vehicle-speed-datasetid-instance.json': 'missing-field id',
  'entities/vehicle-speed-default-instance.json': 'missing-field id',
}

/** The first fault of a file, or `ok`. */
function verdict(text: string): string {
  const parsed = readJson(text)
  if (!parsed.ok) return parsed.error
  for (const one of [parsed.value].flat()) {
    const read = readEntity(one)
    if (!read.ok) return `${read.error} ${read.detail}`
  }
  return 'ok'
}

const read = (value: unknown): Entity => {
  const entity = readEntity(value)
  assert.ok(entity.ok, JSON.stringify(entity))
  return entity.value
}
const base = { id: 'urn:ngsi-ld:Tank:1', type: 'Tank' }

describe('NGSI-LD', () => {
  it('reads the entities of the ETSI suite and refuses those that are wrong on purpose', () => {
    const files = Object.keys(bundle).filter((name) => wanted.test(name))
    const verdicts = Object.fromEntries(files.map((name) => [name, verdict(bundle[name]!)]).filter(([, said]) => said !== 'ok'))
    assert.deepEqual(verdicts, refused)
    assert.ok(files.length > 100, `${files.length} files`)
  })

  it('is the same entity in all three ways', () => {
    const place = { type: 'Point', coordinates: [106.6, 29.6] }
    const normalised = { ...base, ch4: { type: 'Property', value: 12.5 }, location: { type: 'GeoProperty', value: place } }
    const concise = { ...base, ch4: { value: 12.5 }, location: { value: place } }
    const simplified = { ...base, ch4: 12.5, location: place }
    const entity = read(normalised)
    assert.deepEqual(read(concise), entity)
    assert.deepEqual(read(simplified), entity)
    assert.deepEqual(locationOf(entity), [106.6, 29.6])
  })

  it('gives the numbers of its properties as readings', () => {
    const entity = read({
      ...{ ...base, '@context': 'https://example.org', scope: ['/a'] },
      ch4: [
        { type: 'Property', value: 12.5, unitCode: 'E30', observedAt: '2026-11-26T10:00:00+08:00', source: { value: 'x' } },
        { type: 'Property', value: 13, datasetId: 'urn:d:2' },
      ],
      name: '化粪池',
      near: { object: 'urn:ngsi-ld:Tank:2' },
      text: { languageMap: { zh: '江' } },
    })
    assert.deepEqual(readingsOf(entity), [
      { name: 'ch4', value: 12.5, at: '2026-11-26T10:00:00+08:00', unitCode: 'E30', datasetId: null },
      { name: 'ch4', value: 13, at: null, unitCode: null, datasetId: 'urn:d:2' },
    ])
    assert.deepEqual(
      entity.attributes.map(({ name, kind, about }) => [name, kind, about.length]),
      [
        ['ch4', 'property', 1],
        ['ch4', 'property', 0],
        ['name', 'property', 0],
        ['near', 'relationship', 0],
        ['text', 'language', 0],
      ],
    )
    assert.equal(locationOf(entity), null)
  })

  it('refuses two values of one data set, coordinates that are none and names of the format', () => {
    const said = (change: object): unknown => {
      const entity = readEntity({ ...base, ...change })
      return entity.ok ? 'ok' : `${entity.error} ${entity.detail}`
    }
    assert.equal(said({ a: [{ value: 1 }, { value: 2 }] }), 'duplicate-field /a/datasetId')
    assert.equal(said({ a: { type: 'GeoProperty', value: { type: 'Point', coordinates: ['x'] } } }), 'bad-value /a/value')
    assert.equal(said({ 'a b': 1 }), 'bad-value /a b')
    assert.equal(said({ a: null }), 'bad-value /a')
    assert.equal(said({ id: 'x' }), 'bad-value id')
    assert.equal(said({ a: { type: 'Property', value: 1, b: { type: 'Relationship' } } }), 'missing-field /a/b/object')
  })
})
