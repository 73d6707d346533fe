import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { LayerLook, LayerTaken, NearestScene, SceneFeatures, SceneLayers } from '../../../contract/scene.ts'
import { startStory } from '../../../test/story.ts'
import { fromWgs84 } from '../../kernel/crs.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext)
const keeper = story.as('baining') // data administrator of 临江街道
const [lon, lat] = [105.5072, 31.5069]
type Position = [number, number]

const feature = (geometry: object, properties: object = {}) => ({ type: 'Feature', properties, geometry })
const hydrantAt = (at: Position, name: string, more: object = {}) =>
  feature({ type: 'Point', coordinates: at }, { kind: 'hydrant', name, ...more })
const collection = (features: unknown[], more: object = {}) => ({ type: 'FeatureCollection', features, ...more })
const asked = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    area: '990101001',
    name: '消防设施',
    source: '消防站 2026 年普查',
    asOf: '2026-02-20',
    ...more,
  }).toString()
const bytes = (file: unknown) => Buffer.from(typeof file === 'string' ? file : JSON.stringify(file))

const look = (file: unknown, more: Record<string, string> = {}, as = keeper) =>
  as.post<LayerLook>(`/api/v1/scene/layers/look?${asked(more)}`, bytes(file))
async function take(file: unknown, more: Record<string, string> = {}) {
  const { digest } = (await look(file, more)).body
  return keeper.post<LayerTaken>(`/api/v1/scene/layers/take?${asked({ ...more, digest })}`, bytes(file))
}
const refusal = async (file: unknown, more: Record<string, string> = {}) => {
  const { status, body } = await look(file, more)
  const { details } = body as unknown as { details: { path: string; reason: string } }
  return `${status} ${details.path} ${details.reason}`
}
const faultsOf = async (features: unknown[]) => (await look(collection(features))).body.faults.map(({ zh }) => zh)
const nearest = async (query: string, as = 'chenli') =>
  (await story.as(as).get<NearestScene>(`/api/v1/scene/nearest?${query}`)).body.rows
const layers = async (as = 'chenli') => (await story.as(as).get<SceneLayers>('/api/v1/scene/layers')).body

const three = [0, 1, 2].map((n) => hydrantAt([lon + n / 1_000, lat], `${n} 号消火栓`, { code: `XHS-${n}`, diameter: 100 }))
const road = feature(
  {
    type: 'LineString',
    coordinates: [
      [lon - 0.004, lat + 0.001],
      [lon + 0.004, lat + 0.001],
    ],
  },
  { kind: '道路', name: '渡口路' },
)

