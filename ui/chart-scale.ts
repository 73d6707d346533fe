/** One point of a series: time in milliseconds, null where a reading is missing (the line breaks there). */
export type Point = { at: number; value: number | null }

/** Steps of an axis are 1, 2, 2.5 or 5 times a power of ten. */
const steps = [1, 2, 2.5, 5, 10]

/** Round ticks from `low` to `high` inclusive, about `count` of them, covering both ends. Equal ends are widened by one. */
export function niceTicks(low: number, high: number, count = 4): number[] {
  const span = high > low ? high - low : 1
  const rough = span / Math.max(1, count - 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = (steps.find((s) => s * power >= rough) ?? 10) * power
  const first = Math.floor(low / step)
  const last = Math.ceil(high > low ? high / step : (low + 1) / step)
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** A normal range as it is drawn; an end nobody set (null) runs to the edge of the picture. */
export type Band = readonly [low: number | null, high: number | null]

/** The band of a range; none without a range. */
export const bandOf = (range: { least?: number | undefined; most?: number | undefined } | null | undefined): Band | undefined =>
  range ? [range.least ?? null, range.most ?? null] : undefined

/** The ends of a band that a picture must hold beside its curve. */
export const bandEnds = (band: Band | undefined): number[] => (band ?? []).flatMap((end) => end ?? [])

/** Where a band lies in a picture from `top` to `bottom` (px); one number alone is still seen as a line. */
export function bandBox([low, high]: Band, y: (value: number) => number, [top, bottom]: readonly [number, number]) {
  const from = high === null ? top : y(high)
  const to = low === null ? bottom : y(low)
  return { y: from, height: Math.max(1, to - from) }
}

/** Words beside a curve, `y` px: at the left or the right end of the picture. */
export type Label = { y: number; right: boolean }

/** Words nearer than this (px) lie on each other. */
const LABEL_HIGH = 12

/** Where further words at `y` may stand: at the right, unless only there they would lie on others. */
export function freeSide(y: number, labels: readonly Label[]): 'left' | 'right' {
  const isFree = (right: boolean) => !labels.some((one) => one.right === right && Math.abs(one.y - y) < LABEL_HIGH)
  return !isFree(true) && isFree(false) ? 'left' : 'right'
}

/** Readings further apart than so many of their usual distances have silence between them. The age of a reading turns old by the same number. */
const SILENT_AFTER = 3

/**
 * Puts a missing value into each silence, where the next one was due, so that no line is drawn over it. `everyMs`: how often one is due; where the curve was thinned, its points lie further
 * apart, and their usual distance counts.
 */
export function withGaps(points: readonly Point[], everyMs: number): Point[] {
  const apart = points.slice(1).map(({ at }, n) => at - points[n]!.at)
  const usual = Math.max(everyMs, apart.toSorted((a, b) => a - b)[(apart.length - 1) >> 1] ?? 0)
  return points.flatMap((point, n) =>
    (apart[n] ?? 0) > SILENT_AFTER * usual ? [point, { at: point.at + usual, value: null }] : [point],
  )
}

/** SVG path of a series; a missing value lifts the pen. `x` and `y` give pixels. */
export function linePath(points: readonly Point[], x: (at: number) => number, y: (value: number) => number): string {
  let pen = 'M'
  let path = ''
  for (const { at, value } of points) {
    if (value === null) {
      pen = 'M'
      continue
    }
    path += `${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}`
    pen = 'L'
  }
  return path
}
