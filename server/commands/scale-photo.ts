import { createHash } from 'node:crypto'
import { keepPhoto } from '../city/file/disk.ts'
import { writePng } from '../city/file/png.ts'

export type LaidPhoto = { sha256: string; size: number }

const [width, height] = [240, 160]

/**
 * The one picture all laid cases show: grey with a lighter band, so that nobody takes it for a real place. A PNG of 240 × 160 in shades of
 * grey; the same bytes each time, so its file is kept once under its hash however many cases point to it. `shifted` by some points it is another one.
 */
export function laidPhoto(shifted = 0): Buffer {
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = Math.abs(x - y + shifted) % 80 < 40 ? 0x9a : 0xb8
  return writePng({ width, height, rows, colours: 'grey' })
}

/** Keeps the picture where the server looks for photos. */
export async function keepLaidPhoto(dir: string): Promise<LaidPhoto> {
  const bytes = laidPhoto()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await keepPhoto(dir, sha256, bytes)
  return { sha256, size: bytes.length }
}
