import type { Outline, Point } from './types.ts'

type Own = (char: string) => Outline | null
type Field = { left: number; right: number; bottom: number; top: number }

const em = 1000

/** Several characters drawn as one. */
export function sideBySide(parts: readonly Outline[]): Outline {
  let advance = 0
  const contours = parts.flatMap((part) => {
    const by = advance
    advance += part.advance
    return part.contours.map((contour) => contour.map(({ x, y, on }) => ({ x: x + by, y, on })))
  })
  return { advance, contours }
}

/** The lines of a character pressed into a field. The field of a whole one is 1000 wide, from −120 up to 880. */
function within({ advance, contours }: Outline, { left, right, bottom, top }: Field): Point[][] {
  const [wide, high] = [(right - left) / advance, (top - bottom) / em]
  return contours.map((contour) =>
    contour.map(({ x, y, on }) => ({ x: Math.round(left + x * wide), y: Math.round(bottom + (y + 120) * high), on })),
  )
}

/** The lines of a character pressed into a field by what is drawn of it. */
export function fitted({ contours }: Outline, { left, right, bottom, top }: Field): Point[][] {
  const [xs, ys] = [contours.flat().map(({ x }) => x), contours.flat().map(({ y }) => y)]
  const [least, low] = [Math.min(...xs), Math.min(...ys)]
  const [wide, high] = [(right - left) / (Math.max(...xs) - least), (top - bottom) / (Math.max(...ys) - low)]
  return contours.map((contour) =>
    contour.map(({ x, y, on }) => ({ x: Math.round(left + (x - least) * wide), y: Math.round(bottom + (y - low) * high), on })),
  )
}

/** A character nobody can draw: a box with its number in Unicode, in two rows, so that whoever reads it knows that one stands there and which. */
export function drawnBox(char: string, own: Own): Outline {
  const number = char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')
  const half = Math.ceil(number.length / 2)
  const rows = [number.slice(0, half), number.slice(half)]
  const digits = rows.flatMap((row, line) =>
    [...row].flatMap((digit, n) => {
      const drawn = own(digit)
      const [wide, bottom] = [760 / half, line === 0 ? 400 : 20]
      return drawn ? within(drawn, { left: 120 + n * wide, right: 120 + (n + 1) * wide, bottom, top: bottom + 420 }) : []
    }),
  )
  return { advance: em, contours: [square(40, -100), square(90, -50).toReversed(), ...digits] }
}

/** A square around the middle of a character; turned round it is the hole of another. */
function square(from: number, bottom: number): Point[] {
  const [right, top] = [em - from, 760 - bottom]
  return [
    { x: from, y: bottom, on: true },
    { x: from, y: top, on: true },
    { x: right, y: top, on: true },
    { x: right, y: bottom, on: true },
  ]
}
