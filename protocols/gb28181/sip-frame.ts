import { type Framer, type Rejected, rejected } from '../decoded.ts'
import { headEnd, mostBody, mostHead } from './sip.ts'

/**
 * Cuts a TCP stream of SIP into messages by their `Content-Length` (required there: what says none has no body); line ends
 * between messages are keep-alives. A stream that is not SIP cannot be found again: `bad-length` or `too-long`, and everything
 * after it is thrown away until the connection is closed (`broken`).
 */
export function createSipFramer(): Framer & { readonly broken: boolean } {
  let held: Buffer = Buffer.alloc(0)
  let seen = 0
  let broken = false
  const fail = (error: 'bad-length' | 'too-long', detail: number): Rejected => {
    broken = true
    held = Buffer.alloc(0)
    return rejected(error, detail)
  }

  /** The first whole message of what is held, undefined while it is not whole. */
  function next(): Uint8Array | Rejected | undefined {
    let blank = 0
    while (held[blank] === 13 || held[blank] === 10) blank++
    if (blank > 0) {
      held = held.subarray(blank)
      seen = 0
    }
    const end = headEnd(held, seen)
    if (end < 0) {
      seen = Math.max(0, held.length - 3)
      return held.length > mostHead ? fail('too-long', held.length) : undefined
    }
    const [, said = '0'] = /^(?:content-length|l)[ \t]*:[ \t]*(\S*)[ \t]*\r$/im.exec(held.toString('latin1', 0, end)) ?? []
    const length = /^\d{1,8}$/.test(said) ? Number(said) : Number.NaN
    if (Number.isNaN(length)) return fail('bad-length', end)
    if (length > mostBody || end > mostHead) return fail('too-long', length)
    if (held.length < end + length) return undefined
    const message = Uint8Array.from(held.subarray(0, end + length))
    held = held.subarray(end + length)
    seen = 0
    return message
  }

  return {
    get broken() {
      return broken
    },
    push(chunk) {
      if (broken) return []
      held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk])
      const found: (Uint8Array | Rejected)[] = []
      for (let one = next(); one; one = broken ? undefined : next()) found.push(one)
      return found
    },
  }
}
