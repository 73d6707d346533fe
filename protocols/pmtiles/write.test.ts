import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { entryOf, readDirectory, readHeader, tileId } from './read.ts'
import { writeArchive } from './write.ts'

const bounds = [106, 29, 107, 30] as const
const z = 8
const place = (n: number) => ({ z, x: 100 + (n % 90), y: 90 + Math.floor(n / 90) })
const archive = (n: number, bytes: (i: number) => string) =>
  writeArchive(
    Array.from({ length: n }, (_, i) => ({ ...place(i), bytes: Buffer.from(bytes(i)) })),
    { bounds, minZoom: z, maxZoom: z, metadata: { vector_layers: [{ id: 'water' }] } },
  )

/** A tile as any reader finds it: from the root down. */
function tileOf(bytes: Buffer, n: number): string | null {
  const header = readHeader(bytes)!
  const { x, y } = place(n)
  const of = ({ offset, length }: { offset: number; length: number }) => bytes.subarray(offset, offset + length)
  let part = header.root
  for (;;) {
    const entry = entryOf(readDirectory(gunzipSync(of(part)))!, tileId(z, x, y)!)
    if (!entry) return null
    if (entry.run > 0) return gunzipSync(of({ offset: header.tiles.offset + entry.offset, length: entry.length })).toString()
    part = { offset: header.leaves.offset + entry.offset, length: entry.length }
  }
}

describe('an archive that is written', () => {
  it('is read again tile by tile, with one directory or with leaves below it', () => {
    for (const n of [3, 5_000]) {
      const bytes = archive(n, (i) => `tile ${i}`)
      const header = readHeader(bytes)!
      assert.deepEqual([header.kind, header.minZoom, header.maxZoom, header.bounds], ['vector', z, z, [...bounds]])
      assert.equal(header.leaves.length > 0, n > 2_048)
      assert.ok(header.root.offset + header.root.length < 16_384, 'the root is within the first 16 KB')
      for (const i of [0, 1, n - 1]) assert.equal(tileOf(bytes, i), `tile ${i}`)
      assert.equal(tileOf(bytes, n + 90), null)
    }
  })
  it('holds equal tiles beside each other once', () => {
    const [same, others] = [archive(400, () => 'sea'.repeat(50)), archive(400, (i) => `sea ${i}`.repeat(50))]
    assert.ok(same.length * 4 < others.length, `${same.length} ${others.length}`)
    assert.equal(tileOf(same, 399), 'sea'.repeat(50))
  })
})
