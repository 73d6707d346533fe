/** Five wrong passwords lock an account for fifteen minutes; the count starts anew after a success or the lock's end. */
export const maxFailures = 5
export const lockMs = 15 * 60_000

/**
 * Failures from one address, whatever the accounts; a guesser of names is not stopped by the lock of an account. A whole office may
 * sit behind one, so beyond it who has signed in there before is still judged, in the slow line; nobody else is, not even with a right
 * password: it would tell a guesser that it is right.
 */
export const addressLimit = { limit: 100, ms: 5 * 60_000 }

/** From how many places an account is known; the one it was at longest ago is forgotten first. */
export const mostPlaces = 20

/** A password costs 34 ms and 19 MB to look at. Addresses beyond their limit have a line of their own, all of them together. */
export const usualLine = { atOnce: 2, waiting: 500 }
export const slowLine = { atOnce: 1, waiting: 500 }
/** When to come again to a line that is full: it has gone on by then. */
export const lineFullSeconds = 10

/** What a wrong password does to an account: its new count, and until when it is locked. */
export function afterFailure(failures: number, now: Date): { failures: number; lockedUntil: Date | null } {
  const next = failures + 1
  return next >= maxFailures
    ? { failures: 0, lockedUntil: new Date(now.getTime() + lockMs) }
    : { failures: next, lockedUntil: null }
}

/** An account is locked up to, but not at, the moment of the lock's end. */
export const isLocked = (lockedUntil: Date | null, now: Date): boolean => lockedUntil !== null && lockedUntil > now