describe('a layer of scene features', () => {
  it('is looked at first, then taken whole, and stands in its area with its date', async () => {
    const seen = (await look(collection([...three, road], {}))).body
    assert.deepEqual(seen.counts, [
      { kind: 'hydrant', n: 3 },
      { kind: 'road', n: 1 },
    ])
    assert.deepEqual([seen.refused, seen.before, seen.crs, seen.outlines.length], [0, null, 'WGS-84', 4])
    assert.deepEqual((await layers()).rows, [], 'a look writes nothing')
    const taken = await take(collection([...three, road]))
    assert.deepEqual([taken.status, taken.body.version, taken.body.features], [200, 1, 4])
    const { rows, towns, features } = await layers()
    assert.deepEqual(
      [towns, features, rows[0]?.name, rows[0]?.asOf, rows[0]?.areaName],
      [1, 4, '消防设施', '2026-02-20', '临江街道'],
    )
    assert.deepEqual([rows[0]?.takenBy, rows[0]?.schematic, rows[0]?.mine], ['柏宁', false, false])
    const [fact] = await story.facts('scene-layer.taken')
    assert.deepEqual([fact?.body.features, fact?.body.version], [4, 1])
  })

  it('tells the nearest of a kind by the ground, inside one’s own areas only', async () => {
    const rows = await nearest(`kind=hydrant&lon=${lon + 0.0009}&lat=${lat}&n=2`)
    assert.deepEqual(
      rows.map(({ name, metres }) => [name, metres]),
      [
        ['1 号消火栓', 9],
        ['0 号消火栓', 85],
      ],
    )
    const [way] = await nearest(`kind=road&lon=${lon}&lat=${lat}`)
    assert.deepEqual([way?.lat, way?.metres, way?.lon], [31.5079, 111, lon])
    assert.deepEqual(await nearest(`kind=water&lon=${lon}&lat=${lat}`), [])
    assert.deepEqual(await nearest(`kind=hydrant&lon=${lon + 0.004}&lat=${lat}&within=100`), [])
    assert.deepEqual(await nearest(`kind=hydrant&lon=${lon}&lat=${lat}`, 'liangzhu'), [])
    assert.equal((await story.as('lusiqi').get('/api/v1/scene/nearest?kind=tree&lon=1&lat=1')).status, 400)
  })

  it('is read by box and kind', async () => {
    const read = async (query: string, as = 'chenli') => (await story.as(as).get<SceneFeatures>(`/api/v1/scene?${query}`)).body
    const all = await read('bbox=105,31,106,32&limit=2')
    assert.deepEqual(
      [all.features.length, all.left, all.features[0]?.properties.details],
      [2, 2, { code: 'XHS-0', diameter: 100 }],
    )
    assert.equal((await read('bbox=105,31,106,32&kinds=road')).features.length, 1)
    assert.equal((await read(`bbox=${lon - 0.0001},${lat - 0.0001},${lon + 0.0001},${lat + 0.0001}`)).features.length, 1)
    assert.equal((await read('bbox=105,31,106,32', 'liangzhu')).features.length, 0)
    for (const wrong of ['bbox=1,2,3', 'bbox=106,31,105,32', 'bbox=105,31,106,32&kinds=tree'])
      assert.equal((await story.as('chenli').get(`/api/v1/scene?${wrong}`)).status, 400, wrong)
  })

  it('is replaced by its next state, and the former one can be brought back', async () => {
    assert.equal((await take(collection([three[0]]))).body.version, 2)
    assert.equal((await nearest(`kind=hydrant&lon=${lon}&lat=${lat}`)).length, 1)
    const [layer] = (await layers()).rows
    assert.deepEqual(
      layer?.former.map(({ version, features }) => [version, features]),
      [[1, 4]],
    )
    const back = (body: object, as = keeper) => as.post<LayerTaken>(`/api/v1/scene/layers/${layer!.id}/roll-back`, body)
    assert.equal((await back({ version: 1, to: 1 })).status, 409, 'somebody took another meanwhile')
    assert.equal((await back({ version: 2, to: 9 })).status, 404)
    assert.equal((await back({ version: 2, to: 1 }, story.as('chenli'))).status, 403)
    assert.deepEqual((await back({ version: 2, to: 1 })).body, { id: layer!.id, version: 1, features: 4 })
    assert.equal((await nearest(`kind=hydrant&lon=${lon}&lat=${lat}`)).length, 3)
    assert.equal((await story.facts('scene-layer.rolled-back')).length, 1)
    for (let n = 0; n < 5; n++) await take(collection([three[n % 3]]))
    const [now] = (await layers()).rows
    assert.deepEqual([now?.version, now?.former.length], [7, 3], 'the oldest are let go of')
    const [kept] = await story.sql<{ n: number }>('select count(distinct version)::int as n from scene_features')
    assert.equal(kept?.n, 4)
  })

  it('is not taken when it moved since the look', async () => {
    const file = collection(three)
    const { digest } = (await look(file)).body
    await take(collection([road]))
    assert.equal((await keeper.post(`/api/v1/scene/layers/take?${asked({ digest })}`, bytes(file))).status, 409)
  })
})

