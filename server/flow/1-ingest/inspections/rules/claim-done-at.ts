import { ok, type Result, refuse } from '../../../../kernel/result.ts'

/** A phone without a network sends what it has kept for at most so many days. */
export const longestDays = 7
const dayMs = 86_400_000
/** A phone sets its clock by the server's; what is left is the way between them, not more than this. */
const aheadMs = 120_000

/**
 * When an inspection was done, as its phone claims; unsaid: now. Refused, never bent: later than now, or longer ago than a phone keeps it — a
 * moment nobody claimed would stand in the books as one somebody was there. Within two minutes ahead the clocks differ, and it is now.
 */
export function claimDoneAt(claimed: string | undefined, now: Date): Result<Date> {
  const at = claimed === undefined ? now : new Date(claimed)
  const said = { at: at.toISOString() }
  if (at.getTime() > now.getTime() + aheadMs) return refuse('inspection.ahead', said)
  if (at.getTime() < now.getTime() - longestDays * dayMs) return refuse('inspection.too-old', { ...said, days: longestDays })
  return ok(at > now ? now : at)
}
