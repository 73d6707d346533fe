import type { Framer, Rejected } from '../decoded.ts'
import { rejected } from '../decoded.ts'

/** Eight steps with A001 of every byte. */
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  return crc
})

/**
 * CRC of HJ 212 annex A: start FFFF; each byte is XORed onto the register shifted right by eight, then eight steps with
 * A001. Not CRC-16/MODBUS, whose register is not shifted first.
 */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff
  for (const byte of bytes) crc = table[(crc >> 8) ^ byte]!
  return crc
}

const hash = 0x23
const cr = 13
const lf = 10
/** `##`, four digits, the longest segment they can say, CRC, CR LF. */
const largest = 6 + 9999 + 4 + 2

/**
 * Cuts a stream into telegrams `##…CRC CR LF`. A telegram ends at its line end; `##` inside one means that its end was
 * lost: one that is as long as it says comes out as it is, for its decoder to refuse. `crlf: true` also lets a telegram end where its length says, for devices that send no line end.
 */
export const createFramer = ({ crlf = false }: { crlf?: boolean } = {}): Framer => new TelegramFramer(crlf)

class TelegramFramer implements Framer {
  private readonly crlf: boolean
  private readonly held = new Uint8Array(largest)
  /** Bytes held, 0 outside a telegram. */
  private length = 0
  /** Length the telegram says it has, 0 before its four digits are there. */
  private wanted = 0
  private skipped = 0
  private hashBefore = false
  private out: (Uint8Array | Rejected)[] = []

  constructor(crlf: boolean) {
    this.crlf = crlf
  }

  push(chunk: Uint8Array): (Uint8Array | Rejected)[] {
    this.out = []
    for (const byte of chunk) this.take(byte)
    return this.out
  }

  private take(byte: number): void {
    const begins = byte === hash && this.hashBefore
    this.hashBefore = byte === hash
    if (begins) this.begin()
    else if (this.length > 0) this.hold(byte)
    else if (byte !== cr && byte !== lf) this.skipped++
  }

  private begin(): void {
    if (this.length === 2) this.skipped++
    else if (this.length > 2) this.lose(this.length - 1)
    else if (this.skipped > 1) this.out.push(rejected('bad-start', this.skipped - 1))
    if (this.length !== 2) this.skipped = 0
    this.length = 2
    this.wanted = 0
    this.held[0] = hash
    this.held[1] = hash
  }

  private hold(byte: number): void {
    this.held[this.length++] = byte
    if (this.length === 6) this.wanted = this.declared()
    if (byte === lf || (this.crlf && this.length === this.wanted)) {
      this.out.push(this.held.slice(0, this.length))
      this.length = 0
    } else if (this.length === largest) {
      this.out.push(rejected('too-long', largest))
      this.length = 0
    }
  }

  /** A telegram whose end never came, because the next one begins. */
  private lose(length: number): void {
    if (length === this.wanted) this.out.push(this.held.slice(0, length))
    else this.out.push(this.wanted > 0 && length > this.wanted ? rejected('bad-end') : rejected('bad-length', length))
  }

  end(): (Uint8Array | Rejected)[] {
    this.out = []
    if (this.length > 2) this.lose(this.length)
    this.length = 0
    return this.out
  }

  private declared(): number {
    let number = 0
    for (let i = 2; i < 6; i++) {
      const digit = this.held[i]! - 48
      if (digit < 0 || digit > 9) return largest
      number = number * 10 + digit
    }
    return number + 10
  }
}
