import type { ExifPlace } from '../types.ts'

/** What we read of EXIF before it is taken out. `orientation` is 1–8, 1 = upright. */
export type Exif = { orientation: number; place: ExifPlace | null }

/** Enough for any camera; a hostile file may claim 65,535. */
const maxEntries = 200
const nothing: Exif = { orientation: 1, place: null }

/**
 * Orientation and place of a TIFF block (EXIF 2.32, 4.6). Follows exactly two directories, the main one and GPS, never a chain, so a
 * loop cannot hold it; whatever points outside the block counts as absent. Never throws.
 */
export function readExif(tiff: Buffer): Exif {
  const order = tiff.toString('latin1', 0, 2)
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return nothing
  const read: Read = { tiff, little: order === 'II' }
  if (u16(read, 2) !== 42) return nothing
  const main = directory(read, u32(read, 4))
  const turn = main.get(0x0112)
  const orientation = turn?.type === 3 ? (u16(read, turn.at) ?? 1) : 1
  const gps = main.get(0x8825)
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    place: gps ? placeOf(read, directory(read, u32(read, gps.at))) : null,
  }
}

type Read = { tiff: Buffer; little: boolean }
type Entry = { type: number; count: number; at: number }

function u16({ tiff, little }: Read, at: number): number | null {
  if (at < 0 || at + 2 > tiff.length) return null
  return little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
}

function u32({ tiff, little }: Read, at: number): number | null {
  if (at < 0 || at + 4 > tiff.length) return null
  return little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)
}

function directory(read: Read, start: number | null): Map<number, Entry> {
  const entries = new Map<number, Entry>()
  const count = start === null ? null : u16(read, start)
  if (start === null || count === null) return entries
  for (let i = 0; i < Math.min(count, maxEntries); i++) {
    const at = start + 2 + i * 12
    const [tag, type, length] = [u16(read, at), u16(read, at + 2), u32(read, at + 4)]
    if (tag === null || type === null || length === null) break
    entries.set(tag, { type, count: length, at: at + 8 })
  }
  return entries
}

function placeOf(read: Read, gps: Map<number, Entry>): ExifPlace | null {
  const lat = degrees(read, gps.get(2), letter(read, gps.get(1)), 'NS')
  const lon = degrees(read, gps.get(4), letter(read, gps.get(3)), 'EW')
  if (lat === null || lon === null || Math.abs(lat) > 90 || Math.abs(lon) > 180) return null
  // Cameras without a fix write 0, 0: a point in the Gulf of Guinea is no place of ours.
  if (lat === 0 && lon === 0) return null
  return { lon, lat, accuracyM: rationals(read, gps.get(31), 1)?.[0] ?? null }
}

const letter = ({ tiff }: Read, entry: Entry | undefined): string =>
  entry?.type === 2 ? tiff.toString('latin1', entry.at, entry.at + 1) : ''

/** Degrees, minutes, seconds as three rationals; `signs` is the positive and the negative letter. */
function degrees(read: Read, entry: Entry | undefined, side: string, signs: 'NS' | 'EW'): number | null {
  const parts = rationals(read, entry, 3)
  if (!parts || side === '' || !signs.includes(side)) return null
  const [d = 0, m = 0, s = 0] = parts
  const value = d + m / 60 + s / 3600
  return side === signs[1] ? -value : value
}

function rationals(read: Read, entry: Entry | undefined, count: number): number[] | null {
  if (entry?.type !== 5 || entry.count !== count) return null
  const start = u32(read, entry.at)
  const values: number[] = []
  for (let i = 0; start !== null && i < count; i++) {
    const [over, under] = [u32(read, start + i * 8), u32(read, start + i * 8 + 4)]
    if (over === null || !under) return null
    values.push(over / under)
  }
  return values.length === count ? values : null
}
