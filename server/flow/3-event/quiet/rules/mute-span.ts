import { mostMuteDays } from '../../../../../contract/mute.ts'
import { ok, type Result, refuseInput } from '../../../../kernel/result.ts'

const dayMs = 86_400_000
/** A clock that runs a little behind ours has not asked for the past. */
const slackMs = 5 * 60_000

/** From when to when a mute holds: from now or later on, always with an end, at most thirty days. */
export function muteSpan({ from, to }: { from?: string; to: string }, now: Date): Result<{ from: Date; to: Date }> {
  const [start, end] = [from ? new Date(from) : now, new Date(to)]
  if (start.getTime() < now.getTime() - slackMs) return refuseInput('/from', 'time.past')
  if (end <= now) return refuseInput('/to', 'time.past')
  if (end <= start || end.getTime() - start.getTime() > mostMuteDays * dayMs)
    return refuseInput('/from', 'time.span', { max: mostMuteDays })
  return ok({ from: start, to: end })
}

/** Where a mute stands now. */
export const muteState = (mute: { from_at: Date; to_at: Date; ended_at: Date | null }, now: Date): 'ahead' | 'now' | 'over' =>
  mute.ended_at !== null || mute.to_at <= now ? 'over' : mute.from_at > now ? 'ahead' : 'now'
