type Place = { lon: number; lat: number }

/** The eight ways from a place, clockwise from north. */
export const ways = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const

/** Which way one place lies from another. */
export function wayTo(from: Place, to: Place): (typeof ways)[number] {
  const east = (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180)
  const turn = Math.atan2(east, to.lat - from.lat) / (Math.PI / 4)
  return ways[(Math.round(turn) + 8) % 8]!
}

/** A mark that would lie outside what is seen stands at its edge, `out`: the turn of an arrow towards it (degrees from the right, clockwise). */
export function kept(
  [x, y]: readonly [number, number],
  reach: { x: number; y: number },
): { at: [number, number]; out: number | null } {
  const share = Math.min(1, reach.x / Math.max(1, Math.abs(x)), reach.y / Math.max(1, Math.abs(y)))
  return { at: [x * share, y * share], out: share < 1 ? Math.round((Math.atan2(y, x) * 180) / Math.PI) : null }
}
