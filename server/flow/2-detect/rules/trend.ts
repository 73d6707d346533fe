import { trendSlots } from '../../../../contract/trend-kinds.ts'
import type { TrendSeries, TrendSlot } from '../types.ts'

const dayMs = 86_400_000

/** How a length is cut: slots of so many milliseconds, counted from 1970, and how many before the running one are kept. */
export type Cut = { slotMs: number; back: number }

/** The length in 24 slots, and as many more before it. */
export const cutOf = (lengthMs: number, more = 0): Cut => {
  const slotMs = Math.max(1, Math.ceil(lengthMs / trendSlots))
  return { slotMs, back: trendSlots + Math.ceil(more / slotMs) }
}

const slotOf = ([at]: TrendSlot, slotMs: number): number => Math.floor(at / slotMs)
// Sums of floats would fill the row with digits nobody measured.
const short = (value: number): number => Number(value.toPrecision(10))

/**
 * A series with one more value, in time order: it is averaged into its slot, slots out of reach are let go. Of several values of one moment
 * the last counts. At most `back + 1` slots are kept, some 30 bytes each in the row of the device.
 */
export function withValue(series: TrendSeries | undefined, [at, value]: [number, number], { slotMs, back }: Cut): TrendSeries {
  if (series && at < series.at) return series
  const now = Math.floor(at / slotMs)
  const slots = (series?.slots ?? []).filter((slot) => slotOf(slot, slotMs) >= now - back)
  const last = slots.at(-1)
  if (!last || slotOf(last, slotMs) !== now) slots.push([at, value, 1])
  else {
    const [meanAt, mean, n] = last
    const again = at === series!.at
    const count = again ? n : n + 1
    slots[slots.length - 1] = [
      again ? meanAt : Math.round(meanAt + (at - meanAt) / count),
      short(mean + (value - (again ? series!.last : mean)) / count),
      count,
    ]
  }
  return { at, last: value, slots }
}

/** The slots from one index to another, both in. */
export const slotsWithin = (slots: TrendSlot[], { slotMs }: Cut, from: number, to: number): TrendSlot[] =>
  slots.filter((slot) => slotOf(slot, slotMs) >= from && slotOf(slot, slotMs) <= to)

/** Are there enough slots, over half of the length at least? */
export const areEnough = (slots: TrendSlot[], points: number, lengthMs: number): boolean =>
  slots.length >= points && slots.at(-1)![0] - slots[0]![0] >= lengthMs / 2

/** Has nothing moved at all for so long, up to the newest slot? A sensor that works shows noise and the heat of the day. */
export function isStuck(slots: TrendSlot[], stillMs: number): boolean {
  const newest = slots.at(-1)
  if (!newest) return false
  const moved = slots.findLastIndex(([, value]) => value !== newest[1])
  return newest[0] - slots[moved + 1]![0] >= stillMs
}

/** The median of the slopes between every two slots, in units a day (Theil and Sen); NaN of fewer than two. */
export function theilSen(slots: TrendSlot[]): number {
  const slopes: number[] = []
  for (let i = 1; i < slots.length; i++)
    for (let j = 0; j < i; j++) slopes.push((slots[i]![1] - slots[j]![1]) / (slots[i]![0] - slots[j]![0]))
  if (slopes.length === 0) return Number.NaN
  slopes.sort((a, b) => a - b)
  const middle = slopes.length >> 1
  return (slopes.length % 2 ? slopes[middle]! : (slopes[middle - 1]! + slopes[middle]!) / 2) * dayMs
}

/** The improved tangent angle in degrees: 45 at the speed of the uniform stage, which counts as `least` at least. */
export const tangentAngle = (slope: number, uniform: number, least: number): number =>
  (Math.atan(slope / Math.max(uniform, least)) * 180) / Math.PI
