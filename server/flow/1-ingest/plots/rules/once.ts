import type { Seen } from '../types.ts'

/** A position without a second of its own, heard at several stations, is one if no more than this lies between. */
export const vagueMs = 10_000

export const plotKey = ({ source, number, at }: Pick<Seen, 'source' | 'number' | 'at'>): string =>
  `${source} ${number} ${at.getTime()}`

/** Of what came together each plot once, the first of its kind: the same target at the same moment, or at the same place within 10 s. */
export function onceEach(list: readonly Seen[]): Seen[] {
  const keys = new Set<string>()
  const vague = new Map<string, number>()
  return list.filter((seen) => {
    if (!seen.place || keys.has(plotKey(seen))) return false
    const spot = `${seen.source} ${seen.number} ${seen.place.lon} ${seen.place.lat}`
    const before = vague.get(spot)
    if (seen.vague && before !== undefined && Math.abs(seen.at.getTime() - before) <= vagueMs) return false
    keys.add(plotKey(seen))
    if (seen.vague) vague.set(spot, seen.at.getTime())
    return true
  })
}
