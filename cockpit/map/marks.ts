import type { Box, XY } from '../../ui/project.ts'

/** A mark of a map: where it stands, how wide its shape is (0: none, its name stands on the point itself), how wide its name, and how much it matters. */
export type Mark = { at: XY; shape: number; words: number; weight: number }
/** `letter`: how high names are; `keep`: where they may stand; `taken`: where nothing else may (the inset, on the map around it). */
type Sheet = { letter: number; keep: Box; taken?: Box | null }

/** Names keep this much of a letter between them. */
const air = 0.12
/** Of a letter above and below the line it stands on. */
const [rise, fall] = [0.88, 0.22]

/** How wide words are drawn, in their letter's height: Latin letters, digits and blanks are about half as wide as a Chinese one. */
export const wide = (text: string, letter: number): number =>
  [...text].reduce((sum, one) => sum + (one.charCodeAt(0) > 0xff ? 1 : 0.58), 0) * letter

const meets = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const within = (a: Box, b: Box): boolean =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height

/** The box of a name whose middle of the line stands so far from its mark. */
function boxOf({ at: [x, y], words }: Mark, [dx, dy]: XY, letter: number): Box {
  const [aside, above] = [words / 2 + air * letter, (rise + air) * letter]
  return { x: x + dx - aside, y: y + dy - above, width: 2 * aside, height: above + (fall + air) * letter }
}

const shapeOf = ({ at: [x, y], shape }: Mark): Box => ({ x: x - shape / 2, y: y - shape / 2, width: shape, height: shape })

/** Where a name may stand, the best place first: below its shape, above it, beside it; without one on its point, or a little away from it. */
function placesOf({ shape, words }: Mark, letter: number): XY[] {
  const middle = (rise - fall) / 2
  if (shape === 0) {
    const steps = [0, -0.5, 0.5, -1, 1].flatMap((down) => [0, -0.25, 0.25, -0.5, 0.5].map((right): XY => [right, down]))
    return steps
      .toSorted((a, b) => Math.hypot(a[0] * 2, a[1]) - Math.hypot(b[0] * 2, b[1]))
      .map(([right, down]) => [right * words, (middle + down) * letter])
  }
  const aside = shape / 2 + words / 2 + 4
  const [below, above] = [shape / 2 + (rise + air) * letter, -shape / 2 - (fall + air) * letter]
  return [
    ...[0, -0.3, 0.3].map((right): XY => [right * words, below]),
    ...[0, -0.3, 0.3].map((right): XY => [right * words, above]),
    [aside, middle * letter],
    [-aside, middle * letter],
  ]
}

/**
 * Where the name of each mark stands, from its point; null: there is no room for it. What matters more chooses first, so that a name with nothing
 * open steps aside, and is left out before any other; one with a shape is never left out.
 */
export function placeNames(marks: readonly Mark[], { letter, keep, taken }: Sheet): (XY | null)[] {
  const shapes = marks.map(shapeOf)
  const placed: Box[] = taken ? [taken] : []
  const found: (XY | null)[] = marks.map(() => null)
  const order = marks.map((_, n) => n).toSorted((a, b) => marks[b]!.weight - marks[a]!.weight)
  for (const n of order) {
    const mark = marks[n]!
    const isFree = (place: XY): boolean => {
      const box = boxOf(mark, place, letter)
      return within(box, keep) && !placed.some((one) => meets(one, box)) && !shapes.some((one, m) => m !== n && meets(one, box))
    }
    const places = placesOf(mark, letter)
    const place = places.find(isFree) ?? (mark.shape > 0 ? places[0]! : null)
    if (place) placed.push(boxOf(mark, place, letter))
    found[n] = place
  }
  return found
}
