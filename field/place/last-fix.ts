import type { Fix } from './locate.ts'

/** A fix is good for the photographs of the next minutes; after that the person may be elsewhere. */
const goodForMs = 5 * 60_000

let last: { fix: Fix; at: number } | null = null

/** Keeps the fix of an arrival or a report, in memory only: nobody's way is recorded. */
export function keepFix(fix: Fix): void {
  last = { fix, at: performance.now() }
}

/** The last fix while it is fresh, else null. */
export const lastFix = (): Fix | null => (last && performance.now() - last.at < goodForMs ? last.fix : null)
