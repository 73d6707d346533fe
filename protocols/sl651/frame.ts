import type { Framer } from '../decoded.ts'
import { createLengthFramer } from '../length-framer.ts'

const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  return crc
})

/** CRC-16/MODBUS (start FFFF, polynomial A001), sent high byte first. */
export function crc16(bytes: Uint8Array, end = bytes.length): number {
  let crc = 0xffff
  for (let i = 0; i < end; i++) crc = (crc >> 8) ^ table[(crc ^ bytes[i]!) & 255]!
  return crc
}

export const crcHolds = (frame: Uint8Array): boolean => crc16(frame, frame.length - 2) === ((frame.at(-2)! << 8) | frame.at(-1)!)

/** Head to length field and the byte that begins the body. */
export const headerSize = 14
export const stx = 0x02
export const syn = 0x16
/** With the three bytes of part numbers, the longest body and the end. */
const largest = headerSize + 3 + 4095 + 3

/**
 * Sizes a frame can have. With parts the standard's length leaves open whether the three bytes of part numbers are in
 * it, and stations differ: the CRC decides.
 */
export function sizesOf(header: Uint8Array): number[] {
  const start = header[13]
  const direction = header[11]! >> 4
  if ((start !== stx && start !== syn) || (direction !== 0 && direction !== 8)) return []
  const size = headerSize + (((header[11]! & 15) << 8) | header[12]!) + 3
  return start === syn ? [size, size + 3] : [size]
}

/** Cuts a stream into frames `7E7E…CRC`; `checksum: true` lets frames with a wrong CRC pass. */
export const createFramer = ({ checksum = false }: { checksum?: boolean } = {}): Framer =>
  createLengthFramer({
    head: 0x7e,
    header: headerSize,
    most: largest,
    sizes: sizesOf,
    check: (frame) => (checksum || crcHolds(frame) ? undefined : 'bad-checksum'),
    rareHead: true,
  })
