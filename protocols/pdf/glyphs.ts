import type { Point } from './types.ts'

type Stream = { bytes: Buffer; at: number }

/**
 * The outlines of all characters of a font, by their number, from the transformed table of WOFF2 (5.1). A character made of others
 * has none here: the fonts that come along have no such character, and one would show as a marked box.
 */
export function readGlyphs(table: Buffer): (Point[][] | null)[] {
  const sizes = Array.from({ length: 4 }, (_, n) => table.readUInt32BE(8 + 4 * n))
  const streams = sizes.map((size, n): Stream => {
    const from = sizes.slice(0, n).reduce((sum, one) => sum + one, 36)
    return { bytes: table.subarray(from, from + size), at: 0 }
  })
  const [contours, points, flags, places] = streams as [Stream, Stream, Stream, Stream]
  return Array.from({ length: table.readUInt16BE(4) }, () => {
    const n = contours.bytes.readInt16BE(contours.at)
    contours.at += 2
    if (n < 0) return null
    const counts = Array.from({ length: n }, () => short(points))
    const glyph = outline(counts, flags, places)
    // Its instructions are for screens; how long they are stands between.
    if (n > 0) short(places)
    return glyph
  })
}

function outline(counts: readonly number[], flags: Stream, places: Stream): Point[][] {
  let [x, y] = [0, 0]
  return counts.map((n) =>
    Array.from({ length: n }, () => {
      const flag = flags.bytes[flags.at++]!
      const [dx, dy] = step(flag & 127, places)
      x += dx
      y += dy
      return { x, y, on: flag < 128 }
    }),
  )
}

const signed = (flag: number, value: number): number => (flag & 1 ? value : -value)

/** From one point to the next (WOFF2, 5.2): the flag says how many bytes follow, and how they are shared. */
function step(flag: number, places: Stream): [number, number] {
  const next = (): number => places.bytes[places.at++]!
  if (flag < 10) return [0, signed(flag, ((flag & 14) << 7) + next())]
  if (flag < 20) return [signed(flag, (((flag - 10) & 14) << 7) + next()), 0]
  if (flag < 84) {
    const [high, low] = [flag - 20, next()]
    return [signed(flag, 1 + (high & 48) + (low >> 4)), signed(flag >> 1, 1 + ((high & 12) << 2) + (low & 15))]
  }
  if (flag < 120) {
    const high = flag - 84
    return [signed(flag, 1 + (Math.floor(high / 12) << 8) + next()), signed(flag >> 1, 1 + (((high % 12) >> 2) << 8) + next())]
  }
  if (flag < 124) {
    const [first, middle, last] = [next(), next(), next()]
    return [signed(flag, (first << 4) + (middle >> 4)), signed(flag >> 1, ((middle & 15) << 8) + last)]
  }
  const [a, b, c, d] = [next(), next(), next(), next()]
  return [signed(flag, (a << 8) + b), signed(flag >> 1, (c << 8) + d)]
}

/** 255UInt16 (WOFF2, 4.1). */
function short(stream: Stream): number {
  const { bytes } = stream
  const code = bytes[stream.at++]!
  if (code === 253) {
    stream.at += 2
    return bytes.readUInt16BE(stream.at - 2)
  }
  if (code === 255) return bytes[stream.at++]! + 253
  return code === 254 ? bytes[stream.at++]! + 506 : code
}
