import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { type Decoded, decoded, rejected } from '../decoded.ts'
import { most } from './types.ts'

const mostParts = 500
const [endMark, entryMark, localMark] = [0x06054b50, 0x02014b50, 0x04034b50]

/** Do bytes begin as an archive (and so as a workbook) does? Names of files say less. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** The parts of an archive by name, unpacked when asked for; all together never more than was allowed. */
export type Archive = { names: string[]; part(name: string): Decoded<Uint8Array> | null }

type Entry = { method: number; crc: number; packed: number; size: number; at: number }

/**
 * Reads a ZIP archive by its directory; `unpacked`: bytes of all its parts together. `bad-header`: no archive, or one cut short; `encrypted`; `too-many-parts`; of a part:
 * `too-long` (it would unpack to more than is allowed), `bad-checksum`.
 */
export function readZip(bytes: Uint8Array, unpacked: number = most.unpacked): Decoded<Archive> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > view.length || view.readUInt32LE(end) !== endMark) return rejected('bad-header')
  const n = view.readUInt16LE(end + 10)
  if (n > mostParts) return rejected('too-many-parts', n)
  const entries = entriesOf(view, view.readUInt32LE(end + 16), n)
  if (!entries.ok) return entries
  let left = unpacked
  const part = (name: string): Decoded<Uint8Array> | null => {
    const entry = entries.value.get(name)
    if (!entry) return null
    const found = unpack(view, entry, left)
    if (found.ok) left -= found.value.length
    return found
  }
  return decoded({ names: [...entries.value.keys()], part })
}

function entriesOf(view: Buffer, from: number, n: number): Decoded<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  let at = from
  for (let i = 0; i < n; i++) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== entryMark) return rejected('bad-header', at)
    if (view.readUInt16LE(at + 8) & 1) return rejected('encrypted')
    const [name, extra, comment] = [28, 30, 32].map((place) => view.readUInt16LE(at + place)) as [number, number, number]
    entries.set(view.toString('utf8', at + 46, at + 46 + name), {
      method: view.readUInt16LE(at + 10),
      crc: view.readUInt32LE(at + 16),
      packed: view.readUInt32LE(at + 20),
      size: view.readUInt32LE(at + 24),
      at: view.readUInt32LE(at + 42),
    })
    at += 46 + name + extra + comment
  }
  return decoded(entries)
}

function unpack(view: Buffer, { method, crc, packed, size, at }: Entry, left: number): Decoded<Uint8Array> {
  if (at + 30 > view.length || view.readUInt32LE(at) !== localMark) return rejected('bad-header', at)
  const from = at + 30 + view.readUInt16LE(at + 26) + view.readUInt16LE(at + 28)
  const given = view.subarray(from, from + packed)
  if (given.length < packed) return rejected('bad-header', at)
  if (method !== 0 && method !== 8) return rejected('bad-value', method)
  if (size > left) return rejected('too-long', 'unpacked')
  let data: Uint8Array
  try {
    data = method === 0 ? given : inflateRawSync(given, { maxOutputLength: Math.max(1, Math.min(size, left)) })
  } catch {
    // More inside than the directory says, or no packed data at all.
    return rejected('bad-value', at)
  }
  return data.length === size && crc32(data) === crc ? decoded(data) : rejected('bad-checksum', at)
}

/** Midnight of 1980-01-01, the first moment an archive can name: the same parts are the same bytes. */
const [dosTime, dosDate] = [0, 33]

/** Packs parts into an archive, in their order. */
export function writeZip(parts: readonly { name: string; data: Uint8Array }[]): Uint8Array {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, data } of parts) {
    const packed = deflateRawSync(data)
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(dosTime, 6)
    common.writeUInt16LE(dosDate, 8)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(title.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    bodies.push(mark(localMark), common, title, packed)
    directory.push(mark(entryMark), Buffer.from([20, 0]), common, tail, title)
    at += 30 + title.length + packed.length
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...bodies, ...directory, mark(endMark), end])
}

function mark(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
