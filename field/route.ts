import { useSyncExternalStore } from 'react'

/** Screens of the field app; each has an address behind the hash, so that back works and a link opens the right thing. */
export type Route =
  | { at: 'today' | 'report' | 'outbox' | 'me' | 'notices' | 'scan' | 'near' }
  | { at: 'object'; id: string }
  | { at: 'report-of'; id: string }
  | { at: 'order'; id: string }
  | { at: 'draft'; id: string }
  /** `object~inspection` */
  | { at: 'inspect'; id: string }

/** "#/order/0197…" → {at: 'order', id}. Anything unknown is today. */
export function readRoute(hash: string): Route {
  const [, at = '', id = ''] = hash.replace(/^#/, '').split('/')
  if ((at === 'order' || at === 'draft' || at === 'object' || at === 'report-of' || at === 'inspect') && id)
    return { at, id: decodeURIComponent(id) }
  if (at === 'report' || at === 'outbox' || at === 'me' || at === 'notices' || at === 'scan' || at === 'near') return { at }
  return { at: 'today' }
}

/** The address of a screen. */
export const hrefOf = (route: Route): string =>
  route.at === 'today' ? '#/' : 'id' in route ? `#/${route.at}/${encodeURIComponent(route.id)}` : `#/${route.at}`

const watch = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

/** The screen asked for by the address, re-rendering when it changes. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(watch, () => location.hash)
  return readRoute(hash)
}

/** Goes to a screen. `replace` leaves no trace in the history: after something was sent, back must not return to its form. */
export function go(route: Route, replace = false): void {
  if (replace) location.replace(hrefOf(route))
  else location.hash = hrefOf(route)
}
