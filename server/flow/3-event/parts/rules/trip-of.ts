import type { HaulCheck } from '../../../../../contract/haulage.ts'

/**
 * When the trip of a finding began, milliseconds, by its key (`check:object:trip`, `2-detect/haulage/watch.ts`). Null: the check is none of a
 * trip, but of a ticket (closed in time, washed) or of a month's volume.
 */
export function tripOf(kind: HaulCheck['kind'], key: string): number | null {
  if (kind === 'open-ticket' || kind === 'unwashed' || kind === 'volume') return null
  const trip = Number(key.slice(key.lastIndexOf(':') + 1))
  return Number.isFinite(trip) ? trip : null
}
