import type { Entry, Header, Packing, Part, TileKind } from './types.ts'

/** Bytes of the head; whoever reads it asks for so many. */
export const headerBytes = 127
/** Directories one goes down at most, as the specification says. */
export const deepestDirectory = 4
/** Zoom beyond which a tile's number is no exact number any more. */
const deepestZoom = 26

const packings: readonly (Packing | null)[] = [null, 'none', 'gzip', 'brotli', 'zstd']
const kinds: readonly (TileKind | null)[] = [null, 'vector', 'png', 'jpeg', 'webp', 'avif']

/** The head of an archive; null: these are not the first bytes of one, or of another version than 3, or packed in a way there is not. */
export function readHeader(bytes: Uint8Array): Header | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < headerBytes || new TextDecoder().decode(bytes.subarray(0, 7)) !== 'PMTiles' || bytes[7] !== 3) return null
  const whole = (at: number): number => Number(view.getBigUint64(at, true))
  const part = (at: number): Part => ({ offset: whole(at), length: whole(at + 8) })
  const degrees = (at: number): number => view.getInt32(at, true) / 1e7
  const [packing, tilePacking, kind] = [packings[bytes[97]!], packings[bytes[98]!], kinds[bytes[99]!]]
  if (!packing || !tilePacking || !kind) return null
  return {
    ...{ root: part(8), metadata: part(24), leaves: part(40), tiles: part(56), packing, tilePacking, kind },
    ...{ minZoom: bytes[100]!, maxZoom: bytes[101]!, bounds: [degrees(102), degrees(106), degrees(110), degrees(114)] },
  }
}

/** The entries of an unpacked directory, in the order of their ids; null: it ends in the middle. */
export function readDirectory(bytes: Uint8Array): Entry[] | null {
  let at = 0
  const next = (): number => {
    let [value, scale] = [0, 1]
    for (;;) {
      const byte = bytes[at++]
      if (byte === undefined) return Number.NaN
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }
  const count = next()
  // Each entry takes four bytes at least: a number larger than that is no count.
  if (!(count <= bytes.length / 4)) return null
  const column = (): number[] => Array.from({ length: count }, next)
  const [steps, runs, lengths, offsets] = [column(), column(), column(), column()]
  const entries: Entry[] = []
  let id = 0
  for (const [i, step] of steps.entries()) {
    id += step
    const before = entries[i - 1]
    const offset = offsets[i] === 0 && before ? before.offset + before.length : offsets[i]! - 1
    entries.push({ id, run: runs[i]!, offset, length: lengths[i]! })
  }
  return entries.every(({ offset, length }) => Number.isSafeInteger(offset) && offset >= 0 && length > 0) ? entries : null
}

/** The entry an id falls to; null: there is none. */
export function entryOf(entries: readonly Entry[], id: number): Entry | null {
  const entry = entries.findLast((one) => one.id <= id)
  return entry && (entry.run === 0 || id < entry.id + entry.run) ? entry : null
}

/** The number of a tile: all of the zooms above it, then its place on the Hilbert curve. Null: there is no such tile. */
export function tileId(z: number, x: number, y: number): number | null {
  const inside = [z, x, y].every((n) => Number.isInteger(n) && n >= 0) && z <= deepestZoom && x < 2 ** z && y < 2 ** z
  if (!inside) return null
  let id = (4 ** z - 1) / 3
  let [tx, ty] = [x, y]
  for (let s = 2 ** (z - 1); s >= 1; s /= 2) {
    const [rx, ry] = [tx & s ? 1 : 0, ty & s ? 1 : 0]
    id += s * s * ((3 * rx) ^ ry)
    ;[tx, ty] = [tx & (s - 1), ty & (s - 1)]
    if (ry === 1) continue
    if (rx === 1) [tx, ty] = [s - 1 - tx, s - 1 - ty]
    ;[tx, ty] = [ty, tx]
  }
  return id
}
