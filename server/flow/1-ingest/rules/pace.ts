/** A batch that raises alarms shall not keep a red reading waiting for longer than this. */
const aimMs = 60
export const paceBounds = { least: 16, most: 1_000 } as const

/** How the last batch went: `heavy` of its messages could have raised something, `changes` alarms did change. */
export type Taken = { heavy: number; changes: number; ms: number }

/**
 * How many messages that could raise something the next batch may hold. A reading costs little, an alarm that comes up costs its whole
 * cascade of event, orders and calls: only where these come by the dozen a batch is made small.
 */
export function nextQuota(quota: number, { heavy, changes, ms }: Taken): number {
  const raising = changes * 4 >= heavy && changes > 0
  const next = raising ? (ms > aimMs ? quota * Math.max(0.25, aimMs / ms) : quota) : quota * 2
  return Math.round(Math.min(paceBounds.most, Math.max(paceBounds.least, next)))
}
