import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import { keepPhoto } from '../city/file/disk.ts'

export type LaidPhoto = { sha256: string; size: number }

const [width, height] = [240, 160]

/**
 * The one picture all laid cases show: grey with a lighter band, so that nobody takes it for a real place. A PNG of 240 × 160 in shades of
 * grey; the same bytes each time, so its file is kept once under its hash however many cases point to it.
 */
export function laidPhoto(): Buffer {
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = Math.abs(x - y) % 80 < 40 ? 0x9a : 0xb8
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const out = Buffer.alloc(named.length + 8)
  out.writeUInt32BE(body.length, 0)
  named.copy(out, 4)
  out.writeUInt32BE(crc32(named), named.length + 4)
  return out
}

/** Keeps the picture where the server looks for photos. */
export async function keepLaidPhoto(dir: string): Promise<LaidPhoto> {
  const bytes = laidPhoto()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await keepPhoto(dir, sha256, bytes)
  return { sha256, size: bytes.length }
}
