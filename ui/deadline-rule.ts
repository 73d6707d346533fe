/** A clock as the server sends it, in milliseconds. `doneAt` when it was met; `paused` while suspended or parked. */
export type ClockTimes = { from: number; due: number; paused: boolean; doneAt: number | null }

export type DeadlineState = 'plenty' | 'soon' | 'over' | 'pause' | 'done'

/** A clock as far as it says how late it is; one kept by a phone of before may have no `firstDue`. */
export type Limits = { due: string; firstDue?: string }

/**
 * The limit a clock is told by at `now`: its own first one once no limit of a later rung runs beside it any more. `late`: by how much it is over its own, 0 where
 * it is not.
 */
export function limitAt({ due, firstDue = due }: Limits, now: number): { limit: number; late: number; rung: boolean } {
  const [own, last] = [Date.parse(firstDue), Date.parse(due)]
  const late = Math.max(0, now - own)
  const rung = late > 0 && now <= last
  return { limit: late > 0 && !rung ? own : last, late, rung }
}

/** From this share of the time on, the bar turns to ink: the last quarter. */
const SOON = 0.75

/**
 * How a clock stands at `now`, and which share (0–1) of its time is used. A clock met is done, even late: lateness is told by words.
 * A due time before the start counts as used up.
 */
export function deadlineState(clock: ClockTimes, now: number): { state: DeadlineState; share: number } {
  const length = clock.due - clock.from
  const used = length <= 0 ? 1 : ((clock.doneAt ?? now) - clock.from) / length
  const share = Math.min(1, Math.max(0, used))
  if (clock.doneAt !== null) return { state: 'done', share: 1 }
  if (clock.paused) return { state: 'pause', share }
  if (now > clock.due) return { state: 'over', share: 1 }
  return { state: share >= SOON ? 'soon' : 'plenty', share }
}
