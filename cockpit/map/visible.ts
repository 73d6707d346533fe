import type { XY } from '../../ui/project.ts'

type Frame = { left: number; top: number; right: number; bottom: number }
type Side = { inside: (p: XY) => boolean; cut: (a: XY, b: XY) => XY }

function sidesOf({ left, top, right, bottom }: Frame): Side[] {
  const atX =
    (x: number) =>
    ([ax, ay]: XY, [bx, by]: XY): XY => [x, ay + ((x - ax) / (bx - ax)) * (by - ay)]
  const atY =
    (y: number) =>
    ([ax, ay]: XY, [bx, by]: XY): XY => [ax + ((y - ay) / (by - ay)) * (bx - ax), y]
  return [
    { inside: ([x]) => x >= left, cut: atX(left) },
    { inside: ([x]) => x <= right, cut: atX(right) },
    { inside: ([, y]) => y >= top, cut: atY(top) },
    { inside: ([, y]) => y <= bottom, cut: atY(bottom) },
  ]
}

/** The part of a ring inside a frame (Sutherland–Hodgman); empty when it lies outside. */
export function clip(ring: readonly XY[], frame: Frame): XY[] {
  let points: XY[] = [...ring]
  for (const { inside, cut } of sidesOf(frame)) {
    const before = points
    points = before.flatMap((point, n) => {
      const last = before.at(n - 1)!
      if (inside(point)) return inside(last) ? [point] : [cut(last, point), point]
      return inside(last) ? [cut(last, point)] : []
    })
  }
  return points
}

/** Where to write the name of an area of which a frame shows a part: the middle of that part. Null when too little of it is seen. */
export function middleIn(ring: readonly XY[], frame: Frame, least: number): XY | null {
  const part = clip(ring, frame)
  let [area, x, y] = [0, 0, 0]
  part.forEach(([bx, by], n) => {
    const [ax, ay] = part.at(n - 1)!
    const cross = ax * by - bx * ay
    area += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  })
  return Math.abs(area) / 2 < least ? null : [x / (3 * area), y / (3 * area)]
}
