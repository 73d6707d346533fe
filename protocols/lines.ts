import { type Framer, type Rejected, rejected } from './decoded.ts'

const none = new Uint8Array()

/**
 * Cuts a stream into lines (ended by LF, CR or both; empty lines are left out). A line longer than `most` bytes is one
 * `too-long`, and the next line is read again. `end` gives what stands after the last line end.
 */
export function createLineFramer(most: number): Framer & { end(): (Uint8Array | Rejected)[] } {
  let held: Uint8Array = none
  let skipping = false

  function take(part: Uint8Array, to: (Uint8Array | Rejected)[]): void {
    if (!skipping && held.length + part.length > most) to.push(rejected('too-long', most))
    else if (!skipping && held.length + part.length > 0) to.push(held.length === 0 ? part : joined(held, part))
    held = none
    skipping = false
  }

  return {
    push(chunk) {
      const lines: (Uint8Array | Rejected)[] = []
      let from = 0
      for (let at = 0; at < chunk.length; at++)
        if (chunk[at] === 10 || chunk[at] === 13) {
          take(chunk.subarray(from, at), lines)
          from = at + 1
        }
      const rest = chunk.subarray(from)
      if (skipping || rest.length === 0) return lines
      if (held.length + rest.length > most) {
        lines.push(rejected('too-long', most))
        held = none
        skipping = true
      } else held = joined(held, rest)
      return lines
    },
    end() {
      const lines: (Uint8Array | Rejected)[] = []
      take(none, lines)
      return lines
    },
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
