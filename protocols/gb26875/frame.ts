import type { ErrorCode, Framer } from '../decoded.ts'
import { createLengthFramer } from '../length-framer.ts'

export const headerSize = 27
/** Application data hold at most 1024 bytes. */
export const largestData = 1024

/** Sum of the bytes from the serial number to the end of the data, its low byte. */
export function sum(bytes: Uint8Array, from: number, to: number): number {
  let all = 0
  for (let i = from; i < to; i++) all += bytes[i]!
  return all & 255
}

export const dataLength = (header: Uint8Array): number => header[24]! | (header[25]! << 8)

/** Why bytes of the right size are no frame. */
export function faultOf(frame: Uint8Array, checksum = false): ErrorCode | undefined {
  if (frame.at(-1) !== 0x23 || frame.at(-2) !== 0x23) return 'bad-end'
  return checksum || sum(frame, 2, frame.length - 3) === frame.at(-3) ? undefined : 'bad-checksum'
}

/** Cuts a stream into frames `@@…##`; `checksum: true` lets frames with a wrong sum pass. */
export const createFramer = ({ checksum = false }: { checksum?: boolean } = {}): Framer =>
  createLengthFramer({
    head: 0x40,
    header: headerSize,
    most: headerSize + largestData + 3,
    sizes: (header) => (dataLength(header) > largestData ? [] : [headerSize + dataLength(header) + 3]),
    check: (frame) => faultOf(frame, checksum),
  })
