/** Nobody waits longer than about this for the rows a batch of timers has locked. */
const aimMs = 40
/** `least` is how many there are in a batch even where each takes its time: enough to make a commit cheap. */
export const batchBounds = { urgent: { least: 50, most: 400 }, bulk: { least: 200, most: 1_600 } } as const

/** How many timers the next batch may hold, after one of `fired` took `ms`: where they cost little, more of them share a commit. */
export function nextBatch(
  most: number,
  { fired, ms }: { fired: number; ms: number },
  bounds: { least: number; most: number },
): number {
  if (ms > aimMs) return Math.max(bounds.least, most >> 1)
  return fired === most && ms < aimMs / 2 ? Math.min(bounds.most, most * 2) : most
}
