/** What the service worker does with a request. `pass` = it does not touch it: the browser goes on as if there were no worker. */
export type Way = 'pass' | 'page' | 'asset' | 'fresh-first'

export type Asked = { method: string; url: string; mode: string }

/** Answers that a shift without network stands on: today's orders and inspections, who I am, what can be reported, objects looked at, the small map, photographs and papers seen. */
const kept = [
  /^\/api\/v1\/work-orders(\/[0-9a-f-]{36})?$/,
  /^\/api\/v1\/session$/,
  /^\/api\/v1\/inspections\/due$/,
  /^\/api\/v1\/inspection-plans$/,
  /^\/api\/v1\/public\/report-types$/,
  /^\/api\/v1\/reports\/mine$/,
  /^\/api\/v1\/objects\/[^/]+\/brief$/,
  /^\/api\/v1\/areas(\/[^/]+)?$/,
  /^\/api\/v1\/map\/outlines$/,
  /^\/api\/v1\/files\/[0-9a-f-]{36}$/,
]

/**
 * Which way a request goes. The live stream passes untouched: answered through the worker it would die whenever the browser
 * stops the worker. Everything that changes something passes too: the outbox repeats it, not the worker.
 */
export function wayOf(asked: Asked, origin: string, shell: ReadonlySet<string>): Way {
  const url = new URL(asked.url)
  if (asked.method !== 'GET' || url.origin !== origin) return 'pass'
  const path = url.pathname
  if (path.startsWith('/api/')) return kept.some((pattern) => pattern.test(path)) ? 'fresh-first' : 'pass'
  if (asked.mode === 'navigate') return path === '/field' || path.startsWith('/field/') ? 'page' : 'pass'
  return shell.has(path) ? 'asset' : 'pass'
}

/**
 * Under which address an answer is kept: two demo people in two tabs of one browser must not read each other's. `session` is the
 * header of the tab's demo session; only its beginning is used, so that the secret itself does not stand in the cache.
 */
export function keyOf(url: string, session: string | null): string {
  if (!session) return url
  const key = new URL(url)
  key.searchParams.set('zl-tab', session.slice(0, 8))
  return key.href
}

/** Headers that must not be answered again later: the server's clock would run backwards. */
export const spoiled = ['x-server-time', 'date', 'set-cookie', 'content-encoding', 'content-length']

/** How many answers and photographs are kept; the oldest go first. Unsent things stand elsewhere and are not counted here. */
export const most = { answers: 120, photos: 80 } as const

/** Which keys are to be dropped, oldest first, given all keys in the order they were kept. */
export function surplus(keys: readonly string[]): string[] {
  const isPhoto = (key: string) => new URL(key).pathname.startsWith('/api/v1/files/')
  const photos = keys.filter(isPhoto)
  const answers = keys.filter((key) => !isPhoto(key))
  return [
    ...photos.slice(0, Math.max(0, photos.length - most.photos)),
    ...answers.slice(0, Math.max(0, answers.length - most.answers)),
  ]
}
