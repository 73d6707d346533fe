/**
 * After so many seconds without a position nobody knows where a vehicle is: three intervals of its device, as everywhere; two minutes at
 * least, a tunnel's length.
 */
export const gapOf = (intervalS: number): number => Math.max(120, 3 * intervalS)

/** Where a vehicle was told to be last; `stale`: longer ago than a gap, it is its last known place and no more. Pure. */
export function placeAge(at: Date, { intervalS, now }: { intervalS: number; now: Date }): { placedAt: string; stale: boolean } {
  return { placedAt: at.toISOString(), stale: now.getTime() - at.getTime() > gapOf(intervalS) * 1000 }
}
