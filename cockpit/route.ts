import { useSyncExternalStore } from 'react'

/** What the wall shows: the overview of an area, or one event. `area` is a path ("50/500105/"), null for all this seat sees. */
export type Route = { area: string | null; event: string | null }

/** "#/area/50%2F500105%2F" and "#/event/0197…". */
export function readRoute(hash: string): Route {
  const [, kind, value] = hash.replace(/^#/, '').split('/')
  const plain = value ? decodeURIComponent(value) : null
  return { area: kind === 'area' ? plain : null, event: kind === 'event' ? plain : null }
}

export const hrefOf = ({ area, event }: Partial<Route>): string =>
  event ? `#/event/${encodeURIComponent(event)}` : area ? `#/area/${encodeURIComponent(area)}` : '#/'

const watch = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

export const useRoute = (): Route => readRoute(useSyncExternalStore(watch, () => location.hash))
