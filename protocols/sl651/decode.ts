import { bcdDigits, Reader, toHex } from '../bytes.ts'
import { chinaTimeOf } from '../china-time.ts'
import { type Decoded, decoded, rejected } from '../decoded.ts'
import { readData } from './data.ts'
import { functions } from './elements.ts'
import { crcHolds, headerSize, sizesOf, syn } from './frame.ts'
import type { Message, Tolerance } from './types.ts'

const ends: Record<number, Message['end']> = { 3: 'etx', 23: 'etb', 5: 'enq', 4: 'eot', 6: 'ack', 21: 'nak', 27: 'esc' }

/**
 * One frame in hex/BCD writing. Refused: `bad-start`, `too-short`, `bad-header` (no STX or SYN, no direction),
 * `bad-length`, `bad-checksum`, `bad-end`.
 */
export function decode(frame: Uint8Array, tolerance: Tolerance = {}): Decoded<Message> {
  if (frame[0] !== 0x7e || frame[1] !== 0x7e) return rejected('bad-start')
  if (frame.length < headerSize + 3) return rejected('too-short', frame.length)
  const sizes = sizesOf(frame)
  if (sizes.length === 0) return rejected('bad-header')
  if (!sizes.includes(frame.length)) return rejected('bad-length', frame.length)
  if (!tolerance.checksum && !crcHolds(frame)) return rejected('bad-checksum')
  const end = ends[frame.at(-3)!]
  return end ? readFrame(frame, end) : rejected('bad-end', frame.at(-3)!)
}

function readFrame(frame: Uint8Array, end: Message['end']): Decoded<Message> {
  const down = frame[11]! >> 4 === 8
  const from = new Reader(frame, headerSize, frame.length - 3)
  const part = frame[13] === syn ? partOf(from) : undefined
  if (from.failed) return rejected('too-short', frame.length)
  if (part && (part.number < 1 || part.number > part.total)) return rejected('bad-header', 'part')
  const message: Message = {
    direction: down ? 'down' : 'up',
    centre: frame[down ? 7 : 2]!,
    station: toHex(down ? frame.subarray(2, 7) : frame.subarray(3, 8)),
    password: toHex(frame.subarray(8, 10)),
    function: toHex(frame.subarray(10, 11)),
    name: functions[toHex(frame.subarray(10, 11))] ?? null,
    end,
    ...readBody(frame.subarray(from.at, frame.length - 3), toHex(frame.subarray(10, 11)), { down, whole: part === undefined }),
  }
  if (part) message.part = part
  return decoded(message)
}

/** Twelve bits each. */
function partOf(from: Reader): { total: number; number: number } {
  const both = from.uint(3)
  return { total: both >>> 12, number: both & 0xfff }
}

/** Serial number, time of sending and data; the body of a part is not looked into. */
export function readBody(
  body: Uint8Array,
  code: string,
  { down, whole }: { down: boolean; whole: boolean },
): Pick<Message, 'serial' | 'sentAt' | 'data' | 'body'> {
  const hex = toHex(body)
  if (!whole || body.length < 8) return { serial: null, sentAt: null, data: { elements: [], series: [] }, body: hex }
  const from = new Reader(body)
  const serial = from.u16()
  const digits = bcdDigits(from.slice(6))
  return { serial, sentAt: digits === undefined ? null : chinaTimeOf(digits), data: readData(from, code, down), body: hex }
}
