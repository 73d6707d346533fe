import type { EventRow } from '../../contract/event.ts'
import { isDrill } from '../../contract/exercise-mark.ts'

/** How long one pushed event stays before the next unaccepted one has its turn, and how long a person keeps the overview. */
export const turnMs = 20_000
export const heldMs = 120_000

/** A red event whose lead nobody has accepted: the accept clock still runs (or ran out) and nobody holds it. */
export const isUnaccepted = (row: Pick<EventRow, 'grade' | 'state' | 'holder' | 'clock'>): boolean =>
  row.grade === 'extraordinary' &&
  (row.state === 'open' || row.state === 'handling') &&
  row.holder === null &&
  row.clock?.clock !== 'finish'

export type Waiting = Pick<EventRow, 'title' | 'grade' | 'state' | 'holder' | 'clock' | 'openedAt'>

/** Real ones first, each in its order: the room may lose sight of a drill, never of what happens behind it. */
export const inEarnestFirst = <T extends Pick<EventRow, 'title'>>(rows: readonly T[]): T[] => [
  ...rows.filter(({ title }) => !isDrill(title)),
  ...rows.filter(({ title }) => isDrill(title)),
]

/** Unaccepted red events, the one that waits longest first. A drill takes no turn while one in earnest waits. */
export function queueOf<T extends Waiting>(rows: readonly T[]): T[] {
  const waiting = rows.filter(isUnaccepted).sort((a, b) => Date.parse(a.openedAt) - Date.parse(b.openedAt))
  const real = waiting.filter(({ title }) => !isDrill(title))
  return real.length > 0 ? real : waiting
}

/** What is to be named below `shown`: the next in turn after what is pushed, else (a person chose) who waits longest. */
export function nextOf<T extends { id: string }>(queue: readonly T[], shown: string): T | null {
  const at = queue.findIndex(({ id }) => id === shown)
  const next = queue[(at + 1) % Math.max(1, queue.length)]
  return next && next.id !== shown ? next : null
}

/**
 * Which of the queue is on the wall at `now` (ms): they take turns of 20 seconds by the clock, so that several walls show the same.
 * Null when the queue is empty, or while a person keeps the overview (`heldUntil`).
 */
export function pushed<T>(queue: readonly T[], now: number, heldUntil: number): T | null {
  if (queue.length === 0 || now < heldUntil) return null
  return queue[Math.floor(now / turnMs) % queue.length] ?? null
}
