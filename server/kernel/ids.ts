import { randomBytes } from 'node:crypto'

/** UUIDv7 from the kernel's clock: sorts by time, made in the application (SQL floor is PostgreSQL 15). */
export function uuidv7(now: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The same with a count behind the time: of what came within one millisecond, and one process, the first sorts first. */
export function orderedId(at: Date, count: number): string {
  const bytes = Buffer.from(uuidv7(at).replaceAll('-', ''), 'hex')
  const low = count % 2 ** 30
  bytes.writeUInt16BE(0x7000 | (low >>> 18), 6)
  bytes.writeUInt16BE(0x8000 | ((low >>> 4) & 0x3fff), 8)
  bytes[10] = ((low & 0xf) << 4) | (bytes[10]! & 0xf)
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

// Crockford's alphabet: no I, L, O, U, so that a code read out on the phone is heard right.
const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Public look-up code of a report: 10 characters, 50 bits of chance, not enumerable. */
export const lookupCode = (): string => [...randomBytes(10)].map((byte) => base32[byte & 31]).join('')

/** 256-bit session id, hex. Only its hash is stored. */
export const sessionId = (): string => randomBytes(32).toString('hex')
