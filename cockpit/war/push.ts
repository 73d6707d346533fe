import type { EventRow } from '../../contract/event.ts'
import { isDrill } from '../../contract/exercise-mark.ts'
import { redTurn } from '../../contract/red-turns.ts'

/** How long a person keeps the overview. */
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

/**
 * Which of those that wait (`queue`: all of them, by id, in the order of their turns) is to be named beside `shown`: the next in turn behind it, or
 * whose turn it is when it is not one of them. Of the ones whose `rows` are known; null: no other waits.
 */
export function nextOf<T extends { id: string }>(
  queue: readonly string[],
  shown: string | null,
  { rows, now }: { rows: readonly T[]; now: number },
): T | null {
  const known = new Map(rows.map((row) => [row.id, row]))
  const at = shown === null ? -1 : queue.indexOf(shown)
  const first = at < 0 ? redTurn(queue.length, now) : at + 1
  for (let step = 0; step < queue.length; step++) {
    const id = queue[(first + step) % queue.length]!
    const row = known.get(id)
    if (row && id !== shown) return row
  }
  return null
}

/**
 * Which of the queue is on the wall at `now` (ms): they take turns of 20 seconds by the clock, so that several walls show the same.
 * Null when the queue is empty, or while a person keeps the overview (`heldUntil`).
 */
export function pushed(queue: readonly string[], now: number, heldUntil: number): string | null {
  if (queue.length === 0 || now < heldUntil) return null
  return queue[redTurn(queue.length, now)] ?? null
}
