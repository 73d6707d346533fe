import { readFileSync } from 'node:fs'
import { fromHex } from './bytes.ts'
import type { Decoded, Framer } from './decoded.ts'
import { documentsFuzzed } from './fuzz-documents.ts'
import { decode as decodeGb26875 } from './gb26875/decode.ts'
import { encode as encodeGb26875 } from './gb26875/encode.ts'
import { createFramer as gb26875Framer, sum } from './gb26875/frame.ts'
import { decode as decodeHj212 } from './hj212/decode.ts'
import { encode as encodeHj212, wantedAnswer } from './hj212/encode.ts'
import { createFramer as hj212Framer, crc16 as hjCrc } from './hj212/frame.ts'
import { createJoiner as hj212Joiner } from './hj212/parts.ts'
import { decode as decodeJt808 } from './jt808/decode.ts'
import { encode as encodeJt808 } from './jt808/encode.ts'
import { createFramer as jt808Framer, withoutEscapes, wrap } from './jt808/frame.ts'
import { createJoiner as jt808Joiner } from './jt808/parts.ts'
import { decode as decodeSl651 } from './sl651/decode.ts'
import { encode as encodeSl651 } from './sl651/encode.ts'
import { createFramer as sl651Framer, crc16 as slCrc } from './sl651/frame.ts'
import { createJoiner as sl651Joiner } from './sl651/parts.ts'

/** What the fuzzer knows of a codec. */
export type Fuzzed = {
  /** Good messages, as they come on the wire. */
  corpus: () => Uint8Array[]
  /** A fresh decoder with its joiner, if it has one: any bytes in, never an exception out. */
  target: () => { take: (bytes: Uint8Array, now: number) => Decoded<unknown> | null; framer?: () => Framer }
  /** Makes length and checksum right again, so that what was changed inside reaches the decoder's depths. */
  repair?: (bytes: Uint8Array) => Uint8Array
}

const json = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** Overwrites the last bytes by `end`. */
function ended(bytes: Uint8Array, end: readonly number[]): Uint8Array {
  const copy = bytes.slice()
  copy.set(end, Math.max(0, bytes.length - end.length))
  return copy
}

const faults = { checksum: true, length: true, crlf: true }
/** Despite its faults where it has some, as the gateways read what a lenient sender sends. */
function leniently<T>(decode: (bytes: Uint8Array, tolerance?: typeof faults) => Decoded<T>, bytes: Uint8Array): Decoded<T> {
  const read = decode(bytes)
  return read.ok ? read : decode(bytes, faults)
}

const jt808: Fuzzed = {
  corpus: () => [
    ...json('jt808/corpus/framed-hex-yezhihao.json').map((hex: string) => fromHex(hex)),
    ...json('jt808/corpus/vectors-yezhihao-2013.json').vectors.map(({ hex }: { hex: string }) => fromHex(hex)),
  ],
  target() {
    const joiner = jt808Joiner({ open: 50, length: 100_000 })
    return {
      take(bytes, now) {
        const found = leniently(decodeJt808, bytes)
        if (!found.ok) return found
        encodeJt808(found.value)
        joiner.expire(now)
        return joiner.add(found.value, now)
      },
      framer: jt808Framer,
    }
  },
  repair(bytes) {
    const found = withoutEscapes(bytes.subarray(1, -1))
    if (!found.ok || found.value.length < 13) return bytes
    const plain = found.value.slice(0, -1)
    const is2019 = (plain[2]! & 0x40) !== 0
    const header = (is2019 ? 17 : 12) + (plain[2]! & 0x20 ? 4 : 0)
    const length = Math.max(0, plain.length - header)
    plain[2] = (plain[2]! & 0xfc) | ((length >> 8) & 3)
    plain[3] = length & 255
    return wrap(plain)
  },
}

const hj212: Fuzzed = {
  corpus: () =>
    json('hj212/corpus/telegrams.json').telegrams.map(({ telegram }: { telegram: string }) => bytesOf(`${telegram}\r\n`)),
  target() {
    const joiner = hj212Joiner({ open: 50, length: 100_000 })
    return {
      take(bytes, now) {
        const found = leniently(decodeHj212, bytes)
        if (!found.ok) return found
        encodeHj212(found.value)
        wantedAnswer(found.value)
        joiner.expire(now)
        return joiner.add(found.value, now)
      },
      framer: hj212Framer,
    }
  },
  repair(bytes) {
    const segment = bytes.subarray(6, -6)
    const crc = hjCrc(segment).toString(16).padStart(4, '0')
    return Uint8Array.from([...bytesOf(`##${String(segment.length).padStart(4, '0')}`), ...segment, ...bytesOf(`${crc}\r\n`)])
  },
}

const sl651: Fuzzed = {
  corpus: () => json('sl651/corpus/frames.json').frames.map(({ hex }: { hex: string }) => fromHex(hex)),
  target() {
    const joiner = sl651Joiner({ open: 50, length: 100_000 })
    return {
      take(bytes, now) {
        const found = leniently(decodeSl651, bytes)
        if (!found.ok) return found
        encodeSl651(found.value)
        joiner.expire(now)
        return joiner.add(found.value, now)
      },
      framer: sl651Framer,
    }
  },
  repair(bytes) {
    if (bytes.length < 17) return bytes
    const copy = bytes.slice()
    const length = Math.min(4095, copy.length - 17)
    copy[11] = (copy[11]! & 0x80) | (length >> 8)
    copy[12] = length & 255
    const crc = slCrc(copy, copy.length - 2)
    return ended(copy, [crc >> 8, crc & 255])
  },
}

const gb26875: Fuzzed = {
  corpus: () => {
    const { data, frames } = json('gb26875/corpus/vectors.json') as { data: { data: string }[]; frames: { hex: string }[] }
    const [, frame] = frames.map(({ hex }) => fromHex(hex)!)
    return [
      frame!,
      ...data.map((one) => repairGb26875(Uint8Array.from([...frame!.subarray(0, 27), ...fromHex(one.data)!, 0, 0, 0]))),
    ]
  },
  target: () => ({
    take(bytes) {
      const found = leniently(decodeGb26875, bytes)
      if (found.ok) encodeGb26875(found.value)
      return found
    },
    framer: gb26875Framer,
  }),
  repair: repairGb26875,
}

function repairGb26875(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 30) return bytes
  const copy = bytes.slice()
  const length = copy.length - 30
  copy[24] = length & 255
  copy[25] = length >> 8
  return ended(copy, [sum(copy, 2, copy.length - 3), 0x23, 0x23])
}

/** Every codec that is fuzzed, by its name. */
export const fuzzed: Record<string, Fuzzed> = { jt808, hj212, sl651, gb26875, ...documentsFuzzed }
