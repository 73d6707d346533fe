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
import { z } from 'zod'

/** A message that would be lost if it were not taken now. */
export const Spilled = z.object({ device: z.string(), via: z.string(), kind: z.string(), payload: z.string() })
export type Spilled = z.infer<typeof Spilled>
/** Where the first message that waits stands, and where the next one would. */
type Place = { segment: number; offset: number }
export type Spill = {
  /** Written to the disk, so that it survives the end of this process; false when there is no room for it. */
  put(message: Spilled): Promise<boolean>
  /** The oldest messages that wait, lines that are none any more (`garbled`), and how to say that all of them are done with. */
  next(most: number): { messages: Spilled[]; garbled: string[]; done(): void } | null
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
      const read = lines.map((line) => ({ line, message: messageIn(line) }))
      return {
        messages: read.flatMap(({ message }) => message ?? []),
        garbled: read.flatMap(({ line, message }) => (message ? [] : [line])),
        done: () => finish(state, to),
      }
    },
    bytes() {
      const done = state.sizes.has(state.place.segment) ? state.place.offset : 0
      return [...state.sizes.values()].reduce((sum, size) => sum + size, 0) - done
    },
    async close() {
      await state.writing
      await closeFile(state)
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

/** Whatever goes wrong: whoever waits is told, and the next message finds a file that can be written to. */
async function append(state: State, text: Buffer): Promise<boolean> {
  if (sizeOf(state, state.last) >= state.segmentBytes) {
    await closeFile(state)
    state.last += 1
  }
  const [file, before] = [fileOf(state.dir, state.last), sizeOf(state, state.last)]
  try {
    state.handle ??= await open(file, 'a')
    await state.handle.appendFile(text)
    state.sizes.set(state.last, before + text.length)
    return true
  } catch {
    await closeFile(state)
    cutBack(state, file, before)
    return false
  }
}

/** Half a line would spoil those behind it: it is cut off, or what comes goes into another file. */
function cutBack(state: State, file: string, size: number): void {
  try {
    if (existsSync(file)) truncateSync(file, size)
  } catch {
    state.last += 1
  }
}

async function closeFile(state: State): Promise<void> {
  const { handle } = state
  state.handle = null
  // What was written is in its file already, and what was not has been told.
  await handle?.close().catch(() => undefined)
}

function messageIn(line: string): Spilled | null {
  try {
    const found = Spilled.safeParse(JSON.parse(line))
    return found.success ? found.data : null
  } catch {
    return null
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
  void closeFile(state)
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
      // Its end was lost: all that is left is one line.
      if (buffer.length === span.to - span.from) return { lines: [buffer.toString('utf8')], bytes: buffer.length }
    }
  } finally {
    closeSync(fd)
  }
}
