import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'

/** A message that would be lost if it were not taken now. */
export type Spilled = { device: string; via: string; kind: string; payload: string }
/** Where the first message that waits stands, and where the next one would. */
type Place = { segment: number; offset: number }
export type Spill = {
  /** Written to the disk, so that it survives the end of this process; false when there is no room for it. */
  put(message: Spilled): Promise<boolean>
  /** The oldest messages that wait, and how to say that they are done with. */
  next(most: number): { messages: Spilled[]; done(): void } | null
  /** bytes on the disk that wait */
  bytes(): number
  close(): Promise<void>
}

const megabyte = 1024 * 1024
const readBytes = 256 * 1024
const newline = 10

/**
 * Messages put aside on the disk, in order, in files of some megabytes that are deleted once their messages are done with. A place that
 * was not written down before a crash means that some are given again: whoever takes them drops repeats.
 */
export function openSpill(dir: string, segmentBytes = 8 * megabyte): Spill {
  const state = readState(dir, segmentBytes)
  return {
    put: (message) =>
      new Promise((resolve) => {
        state.gathered.push({ line: `${JSON.stringify(message)}\n`, resolve })
        state.writing ??= write(state)
      }),
    next(most) {
      while (state.place.offset >= sizeOf(state, state.place.segment) && state.place.segment < state.last)
        startAfter(state, state.place.segment)
      const { segment, offset } = state.place
      const size = sizeOf(state, segment)
      if (offset >= size) return null
      const { lines, bytes } = readLines(fileOf(dir, segment), { from: offset, to: size, most })
      const to = { segment, offset: offset + bytes }
      return { messages: lines.map((line) => JSON.parse(line) as Spilled), done: () => finish(state, to) }
    },
    bytes() {
      const done = state.sizes.has(state.place.segment) ? state.place.offset : 0
      return [...state.sizes.values()].reduce((sum, size) => sum + size, 0) - done
    },
    async close() {
      await state.writing
      await state.handle?.close()
    },
  }
}

type State = {
  dir: string
  segmentBytes: number
  /** of each file */
  sizes: Map<number, number>
  place: Place
  /** the file that is written to */
  last: number
  handle: FileHandle | null
  gathered: { line: string; resolve: (kept: boolean) => void }[]
  writing: Promise<void> | null
}

const fileOf = (dir: string, segment: number): string => join(dir, `${String(segment).padStart(8, '0')}.jsonl`)
const sizeOf = ({ sizes }: State, segment: number): number => sizes.get(segment) ?? 0

function readState(dir: string, segmentBytes: number): State {
  mkdirSync(dir, { recursive: true })
  const found = readdirSync(dir)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b)
  const first = readPlace(join(dir, 'place'))
  for (const segment of found)
    if (segment < first.segment) unlinkSync(fileOf(dir, segment))
    else cutTorn(fileOf(dir, segment))
  const segments = found.filter((segment) => segment >= first.segment)
  const sizes = new Map(segments.map((segment) => [segment, statSync(fileOf(dir, segment)).size]))
  const place = sizes.has(first.segment) ? first : { segment: segments[0] ?? first.segment + 1, offset: 0 }
  return { dir, segmentBytes, sizes, place, last: segments.at(-1) ?? place.segment, handle: null, gathered: [], writing: null }
}

async function write(state: State): Promise<void> {
  while (state.gathered.length > 0) {
    const batch = state.gathered
    state.gathered = []
    const kept = await append(state, Buffer.from(batch.map(({ line }) => line).join('')))
    for (const { resolve } of batch) resolve(kept)
  }
  state.writing = null
}

async function append(state: State, text: Buffer): Promise<boolean> {
  if (sizeOf(state, state.last) >= state.segmentBytes) {
    await state.handle?.close()
    state.handle = null
    state.last += 1
  }
  const [file, before] = [fileOf(state.dir, state.last), sizeOf(state, state.last)]
  try {
    state.handle ??= await open(file, 'a')
    await state.handle.appendFile(text)
    state.sizes.set(state.last, before + text.length)
    return true
  } catch {
    // Half a line would spoil those behind it.
    if (existsSync(file)) truncateSync(file, before)
    return false
  }
}

function finish(state: State, to: Place): void {
  state.place = to
  if (to.offset >= sizeOf(state, to.segment) && (to.segment < state.last || state.writing === null)) startAfter(state, to.segment)
  writeFileSync(join(state.dir, 'place.new'), JSON.stringify(state.place))
  renameSync(join(state.dir, 'place.new'), join(state.dir, 'place'))
}

/** All of a file is done with. */
function startAfter(state: State, segment: number): void {
  if (state.sizes.delete(segment)) unlinkSync(fileOf(state.dir, segment))
  state.place = { segment: segment + 1, offset: 0 }
  if (segment < state.last) return
  state.last = state.place.segment
  void state.handle?.close()
  state.handle = null
}

/** A line that was being written when the process ended was never said to be kept. */
function cutTorn(file: string): void {
  const bytes = readFileSync(file)
  const end = bytes.lastIndexOf(newline) + 1
  if (end < bytes.length) truncateSync(file, end)
}

function readPlace(file: string): Place {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Place
  } catch {
    return { segment: 0, offset: 0 }
  }
}

/** Whole lines from a place on; at least one, however long it is. */
function readLines(file: string, span: { from: number; to: number; most: number }): { lines: string[]; bytes: number } {
  const fd = openSync(file, 'r')
  try {
    for (let length = readBytes; ; length *= 2) {
      const buffer = Buffer.alloc(Math.min(length, span.to - span.from))
      readSync(fd, buffer, 0, buffer.length, span.from)
      const lines: string[] = []
      let bytes = 0
      for (let end = buffer.indexOf(newline); end >= 0 && lines.length < span.most; end = buffer.indexOf(newline, bytes)) {
        lines.push(buffer.toString('utf8', bytes, end))
        bytes = end + 1
      }
      if (lines.length > 0) return { lines, bytes }
    }
  } finally {
    closeSync(fd)
  }
}
