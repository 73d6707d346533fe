import type { Happening, Reach, Upstream } from '../types.ts'

export type Suspect = Happening & Pick<Upstream, 'hops' | 'minutes'>

const minuteMs = 60_000
const hourMs = 3_600_000

/**
 * What of the happenings upstream may have caused an event: it had begun early enough to have come down by then (its minutes of the way), and
 * was not over more than `hours` before. Where the way’s time is not known it counts as none: nothing is ruled out by what nobody knows.
 * The one that came down last before the event stands first, of two at once the nearer; a silence stands behind what was seen.
 */
export function suspect(upstream: readonly Upstream[], happenings: readonly Happening[], { openedAt, hours }: Reach): Suspect[] {
  const known = new Map(upstream.map((one) => [one.object, one]))
  const found = happenings.flatMap((one): (Suspect & { arrived: number })[] => {
    const place = known.get(one.object)
    if (!place) return []
    const wayMs = (place.minutes ?? 0) * minuteMs
    const arrived = one.at + wayMs
    const over = one.until === null ? openedAt : one.until + wayMs
    if (arrived > openedAt || over < openedAt - hours * hourMs) return []
    return [{ ...one, hops: place.hops, minutes: place.minutes, arrived }]
  })
  const rank = ({ why }: Suspect): number => (why === 'silent' ? 1 : 0)
  return found
    .sort((a, b) => rank(a) - rank(b) || b.arrived - a.arrived || a.hops - b.hops || (a.object < b.object ? -1 : 1))
    .map(({ arrived: _, ...rest }) => rest)
}
