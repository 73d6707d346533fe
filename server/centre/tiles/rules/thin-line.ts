export type Point = [x: number, y: number]

/** Half a pixel in units of a tile: what bends less is not seen. */
const grain = 4

/** A line without the points that lie less than half a pixel beside what is left (Douglas and Peucker, 1973); its ends stay. */
export function thinLine(line: readonly Point[]): Point[] {
  if (line.length < 3) return [...line]
  const kept = new Set<number>([0, line.length - 1])
  const open: [number, number][] = [[0, line.length - 1]]
  for (let part = open.pop(); part; part = open.pop()) {
    const far = farthest(line, ...part)
    if (far === null) continue
    kept.add(far)
    open.push([part[0], far], [far, part[1]])
  }
  return line.filter((_, i) => kept.has(i))
}

/** The point between two that lies farthest from the straight way; null: all are near enough. */
function farthest(line: readonly Point[], first: number, last: number): number | null {
  let [found, most]: [number | null, number] = [null, grain]
  for (let i = first + 1; i < last; i++) {
    const off = offWay(line[i]!, line[first]!, line[last]!)
    if (off > most) [found, most] = [i, off]
  }
  return found
}

/** How far a point lies from a stretch, its ends included: a line may come back on itself. */
function offWay([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length))
  return Math.hypot(x - ax - share * dx, y - ay - share * dy)
}
