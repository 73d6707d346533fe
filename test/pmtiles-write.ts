import { gzipSync } from 'node:zlib'
import { tileId } from '../protocols/pmtiles/read.ts'
import { writeDirectory } from '../protocols/pmtiles/write.ts'

export type TileOf = { z: number; x: number; y: number; bytes: Uint8Array }

/** A small PMTiles archive of version 3 for tests: one root directory, or one leaf below it. Tiles are packed by gzip. */
export function writePmtiles(tiles: readonly TileOf[], { metadata = {}, leaf = false, kind = 1 } = {}): Buffer {
  const packed = tiles
    .map(({ z, x, y, bytes }) => ({ id: tileId(z, x, y)!, bytes: gzipSync(bytes) }))
    .toSorted((a, b) => a.id - b.id)
  let at = 0
  const entries = packed.map(({ id, bytes }) => {
    const entry = { id, run: 1, offset: at, length: bytes.length }
    at += bytes.length
    return entry
  })
  const leaves = leaf ? gzipSync(writeDirectory(entries)) : Buffer.alloc(0)
  const root = gzipSync(writeDirectory(leaf ? [{ id: entries[0]!.id, run: 0, offset: 0, length: leaves.length }] : entries))
  const words = gzipSync(JSON.stringify(metadata))
  const head = Buffer.alloc(127)
  head.write('PMTiles')
  head[7] = 3
  let offset = 127
  for (const [place, length] of [
    [8, root.length],
    [24, words.length],
    [40, leaves.length],
    [56, at],
  ] as const) {
    head.writeBigUInt64LE(BigInt(offset), place)
    head.writeBigUInt64LE(BigInt(length), place + 8)
    offset += length
  }
  head.set([1, 2, 2, kind, Math.min(...tiles.map(({ z }) => z)), Math.max(...tiles.map(({ z }) => z))], 96)
  for (const [i, edge] of [105.2, 28.1, 110.2, 32.3].entries()) head.writeInt32LE(Math.round(edge * 1e7), 102 + 4 * i)
  return Buffer.concat([head, root, words, leaves, ...packed.map(({ bytes }) => bytes)])
}
