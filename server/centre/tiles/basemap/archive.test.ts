import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { writePmtiles } from '../../../../test/pmtiles-write.ts'
import { BaseFileError, openArchive } from './archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhili-base-'))
after(() => rmSync(folder, { recursive: true }))
const tiles = [
  { z: 5, x: 25, y: 13, bytes: Buffer.from('far') },
  ...[0, 1, 2, 3].map((i) => ({ z: 9, x: 407 + (i % 2), y: 212 + (i >> 1), bytes: Buffer.from(`near ${i}`) })),
]
const metadata = {
  name: '试验底图',
  attribution: '<a href="https://x">测绘院</a> 审图号 001',
  vector_layers: [{ id: 'water' }, { id: 7 }],
}
function put(name: string, bytes: Uint8Array): string {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}
const why = (path: string) =>
  openArchive(path).then(
    () => 'opened',
    (error: unknown) => (error instanceof BaseFileError ? error.why : String(error)),
  )

describe('a base map in one file', () => {
  for (const leaf of [false, true])
    it(`gives each tile as it lies there${leaf ? ', through a directory below the root' : ''}`, async () => {
      const archive = await openArchive(put(`whole-${leaf}.pmtiles`, writePmtiles(tiles, { metadata, leaf })))
      for (const { z, x, y, bytes } of tiles) assert.deepEqual(gunzipSync((await archive.tile(z, x, y))!), bytes)
      assert.deepEqual([await archive.tile(9, 0, 0), await archive.tile(6, 50, 26)], [null, null])
      const { minZoom, maxZoom, bounds, kind } = archive.header
      assert.deepEqual([minZoom, maxZoom, bounds, kind], [5, 9, [105.2, 28.1, 110.2, 32.3], 'vector'])
      assert.deepEqual(archive.metadata, { name: '试验底图', attribution: '测绘院 审图号 001', layers: ['water'] })
    })

  it('says what is wrong with one that cannot be used', async () => {
    const whole = writePmtiles(tiles, { metadata })
    assert.equal(await why(join(folder, 'none.pmtiles')), 'missing')
    assert.equal(await why(folder), 'foreign')
    assert.equal(
      await why(
        put('other.pmtiles', Buffer.from('SQLite format 3 and so on, long enough to be a head of an archive '.repeat(3))),
      ),
      'foreign',
    )
    assert.equal(await why(put('short.pmtiles', whole.subarray(0, 140))), 'outside')
    const broken = Buffer.from(whole)
    broken.fill(0, 127, 150)
    assert.equal(await why(put('broken.pmtiles', broken)), 'damaged')
    assert.equal(await why(put('empty.pmtiles', Buffer.alloc(0))), 'foreign')
  })
})
