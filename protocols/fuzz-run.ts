import { toHex } from './bytes.ts'
import { type Decoded, errorCodes } from './decoded.ts'
import type { Fuzzed } from './fuzz.ts'
import { seeded } from './seeded.ts'

type Chance = ReturnType<typeof seeded>

/** What came of a run. `slowestMs` and `framesPerS` are 0 without a clock. */
export type Report = {
  frames: number
  accepted: number
  refused: Record<string, number>
  slowestMs: number
  slowestHex: string
  framesPerS: number
  faults: { at: number; hex: string; fault: string }[]
}

export type Options = {
  frames: number
  seed: number
  /** First case: a fault at case 712 is played again by `first: 712, frames: 1`. */
  first?: number
  /** Milliseconds of any clock. */
  now?: () => number
  /** Told before each case. */
  onCase?: (at: number) => void
}

const mostFaults = 10

/** Takes changed messages to a codec: alone, and in a stream of random chunks; what throws or answers wrongly is a fault. */
export function runFuzz(codec: Fuzzed, { frames, seed, first = 0, now = () => 0, onCase }: Options): Report {
  const corpus = codec.corpus()
  const { take, framer } = codec.target()
  const streams = framer && { whole: framer(), cut: framer() }
  const report: Report = { frames: 0, accepted: 0, refused: {}, slowestMs: 0, slowestHex: '', framesPerS: 0, faults: [] }
  const began = now()
  for (let at = first; at < first + frames && report.faults.length < mostFaults; at++) {
    onCase?.(at)
    const chance = seeded(seed * 1_000_003 + at)
    const bytes = changed(corpus, codec, chance)
    const before = now()
    try {
      note(report, take(bytes, at))
      if (streams && at % 8 === 0) for (const frame of cutBothWays(streams, bytes, chance)) note(report, take(frame, at))
    } catch (error) {
      report.faults.push({
        at,
        hex: toHex(bytes),
        fault: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
    }
    report.frames++
    const spent = now() - before
    if (spent > report.slowestMs) {
      report.slowestMs = spent
      report.slowestHex = toHex(bytes.subarray(0, 200))
    }
  }
  report.framesPerS = now() > began ? Math.round((report.frames / (now() - began)) * 1000) : 0
  return report
}

function note(report: Report, found: Decoded<unknown> | null): void {
  if (found === null || found.ok) report.accepted++
  else if (!errorCodes.includes(found.error)) throw new Error(`${found.error} is not in the list of errors`)
  else report.refused[found.error] = (report.refused[found.error] ?? 0) + 1
}

type Streams = { whole: ReturnType<NonNullable<ReturnType<Fuzzed['target']>['framer']>>; cut: Streams['whole'] }

/** The same bytes as one chunk and as many: the answers must be the same. */
function cutBothWays({ whole, cut }: Streams, bytes: Uint8Array, chance: Chance): Uint8Array[] {
  const answers = whole.push(bytes)
  const others: typeof answers = []
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + chance.below(40)
    others.push(...cut.push(bytes.subarray(at, at + size)))
    at += size
  }
  const said = (all: typeof answers): string => all.map((one) => (one instanceof Uint8Array ? toHex(one) : one.error)).join(' ')
  if (said(answers) !== said(others)) throw new Error(`the framer answers otherwise in chunks: ${said(others)}`)
  return answers.filter((one) => one instanceof Uint8Array)
}

/** A message of the corpus with one to four changes, every second time made whole again from outside. */
function changed(corpus: readonly Uint8Array[], { repair }: Fuzzed, chance: Chance): Uint8Array {
  let bytes = corpus[chance.below(corpus.length)]!
  for (let left = 1 + chance.below(4); left > 0; left--) bytes = changes[chance.below(changes.length)]!(bytes, chance, corpus)
  return repair && chance.below(2) === 0 ? repair(bytes) : bytes
}

type Change = (bytes: Uint8Array, chance: Chance, corpus: readonly Uint8Array[]) => Uint8Array
const joined = (...pieces: Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all.subarray(0, 16_384)
}
const between = (bytes: Uint8Array, chance: Chance): [number, number] => {
  const from = chance.below(bytes.length + 1)
  return [from, from + chance.below(bytes.length - from + 1)]
}
const edges = [0, 1, 0x7f, 0x80, 0xff]

const changes: readonly Change[] = [
  function flipBits(bytes, chance) {
    const copy = bytes.slice()
    for (let left = 1 + chance.below(8); left > 0 && copy.length > 0; left--)
      copy[chance.below(copy.length)]! ^= 1 << chance.below(8)
    return copy
  },
  function cutOut(bytes, chance) {
    const [from, to] = between(bytes, chance)
    return joined(bytes.subarray(0, from), bytes.subarray(to))
  },
  function cutEnd(bytes, chance) {
    return bytes.slice(0, chance.below(bytes.length + 1))
  },
  function double(bytes, chance) {
    const [from, to] = between(bytes, chance)
    return joined(bytes.subarray(0, to), bytes.subarray(from, to), bytes.subarray(to))
  },
  function lie(bytes, chance) {
    const copy = bytes.slice()
    const at = chance.below(copy.length + 1)
    for (let i = at; i < at + 1 + chance.below(2) && i < copy.length; i++) copy[i] = edges[chance.below(edges.length)]!
    return copy
  },
  function lieOfDigits(bytes, chance) {
    const copy = bytes.slice()
    const at = chance.below(copy.length + 1)
    for (let i = at; i < at + 4 && i < copy.length; i++) copy[i] = 48 + chance.below(10)
    return copy
  },
  function strange(bytes, chance) {
    const at = chance.below(bytes.length + 1)
    return joined(bytes.subarray(0, at), chance.bytes(chance.below(30)), bytes.subarray(at))
  },
  function crossed(bytes, chance, corpus) {
    const other = corpus[chance.below(corpus.length)]!
    return joined(bytes.subarray(0, chance.below(bytes.length + 1)), other.subarray(chance.below(other.length + 1)))
  },
]
