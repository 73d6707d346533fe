import type { KeyKind, Keys } from '../types.ts'
import { sameBrowser } from './browser.ts'

/** A key this old is changed at the next load of the page: once a night, at four. */
const oldMs = 12 * 3_600_000
/** The key before is good for this long, and one that was handed out is waited for as long, by the clock on the wall. */
export const graceMs = 10 * 60_000

type At = { now: Date; rate: number }

/** Is a key good: the one in use, the one that takes its place, the one before for a short time in the browser that changed it, of whatever version. */
export function isGood(kind: KeyKind, { keyAgent, formerUntil }: Keys, agent: string, now: Date): boolean {
  if (kind !== 'former') return true
  return formerUntil !== null && now <= formerUntil && keyAgent !== null && sameBrowser(agent, keyAgent)
}

/**
 * Is it time for a new key, and is this the key in use? Who may have it says `mayRenew`. While one is on its way nobody else gets another: of two tabs that
 * load at once the first has it. Was its answer lost, the key in use stays good and the next one is handed out later.
 */
export function wantsNewKey(kind: KeyKind, { keyAt, nextAt }: Keys, { now, rate }: At): boolean {
  if (kind !== 'now' || now.getTime() - keyAt.getTime() < oldMs) return false
  return nextAt === null || now.getTime() - nextAt.getTime() >= graceMs * rate
}
