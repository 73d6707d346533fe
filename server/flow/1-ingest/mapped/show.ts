import type { DeliveryRow, MappedFeedRow } from '../../../../contract/mapped-feed.ts'
import type { Words } from '../../../../contract/refusal-reasons.ts'
import { sayRefusal } from '../../../../contract/refusal-words.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { healthOf } from './rules/health.ts'
import { addReasons } from './rules/reasons.ts'
import type { DaySum } from './store-deliveries.ts'
import type { Delivery, MappedFeed, Reason } from './types.ts'

const words = ({ code, details }: Refusal, zone: string): Words => sayRefusal(code, details, zone)
const saidReasons = (reasons: readonly Reason[], zone: string) =>
  reasons.map(({ refusal, n }) => ({ code: refusal.code, ...words(refusal, zone), n }))
const iso = (at: Date | null): string | null => at?.toISOString() ?? null

type Shown = { feed: MappedFeed & { unit_name: string }; day: DaySum | undefined; now: Date; zone: string }

/** A feed with how it does. */
export function showFeed({ feed, day, now, zone }: Shown): MappedFeedRow {
  const { id, name, kind, unit, key, on, mapping, pull, group, version } = feed
  return {
    ...{ id, name, kind, unit, unitName: feed.unit_name, key, on, expectS: feed.expect_s, mapping, pull, group, version },
    health: healthOf(feed, now),
    ...{ lastOkAt: iso(feed.last_ok_at), lastFailedAt: iso(feed.last_failed_at), lastMeasuredAt: iso(feed.last_measured_at) },
    gone: feed.gone,
    failure: feed.failure ? words(feed.failure, zone) : null,
    day: {
      ...{ deliveries: day?.deliveries ?? 0, rows: day?.rows ?? 0, kept: day?.kept ?? 0 },
      ...{ duplicates: day?.duplicates ?? 0, refused: day?.refused ?? 0 },
      reasons: saidReasons(addReasons([], day?.reasons.flat() ?? []), zone),
    },
  }
}

export function showDelivery(one: Delivery, zone: string): DeliveryRow {
  const { id, feed, name, by, bytes, state, done, rows, kept, duplicates, refused, refusal } = one
  return {
    ...{ id, feed, name, by, bytes, state, done, rows, kept, duplicates, refused },
    ...{ at: one.at.toISOString(), endedAt: iso(one.ended_at) },
    refusal: refusal ? { code: refusal.code, ...words(refusal, zone) } : null,
    reasons: saidReasons(one.reasons, zone),
  }
}
