import type { Point } from './types.ts'

type Reader = { bytes: Buffer; at: number }
type Deltas = { dx: number; dy: number }[]

/** Where a weight lies between the lightest and the heaviest of a font of one axis: −1 … 1, as `fvar` and `avar` say. */
export function placeOf(weight: number, fvar: Buffer, avar: Buffer | undefined): number {
  const at = fvar.readUInt16BE(4)
  const [least, usual, most] = [4, 8, 12].map((by) => fvar.readInt32BE(at + by) / 65536) as [number, number, number]
  const held = Math.min(most, Math.max(least, weight))
  const place = held < usual ? (held - usual) / (usual - least) : held > usual ? (held - usual) / (most - usual) : 0
  return avar ? bent(place, avar) : place
}

function bent(place: number, avar: Buffer): number {
  const steps = Array.from({ length: avar.readUInt16BE(8) }, (_, n) => [
    avar.readInt16BE(10 + 4 * n) / 16384,
    avar.readInt16BE(12 + 4 * n) / 16384,
  ]) as [number, number][]
  const after = steps.findIndex(([from]) => from >= place)
  if (after <= 0) return steps[Math.max(after, 0)]?.[1] ?? place
  const [[a, low], [b, high]] = [steps[after - 1]!, steps[after]!]
  return low + ((place - a) / (b - a)) * (high - low)
}

/**
 * The outline of a character at a place between the masters of its font (`gvar`), and by how much its width changes. Points nobody moved
 * follow their neighbours, as OpenType says.
 */
export function varied(gvar: Buffer, glyph: number, { contours, place }: { contours: readonly Point[][]; place: number }) {
  const points = contours.flat()
  const ends = contours.map((_, n) => contours.slice(0, n + 1).reduce((sum, one) => sum + one.length, 0))
  const moved: Deltas = Array.from({ length: points.length + 4 }, () => ({ dx: 0, dy: 0 }))
  for (const { share, numbers, deltas } of tuples(gvar, glyph, { n: points.length + 4, place })) {
    const full = numbers === null ? deltas : followed({ points, ends, numbers, deltas })
    full.forEach(({ dx, dy }, n) => {
      moved[n]!.dx += share * dx
      moved[n]!.dy += share * dy
    })
  }
  let n = 0
  const shifted = contours.map((contour) =>
    contour.map(({ x, y, on }) => {
      const { dx, dy } = moved[n++]!
      return { x: Math.round(x + dx), y: Math.round(y + dy), on }
    }),
  )
  const [left, right] = moved.slice(points.length)
  return { contours: shifted, wider: right!.dx - left!.dx }
}

type Tuple = { share: number; numbers: number[] | null; deltas: Deltas }

function tuples(gvar: Buffer, glyph: number, { n, place }: { n: number; place: number }): Tuple[] {
  const long = (gvar.readUInt16BE(14) & 1) === 1
  const [from, to] = [glyph, glyph + 1].map((one) =>
    long ? gvar.readUInt32BE(20 + 4 * one) : 2 * gvar.readUInt16BE(20 + 2 * one),
  ) as [number, number]
  if (from === to) return []
  const start = gvar.readUInt32BE(16) + from
  const head = { bytes: gvar, at: start + 4 }
  const data = { bytes: gvar, at: start + gvar.readUInt16BE(start + 2) }
  const count = gvar.readUInt16BE(start)
  const common = count & 0x8000 ? numbersOf(data) : null
  return Array.from({ length: count & 0x0fff }, () => {
    const { size, share, own } = region(head, gvar, place)
    const end = data.at + size
    const numbers = own ? numbersOf(data) : common
    const [xs, ys] = [deltasOf(data, numbers?.length ?? n), deltasOf(data, numbers?.length ?? n)]
    data.at = end
    return { share, numbers, deltas: xs.map((dx, one) => ({ dx, dy: ys[one]! })) }
  }).filter(({ share }) => share !== 0)
}

