import type { EventRow } from '../../contract/event.ts'
import { t as part } from '../../ui/t.ts'

const known = new Set(['open', 'handling', 'checking', 'suspended', 'parked', 'closed', 'merged', 'false-alarm', 'self-handled'])

/** State of an event in words; a state this build does not know is written as it is. */
export const stateWords = (state: string): string => (known.has(state) ? part(`state.${state as 'open'}`) : state)

/** The state as a person says it: while being handled, what the lead order waits for (acceptance, a ruling). */
export function progressWords(row: Pick<EventRow, 'state' | 'leadState'>): string {
  if (row.state !== 'handling') return stateWords(row.state)
  if (row.leadState === 'asked') return part('order.asked')
  return row.leadState === 'returned' || row.leadState === 'arbitration' ? part('order.arbitration') : stateWords(row.state)
}

/** Does an extraordinary event still wait for somebody to accept it? The one thing that pulses and rings. */
export const waitsInRed = (row: Pick<EventRow, 'grade' | 'state' | 'leadState'>): boolean =>
  row.grade === 'extraordinary' && row.state === 'handling' && (row.leadState === 'asked' || row.leadState === null)
