import { type Framer, type Rejected, rejected } from '../decoded.ts'
import { headEnd, mostBody, mostHead } from './sip.ts'

/**
 * Cuts a TCP stream of SIP into messages by their `Content-Length` (required there: what says none has no body); line ends
 * between messages are keep-alives. A stream that is not SIP cannot be found again: `bad-length` or `too-long`, and everything
 * after it is thrown away until the connection is closed (`broken`).
 */
export const createSipFramer = (): Framer & { readonly broken: boolean } => new SipFramer()

class SipFramer implements Framer {
  broken = false
  private held: Buffer = Buffer.alloc(0)
  private seen = 0

  push(chunk: Uint8Array): (Uint8Array | Rejected)[] {
    if (this.broken) return []
    this.held = this.held.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.held, chunk])
    const found: (Uint8Array | Rejected)[] = []
    for (let one = this.next(); one; one = this.broken ? undefined : this.next()) found.push(one)
    return found
  }

  private fail(error: 'bad-length' | 'too-long', detail: number): Rejected {
    this.broken = true
    this.held = Buffer.alloc(0)
    return rejected(error, detail)
  }

  private drop(count: number): void {
    if (count === 0) return
    this.held = this.held.subarray(count)
    this.seen = 0
  }

  /** The first whole message of what is held, undefined while it is not whole. */
  private next(): Uint8Array | Rejected | undefined {
    let blank = 0
    while (this.held[blank] === 13 || this.held[blank] === 10) blank++
    this.drop(blank)
    const end = headEnd(this.held, this.seen)
    if (end < 0) {
      this.seen = Math.max(0, this.held.length - 3)
      return this.held.length > mostHead ? this.fail('too-long', this.held.length) : undefined
    }
    const [, said = '0'] = /^(?:content-length|l)[ \t]*:[ \t]*(\S*)[ \t]*\r$/im.exec(this.held.toString('latin1', 0, end)) ?? []
    const length = /^\d{1,8}$/.test(said) ? Number(said) : Number.NaN
    if (Number.isNaN(length)) return this.fail('bad-length', end)
    if (length > mostBody || end > mostHead) return this.fail('too-long', length)
    if (this.held.length < end + length) return undefined
    const message = Uint8Array.from(this.held.subarray(0, end + length))
    this.drop(end + length)
    return message
  }
}
