import type { MouseEvent } from 'react'
import type { IconName } from './icons.tsx'

/** A place of the rail. `count` is what waits there. */
export type NavItem = { id: string; label: string; icon: IconName; href: string; count?: number }

/** Follows a link inside the app: return nothing; the address is set by the app's router. Modified clicks stay the browser's. */
export type Go = (href: string) => void

/** Makes a plain link follow the app's router, leaving new-tab clicks alone. */
export const linkGo = (href: string, go: Go | undefined) => (e: MouseEvent<HTMLAnchorElement>) => {
  if (!go || e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
  e.preventDefault()
  go(href)
}
