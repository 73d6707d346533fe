import { type Decoded, decoded, type Framer, type Rejected, rejected } from '../decoded.ts'

const flag = 0x7e
const mark = 0x7d

/** XOR over header and body. */
export function checksum(bytes: Uint8Array, end = bytes.length): number {
  let sum = 0
  for (let i = 0; i < end; i++) sum ^= bytes[i]!
  return sum
}

/** `7D 02` → `7E`, `7D 01` → `7D`, in one pass from left to right; anything else after `7D` is no frame. */
export function withoutEscapes(bytes: Uint8Array): Decoded<Uint8Array> {
  if (!bytes.includes(mark)) return decoded(bytes)
  const plain = new Uint8Array(bytes.length)
  let length = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte !== mark) {
      plain[length++] = byte
      continue
    }
    const second = bytes[++i]
    if (second !== 1 && second !== 2) return rejected('bad-escape', i)
    plain[length++] = second === 2 ? flag : mark
  }
  return decoded(plain.subarray(0, length))
}

/** Header and body as they go on the wire: checksum added, escaped, between flags. */
export function wrap(plain: Uint8Array): Uint8Array {
  const out = new Uint8Array(plain.length * 2 + 4)
  let length = 0
  const put = (byte: number): void => {
    if (byte === flag || byte === mark) {
      out[length++] = mark
      out[length++] = byte === flag ? 2 : 1
    } else out[length++] = byte
  }
  out[length++] = flag
  for (const byte of plain) put(byte)
  put(checksum(plain))
  out[length++] = flag
  return out.slice(0, length)
}

/** Largest body 1023, header at most 21, checksum 1, every byte escaped, two flags. */
export const largestFrame = 2 * (1023 + 21 + 1) + 2

/** Shortest header 12, checksum 1, two flags. */
export const shortestFrame = 15

/**
 * Cuts a TCP stream into frames `7E … 7E`, flags included. Every flag may end one frame and begin the next, so that a
 * lost flag costs no frame but its own; what stands between two frames comes out `too-short`, or as a frame the
 * decoder refuses.
 */
export function createFramer(limit = largestFrame): Framer {
  const held = new Uint8Array(limit)
  held[0] = flag
  let inside = false
  let length = 0
  const close = (): Uint8Array | Rejected => {
    if (!inside) return rejected('bad-start', length)
    if (length >= limit) return rejected('too-long', length)
    if (length + 1 < shortestFrame) return rejected('too-short', length - 1)
    held[length] = flag
    return held.slice(0, length + 1)
  }
  return {
    push(chunk) {
      const out: (Uint8Array | Rejected)[] = []
      for (const byte of chunk) {
        if (byte === flag) {
          if (length > (inside ? 1 : 0)) out.push(close())
          inside = true
          length = 1
        } else {
          if (inside && length < limit - 1) held[length] = byte
          length++
        }
      }
      return out
    },
    end() {
      if (length <= (inside ? 1 : 0)) return []
      return [inside ? rejected('bad-end', length) : rejected('bad-start', length)]
    },
  }
}
