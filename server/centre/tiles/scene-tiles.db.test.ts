import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { SceneFeatures } from '../../../contract/scene.ts'
import type { SceneCounts, SceneFeatureCard } from '../../../contract/scene-card.ts'
import { startStory } from '../../../test/story.ts'
import { type ReadFeature, readTile } from '../../../test/tile-read.ts'

// One city for all; nothing here is changed by a test.
const story = await startStory({ after } as unknown as TestContext)
const keeper = story.as('baining') // data administrator of 临江街道
const [lon, lat] = [105.5072, 31.5069]

type At = [number, number]
const feature = (geometry: object, properties: object) => ({ type: 'Feature', properties, geometry })
const square = ([x, y]: At, side: number, clockwise = false): At[] => {
  const ring: At[] = [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ]
  return clockwise ? ring.toReversed() : ring
}
const polygon = (ring: At[]) => ({ type: 'Polygon', coordinates: [ring] })
const hydrants = Array.from({ length: 30 }, (_, i) =>
  feature(
    { type: 'Point', coordinates: [lon + (i % 6) * 0.0006, lat + Math.floor(i / 6) * 0.0006] },
    { kind: 'hydrant', name: `${i} 号` },
  ),
)
const road = feature(
  {
    type: 'LineString',
    coordinates: [
      [lon - 0.01, lat + 0.0011],
      [lon + 0.01, lat + 0.0011],
    ],
  },
  { kind: 'road', name: '渡口路', width: 9 },
)
const pond = feature(polygon(square([lon + 0.001, lat - 0.002], 0.001, true)), { kind: 'water', name: '渡口塘', volume: 900 })
const [tank] = await story.sql<{ code: string; id: string; lon: number; lat: number }>(
  `select id, code, lon, lat from objects where id = 'tank-990101-0001'`,
)
const house = feature(polygon(square([tank!.lon, tank!.lat], 0.0003)), {
  ...{ kind: 'footprint', name: '一号楼', height: 42, object: tank!.code },
})

async function take(name: string, features: object[]): Promise<void> {
  const asked = (more: object) =>
    new URLSearchParams({ area: '990101001', name, source: '普查', asOf: '2026-02-20', ...more }).toString()
  const file = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }))
  const { digest } = (await keeper.post<{ digest: string }>(`/api/v1/scene/layers/look?${asked({})}`, file)).body
  const { status } = await keeper.post(`/api/v1/scene/layers/take?${asked({ digest })}`, file)
  assert.equal(status, 200)
}
await take('要素', [...hydrants, road, pond, house])

const tileOf = (z: number, at: At = [lon, lat]): string => {
  const n = 2 ** z
  const y = ((1 - Math.asinh(Math.tan((at[1] * Math.PI) / 180)) / Math.PI) / 2) * n
  return `${z}/${Math.floor(((at[0] + 180) / 360) * n)}/${Math.floor(y)}`
}
async function tile(path: string, layer: string, as = 'chenli'): Promise<ReadFeature[]> {
  const { body } = await story.public('POST', '/api/v1/demo/session', { account: as, tab: true })
  const answer = await story.zhili.app.inject({
    url: `/api/v1/tiles/${path}`,
    headers: { 'x-demo-session': String(body.tabSession) },
  })
  assert.ok([200, 204].includes(answer.statusCode), answer.body)
  return readTile(answer.rawPayload, layer)
}
const whole = (found: ReadFeature[]): number => found.reduce((all, { properties }) => all + Number(properties.n ?? 1), 0)

describe('tiles of scene features', () => {
  it('count every point once, as one where they are near each other, and say of which kind', async () => {
    assert.deepEqual(await tile(`scene/${tileOf(10)}`, 'points'), [], 'a city has too many: nothing far out')
    for (const z of [11, 13]) {
      const found = await tile(`scene/${tileOf(z)}?kinds=hydrant`, 'points')
      assert.equal(whole(found), 30, `zoom ${z}`)
      assert.ok(found.length < 10 && found.every(({ properties }) => properties.kind === 'hydrant'), `zoom ${z}`)
    }
    const mixed = await tile(`scene/${tileOf(11)}?kinds=hydrant,water`, 'points')
    assert.deepEqual(
      mixed.map(({ properties }) => [properties.n, properties.kind]),
      [[31, undefined]],
    )
    assert.deepEqual(await tile(`scene/${tileOf(13)}?kinds=shelter`, 'points'), [])
  })

  it('show each by its name near by, roads as lines, ponds as areas however the file wound them', async () => {
    const near = await tile(`scene/${tileOf(16, [lon + 0.0012, lat + 0.0012])}?kinds=hydrant`, 'points')
    assert.ok(
      near.length > 3 && near.every(({ properties }) => /号$/.test(String(properties.name)) && properties.id),
      JSON.stringify(near),
    )
    const shapes = await tile(`scene/${tileOf(13)}`, 'shapes')
    assert.deepEqual(shapes.map(({ properties, type }) => [properties.kind, properties.name, type]).toSorted(), [
      ['road', '渡口路', 2],
      ['water', '渡口塘', 3],
    ])
    const far = await tile(`scene/${tileOf(12)}`, 'shapes')
    assert.deepEqual(
      far.map(({ properties }) => properties.kind),
      ['road'],
      'what is smaller than ten pixels is not drawn as itself',
    )
  })

  it('hold nothing of another’s area, and refuse a kind there is not', async () => {
    assert.deepEqual(await tile(`scene/${tileOf(13)}`, 'points', 'liangzhu'), [])
    assert.deepEqual(await tile(`footprints/${tileOf(15, [tank!.lon, tank!.lat])}`, 'footprints', 'liangzhu'), [])
    const { status } = await story.as('chenli').get(`/api/v1/tiles/scene/${tileOf(13)}?kinds=tree`)
    assert.equal(status, 400)
  })
})

