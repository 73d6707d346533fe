import { useSyncExternalStore } from 'react'

function watcher(query: string) {
  const media = globalThis.matchMedia(query)
  const watch = (onChange: () => void) => {
    media.addEventListener('change', onChange)
    return () => media.removeEventListener('change', onChange)
  }
  return () => useSyncExternalStore(watch, () => media.matches)
}

/** From 1200 px on the right column stands beside the others; below it is a drawer. */
export const useWide = watcher('(min-width: 1200px)')

/** From 761 px on a list and its pane stand side by side; below one of them at a time. */
export const useTall = watcher('(min-width: 761px)')