function short(reader: Reader): number {
  reader.at += 2
  return reader.bytes.readInt16BE(reader.at - 2)
}

/** Over which stretch of the axis a set of moves counts, and how much of it at a place. */
function region(head: Reader, gvar: Buffer, place: number): { size: number; share: number; own: boolean } {
  const read = (): number => short(head)
  const [size, index] = [read() & 0xffff, read()]
  const peak = (index & 0x8000 ? read() : gvar.readInt16BE(gvar.readUInt32BE(8) + 2 * (index & 0x0fff))) / 16384
  const between = (index & 0x4000) !== 0
  const [from, to] = between ? [read() / 16384, read() / 16384] : [Math.min(0, peak), Math.max(0, peak)]
  return { size, share: shareAt(place, from, peak, to), own: (index & 0x2000) !== 0 }
}

function shareAt(place: number, from: number, peak: number, to: number): number {
  if (peak === 0 || place === peak) return 1
  if (place <= from || place >= to) return 0
  return place < peak ? (place - from) / (peak - from) : (to - place) / (to - peak)
}

/** Which points are moved; null: every one. */
function numbersOf(reader: Reader): number[] | null {
  const { bytes } = reader
  let count = bytes[reader.at++]!
  if (count === 0) return null
  if (count & 0x80) count = ((count & 0x7f) << 8) | bytes[reader.at++]!
  const numbers: number[] = []
  let last = 0
  while (numbers.length < count) {
    const control = bytes[reader.at++]!
    for (let left = (control & 0x7f) + 1; left > 0; left--) {
      last += control & 0x80 ? short(reader) & 0xffff : bytes[reader.at++]!
      numbers.push(last)
    }
  }
  return numbers
}

function deltasOf(reader: Reader, count: number): number[] {
  const { bytes } = reader
  const deltas: number[] = []
  while (deltas.length < count) {
    const control = bytes[reader.at++]!
    for (let left = (control & 0x3f) + 1; left > 0; left--)
      deltas.push(control & 0x80 ? 0 : control & 0x40 ? short(reader) : bytes.readInt8(reader.at++))
  }
  return deltas
}

type Given = { points: readonly Point[]; ends: readonly number[]; numbers: readonly number[]; deltas: Deltas }

/** Moves of all points from those of some (OpenType, gvar: interpolation of untouched points). */
function followed({ points, ends, numbers, deltas }: Given): Deltas {
  const given = new Map(numbers.map((number, n) => [number, deltas[n]!]))
  const full: Deltas = Array.from({ length: points.length + 4 }, (_, n) => given.get(n) ?? { dx: 0, dy: 0 })
  ends.forEach((end, contour) => {
    const start = contour === 0 ? 0 : ends[contour - 1]!
    const touched = numbers.filter((number) => number >= start && number < end).toSorted((a, b) => a - b)
    touched.forEach((from, n) => {
      const to = touched[(n + 1) % touched.length]!
      for (let one = next(from, start, end); one !== to && one !== from; one = next(one, start, end))
        full[one] = {
          dx: between(points[one]!.x, [points[from]!.x, given.get(from)!.dx], [points[to]!.x, given.get(to)!.dx]),
          dy: between(points[one]!.y, [points[from]!.y, given.get(from)!.dy], [points[to]!.y, given.get(to)!.dy]),
        }
    })
  })
  return full
}

const next = (one: number, start: number, end: number): number => (one + 1 === end ? start : one + 1)

function between(place: number, one: [number, number], other: [number, number]): number {
  const [[low, lowBy], [high, highBy]] = one[0] <= other[0] ? [one, other] : [other, one]
  if (low === high) return lowBy === highBy ? lowBy : 0
  if (place <= low) return lowBy
  if (place >= high) return highBy
  return lowBy + ((place - low) / (high - low)) * (highBy - lowBy)
}
