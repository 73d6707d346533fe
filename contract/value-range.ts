import type { Value } from './condition.ts'
import type { Trend } from './trend.ts'

export type Range = [least: number, most: number]
const anything: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]

/** Between which numbers a value lies, by what its readings can be. A reading nobody knows can be anything. */
export function rangeOf(
  value: Value,
  of: (reading: string, device: string | undefined) => { min: number; max: number } | undefined,
): Range {
  if (typeof value === 'number') return [value, value]
  if ('reading' in value) {
    const reading = of(value.reading, value.device)
    return reading ? [reading.min, reading.max] : anything
  }
  if ('trend' in value) return trendRange(value.trend, of)
  const [a, b] = [rangeOf(value.of[0], of), rangeOf(value.of[1], of)]
  switch (value.op) {
    case 'add':
      return [a[0] + b[0], a[1] + b[1]]
    case 'subtract':
      return [a[0] - b[1], a[1] - b[0]]
    case 'least':
      return [Math.min(a[0], b[0]), Math.min(a[1], b[1])]
    case 'most':
      return [Math.max(a[0], b[0]), Math.max(a[1], b[1])]
    case 'multiply':
      return corners(a, b, (x, y) => x * y)
    case 'divide':
      return b[0] > 0 || b[1] < 0 ? corners(a, b, (x, y) => x / y) : anything
  }
}

/** A reading moves no farther than its range; how fast is bounded by nothing, an angle by its right angle. */
function trendRange({ is, of: asked }: Trend, of: Parameters<typeof rangeOf>[1]): Range {
  const reading = is === 'change' ? of(asked.reading, asked.device) : undefined
  if (reading) return [reading.min - reading.max, reading.max - reading.min]
  return is === 'angle' ? [-90, 90] : anything
}

function corners(a: Range, b: Range, by: (x: number, y: number) => number): Range {
  const all = a.flatMap((x) => b.map((y) => by(x, y)))
  return all.some(Number.isNaN) ? anything : [Math.min(...all), Math.max(...all)]
}
