import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it, type TestContext } from 'node:test'
import { gunzipSync } from 'node:zlib'
import type { BaseMap } from '../../../../../contract/basemap.ts'
import type { BaseFile, BaseFiles } from '../../../../../contract/basemap-file.ts'
import { startStory } from '../../../../../test/story.ts'
import { readTile } from '../../../../../test/tile-read.ts'
import { fromWgs84 } from '../../../../kernel/crs.ts'

// One city for all, in the order of the tests.
const dataDir = mkdtempSync(join(tmpdir(), 'zhili-geojson-'))
const story = await startStory({ after } as unknown as TestContext, { env: { DATA_DIR: dataDir } })
after(() => rmSync(dataDir, { recursive: true, force: true }))
const keeper = story.as('baining') // data administrator of 临江街道
const said = {
  ...{ area: '99/990101/990101001/', name: '临江水系道路', source: '区规划自然资源局', licence: '政务内部使用' },
  ...{ attribution: '© 北岸区规划自然资源局', asOf: '2026-02-20', crs: 'GCJ-02', format: 'geojson' },
}
type Position = [number, number]
const road = (at: (lon: number, lat: number) => Position, properties: object = { highway: 'primary' }) => ({
  type: 'FeatureCollection',
  features: [
    {
      ...{ type: 'Feature', properties: { ...properties, owner: '某某' } },
      geometry: {
        type: 'LineString',
        coordinates: Array.from({ length: 20 }, (_, i) => at(105.5 + i * 0.001, 31.5 + i * 0.0005)),
      },
    },
  ],
})
const shifted = road((lon, lat) => fromWgs84('GCJ-02', { lon, lat }))

/** Says whose it is and sends it in pieces of so many bytes. */
async function send(document: unknown, more: object = {}, piece = 500): Promise<BaseFile> {
  const bytes = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document))
  const { body, status } = await keeper.post<BaseFile>('/api/v1/base-maps', { ...said, ...more, bytes: bytes.length })
  assert.equal(status, 200, JSON.stringify(body))
  let last = body
  for (let offset = 0; offset < bytes.length; offset += piece) {
    const part = bytes.subarray(offset, offset + piece)
    last = (await keeper.put<BaseFile>(`/api/v1/base-maps/${body.id}/bytes?offset=${offset}`, part)).body
  }
  return last
}
const act = (id: string, verb: string) => keeper.post<BaseFiles>(`/api/v1/base-maps/${id}/${verb}`, {})
const below = async (): Promise<BaseMap> => (await story.as('zhoumin').get<BaseMap>('/api/v1/map/base')).body
const tileAt = (z: number, lon: number, lat: number): string => {
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2
  return `${z}/${Math.floor(((lon + 180) / 360) * 2 ** z)}/${Math.floor(y * 2 ** z)}`
}

