import type { Outline, Point } from './types.ts'

/** Lines of a font, in thousandths of its size. */
export const line = { ascent: 880, descent: -120, capital: 733 } as const

/** A TrueType font of nothing but outlines, in their order: what a PDF needs of one (ISO 32000-2, 9.9). The first stands for what is missing. */
export function writeTrueType(outlines: readonly Outline[]): Buffer {
  const glyphs = outlines.map(({ contours }) => glyph(contours))
  const loca = Buffer.alloc(4 * (glyphs.length + 1))
  let at = 0
  glyphs.forEach((one, n) => {
    at += one.length
    loca.writeUInt32BE(at, 4 * (n + 1))
  })
  const hmtx = Buffer.alloc(4 * outlines.length)
  outlines.forEach(({ advance, contours }, n) => {
    hmtx.writeUInt16BE(advance, 4 * n)
    hmtx.writeInt16BE(contours.length > 0 ? Math.min(...contours.flat().map(({ x }) => x)) : 0, 4 * n + 2)
  })
  return tables([
    ['glyf', Buffer.concat(glyphs)],
    ['head', head()],
    ['hhea', hhea(outlines)],
    ['hmtx', hmtx],
    ['loca', loca],
    ['maxp', maxp(outlines)],
  ])
}

function glyph(contours: Outline['contours']): Buffer {
  if (contours.length === 0) return Buffer.alloc(0)
  const points = contours.flat()
  const top = Buffer.alloc(10 + 2 * contours.length + 2)
  top.writeInt16BE(contours.length, 0)
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const edges = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  for (const [n, edge] of edges.entries()) top.writeInt16BE(edge, 2 + 2 * n)
  let last = -1
  for (const [n, contour] of contours.entries()) {
    last += contour.length
    top.writeUInt16BE(last, 10 + 2 * n)
  }
  const body = Buffer.concat([top, ...packed(points)])
  return body.length % 4 === 0 ? body : Buffer.concat([body, Buffer.alloc(4 - (body.length % 4))])
}

/** Flags, then the steps to the right, then those upward; a short step takes one byte, none takes nothing. */
function packed(points: readonly Point[]): [Buffer, Buffer, Buffer] {
  const flags: number[] = []
  const [xs, ys]: [number[], number[]] = [[], []]
  let [x, y] = [0, 0]
  for (const point of points) {
    const flag = stepOf(point.x - x, xs, { short: 2, same: 16 }) | stepOf(point.y - y, ys, { short: 4, same: 32 })
    flags.push(flag | (point.on ? 1 : 0))
    ;({ x, y } = point)
  }
  return [Buffer.from(flags), Buffer.from(xs), Buffer.from(ys)]
}

function stepOf(by: number, into: number[], { short, same }: { short: number; same: number }): number {
  if (by === 0) return same
  if (Math.abs(by) < 256) {
    into.push(Math.abs(by))
    return by > 0 ? short | same : short
  }
  into.push((by >> 8) & 255, by & 255)
  return 0
}

function head(): Buffer {
  const table = Buffer.alloc(54)
  table.writeUInt32BE(0x00010000, 0)
  table.writeUInt32BE(0x00010000, 4)
  table.writeUInt32BE(0x5f0f3cf5, 12)
  table.writeUInt16BE(1000, 18)
  for (const [n, edge] of [0, -200, 4000, 1100].entries()) table.writeInt16BE(edge, 36 + 2 * n)
  table.writeUInt16BE(8, 46)
  table.writeInt16BE(2, 48)
  // Places of outlines are written long.
  table.writeInt16BE(1, 50)
  return table
}

function hhea(outlines: readonly Outline[]): Buffer {
  const table = Buffer.alloc(36)
  table.writeUInt32BE(0x00010000, 0)
  table.writeInt16BE(line.ascent, 4)
  table.writeInt16BE(line.descent, 6)
  table.writeUInt16BE(Math.max(...outlines.map(({ advance }) => advance)), 10)
  table.writeUInt16BE(outlines.length, 34)
  return table
}

function maxp(outlines: readonly Outline[]): Buffer {
  const table = Buffer.alloc(32)
  table.writeUInt32BE(0x00010000, 0)
  table.writeUInt16BE(outlines.length, 4)
  table.writeUInt16BE(Math.max(...outlines.map(({ contours }) => contours.flat().length)), 6)
  table.writeUInt16BE(Math.max(...outlines.map(({ contours }) => contours.length)), 8)
  table.writeUInt16BE(1, 14)
  return table
}

function tables(all: readonly (readonly [string, Buffer])[]): Buffer {
  const top = Buffer.alloc(12 + 16 * all.length)
  top.writeUInt32BE(0x00010000, 0)
  top.writeUInt16BE(all.length, 4)
  const power = Math.floor(Math.log2(all.length))
  for (const [n, value] of [16 * 2 ** power, power, 16 * (all.length - 2 ** power)].entries()) top.writeUInt16BE(value, 6 + 2 * n)
  let at = top.length
  const bodies = all.map(([tag, table], n) => {
    const body = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)])
    top.write(tag, 12 + 16 * n, 'latin1')
    for (const [one, value] of [sumOf(body), at, table.length].entries()) top.writeUInt32BE(value, 16 + 16 * n + 4 * one)
    at += body.length
    return body
  })
  return Buffer.concat([top, ...bodies])
}

function sumOf(body: Buffer): number {
  let sum = 0
  for (let at = 0; at < body.length; at += 4) sum = (sum + body.readUInt32BE(at)) >>> 0
  return sum
}
