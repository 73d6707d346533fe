import { durationMs } from '../../../../../contract/time.ts'
import type { Trend } from '../../../../../contract/trend.ts'
import { trendSlots } from '../../../../../contract/trend-kinds.ts'
import type { Point, TrendMark, TrendSeries, TrendSlot } from '../../types.ts'
import { areEnough, type Cut, cutOf, isStuck, slotsWithin, tangentAngle, theilSen, withValue } from '../trend.ts'
import { keyOf } from './key.ts'
import { ask, type Build } from './node.ts'
import { devicesOf, focusOf, type Scene } from './scene.ts'
import type { Amount } from './value.ts'

type SeriesAt = (scene: Scene, device: string) => TrendSeries | undefined

/** How a reading has moved, as the contract defines it (contract/trend.ts); NaN is unknown. */
export function compileTrend(trend: Trend, build: Build, own: string): Amount {
  const { reading, device: kind = own } = trend.of
  ask(build, kind, reading)
  const withinMs = durationMs(trend.within)
  const cut = cutOf(withinMs, trend.is === 'acceleration' ? withinMs : 0)
  const near = remember(build, { kind, reading, cut })
  const base = trend.is === 'angle' ? baseOf(trend, build, { kind, reading, withinMs }) : null
  const stillMs = trend.still === undefined ? null : durationMs(trend.still)
  const measure = once((series: TrendSeries, slot: number, uniform: number): number => {
    const slots = slotsWithin(series.slots, cut, slot - trendSlots + 1, slot)
    if (!areEnough(slots, trend.points, withinMs) || (stillMs !== null && isStuck(slots, stillMs))) return Number.NaN
    if (trend.is === 'change') return slots.at(-1)![1] - slots[0]![1]
    const slope = theilSen(slots)
    if (trend.is === 'slope') return slope
    if (trend.is === 'angle') return Number.isNaN(uniform) ? Number.NaN : tangentAngle(slope, uniform, trend.least)
    const before = slotsWithin(series.slots, cut, slot - 2 * trendSlots + 1, slot - trendSlots)
    return areEnough(before, trend.points, withinMs) ? (slope - theilSen(before)) / (withinMs / 86_400_000) : Number.NaN
  })
  return {
    kinds: [kind],
    // A person is told a number with the unit of its reading: a speed or an angle has another.
    reading: trend.is === 'change' ? reading : null,
    trend: trend.is,
    get(scene) {
      const { device, staleMs } = focusOf(scene, kind)!
      const series = near(scene, device)
      if (!series || scene.now - series.at > staleMs) return Number.NaN
      return measure(series, Math.floor(scene.now / cut.slotMs), base ? base(scene, device) : 0)
    },
  }
}

/** Every level asks the same of the same memory, raising and clearing: what was reckoned last is kept. */
function once(measure: (series: TrendSeries, slot: number, uniform: number) => number): typeof measure {
  const known = new WeakMap<TrendSeries, [slot: number, uniform: number, value: number]>()
  return (series, slot, uniform) => {
    const before = known.get(series)
    if (before && before[0] === slot && Object.is(before[1], uniform)) return before[2]
    const value = measure(series, slot, uniform)
    known.set(series, [slot, uniform, value])
    return value
  }
}

/** Keeps the slots of a reading of each device asked of; conditions with the same cut share them. */
function remember(build: Build, { kind, reading, cut }: { kind: string; reading: string; cut: Cut }): SeriesAt {
  const key = keyOf('trend', [kind, reading, cut])
  build.notes.set(key, (mark, scene) => {
    const before = (mark as TrendMark | undefined)?.series
    let series = before
    for (const { device, values, at: heard, measuredAt: at = heard } of devicesOf(scene, kind)) {
      const value = values?.[reading]
      if (value === undefined || at === null || !isNews(series?.[device], [at, value])) continue
      series = { ...series, [device]: withValue(series?.[device], [at, value], cut) }
    }
    return series && (series === before ? mark : { series })
  })
  return (scene, device) => (scene.marks?.[key] as TrendMark | undefined)?.series[device]
}

const isNews = (series: TrendSeries | undefined, [at, value]: Point): boolean =>
  series === undefined || at > series.at || (at === series.at && value !== series.last)

/** The slope of the uniform stage: over whole slots that ended before `within` began; NaN while too little of it was seen. */
function baseOf(
  { base, points }: Extract<Trend, { is: 'angle' }>,
  build: Build,
  { kind, reading, withinMs }: { kind: string; reading: string; withinMs: number },
): (scene: Scene, device: string) => number {
  const baseMs = durationMs(base)
  const cut = cutOf(baseMs, withinMs + baseMs / trendSlots)
  const far = remember(build, { kind, reading, cut })
  const measure = once((series: TrendSeries, slot: number): number => {
    const slots: TrendSlot[] = slotsWithin(series.slots, cut, slot - trendSlots, slot - 1)
    return areEnough(slots, points, baseMs) ? theilSen(slots) : Number.NaN
  })
  return (scene, device) => {
    const series = far(scene, device)
    return series ? measure(series, Math.floor((scene.now - withinMs) / cut.slotMs), 0) : Number.NaN
  }
}
