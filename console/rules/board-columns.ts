import type { EventRow } from '../../contract/event.ts'

export type Column = 'asked' | 'handling' | 'checking' | 'returned'
export const columns: readonly Column[] = ['asked', 'handling', 'checking', 'returned']

type Placed = Pick<EventRow, 'state' | 'leadState'>

/** In which column of the board an open event stands: waiting for somebody, being worked on, waiting for its check, given back. */
export function columnOf(row: Placed): Column {
  if (row.leadState === 'returned' || row.leadState === 'arbitration') return 'returned'
  if (row.state === 'checking') return 'checking'
  if (row.state === 'open' || row.leadState === null || row.leadState === 'asked') return 'asked'
  return 'handling'
}

type Timed = Pick<EventRow, 'clock' | 'openedAt'>
const due = (row: Timed): number => (row.clock && !row.clock.paused ? Date.parse(row.clock.due) : Number.POSITIVE_INFINITY)

/** Least time left first, overdue before all; what has no running clock stands below, oldest first. */
export function byTimeLeft(a: Timed, b: Timed): number {
  const [left, right] = [due(a), due(b)]
  return left === right ? a.openedAt.localeCompare(b.openedAt) : left < right ? -1 : 1
}

/** The board: every open event in one column, each column by time left. */
export function boardOf<Row extends Placed & Timed>(rows: readonly Row[]): Record<Column, Row[]> {
  const board: Record<Column, Row[]> = { asked: [], handling: [], checking: [], returned: [] }
  for (const row of rows.toSorted(byTimeLeft)) board[columnOf(row)].push(row)
  return board
}
