import { ok, type Result, refuseInput } from '../../../kernel/result.ts'

const dayMs = 86_400_000
/** The slider goes back seven days; a link to a moment is good for a month. */
export const daysBack = 31

/** The moment a map is asked for: not to come, and not longer ago than is shown. */
export function thenOf(at: string, now: Date): Result<Date> {
  const then = new Date(at)
  const age = now.getTime() - then.getTime()
  return age >= 0 && age <= daysBack * dayMs ? ok(then) : refuseInput('/at', 'time.kept', { max: daysBack })
}
