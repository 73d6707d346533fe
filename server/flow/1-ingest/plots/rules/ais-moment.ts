/** A ship's second may be so much ahead of ours: clocks differ. */
const aheadMs = 5_000
/** A station's clock that is further ahead is not believed. */
const stationAheadMs = 60_000

/** When the sentence was received: what its station says (tag block `c`), unless that lies ahead of now; then now. */
export function receivedAt(tagTime: string | null, now: Date): Date {
  const told = Date.parse(tagTime ?? '')
  return told <= now.getTime() + stationAheadMs ? new Date(told) : now
}

/**
 * The moment of a position, of which AIS tells only the second of its minute: the last such second before it was received. So every
 * receiver of one message gives it the same moment, whatever its delay. null (no fix, 60 to 63): the moment it was received.
 */
export function aisMoment(received: Date, second: number | null): Date {
  if (second === null || second > 59) return received
  const minute = Math.floor(received.getTime() / 60_000) * 60_000
  const at = minute + second * 1_000
  return new Date(
    at > received.getTime() + aheadMs ? at - 60_000 : at + (at + 60_000 <= received.getTime() + aheadMs ? 60_000 : 0),
  )
}
