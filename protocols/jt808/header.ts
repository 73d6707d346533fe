import { fromHex, type Reader, toHex, Writer } from '../bytes.ts'
import type { Header } from './types.ts'

/** What the header says about the body: its length in bytes. */
export type Envelope = Header & { length: number }

const newer = 0x4000
const inParts = 0x2000
const hexIds = (id: number): string => id.toString(16).padStart(4, '0')

/** 12 to 21 bytes. Terminals that fill the SIM number with other half bytes than digits keep them, as hex. */
export function readHeader(from: Reader): Envelope {
  const id = hexIds(from.u16())
  const properties = from.u16()
  const is2019 = (properties & newer) !== 0
  const protocolVersion = is2019 ? from.u8() : 0
  const phone = toHex(from.slice(is2019 ? 10 : 6)).replace(/^0+(?=.)/, '')
  const serial = from.u16()
  const header: Envelope = {
    id,
    version: is2019 ? 2019 : 2013,
    protocolVersion,
    phone,
    serial,
    encryption: (properties >> 10) & 7,
    length: properties & 0x3ff,
  }
  if (properties & inParts) header.part = { total: from.u16(), number: from.u16() }
  return header
}

export function writeHeader(header: Header, length: number): Writer {
  const to = new Writer()
  const is2019 = header.version === 2019
  to.u16(Number.parseInt(header.id, 16))
  to.u16(length | (header.encryption << 10) | (header.part ? inParts : 0) | (is2019 ? newer : 0))
  if (is2019) to.u8(header.protocolVersion)
  to.put(phoneBytes(header.phone, is2019 ? 10 : 6)).u16(header.serial)
  if (header.part) to.u16(header.part.total).u16(header.part.number)
  return to
}

function phoneBytes(phone: string, size: number): Uint8Array {
  return fromHex(phone.padStart(2 * size, '0').slice(-2 * size)) ?? new Uint8Array(size)
}
