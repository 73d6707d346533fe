import { extent, pixels } from './mercator.ts'

/** A sign is 28 px wide: two so far apart are pressed one by one. */
const besidePx = 26
const step = (besidePx * extent) / pixels

/** What stands at one and the same place (several cameras on a pole) is set beside each other, to the east; everything else stays where it is. */
export function apart<T extends { at: readonly [number, number] }>(spots: readonly T[]): T[] {
  const taken = new Map<string, number>()
  return spots.map((spot) => {
    const [x, y] = spot.at
    const place = `${Math.round(x)} ${Math.round(y)}`
    const before = taken.get(place) ?? 0
    taken.set(place, before + 1)
    return before === 0 ? spot : { ...spot, at: [x + before * step, y] as const }
  })
}
