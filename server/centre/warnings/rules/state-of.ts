import type { WarningState } from '../../../../contract/warning.ts'
import type { WarningRow } from '../types.ts'

/** Where a message of a warning stands. A cancellation itself is over with what it says. */
export function stateOf(
  { kind, from_at, to_at, ended_at, ended_kind }: Pick<WarningRow, 'kind' | 'from_at' | 'to_at' | 'ended_at' | 'ended_kind'>,
  now: Date,
): WarningState {
  if (kind === 'cancel') return 'over'
  if (ended_at) return ended_kind === 'cancel' ? 'cancelled' : 'superseded'
  if (to_at && to_at <= now) return 'over'
  return from_at > now ? 'ahead' : 'now'
}