describe('a base map as GeoJSON', () => {
  it('is shifted back, laid into tiles, previewed, put in force, and the one before comes back', async () => {
    const first = await send(shifted)
    assert.deepEqual([first.state, first.fault, first.crs, first.format], ['ready', null, 'GCJ-02', 'geojson'])
    assert.deepEqual([first.head!.kind, first.head!.layers, first.head!.maxZoom], ['vector', ['road'], 14])
    // 480 m lie between the systems here: the bounds are those of WGS-84.
    for (const [i, degrees] of [105.5, 31.5, 105.519, 31.5095].entries())
      assert.ok(Math.abs(first.head!.bounds[i]! - degrees) < 2e-5, `${first.head!.bounds}`)
    const tile = tileAt(14, 105.505, 31.5025)
    const preview = await keeper.get(`/api/v1/base-maps/${first.id}/tiles/${tile}`)
    assert.deepEqual(
      readTile(gunzipSync(preview.bytes), 'road').map(({ type, properties }) => [type, properties]),
      [[2, {}]],
      'a line, and nothing of its owner',
    )
    assert.equal((await below()).state, 'none')
    await act(first.id, 'enforce')
    const shown = await below()
    assert.ok(shown.state === 'there' && shown.name === said.name)
    assert.equal((await story.as('zhoumin').get(`/api/v1/map/base/${tile}`)).status, 200)

    const second = await send(
      road((lon, lat) => [lon, lat], { waterway: 'river' }),
      { crs: 'WGS-84', name: '临江水系' },
    )
    await act(second.id, 'enforce')
    const after = await below()
    assert.ok(after.state === 'there' && after.layers[0] === 'water')
    await act(first.id, 'enforce')
    const back = await below()
    assert.ok(back.state === 'there' && back.layers[0] === 'road')
    await act(first.id, 'withdraw')
    const dir = join(dataDir, 'base-maps')
    assert.deepEqual([existsSync(join(dir, `${first.id}.pmtiles`)), existsSync(join(dir, `${first.id}.geojson`))], [true, false])
    for (const { id } of [first, second]) assert.equal((await act(id, 'discard')).status, 200)
    assert.equal(existsSync(join(dir, `${first.id}.pmtiles`)), false)
  })

  it('is refused with the reason and its place, and its bytes are not kept', async () => {
    const why = async (document: unknown, more: object = {}) => {
      const { id, state, fault, faultAt, head } = await send(document, more, 4_000_000)
      assert.deepEqual([state, head], ['refused', null])
      const dir = join(dataDir, 'base-maps')
      assert.ok(!existsSync(join(dir, `${id}.geojson`)) && !existsSync(join(dir, `${id}.pmtiles`)))
      return [fault, faultAt]
    }
    const wgs = { crs: 'WGS-84' }
    assert.deepEqual(await why('{"type":"FeatureCollection","features":[{"broken"'.padEnd(200, ' '), wgs), ['not-geojson', null])
    assert.deepEqual(await why('['.repeat(100_000) + ']'.repeat(100_000), wgs), ['deep', null])
    assert.deepEqual(
      await why(
        road((lon, lat) => [lon + 100, lat]),
        wgs,
      ),
      ['range', '#1: 205.5, 31.5'],
    )
    const backwards = await why(
      road((lon, lat) => [lat, lon - 60]),
      wgs,
    )
    assert.equal(backwards[0], 'elsewhere', 'degrees the wrong way round')
    assert.deepEqual(
      await why(
        road((lon, lat) => [lon, lat]),
        { crs: 'EPSG:4545' },
      ),
      ['range', '#1: 105.5, 31.5'],
    )
    const says = { ...road((lon, lat) => [lon, lat]), crs: { type: 'name', properties: { name: 'EPSG:4490' } } }
    assert.deepEqual(await why(says, wgs), ['crs', 'EPSG:4490'])
    assert.deepEqual(await why({ type: 'FeatureCollection', features: [], note: 'x'.repeat(200) }, wgs), ['empty', null])
  })

  it('discarded while it is looked through leaves nothing behind', async () => {
    const bytes = Buffer.from(JSON.stringify(road((lon, lat) => [lon, lat])))
    const { id } = (await keeper.post<BaseFile>('/api/v1/base-maps', { ...said, crs: 'WGS-84', bytes: bytes.length })).body
    const sent = keeper.put(`/api/v1/base-maps/${id}/bytes?offset=0`, bytes)
    let discarded = 0
    for (let n = 0; n < 50 && discarded !== 200; n++) discarded = (await act(id, 'discard')).status
    assert.ok([200, 404].includes((await sent).status), 'whichever came first')
    assert.equal(discarded, 200)
    const dir = join(dataDir, 'base-maps')
    assert.deepEqual([existsSync(join(dir, `${id}.geojson`)), existsSync(join(dir, `${id}.pmtiles`))], [false, false])
  })

  it('is as small as a file that is read whole must be; tiles are still taken in degrees of WGS-84 only', async () => {
    const ask = (more: object) =>
      keeper.post<{ code?: string; details?: { reason?: string } }>('/api/v1/base-maps', { ...said, bytes: 500, ...more })
    assert.equal((await ask({ bytes: 25 * 1_048_576 })).body.code, 'base-map.shapes-too-large')
    assert.equal((await ask({ format: 'pmtiles' })).body.code, 'base-map.shifted')
    assert.equal((await ask({ format: 'pmtiles', crs: 'EPSG:4545' })).body.details?.reason, 'value.one-of')
    assert.equal((await ask({ format: 'shapefile' })).status, 400)
  })
})
