import { constants } from 'node:fs'
import { lstat, mkdir, open, opendir, realpath, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Looked at of one folder in one turn; what lies beyond waits until there is room. */
const mostEntries = 1_000

export type Found = { bytes: Buffer; size: number; changedMs: number; inode: number }
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants

/** Something that is not there, or was in the way: of another process, or of whoever else works in the folder. */
const isOthers = (error: unknown): boolean =>
  ['ENOENT', 'EEXIST', 'ENOTDIR', 'ELOOP', 'EISDIR', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')

async function unlessOthers<T>(doing: Promise<T>): Promise<T | null> {
  try {
    return await doing
  } catch (error) {
    if (isOthers(error)) return null
    throw error
  }
}

/** A folder inside a folder, made if need be; null when something else has its name, or it lies elsewhere (a link). */
export async function ownFolder(inside: string, name: string): Promise<string | null> {
  const folder = join(inside, name)
  await unlessOthers(mkdir(folder))
  const [there, real] = [await unlessOthers(lstat(folder)), await unlessOthers(realpath(folder))]
  return there?.isDirectory() && real === folder ? folder : null
}

/** The plain files of a folder; links, folders and what has a second name elsewhere are none. */
export async function filesIn(folder: string): Promise<Found[]> {
  const found: Found[] = []
  let entries = 0
  // Names are bytes: those a Chinese Windows wrote are no UTF-8.
  const list = await opendir(folder, { encoding: 'buffer' as BufferEncoding })
  for await (const entry of list) {
    const bytes = entry.name as unknown as Buffer
    if (entry.isFile()) {
      const now = await unlessOthers(lstat(pathOf(folder, bytes)))
      if (now?.isFile() && now.nlink === 1) found.push({ bytes, size: now.size, changedMs: now.mtimeMs, inode: now.ino })
    }
    entries += 1
    if (entries >= mostEntries) break
  }
  return found
}

const pathOf = (folder: string, name: Uint8Array): Buffer => Buffer.concat([Buffer.from(`${folder}/`), name])

/** Moves a file by its bytes to a new name; false when somebody was quicker. */
export const takeFile = async (folder: string, name: Uint8Array, to: string): Promise<boolean> =>
  (await unlessOthers(rename(pathOf(folder, name), to).then(() => true))) ?? false

export const moveFile = async (from: string, to: string): Promise<boolean> =>
  (await unlessOthers(rename(from, to).then(() => true))) ?? false

export const dropFile = async (path: string): Promise<void> => void (await unlessOthers(unlink(path)))

/** `changed`: somebody still writes, or it is gone. */
export type Whole = { data: Buffer } | 'too-large' | 'changed'

/** All of a file, never through a link; no more than `most` bytes are ever read. */
export async function readWhole(path: string, most: number): Promise<Whole> {
  const file = await unlessOthers(open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK))
  if (!file) return 'changed'
  try {
    const before = await file.stat()
    if (!before.isFile()) return 'changed'
    if (before.size > most) return 'too-large'
    const data = Buffer.alloc(before.size + 1)
    let length = 0
    for (;;) {
      const { bytesRead } = await file.read(data, length, data.length - length, length)
      if (bytesRead === 0) break
      length += bytesRead
      if (length > before.size) return 'changed'
    }
    const after = await file.stat()
    return length === before.size && after.mtimeMs === before.mtimeMs ? { data: data.subarray(0, length) } : 'changed'
  } finally {
    await file.close()
  }
}

/** Writes a file that is there whole or not at all. `beside`: where it is made, on the same disk. */
export async function putFile(path: string, beside: string, bytes: Uint8Array): Promise<void> {
  await unlessOthers(unlink(beside))
  await writeFile(beside, bytes, { flag: 'wx' })
  await rename(beside, path)
}
