import { useSyncExternalStore } from 'react'

/** What the wall shows: the overview of an area, its risk (C3), or one event. `area` is a path ("50/500105/"), null for all this seat sees. */
export type Route = { area: string | null; event: string | null; risk: boolean }

/** "#/area/50%2F500105%2F", "#/risk/50%2F500105%2F", "#/risk" and "#/event/0197…". */
export function readRoute(hash: string): Route {
  const [, kind, value] = hash.replace(/^#/, '').split('/')
  const plain = value ? decodeURIComponent(value) : null
  const risk = kind === 'risk'
  return { area: kind === 'area' || risk ? plain : null, event: kind === 'event' ? plain : null, risk }
}

export function hrefOf({ area, event, risk }: Partial<Route>): string {
  if (event) return `#/event/${encodeURIComponent(event)}`
  const kind = risk ? 'risk' : 'area'
  return area ? `#/${kind}/${encodeURIComponent(area)}` : risk ? '#/risk' : '#/'
}

const watch = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

export const useRoute = (): Route => readRoute(useSyncExternalStore(watch, () => location.hash))
