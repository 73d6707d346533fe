import { fromHex, toBcd, toHex, Writer } from '../bytes.ts'
import { clockDigits } from '../china-time.ts'
import { crc16, stx, syn } from './frame.ts'
import type { Element, Message } from './types.ts'

const ends: Record<Message['end'], number> = { etx: 3, etb: 23, enq: 5, eot: 4, ack: 6, nak: 21, esc: 27 }

export type Outgoing = Pick<Message, 'direction' | 'centre' | 'station' | 'password' | 'function' | 'part' | 'end' | 'body'>

/** Any message from its body in hex; the length counts the part numbers, as stations have it. */
export function encode(message: Outgoing): Uint8Array {
  const body = fromHex(message.body) ?? new Uint8Array()
  const to = new Writer().u16(0x7e7e)
  const station = (fromHex(message.station) ?? new Uint8Array()).subarray(0, 5)
  if (message.direction === 'up') to.u8(message.centre).putFixed(station, 5)
  else to.putFixed(station, 5).u8(message.centre)
  to.putFixed(fromHex(message.password) ?? new Uint8Array(), 2).put(fromHex(message.function) ?? Uint8Array.of(0))
  to.u16((message.direction === 'down' ? 0x8000 : 0) | (body.length + (message.part ? 3 : 0))).u8(message.part ? syn : stx)
  if (message.part) to.uint(3, message.part.total * 4096 + message.part.number)
  to.put(body).u8(ends[message.end])
  const plain = to.done()
  return to.u16(crc16(plain)).done()
}

/** Serial number and time of sending, with which every body begins. */
export const bodyHead = (serial: number, sentAt: string): Writer =>
  new Writer().u16(serial).put(toBcd(clockDigits(sentAt).slice(2), 6))

/** An element as the station writes it. */
export function writeElement(to: Writer, { code, value, size, decimals, hex }: Element): Writer {
  to.put(fromHex(code) ?? new Uint8Array()).u8((size << 3) | decimals)
  if (hex !== undefined) return to.putFixed(fromHex(hex) ?? new Uint8Array(), size)
  if (value === null) return to.putFixed(new Uint8Array(), size, 0xff)
  const digits = String(Math.round(Math.abs(value) * 10 ** decimals))
  return value < 0 ? to.u8(0xff).put(toBcd(digits, size - 1)) : to.put(toBcd(digits, size))
}

/**
 * The centre's answer to a message: the same function and serial number, the centre's clock. `stay: true` keeps the
 * station on line (ESC), otherwise it may sleep (EOT).
 */
export function confirm(to: Message, sentAt: string, { stay = false }: { stay?: boolean } = {}): Uint8Array {
  const body = bodyHead(to.serial ?? 0, sentAt).done()
  const { centre, station, password, function: code } = to
  return encode({ direction: 'down', centre, station, password, function: code, end: stay ? 'esc' : 'eot', body: toHex(body) })
}
