import type { EventRow } from '../../contract/event.ts'
import type { WallPartView } from '../../contract/wall.ts'
import { inEarnestFirst, isUnaccepted } from '../war/push.ts'

type Open = NonNullable<WallPartView['open']>
/** A panel shows of them what fits (`useFitting`): eight beneath 现在, more where it has a column to itself or a taller wall. */
const most = 20

/**
 * Open red events first, those in earnest before drills: whoever waits longest for somebody to accept, then the newest that somebody has; then
 * the newest orange ones, then the newest of all. A grave one never leaves the wall because eight smaller or newer ones came.
 */
export function ranked({ reds, orange, newest }: Pick<Open, 'reds' | 'orange' | 'newest'>): EventRow[] {
  const age = (a: EventRow, b: EventRow): number => Date.parse(a.openedAt) - Date.parse(b.openedAt)
  const waiting = reds.filter(isUnaccepted).toSorted(age)
  const first = inEarnestFirst([...waiting, ...reds.filter((row) => !isUnaccepted(row)).toSorted((a, b) => age(b, a))])
  const all = [...first, ...inEarnestFirst(orange), ...newest]
  return [...new Map(all.map((row) => [row.id, row])).values()].slice(0, most)
}
