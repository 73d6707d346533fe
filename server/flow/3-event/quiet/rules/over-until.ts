/**
 * Until when there are more than `most` moments within a window, if nothing is added; null: there are not more. Moments are milliseconds,
 * newest first, at least `most + 1` of them where there are so many.
 */
export function overUntil(
  moments: readonly number[],
  most: number,
  { windowMs, now }: { windowMs: number; now: number },
): number | null {
  const decides = moments[most]
  return decides !== undefined && decides + windowMs > now ? decides + windowMs : null
}
