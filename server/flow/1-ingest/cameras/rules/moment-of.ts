/** A clock that is further ahead says nothing about when; what is older is no suspicion any more. */
const aheadMs = 10 * 60_000
const oldMs = 24 * 3_600_000

/** When a camera noticed something: by its own clock where that can be, else now; null when it is over long since. */
export function momentOf(said: string | null, now: Date): Date | null {
  if (said === null) return now
  const at = new Date(said)
  if (at.getTime() > now.getTime() + aheadMs) return now
  return at.getTime() < now.getTime() - oldMs ? null : at
}
