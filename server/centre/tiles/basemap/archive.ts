import { type FileHandle, open, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, zstdDecompress } from 'node:zlib'
import type { BaseFault } from '../../../../contract/basemap.ts'
import { deepestDirectory, entryOf, headerBytes, readDirectory, readHeader, tileId } from '../../../../protocols/pmtiles/read.ts'
import type { Entry, Header, Packing, Part } from '../../../../protocols/pmtiles/types.ts'

/** A directory or the words of an archive are some hundred kilobytes; what says it is larger is damaged. */
const mostBytes = 16 * 1_048_576
/** Nothing of an archive unpacks to more: what does is a trap. */
const mostUnpacked = 64 * 1_048_576
/** Tiles that are looked into before a file is taken. */
const looked = 64
/** Directories kept unpacked. */
const keptAtMost = 64

export type Metadata = { name: string | null; attribution: string | null; layers: string[] }
/** An open archive. `stamp` changes with the file. */
export type Archive = {
  header: Header
  metadata: Metadata
  writtenAt: Date
  stamp: string
  tile(z: number, x: number, y: number): Promise<Buffer | null>
  /** Every entry of the directories points inside the file, and some tiles unpack; answers how many entries there are. Throws as `openArchive` does. */
  checkTiles(): Promise<number>
  close(): Promise<void>
}

/** What is wrong with a file, as a value of the contract. */
export class BaseFileError extends Error {
  readonly why: BaseFault
  constructor(why: BaseFault) {
    super(why)
    this.why = why
  }
}

const unpackers: Readonly<Record<Packing, (bytes: Buffer) => Promise<Buffer>>> = {
  none: async (bytes) => bytes,
  gzip: (bytes) => promisify(gunzip)(bytes, { maxOutputLength: mostUnpacked }) as Promise<Buffer>,
  brotli: (bytes) => promisify(brotliDecompress)(bytes, { maxOutputLength: mostUnpacked }) as Promise<Buffer>,
  zstd: (bytes) => promisify(zstdDecompress)(bytes, { maxOutputLength: mostUnpacked }) as Promise<Buffer>,
}

/** Unpacks; what cannot be unpacked is damaged. */
export const unpacked = (packing: Packing, bytes: Buffer): Promise<Buffer> =>
  unpackers[packing](bytes).catch((error: NodeJS.ErrnoException) => {
    throw new BaseFileError(error.code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'damaged')
  })

/** Opens a PMTiles file, reads its head, root and words. Throws a BaseFileError that says what is wrong. */
export async function openArchive(path: string): Promise<Archive> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new BaseFileError(error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'missing' : 'unreadable')
  })
  if (!found.isFile()) throw new BaseFileError('foreign')
  const file = await open(path, 'r').catch(() => {
    throw new BaseFileError('unreadable')
  })
  try {
    return await readArchive(file, found)
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readArchive(file: FileHandle, { size, mtime }: { size: number; mtime: Date }): Promise<Archive> {
  const header = readHeader(await bytesOf(file, { offset: 0, length: Math.min(headerBytes, size) }))
  if (!header) throw new BaseFileError('foreign')
  const small = async (part: Part): Promise<Buffer> => {
    if (part.length > mostBytes) throw new BaseFileError('damaged')
    return unpacked(header.packing, await bytesOf(file, part))
  }
  const kept = new Map<number, Entry[]>()
  const directory = async (part: Part): Promise<Entry[]> => {
    const entries = kept.get(part.offset) ?? readDirectory(await small(part))
    if (!entries) throw new BaseFileError('damaged')
    kept.set(part.offset, entries)
    const [oldest] = kept.keys()
    if (kept.size > keptAtMost && oldest !== undefined) kept.delete(oldest)
    return entries
  }
  for (const part of [header.root, header.metadata, header.leaves, header.tiles]) within({ offset: 0, length: size }, part)
  await directory(header.root)
  const find = async (id: number): Promise<Buffer | null> => {
    let part = header.root
    for (let depth = 0; depth < deepestDirectory; depth++) {
      const entry = entryOf(await directory(part), id)
      if (!entry) return null
      const { run, length } = entry
      if (run > 0) return bytesOf(file, { offset: header.tiles.offset + entry.offset, length })
      part = { offset: header.leaves.offset + entry.offset, length }
    }
    throw new BaseFileError('damaged')
  }
  return {
    ...{ header, metadata: wordsOf(header.metadata.length > 0 ? await small(header.metadata) : null), writtenAt: mtime },
    stamp: `${size.toString(36)}-${mtime.getTime().toString(36)}`,
    checkTiles: () => checkTiles(header, { directory, bytes: (part) => bytesOf(file, part) }),
    close: () => file.close(),
    async tile(z, x, y) {
      const id = tileId(z, x, y)
      return id === null ? null : find(id)
    },
  }
}

type Reading = { directory(part: Part): Promise<Entry[]>; bytes(part: Part): Promise<Buffer> }

/** A stretch of a part of the file; one that leaves it points outside. */
function within(whole: Part, { offset, length }: Part): Part {
  if (!(offset + length <= whole.length)) throw new BaseFileError('outside')
  return { offset: whole.offset + offset, length }
}

/** Every directory once, whoever points to it: one that is named again and again does not keep us. */
async function checkTiles(header: Header, { directory, bytes }: Reading): Promise<number> {
  const seen = new Set<number>()
  let count = 0
  const walk = async (part: Part, depth: number): Promise<void> => {
    if (depth >= deepestDirectory) throw new BaseFileError('damaged')
    if (seen.has(part.offset)) return
    seen.add(part.offset)
    const entries = await directory(part)
    const every = Math.max(1, Math.floor(entries.length / looked))
    for (const [i, entry] of entries.entries()) {
      if (entry.run === 0) {
        await walk(within(header.leaves, entry), depth + 1)
        continue
      }
      const there = within(header.tiles, entry)
      count += 1
      if (i % every === 0) await unpacked(header.tilePacking, await bytes(there))
    }
  }
  await walk(header.root, 0)
  return count
}

async function bytesOf(file: FileHandle, { offset, length }: Part): Promise<Buffer> {
  if (length > mostBytes) throw new BaseFileError('damaged')
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset)
  if (bytesRead < length) throw new BaseFileError('damaged')
  return buffer
}

/** Names and words out of the archive's JSON, as text only: it is somebody else's file. */
function wordsOf(bytes: Buffer | null): Metadata {
  const read = (): unknown => {
    try {
      return JSON.parse(bytes?.toString('utf8') ?? '{}')
    } catch {
      throw new BaseFileError('damaged')
    }
  }
  const said = read() as Record<string, unknown> | null
  const text = (value: unknown): string | null =>
    typeof value === 'string' && value.trim() ? value.replace(/<[^>]*>/g, '').slice(0, 200) : null
  const layers = Array.isArray(said?.vector_layers) ? said.vector_layers : []
  return {
    name: text(said?.name),
    attribution: text(said?.attribution),
    layers: layers
      .flatMap((one: { id?: unknown } | null) => (typeof one?.id === 'string' ? [one.id.slice(0, 80)] : []))
      .slice(0, 60),
  }
}
