import { type ErrorCode, type Framer, type Rejected, rejected } from './decoded.ts'

/** A frame that begins with the same byte twice and says its own length. */
export type Shape = {
  head: number
  /** How many bytes must be there before the length is known. */
  header: number
  most: number
  /** The sizes a frame with this header can have, shortest first; none when it is no beginning of a frame. */
  sizes(header: Uint8Array): number[]
  /** Why the bytes are no frame, or undefined. */
  check(frame: Uint8Array): ErrorCode | undefined
  /** The head stands nowhere else in a frame: where it does, bytes were lost and the next one begins. */
  rareHead?: boolean
}

/** Bytes of checking that one received byte pays for: what hostile headers can cost is bounded by what they send. */
const creditPerByte = 8

/**
 * Cuts a stream into frames of a shape. What fails its check is reported once and looked through for a frame that begins
 * inside it; when the sender has used up its credit of such second looks, it is dropped as a whole. What has nothing but a
 * wrong check sum comes out as it is, for its decoder to refuse, unless another frame begins inside it.
 */
export const createLengthFramer = (shape: Shape): Framer => new LengthFramer(shape)

class LengthFramer implements Framer {
  private readonly shape: Shape
  private readonly held: Uint8Array
  private length = 0
  /** How many bytes are to be held before the next look. */
  private need = 2
  private credit = 0
  /** Bytes taken in, and up to where a failure has been reported. */
  private taken = 0
  private silentUntil = 0
  private skipped = 0
  private out: (Uint8Array | Rejected)[] = []

  constructor(shape: Shape) {
    this.shape = shape
    this.held = new Uint8Array(shape.most)
  }

  push(chunk: Uint8Array): (Uint8Array | Rejected)[] {
    this.out = []
    for (const byte of chunk) {
      this.held[this.length++] = byte
      this.taken++
      this.credit = Math.min(this.credit + creditPerByte, 16 * this.shape.most)
      if (this.length >= this.need) this.look()
      else if (this.length === 1 && byte !== this.shape.head) this.drop(1)
    }
    return this.out
  }

  end(): (Uint8Array | Rejected)[] {
    this.out = []
    this.tellSkipped()
    if (this.length > 0) this.out.push(rejected('too-short', this.length))
    this.length = 0
    this.need = 2
    return this.out
  }

  /** Looks at what is held until it needs more bytes. */
  private look(): void {
    while (this.align()) {
      if (this.length < this.shape.header) {
        this.need = this.shape.header
        return
      }
      const sizes = this.shape.sizes(this.held.subarray(0, this.shape.header))
      const verdict = this.judge(sizes)
      if (verdict === 'wait') return
      if (verdict !== 'taken') this.fail(verdict, sizes[0] ?? this.shape.header)
    }
  }

  /** Takes the frame of the first size that holds, or says why there is none. */
  private judge(sizes: number[]): ErrorCode | 'taken' | 'wait' {
    let error: ErrorCode = 'bad-header'
    for (const size of sizes) {
      if (size > this.length) {
        this.need = size
        return 'wait'
      }
      const frame = this.held.slice(0, size)
      const wrong = this.shape.check(frame)
      if (wrong === undefined) {
        this.emit(frame)
        return 'taken'
      }
      error = wrong
    }
    return error
  }

  /** Drops what cannot begin a frame; false when less than two bytes are left. */
  private align(): boolean {
    const { head } = this.shape
    let at = 0
    while (at < this.length && !(this.held[at] === head && (at + 1 === this.length || this.held[at + 1] === head))) at++
    this.drop(at)
    if (this.length >= 2) return true
    this.need = 2
    return false
  }

  private drop(count: number): void {
    if (count === 0) return
    const start = this.taken - this.length
    this.skipped += Math.max(0, Math.min(count, start + count - this.silentUntil))
    this.held.copyWithin(0, count, this.length)
    this.length -= count
  }

  private emit(frame: Uint8Array): void {
    this.tellSkipped()
    this.out.push(frame)
    this.silentUntil = this.taken - this.length + frame.length
    this.drop(frame.length)
  }

  private fail(error: ErrorCode, size: number): void {
    const start = this.taken - this.length
    if (start >= this.silentUntil) {
      this.tellSkipped()
      const whole = error === 'bad-checksum' && !this.beginsInside(size)
      this.out.push(whole ? this.held.slice(0, size) : rejected(error, size))
      this.silentUntil = start + size
    }
    const cost = this.length + size
    const affordable = this.credit >= cost
    this.credit -= affordable ? cost : 0
    this.drop(affordable ? 1 : Math.min(size, this.length))
  }

  private beginsInside(size: number): boolean {
    const { head, rareHead } = this.shape
    if (!rareHead) return false
    for (let at = 2; at < size; at++) if (this.held[at] === head && this.held[at - 1] === head) return true
    return false
  }

  private tellSkipped(): void {
    if (this.skipped > 0) this.out.push(rejected('bad-start', this.skipped))
    this.skipped = 0
  }
}
