import { useSyncExternalStore } from 'react'

/** Proportions from which on a wall has a fourth block. */
const wideWall = matchMedia('(min-aspect-ratio: 5/2)')
const follow = (changed: () => void) => {
  wideWall.addEventListener('change', changed)
  return () => wideWall.removeEventListener('change', changed)
}

/** Whether the wall has the wide proportions. */
export const useWide = (): boolean => useSyncExternalStore(follow, () => wideWall.matches)
