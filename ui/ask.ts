import type { Lang } from './kept-lang.ts'

const DEMO_KEY = 'zhili.demo-session'

/** The demo session of this tab (demo mode only: two demo people in one browser), or null. */
export const demoSession = (): string | null => globalThis.sessionStorage?.getItem(DEMO_KEY) ?? null

/** Keeps or forgets the demo session of this tab. */
export function setDemoSession(id: string | null): void {
  if (id === null) sessionStorage.removeItem(DEMO_KEY)
  else sessionStorage.setItem(DEMO_KEY, id)
}

/** Query values; undefined and null are left out, arrays are repeated. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>

/** "/events" + {area: '50/', limit: 50} → "/api/v1/events?area=50%2F&limit=50". */
export function apiUrl(path: string, query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one))
  }
  const tail = params.toString()
  return `/api/v1${path}${tail ? `?${tail}` : ''}`
}

/** What a request in a language carries: the language of refusals, and the demo session of the tab when there is one. */
export function headersIn(lang: Lang): Record<string, string> {
  const demo = demoSession()
  return { accept: 'application/json', 'accept-language': lang, ...(demo ? { 'x-demo-session': demo } : {}) }
}
