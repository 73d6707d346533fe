import { durationMs } from '../contract/time.ts'
import type { Trend } from '../contract/trend.ts'

type Point = readonly [at: number, value: number]
const day = 86_400_000
const mean = (some: number[]): number => some.reduce((sum, one) => sum + one, 0) / some.length

/** The means of the slots from one index to another (both in), each from all points that ever fell into it. */
function slots(points: readonly Point[], slotMs: number, from: number, to: number): Point[] {
  const by = Map.groupBy(points, ([at]) => Math.floor(at / slotMs))
  return [...by]
    .filter(([index]) => index >= from && index <= to)
    .sort(([a], [b]) => a - b)
    .map(([, all]) => [mean(all.map(([at]) => at)), mean(all.map(([, value]) => value))] as const)
}

function median(some: number[]): number {
  const sorted = some.toSorted((a, b) => a - b)
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)]
  return (sorted[low]! + sorted[high]!) / 2
}

const slopeOf = (some: Point[]): number =>
  median(some.flatMap((a, i) => some.slice(i + 1).map((b) => ((b[1] - a[1]) / (b[0] - a[0])) * day)))

/**
 * A trend as its definition says it (contract/trend.ts), from all points of one device in the order of time and with no memory: slow, and
 * the measure of the one that runs. Null is unknown.
 */
export function plainTrend(trend: Trend, points: readonly Point[], now: number, staleMs: number): number | null {
  const length = durationMs(trend.within)
  const slotMs = Math.max(1, Math.ceil(length / 24))
  const last = points.at(-1)
  if (!last || now - last[0] > staleMs) return null
  const enough = (some: Point[], over: number): boolean =>
    some.length >= trend.points && some.at(-1)![0] - some[0]![0] >= over / 2
  const end = Math.floor(now / slotMs)
  const window = slots(points, slotMs, end - 23, end)
  if (!enough(window, length)) return null
  if (trend.still !== undefined) {
    const newest = window.at(-1)!
    const same = window.slice(window.findLastIndex(([, value]) => value !== newest[1]) + 1)
    if (newest[0] - same[0]![0] >= durationMs(trend.still)) return null
  }
  if (trend.is === 'change') return window.at(-1)![1] - window[0]![1]
  if (trend.is === 'slope') return slopeOf(window)
  if (trend.is !== 'angle') {
    const before = slots(points, slotMs, end - 47, end - 24)
    return enough(before, length) ? ((slopeOf(window) - slopeOf(before)) * day) / length : null
  }
  const baseMs = durationMs(trend.base)
  const baseSlot = Math.max(1, Math.ceil(baseMs / 24))
  const until = Math.floor((now - length) / baseSlot)
  const uniform = slots(points, baseSlot, until - 24, until - 1)
  if (!enough(uniform, baseMs)) return null
  return (Math.atan2(slopeOf(window), Math.max(slopeOf(uniform), trend.least)) * 180) / Math.PI
}
