/**
 * Reads big-endian numbers, text and BCD from bytes without ever throwing: beyond the end every number is 0, every text
 * empty, and `failed` says so. A decoder looks at `failed` once, at its end.
 */
export class Reader {
  readonly bytes: Uint8Array
  readonly end: number
  at: number
  failed = false

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes
    this.end = Math.min(end, bytes.length)
    this.at = at
  }

  get left(): number {
    return this.end - this.at
  }

  /** The place of the next `count` bytes, or -1 when they are not there. */
  private take(count: number): number {
    const at = this.at
    if (count < 0 || this.end - at < count) {
      this.failed = true
      this.at = this.end
      return -1
    }
    this.at = at + count
    return at
  }

  /** Unsigned, big-endian, 1 to 6 bytes. */
  uint(count: number): number {
    const at = this.take(count)
    if (at < 0) return 0
    let value = 0
    for (let i = 0; i < count; i++) value = value * 256 + this.bytes[at + i]!
    return value
  }

  /** Unsigned, low byte first, 1 to 6 bytes. */
  uintLe(count: number): number {
    const at = this.take(count)
    if (at < 0) return 0
    let value = 0
    for (let i = count - 1; i >= 0; i--) value = value * 256 + this.bytes[at + i]!
    return value
  }

  u8(): number {
    const at = this.take(1)
    return at < 0 ? 0 : this.bytes[at]!
  }

  u16(): number {
    const at = this.take(2)
    return at < 0 ? 0 : (this.bytes[at]! << 8) | this.bytes[at + 1]!
  }

  u32(): number {
    const at = this.take(4)
    return at < 0
      ? 0
      : ((this.bytes[at]! << 24) | (this.bytes[at + 1]! << 16) | (this.bytes[at + 2]! << 8) | this.bytes[at + 3]!) >>> 0
  }

  /** The next bytes, not copied; empty when they are not there. */
  slice(count: number): Uint8Array {
    const at = this.take(count)
    return at < 0 ? this.bytes.subarray(0, 0) : this.bytes.subarray(at, at + count)
  }
}

/** Grows as it is written to; numbers are cut to their width, never refused. */
export class Writer {
  private bytes = new Uint8Array(64)
  length = 0

  private room(count: number): number {
    const at = this.length
    this.length = at + count
    if (this.length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length))
      larger.set(this.bytes)
      this.bytes = larger
    }
    return at
  }

  /** Unsigned, big-endian, 1 to 6 bytes. */
  uint(count: number, value: number): this {
    const at = this.room(count)
    let rest = value
    for (let i = count - 1; i >= 0; i--) {
      this.bytes[at + i] = rest % 256
      rest = Math.floor(rest / 256)
    }
    return this
  }

  /** Unsigned, low byte first, 1 to 6 bytes. */
  uintLe(count: number, value: number): this {
    const at = this.room(count)
    let rest = value
    for (let i = 0; i < count; i++) {
      this.bytes[at + i] = rest % 256
      rest = Math.floor(rest / 256)
    }
    return this
  }

  u8(value: number): this {
    return this.uint(1, value)
  }

  u16(value: number): this {
    return this.uint(2, value)
  }

  u32(value: number): this {
    return this.uint(4, value)
  }

  put(bytes: Uint8Array): this {
    const at = this.room(bytes.length)
    this.bytes.set(bytes, at)
    return this
  }

  /** Puts exactly `count` bytes: the first of `bytes`, then `fill`. */
  putFixed(bytes: Uint8Array, count: number, fill = 0): this {
    const at = this.room(count)
    this.bytes.fill(fill, at, at + count)
    this.bytes.set(bytes.subarray(0, count), at)
    return this
  }

  /** Overwrites two bytes written before, big-endian: a length known only afterwards. */
  setU16(at: number, value: number): void {
    this.bytes[at] = (value >> 8) & 255
    this.bytes[at + 1] = value & 255
  }

  /** What was written, as a copy of its own. */
  done(): Uint8Array {
    return this.bytes.slice(0, this.length)
  }
}

const digits = '0123456789abcdef'
const pairs = Array.from({ length: 256 }, (_, byte) => digits[byte >> 4]! + digits[byte & 15]!)

/** Lower-case hex without blanks. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += pairs[byte]
  return text
}

/** Bytes of hex text (either case, blanks inside, `0x` before it); `undefined` when it is not hex. */
export function fromHex(text: string): Uint8Array | undefined {
  const plain = text.replace(/^\s*0x/i, '').replace(/\s+/g, '')
  if (plain.length % 2 !== 0 || /[^0-9a-f]/i.test(plain)) return undefined
  const bytes = new Uint8Array(plain.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(plain.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

/** The digits of packed BCD; `undefined` when a half byte is no digit. */
export function bcdDigits(bytes: Uint8Array): string | undefined {
  for (const byte of bytes) if (byte > 0x99 || (byte & 15) > 9) return undefined
  return toHex(bytes)
}

/** Digits as packed BCD of `count` bytes, zeros in front; what is no digit counts as 0. */
export function toBcd(value: string | number, count: number): Uint8Array {
  const text = String(value)
    .replace(/[^0-9]/g, '')
    .padStart(count * 2, '0')
    .slice(-count * 2)
  return fromHex(text) ?? new Uint8Array(count)
}
