import { gzipSync } from 'node:zlib'
import { headerBytes, tileId } from './read.ts'
import type { Entry } from './types.ts'

/** A tile of an archive to be written, unpacked. */
export type TileBytes = { z: number; x: number; y: number; bytes: Uint8Array }
type Bounds = readonly [west: number, south: number, east: number, north: number]
/** What the head and the words of an archive say; degrees of WGS-84. */
export type Said = { bounds: Bounds; minZoom: number; maxZoom: number; metadata: object }

/** Entries of one directory: the root stays within the first 16 KB of the file, as the specification asks. */
const entriesOfOne = 2_048
const [packedByGzip, vectorTiles] = [2, 1]

/**
 * A PMTiles archive of version 3 with vector tiles, each packed by gzip, in the order of their numbers; equal tiles beside each other stand once.
 * Above 2,048 entries the directory has leaves.
 */
export function writeArchive(tiles: readonly TileBytes[], said: Said): Buffer {
  const packed = tiles
    .map(({ z, x, y, bytes }) => ({ id: tileId(z, x, y)!, bytes: gzipSync(bytes) }))
    .toSorted((a, b) => a.id - b.id)
  const { entries, parts } = placed(packed)
  const { root, leaves } = directories(entries)
  const words = gzipSync(JSON.stringify(said.metadata))
  const head = Buffer.alloc(headerBytes)
  head.write('PMTiles')
  head[7] = 3
  let offset = headerBytes
  const sized = [root, words, leaves].map(({ length }) => length)
  for (const [i, length] of [...sized, parts.reduce((sum, { length: of }) => sum + of, 0)].entries()) {
    head.writeBigUInt64LE(BigInt(offset), 8 + 16 * i)
    head.writeBigUInt64LE(BigInt(length), 16 + 16 * i)
    offset += length
  }
  for (const [i, count] of [packed.length, entries.length, parts.length].entries())
    head.writeBigUInt64LE(BigInt(count), 72 + 8 * i)
  head.set([1, packedByGzip, packedByGzip, vectorTiles, said.minZoom, said.maxZoom], 96)
  for (const [i, degrees] of said.bounds.entries()) head.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i)
  head[118] = said.minZoom
  const [west, south, east, north] = said.bounds
  head.writeInt32LE(Math.round(((west + east) / 2) * 1e7), 119)
  head.writeInt32LE(Math.round(((south + north) / 2) * 1e7), 123)
  return Buffer.concat([head, root, words, leaves, ...parts])
}

/** Where each tile lies behind the others; one that is the same as the tile before it takes no room. */
function placed(tiles: readonly { id: number; bytes: Buffer }[]): { entries: Entry[]; parts: Buffer[] } {
  const entries: Entry[] = []
  const parts: Buffer[] = []
  let at = 0
  for (const { id, bytes } of tiles) {
    const last = entries.at(-1)
    if (last && last.id + last.run === id && parts.at(-1)!.equals(bytes)) last.run++
    else {
      entries.push({ id, run: 1, offset: at, length: bytes.length })
      parts.push(bytes)
      at += bytes.length
    }
  }
  return { entries, parts }
}

function directories(entries: readonly Entry[]): { root: Buffer; leaves: Buffer } {
  if (entries.length <= entriesOfOne) return { root: gzipSync(writeDirectory(entries)), leaves: Buffer.alloc(0) }
  const leaves: Buffer[] = []
  const root: Entry[] = []
  let at = 0
  for (let from = 0; from < entries.length; from += entriesOfOne) {
    const leaf = gzipSync(writeDirectory(entries.slice(from, from + entriesOfOne)))
    root.push({ id: entries[from]!.id, run: 0, offset: at, length: leaf.length })
    leaves.push(leaf)
    at += leaf.length
  }
  return { root: gzipSync(writeDirectory(root)), leaves: Buffer.concat(leaves) }
}

/** The entries of a directory in its four columns, unpacked: what `readDirectory` reads. */
export function writeDirectory(entries: readonly Entry[]): Uint8Array {
  const out: number[] = []
  const put = (value: number): void => {
    let rest = value
    for (; rest >= 128; rest = Math.floor(rest / 128)) out.push((rest % 128) + 128)
    out.push(rest)
  }
  put(entries.length)
  for (const [i, { id }] of entries.entries()) put(id - (entries[i - 1]?.id ?? 0))
  for (const { run } of entries) put(run)
  for (const { length } of entries) put(length)
  for (const { offset } of entries) put(offset + 1)
  return Uint8Array.from(out)
}