describe('a file of scene features', () => {
  it('comes in any coordinate system the feeds know, or one it names itself', async () => {
    for (const crs of ['GCJ-02', 'BD-09', 'CGCS2000', 'EPSG:4544'] as const) {
      const file = collection([hydrantAt(fromWgs84(crs, { lon, lat }), crs)])
      assert.equal((await take(file, { crs, name: crs })).status, 200, crs)
      const [first] = await nearest(`kind=hydrant&lon=${lon}&lat=${lat}&n=1`)
      assert.ok(first!.metres <= 1, `${crs}: ${first!.metres} m`)
    }
    const named = { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4544' } } }
    const [x, y] = fromWgs84('EPSG:4544', { lon, lat })
    assert.equal((await look(collection([hydrantAt([x, y], '')], named))).body.crs, 'EPSG:4544')
    assert.equal(await refusal(collection(three, named), { crs: 'GCJ-02' }), '400 /crs scene.crs-differs')
    const strange = { crs: { type: 'name', properties: { name: 'EPSG:3857' } } }
    assert.equal(await refusal(collection(three, strange)), '400 /file scene.crs')
  })

  it('in the wrong system lies outside the area and says so', async () => {
    const [x, y] = fromWgs84('EPSG:4544', { lon, lat })
    const said = await faultsOf([hydrantAt([x, y], '投影'), hydrantAt([lat, lon], '反了'), hydrantAt([106.5, 29.5], '别处')])
    assert.match(said[0]!, /坐标不对/)
    assert.match(said[1]!, /不在这个辖区内|坐标不对/)
    assert.match(said[2]!, /不在这个辖区内：106\.5000, 29\.5000/)
  })

  it('may be a table, whose system must be said', async () => {
    const csv = `类别,名称,经度,纬度,口径,联系人\n消火栓,渡口 1 号,${lon},${lat},150,张三\n消火栓,坏的,,31.5,100,\n`
    assert.equal(await refusal(csv), '400 /crs scene.no-crs')
    const { features, refused, leftOut, faults } = (await look(csv, { crs: 'WGS-84' })).body
    assert.deepEqual([features, refused, leftOut, faults[0]?.row], [1, 1, ['联系人'], 3])
    assert.equal(await refusal('名称,地址\na,b\n', { crs: 'WGS-84' }), '400 /file scene.no-columns')
  })

  it('that is hostile is refused with its reason, and its sound features still stand', async () => {
    const at = [lon, lat]
    const said = await faultsOf([
      feature({ type: 'Point', coordinates: [Number.NaN, lat] }, { kind: 'hydrant' }),
      feature({ type: 'Point', coordinates: [1e308, 1e308] }, { kind: 'hydrant' }),
      feature({ type: 'Point', coordinates: [[[[at]]]] }, { kind: 'hydrant' }),
      feature({ type: 'GeometryCollection', geometries: [] }, { kind: 'hydrant' }),
      feature({ type: 'Polygon', coordinates: [[at, at, at, at]] }, { kind: 'hydrant' }),
      feature({ type: 'LineString', coordinates: [at] }, { kind: 'road' }),
      feature({ type: 'Polygon', coordinates: [] }, { kind: 'shelter' }),
      feature({ type: 'LineString', coordinates: Array.from({ length: 5_001 }, () => at) }, { kind: 'road' }),
      feature({ type: '__proto__', coordinates: at }, { kind: '__proto__' }),
      hydrantAt([lon, lat], '太粗', { diameter: 9e9 }),
      null,
      hydrantAt([lon, lat], '好的', { note: { deep: [[[]]] } }),
    ])
    assert.equal(said.length, 11)
    const patterns = [/坐标/, /坐标/, /坐标/, /画成/, /画成/, /折点太少/, /折点太少/, /折点太多/, /类别/, /口径/, /类别/]
    for (const [i, pattern] of patterns.entries()) assert.match(said[i]!, pattern, String(i))
    const crossing = [
      [lon, lat],
      [lon + 0.001, lat + 0.001],
      [lon + 0.001, lat],
      [lon, lat + 0.001],
    ]
    const own = feature({ type: 'Polygon', coordinates: [crossing] }, { kind: 'shelter', name: '自交' })
    assert.equal((await look(collection([own]))).body.features, 1, 'a ring that crosses itself is taken, and closed')
    const nested = `{"type":"FeatureCollection","features":[${'['.repeat(200_000)}${']'.repeat(200_000)}]}`
    assert.equal((await look(nested)).body.refused, 1)
    const deep = (at: string) =>
      `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"kind":"road"},"geometry":{"type":"LineString","coordinates":${at}}}]}`
    assert.match((await look(deep(`${'['.repeat(200_000)}1${']'.repeat(200_000)}`))).body.faults[0]!.zh, /坐标不对/)
  })

  it('is no file of ours, or for no area of ours', async () => {
    await story.pass({ m: 11 }) // so many looks in ten minutes
    assert.equal(await refusal('{'), '400 /file json.broken')
    assert.equal(await refusal([]), '400 /file scene.collection')
    assert.equal(await refusal(collection([])), '400 /file rows.none')
    assert.equal(await refusal(collection(Array.from({ length: 20_001 }, () => null))), '400 /file rows.too-many')
    assert.equal(await refusal(collection(three), { area: '990101002' }), '400 /area scene.area')
    assert.equal((await look(collection(three), {}, story.as('chenli'))).status, 403)
  })
})
