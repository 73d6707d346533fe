/** A thing that can be reached, by its box on the screen. */
export type Box = { left: number; top: number; right: number; bottom: number }
export type Way = 'left' | 'right' | 'up' | 'down'

const middle = ({ left, top, right, bottom }: Box): readonly [number, number] => [(left + right) / 2, (top + bottom) / 2]

/**
 * Where an arrow leads: the nearest box that lies that way; what lies aside counts threefold, so that rows and columns are followed. Null:
 * nothing lies there. Without a start the first one in reading order.
 */
export function nextIn(boxes: readonly Box[], from: number | null, way: Way): number | null {
  if (boxes.length === 0) return null
  const start = from === null ? undefined : boxes[from]
  if (!start) return 0
  const [x, y] = middle(start)
  let best: { at: number; far: number } | null = null
  boxes.forEach((box, at) => {
    if (at === from) return
    const [bx, by] = middle(box)
    const along = { left: x - bx, right: bx - x, up: y - by, down: by - y }[way]
    const aside = Math.abs(way === 'left' || way === 'right' ? by - y : bx - x)
    if (along <= 1) return
    const far = along + 3 * aside
    if (!best || far < best.far) best = { at, far }
  })
  return (best as { at: number } | null)?.at ?? null
}