describe('tiles of footprints', () => {
  const path = `footprints/${tileOf(15, [tank!.lon, tank!.lat])}`

  it('tell height and the level of the object that stands there, as it is drawn elsewhere', async () => {
    const [found] = await tile(path, 'footprints')
    assert.deepEqual(found!.properties, { id: found!.properties.id, name: '一号楼', height: 42, level: 0, object: tank!.id })
    assert.deepEqual(await tile(`footprints/${tileOf(13, [tank!.lon, tank!.lat])}`, 'footprints'), [])
  })

  it('leave an invented one out where an imported one stands', async () => {
    const invented = (name: string, at: At) =>
      `insert into scene_layers (id, area, name, version) values ('${name}', '99/990101/990101001/', '${name}', 1);
       insert into scene_versions (layer, version, source, crs, as_of, schematic, counts, features, bounds, taken_at)
         values ('${name}', 1, '示意', 'WGS-84', '2026-01-01', true, '{}', 1, '{1,1,1,1}', '2026-01-01T00:00:00Z');
       insert into scene_features (layer, version, live, kind, name, area, geometry, height, reach)
         values ('${name}', 1, true, 'footprint', '${name}', '99/990101/990101001/', '${JSON.stringify(polygon(square(at, 0.0003)))}', 9,
           box(point(${(at[0] + 0.0003) * 0.8660254} + 7000, ${at[1] + 0.0003}), point(${at[0] * 0.8660254} + 7000, ${at[1]})))`
    for (const [name, at] of [
      ['重叠', [tank!.lon + 0.0001, tank!.lat]],
      ['旁边', [tank!.lon + 0.001, tank!.lat]],
    ] as const)
      for (const statement of invented(name, [...at]).split(';\n')) await story.sql(statement)
    const found = await tile(path, 'footprints')
    assert.deepEqual(
      found.map(({ properties }) => [properties.name, properties.schematic]).toSorted(),
      [
        ['一号楼', undefined],
        ['旁边', true],
      ].toSorted(),
    )
  })
})

describe('beside a map of scene features', () => {
  it('their kinds are counted in view, with the day of the oldest', async () => {
    const box = `bbox=${lon - 0.02},${lat - 0.02},${lon + 0.02},${lat + 0.02}`
    const { body } = await story.as('chenli').get<SceneCounts>(`/api/v1/scene/counts?${box}`)
    const rows = body.rows.filter(({ kind }) => kind !== 'footprint')
    assert.deepEqual(rows.map(({ kind, n }) => [kind, n]).toSorted(), [
      ['hydrant', 30],
      ['road', 1],
      ['water', 1],
    ])
    assert.deepEqual([rows[0]!.asOf, body.more], ['2026-02-20', false])
    const other = await story.as('liangzhu').get<SceneCounts>(`/api/v1/scene/counts?${box}`)
    assert.deepEqual(other.body.rows, [])
  })

  it('one tells what is kept of it and the object that stands there, inside one’s own areas only', async () => {
    const box = `bbox=${tank!.lon - 0.001},${tank!.lat - 0.001},${tank!.lon + 0.001},${tank!.lat + 0.001}`
    const { features } = (await story.as('chenli').get<SceneFeatures>(`/api/v1/scene?${box}&kinds=footprint`)).body
    const id = features.find(({ properties }) => properties.name === '一号楼')!.id
    const { body } = await story.as('chenli').get<SceneFeatureCard>(`/api/v1/scene/features/${id}`)
    assert.deepEqual(
      [body.name, body.height, body.object?.id, body.layer, body.asOf, body.schematic, body.areaName],
      ['一号楼', 42, tank!.id, '要素', '2026-02-20', false, '北岸区 临江街道'],
    )
    assert.equal((await story.as('liangzhu').get(`/api/v1/scene/features/${id}`)).status, 404)
    assert.equal((await story.as('chenli').get('/api/v1/scene/features/999999')).status, 404)
  })
})
