import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type BaseFormat, baseFormats } from '../../../../contract/basemap-file.ts'

/** Where the tiles of a base map lie. `id` is a UUID of ours, never a name somebody chose. */
export const basePath = (dir: string, id: string): string => join(dir, `${id}.pmtiles`)
/** Where what comes in lies: tiles where they stay, shapes beside them until they are laid into tiles. */
export const arrivingPath = (dir: string, { id, format }: { id: string; format: BaseFormat }): string =>
  join(dir, `${id}.${format}`)

/** Puts a piece in its place; it is on the disk when this returns. */
export async function writePiece(dir: string, path: string, offset: number, bytes: Buffer): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const file = await open(path, offset === 0 ? 'w' : 'r+', 0o600)
  try {
    await file.write(bytes, 0, bytes.length, offset)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Nothing of it is left, neither its tiles nor what they were made of. */
export async function dropBase(dir: string, id: string): Promise<void> {
  for (const format of baseFormats) await rm(arrivingPath(dir, { id, format }), { force: true })
}

/** What tiles were made of is not kept. */
export const dropShapes = (dir: string, id: string): Promise<void> =>
  rm(arrivingPath(dir, { id, format: 'geojson' }), { force: true })
