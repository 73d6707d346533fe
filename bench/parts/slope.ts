/** A value at a moment, in seconds since the start. */
export type Sample = { at: number; value: number }

/** The trend of samples by Theil and Sen, in units a second: the median of the slopes of all pairs, which single peaks do not move. */
export function slopeOf(samples: readonly Sample[]): number {
  const slopes = samples.flatMap((one, i) =>
    samples
      .slice(i + 1)
      .filter((other) => other.at !== one.at)
      .map((other) => (other.value - one.value) / (other.at - one.at)),
  )
  slopes.sort((a, b) => a - b)
  const half = slopes.length >> 1
  if (slopes.length === 0) return 0
  return slopes.length % 2 ? slopes[half]! : (slopes[half - 1]! + slopes[half]!) / 2
}

/** What the trend adds over the whole time of the samples; what it takes away counts as nothing. */
export function growthOf(samples: readonly Sample[]): number {
  const [first, last] = [samples[0], samples.at(-1)]
  return first && last ? Math.max(0, slopeOf(samples) * (last.at - first.at)) : 0
}
