import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { BaseMap } from '../../../../contract/basemap.ts'
import type { BaseFile, BaseFiles } from '../../../../contract/basemap-file.ts'
import { writePmtiles } from '../../../../test/pmtiles-write.ts'
import { startStory } from '../../../../test/story.ts'

// One city for all, in the order of the tests.
const story = await startStory({ after } as unknown as TestContext)
const keeper = story.as('baining') // data administrator of 临江街道
const town = '99/990101/990101001/'
const said = {
  ...{ area: town, name: '临江底图', source: '区规划自然资源局', licence: '政务内部使用', attribution: '© 北岸区规划自然资源局' },
  ...{ asOf: '2026-02-20', crs: 'CGCS2000' },
}
const words = { name: 'x', attribution: 'somebody else', vector_layers: [{ id: 'water' }, { id: 'roads' }] }
const tiles = [{ z: 8, x: 202, y: 104, bytes: Buffer.from('a tile') }]
const good = writePmtiles(tiles, { metadata: words })

/** Says whose it is and sends it in pieces of so many bytes. */
async function send(bytes: Buffer, more: object = {}, piece = 200): Promise<BaseFile> {
  const { body } = await keeper.post<BaseFile>('/api/v1/base-maps', { ...said, ...more, bytes: bytes.length })
  let last = body
  for (let offset = 0; offset < bytes.length; offset += piece) {
    const answer = await keeper.put<BaseFile>(
      `/api/v1/base-maps/${body.id}/bytes?offset=${offset}`,
      bytes.subarray(offset, offset + piece),
    )
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    last = answer.body
  }
  return last
}
const act = (id: string, verb: string) => keeper.post<BaseFiles & { code?: string }>(`/api/v1/base-maps/${id}/${verb}`, {})
const below = async (who: string): Promise<BaseMap> => (await story.as(who).get<BaseMap>('/api/v1/map/base')).body
const head = (change: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.from(good)
  change(bytes)
  return bytes
}

describe('a base map brought in by the console', () => {
  it('is sent in pieces, looked through, put in force for its area, and the one before comes back', async () => {
    const first = await send(good)
    assert.deepEqual([first.state, first.received, first.crs], ['ready', good.length, 'CGCS2000'])
    assert.deepEqual(first.head, {
      kind: 'vector',
      minZoom: 8,
      maxZoom: 8,
      bounds: [105.2, 28.1, 110.2, 32.3],
      layers: ['water', 'roads'],
    })
    assert.equal((await below('zhoumin')).state, 'none', 'it is not in force yet')
    assert.equal((await keeper.get(`/api/v1/base-maps/${first.id}/tiles/8/202/104`)).status, 200, 'whoever keeps it may look')
    assert.equal((await act(first.id, 'enforce')).body.rows[0]!.state, 'live')
    const shown = await below('zhoumin')
    assert.ok(shown.state === 'there')
    assert.deepEqual(
      [shown.name, shown.attribution, shown.asOf.slice(0, 10)],
      [said.name, said.attribution, said.asOf],
      'not the words of the file',
    )
    assert.equal((await story.as('zhoumin').get('/api/v1/map/base/8/202/104')).status, 200)
    assert.equal((await below('chenli')).state, 'none', 'the district has none of its own')

    const second = await send(good, { name: '临江底图 2' })
    await act(second.id, 'enforce')
    assert.deepEqual(
      (await keeper.get<BaseFiles>('/api/v1/base-maps')).body.rows.map(({ name, state }) => [name, state]),
      [
        ['临江底图 2', 'live'],
        ['临江底图', 'former'],
      ],
    )
    assert.equal((await act(second.id, 'discard')).body.code, 'base-map.state', 'not while it is in force')
    await act(first.id, 'enforce')
    const back = await below('zhoumin')
    assert.ok(back.state === 'there' && back.name === said.name)
    await act(first.id, 'withdraw')
    assert.equal((await below('zhoumin')).state, 'none')
    const facts = (await story.facts()).map(({ kind }) => kind).filter((kind) => kind.startsWith('base-map.'))
    assert.deepEqual(facts.slice(0, 2), ['base-map.taken', 'base-map.enforced'])
  })

  it('goes on where a broken line left it, and takes no piece twice', async () => {
    const { body } = await keeper.post<BaseFile>('/api/v1/base-maps', { ...said, bytes: good.length })
    const put = (offset: number, bytes: Buffer) =>
      keeper.put<BaseFile & { code?: string; details?: { offset: number } }>(
        `/api/v1/base-maps/${body.id}/bytes?offset=${offset}`,
        bytes,
      )
    assert.equal((await put(0, good.subarray(0, 100))).body.received, 100)
    assert.equal((await put(0, good.subarray(0, 100))).body.received, 100)
    const ahead = await put(150, good.subarray(150, 200))
    assert.deepEqual([ahead.body.code, ahead.body.details?.offset], ['base-map.offset', 100])
    assert.equal(
      (await put(100, Buffer.concat([good.subarray(100), Buffer.from('more')]))).body.code,
      'base-map.offset',
      'more than was said',
    )
    assert.equal((await put(100, good.subarray(100))).body.state, 'ready')
  })

  it('is refused with the reason where it could do harm, and its bytes are not kept', async () => {
    const why = async (bytes: Buffer) => (await send(bytes, {}, 1 << 20)).fault
    assert.equal(await why(Buffer.from('SQLite format 3 '.repeat(20))), 'foreign')
    assert.equal(await why(good.subarray(0, good.length - 5)), 'outside', 'cut off')
    assert.equal(await why(head((b) => b.writeBigUInt64LE(1n << 60n, 56))), 'outside', 'tiles beyond its end')
    assert.equal(await why(head((b) => b.fill(7, 127, 140))), 'damaged', 'a directory that unpacks to nothing')
    assert.equal(await why(head((b) => b.writeUInt8(3, 101))), 'damaged', 'zooms that cross')
    assert.equal(await why(head((b) => b.writeInt32LE(1_900_000_000, 110))), 'damaged', 'east of the world')
    assert.equal(await why(writePmtiles(tiles, { metadata: {} })), 'empty', 'no layer to draw')
    const bomb = writePmtiles([{ z: 8, x: 202, y: 104, bytes: Buffer.alloc(80 * 1_048_576) }], { metadata: words })
    assert.ok(bomb.length < 200_000 && gzipSync(Buffer.alloc(9)).length > 0)
    assert.equal(await why(bomb), 'bomb')
    const rows = (await keeper.get<BaseFiles>('/api/v1/base-maps')).body.rows
    const refused = rows.find(({ fault }) => fault === 'bomb')!
    assert.equal((await act(refused.id, 'enforce')).body.code, 'base-map.state')
    assert.equal((await keeper.get(`/api/v1/base-maps/${refused.id}/tiles/8/202/104`)).status, 404)
  })

  it('is asked whose it is, in which system, and how large, before a byte is sent', async () => {
    const ask = (more: object) => keeper.post<{ code?: string }>('/api/v1/base-maps', { ...said, bytes: 500, ...more })
    assert.equal((await ask({ crs: 'GCJ-02' })).body.code, 'base-map.shifted')
    assert.equal((await ask({ bytes: 9 * 1_073_741_824 })).body.code, 'base-map.too-large')
    assert.equal((await ask({ licence: '' })).status, 400)
    assert.equal((await ask({ attribution: ' ' })).status, 400)
    assert.equal((await ask({ area: '99/990101/' })).status, 404, 'not the keeper of the district')
    assert.equal((await story.as('zhoumin').post('/api/v1/base-maps', { ...said, bytes: 500 })).status, 403)
  })
})
