import { flapping } from '../../../../../contract/evaluation-kinds.ts'

const withinMs = flapping.withinMinutes * 60_000

/** Was an alarm raised more often than it may be within some hour? `raises`: the moments (ms), in any order. */
export function flaps(raises: readonly number[]): boolean {
  const sorted = raises.toSorted((a, b) => a - b)
  return sorted.some((at, i) => {
    const last = sorted[i + flapping.over]
    return last !== undefined && last - at <= withinMs
  })
}
