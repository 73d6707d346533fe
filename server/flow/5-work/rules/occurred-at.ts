/**
 * When it happened on the phone, as far as that can be true: not before the order was asked, not after now. Kept on the
 * fact only; clocks run by the time we recorded.
 */
export function occurredAt(claimed: string | undefined, askedAt: Date, now: Date): Date {
  if (claimed === undefined) return now
  const at = new Date(claimed)
  if (at > now) return now
  return at < askedAt ? askedAt : at
}
