import { useSyncExternalStore } from 'react'
import type { Scene } from './play/play.ts'

const screens = { area: 'overview', risk: 'risk', 'check-up': 'check-up', event: 'event', vital: 'vital' } as const

/**
 * What the address asks for; null when it names nothing ("#/"). "#/area/50%2F500105%2F" (a path, or the code of a zone), "#/risk",
 * "#/risk/50%2F500105%2F", "#/check-up/…", "#/event/0197…" and "#/vital/water.quality" or "#/vital/water.quality/50%2F500105%2F".
 */
export function readRoute(hash: string): Scene | null {
  const [, kind = '', value, of] = hash.replace(/^#/, '').split('/')
  const screen = (screens as Partial<Record<string, Scene['screen']>>)[kind]
  const plain = value ? decodeURIComponent(value) : null
  if (!screen || ((screen === 'event' || screen === 'overview' || screen === 'vital') && !plain)) return null
  if (screen === 'vital') return { screen, area: of ? decodeURIComponent(of) : null, event: null, vital: plain! }
  return screen === 'event' ? { screen, area: null, event: plain } : { screen, area: plain, event: null }
}

export function hrefOf({ screen, area, event, vital }: Partial<Scene>): string {
  if (event) return `#/event/${encodeURIComponent(event)}`
  if (vital) return `#/vital/${encodeURIComponent(vital)}${area ? `/${encodeURIComponent(area)}` : ''}`
  const kind = !screen || screen === 'overview' || screen === 'event' ? 'area' : screen
  return area ? `#/${kind}/${encodeURIComponent(area)}` : kind === 'area' ? '#/' : `#/${kind}`
}

const watch = (onChange: () => void) => {
  window.addEventListener('hashchange', onChange)
  return () => window.removeEventListener('hashchange', onChange)
}

const readHash = (): string => location.hash

/** The address behind "#", drawn anew when it changes. */
export const useHash = (): string => useSyncExternalStore(watch, readHash)
