import type { EventRow } from '../../contract/event.ts'

/** How long one pushed event stays before the next unaccepted one has its turn, and how long a person keeps the overview. */
export const turnMs = 20_000
export const heldMs = 120_000

/** A red event whose lead nobody has accepted: the accept clock still runs (or ran out) and nobody holds it. */
export const isUnaccepted = (row: Pick<EventRow, 'grade' | 'state' | 'holder' | 'clock'>): boolean =>
  row.grade === 'extraordinary' &&
  (row.state === 'open' || row.state === 'handling') &&
  row.holder === null &&
  row.clock?.clock !== 'finish'

/** Unaccepted red events, the one that waits longest first. */
export const queueOf = <T extends Pick<EventRow, 'grade' | 'state' | 'holder' | 'clock' | 'openedAt'>>(rows: readonly T[]): T[] =>
  rows.filter(isUnaccepted).sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt))

/**
 * Which of the queue is on the wall at `now` (ms): they take turns of 20 seconds by the clock, so that several walls show the same.
 * Null when the queue is empty, or while a person keeps the overview (`heldUntil`).
 */
export function pushed<T>(queue: readonly T[], now: number, heldUntil: number): T | null {
  if (queue.length === 0 || now < heldUntil) return null
  return queue[Math.floor(now / turnMs) % queue.length] ?? null
}
