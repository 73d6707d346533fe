import type { DueWindow } from '../types.ts'
import { cycleDue } from './due-windows.ts'

const dayMs = 86_400_000

/**
 * How it stands with one inspection of one object. none: nothing is due now, and nothing was left · done: of the window that runs, or the
 * last one · due: open, not done yet · overdue: the last window went by undone and nothing was done since.
 */
export type DueState = 'none' | 'done' | 'due' | 'overdue'
export type Standing = { state: DueState; from: Date | null; by: Date | null }

/** `since`: when the object or the plan began here; a window that had begun by then is nobody's debt. `last`: when it was done last. */
export function dueState(
  windows: readonly DueWindow[],
  { last, since }: { last: Date | null; since: Date },
  now: Date,
): Standing {
  const running = windows.findLast(({ from, by }) => from <= now && now < by) ?? null
  const before = windows.findLast(({ from, by }) => by <= now && from >= since) ?? null
  if (running && last && last >= running.from) return { state: 'done', from: running.from, by: running.by }
  if (before && (!last || last < before.from)) return { state: 'overdue', from: before.from, by: before.by }
  if (running) return { state: 'due', from: running.from, by: running.by }
  return before ? { state: 'done', from: before.from, by: before.by } : { state: 'none', from: null, by: null }
}

/** How many of the windows that ended by now something was done in. `of` 0: nothing was due, which is not known and never all done. */
export function doneOf(
  windows: readonly DueWindow[],
  { times, since }: { times: readonly Date[]; since: Date },
  now: Date,
): { done: number; of: number } {
  const over = windows.filter(({ from, by }) => by <= now && from >= since)
  const done = over.filter(({ from, by }) => times.some((at) => from <= at && at < by)).length
  return { done, of: over.length }
}

export type Cycle = { months: number; leadDays: number; zone: string }

/** The same for what is due so many months after the last time: shown as due some days ahead. Nobody knows the last time: due since `since`. */
export function cycleState(
  { months, leadDays, zone }: Cycle,
  { last, since }: { last: Date | null; since: Date },
  now: Date,
): Standing {
  const lead = leadDays * dayMs
  const by = last ? cycleDue(last, months, zone) : new Date(since.getTime() + lead)
  const from = last ? new Date(by.getTime() - lead) : since
  return { state: now < from ? 'done' : now < by ? 'due' : 'overdue', from, by }
}

/** How far back windows are looked at: what was missed longer ago is told by its share, not as a debt. */
export function lookBackMs(every: { kind: string; months?: unknown }): number {
  if (every.kind === 'month') return Number(every.months) * 62 * dayMs
  return (every.kind === 'rain' ? 7 : 14) * dayMs
}
