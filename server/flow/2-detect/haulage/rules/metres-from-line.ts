type Point = readonly [lon: number, lat: number]
const metresPerDegree = 111_195

/** Metres from a place to the nearest point of a line of two points or more, on a plane around the place: right to a few metres within 50 km. */
export function metresFromLine(line: readonly Point[], { lon, lat }: { lon: number; lat: number }): number {
  const east = metresPerDegree * Math.cos((lat * Math.PI) / 180)
  const flat = line.map(([x, y]) => [(x - lon) * east, (y - lat) * metresPerDegree] as const)
  let best = Number.POSITIVE_INFINITY
  for (let i = 1; i < flat.length; i++) {
    const [[ax, ay], [bx, by]] = [flat[i - 1]!, flat[i]!]
    const length = (bx - ax) ** 2 + (by - ay) ** 2
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / length))
    best = Math.min(best, Math.hypot(ax + share * (bx - ax), ay + share * (by - ay)))
  }
  return best
}
