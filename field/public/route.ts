import { useSyncExternalStore } from 'react'

/** Pages of the public page: home, a new report, what became of the one just sent, progress of a code. */
export type Route =
  | { at: 'home' | 'send' }
  | { at: 'code'; code: string }
  | { at: 'got'; id: string }
  | { at: 'look'; code: string }

/** The code of an object in the path of the page: `/public/code/SVHCEVNW9C`, as it stands on a plate. Null: the page is about nothing. */
export const codeInPath = (path: string): string | null => /^\/public\/code\/([^/]+)/.exec(path)?.[1] ?? null

/** The page of an address. Where the path names a code its page is what others call home. */
export function readRoute(hash: string, path = '/public'): Route {
  const [, at = '', value = ''] = hash.replace(/^#/, '').split('/')
  if (at === 'got' && value) return { at, id: decodeURIComponent(value) }
  if (at === 'look' && value) return { at, code: decodeURIComponent(value) }
  if (at === 'send') return { at }
  const code = codeInPath(path)
  return code ? { at: 'code', code } : { at: 'home' }
}

export const hrefOf = (route: Route): string => {
  if (route.at === 'got') return `#/got/${encodeURIComponent(route.id)}`
  if (route.at === 'code') return `/public/code/${encodeURIComponent(route.code)}`
  if (route.at === 'look') return `#/look/${encodeURIComponent(route.code)}`
  return route.at === 'send' ? '#/send' : '#/'
}

const watch = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}
export const useRoute = (): Route =>
  readRoute(
    useSyncExternalStore(watch, () => location.hash),
    location.pathname,
  )
export function go(route: Route, replace = false): void {
  if (replace) location.replace(hrefOf(route))
  else location.hash = hrefOf(route)
}

/** A code as people write it: small letters, spaces, hyphens; O for 0, I and L for 1. Null when it can be none. Same rule as the server's. */
export function readCode(written: string): string | null {
  const code = written.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(code) ? code : null
}

/** "SVHCE VNW9C": two groups are read and copied with fewer slips. */
export const spaced = (code: string): string => `${code.slice(0, 5)} ${code.slice(5)}`
