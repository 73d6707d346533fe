/** A place as the phone found it. `accuracyM` is the radius the true place lies in with 68 %, in metres. */
export type Fix = { lon: number; lat: number; accuracyM: number }

/** Good enough to stop at once, and the longest a person is kept waiting. */
export const goodM = 10
export const longestMs = 15_000

/** The better of two fixes: the smaller circle. */
export const better = (a: Fix | null, b: Fix): Fix => (a && a.accuracyM <= b.accuracyM ? a : b)

export type Locating = { best: Fix | null; done: boolean; problem: 'denied' | 'none' | 'insecure' | null }

export const begun: Locating = { best: null, done: false, problem: null }

/** What a new fix makes of the search: the best one is kept, and a good one ends it. */
export function afterFix(now: Locating, fix: Fix): Locating {
  const best = better(now.best, fix)
  return { best, done: best.accuracyM <= goodM, problem: null }
}

/** The time is over: the best fix so far stands, none at all is a problem. */
export const afterTime = (now: Locating): Locating => ({ ...now, done: true, problem: now.best ? null : (now.problem ?? 'none') })

/**
 * Looks for the place: best of 15 seconds, ended early by a fix of ±10 m or by `stop`. Tells each change. The receiver is on only
 * while this runs.
 */
export function locate(tell: (now: Locating) => void): () => void {
  let now = begun
  const set = (next: Locating) => {
    now = next
    tell(now)
    if (now.done) end()
  }
  const timer = setTimeout(() => set(afterTime(now)), longestMs)
  let watch: number | null = null
  const end = () => {
    clearTimeout(timer)
    if (watch !== null) navigator.geolocation.clearWatch(watch)
    watch = null
  }
  if (!globalThis.isSecureContext || !navigator.geolocation) {
    setTimeout(() => set({ ...now, done: true, problem: 'insecure' }))
    return end
  }
  const found = ({ coords }: GeolocationPosition) =>
    set(afterFix(now, { lon: coords.longitude, lat: coords.latitude, accuracyM: Math.round(coords.accuracy) }))
  const failed = (error: GeolocationPositionError) => {
    if (error.code === error.PERMISSION_DENIED) set({ ...now, done: true, problem: 'denied' })
  }
  watch = navigator.geolocation.watchPosition(found, failed, { enableHighAccuracy: true, maximumAge: 0, timeout: longestMs })
  if (now.done) end()
  return end
}
