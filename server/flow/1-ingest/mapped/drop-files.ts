import { constants } from 'node:fs'
import { lstat, mkdir, open, opendir, realpath, rename, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Files of one folder that are looked at in one turn; what lies beyond waits until there is room. */
const mostFiles = 1_000
/** Names read for that: more of what nobody wants lie in no folder that is meant well. */
const mostNames = 100_000

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

/** The plain files of a folder whose names are wanted; links, folders and what has a second name elsewhere are none. */
export async function filesIn(folder: string, isWanted: (name: string) => boolean = () => true): Promise<Found[]> {
  const found: Found[] = []
  let names = 0
  for await (const bytes of plainNames(folder)) {
    if (isWanted(bytes.toString())) {
      const now = await unlessOthers(lstat(pathOf(folder, bytes)))
      if (now?.isFile() && now.nlink === 1) found.push({ bytes, size: now.size, changedMs: now.mtimeMs, inode: now.ino })
    }
    names += 1
    if (found.length >= mostFiles || names >= mostNames) break
  }
  return found
}

/** How a file looks now; null when it is gone, or no plain file any more. */
export async function looksOf(path: string): Promise<Omit<Found, 'bytes'> | null> {
  const now = await unlessOthers(lstat(path))
  return now?.isFile() ? { size: now.size, changedMs: now.mtimeMs, inode: now.ino } : null
}

/** The names of all files of a folder, however many. They are bytes: those a Chinese Windows wrote are no UTF-8. */
export async function* plainNames(folder: string): AsyncGenerator<Buffer> {
  const list = await opendir(folder, { encoding: 'buffer' as BufferEncoding })
  for await (const entry of list) if (entry.isFile()) yield entry.name as unknown as Buffer
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
