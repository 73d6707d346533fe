import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the bytes of a base map lie. `id` is a UUID of ours, never a name somebody chose. */
export const basePath = (dir: string, id: string): string => join(dir, `${id}.pmtiles`)

/** Puts a piece in its place; it is on the disk when this returns. */
export async function writePiece(dir: string, id: string, offset: number, bytes: Buffer): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const file = await open(basePath(dir, id), offset === 0 ? 'w' : 'r+', 0o600)
  try {
    await file.write(bytes, 0, bytes.length, offset)
    await file.sync()
  } finally {
    await file.close()
  }
}

export const dropBase = (dir: string, id: string): Promise<void> => rm(basePath(dir, id), { force: true })
