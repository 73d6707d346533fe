import type { PackStart } from '../../../city/pack/types.ts'

/**
 * Since when a pack is on at a place (paths of the districts it lies in): since the district switched it on, or the city did after that; where
 * nobody ever switched it, since it was there. `at` null: nobody noted it.
 */
export function sinceOn(starts: readonly PackStart[], paths: readonly string[]): Omit<PackStart, 'area'> {
  const switched = starts.filter(
    ({ area, how }) => how === 'switched-on' && (area === '' || paths.some((path) => path.startsWith(area))),
  )
  const last = switched.toSorted((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0)).at(-1)
  const { at, how } = last ?? starts.find(({ area }) => area === '') ?? { at: null, how: 'unknown' as const }
  return { at, how }
}
