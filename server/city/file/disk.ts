import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where a kept photo lies: named after its content, so the same photo is kept once and can be checked by its name. */
export const photoPath = (dir: string, sha256: string): string => join(dir, sha256.slice(0, 2), sha256)
const incomingPath = (dir: string, id: string): string => join(dir, 'incoming', id)

/** How many bytes of an upload are really here; less than the database says when the folder was lost or restored. */
export async function bytesHere(dir: string, id: string): Promise<number> {
  const found = await stat(incomingPath(dir, id)).catch(() => null)
  return found?.size ?? 0
}

/** Puts a piece of an upload in its place; it is on the disk when this returns. ENOSPC and the like are thrown as they come. */
export async function writePiece(dir: string, id: string, offset: number, bytes: Buffer): Promise<void> {
  await mkdir(join(dir, 'incoming'), { recursive: true, mode: 0o700 })
  const file = await open(incomingPath(dir, id), offset === 0 ? 'w' : 'r+', 0o600)
  try {
    await file.write(bytes, 0, bytes.length, offset)
    await file.sync()
  } finally {
    await file.close()
  }
}

export const readIncoming = (dir: string, id: string): Promise<Buffer> => readFile(incomingPath(dir, id))
export const dropIncoming = (dir: string, id: string): Promise<void> => rm(incomingPath(dir, id), { force: true })

/** Keeps a photo under its hash: whole or not at all, whatever fails in between. */
export async function keepPhoto(dir: string, sha256: string, bytes: Buffer): Promise<void> {
  const path = photoPath(dir, sha256)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const half = `${path}.${randomUUID()}.half`
  try {
    const file = await open(half, 'w', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(half, path)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** A rename is on the disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
