import type { ReactNode } from 'react'
import { type Band, bandBox, bandEnds, linePath } from './chart-scale.ts'
import { rem } from './icons.tsx'

type Spark = {
  values: readonly (number | null)[]
  band?: Band | undefined
  width?: number
  height?: number
  label?: string
  /** a number of one of the points, as it was once: drawn as a ring, wherever the line runs now */
  mark?: { at: number; value: number } | undefined
}

/**
 * Trend as a small line with its end point; the grey band is the normal range, up to the edge where an end is open. 24 points are plenty. Gaps stay gaps.
 * Decorative unless `label` is given: the number beside it is what counts.
 */
export function Spark({ values, band, width = 96, height = 24, label, mark }: Spark): ReactNode {
  const known = values.filter((v) => v !== null)
  if (known.length < 2) return null
  const bounds = [...known, ...bandEnds(band), ...(mark ? [mark.value] : [])]
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)]
  // A ring needs more room at the edge than the end of a line.
  const [aside, above] = mark ? [8, 8] : [2, 3]
  const x = (i: number) => aside + (i * (width - 2 * aside)) / (values.length - 1)
  const y = (v: number) => above + (high === low ? 0.5 : (high - v) / (high - low)) * (height - 2 * above)
  const line = linePath(
    values.map((value, at) => ({ at, value })),
    x,
    y,
  )
  const last = values.findLastIndex((v) => v !== null)
  return (
    <svg
      className="spark"
      style={{ width: rem(width), height: rem(height) }}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      aria-hidden={label === undefined}
    >
      {band && <rect x="0" width={width} {...bandBox(band, y, [0, height])} fill="var(--band)" />}
      <path d={line} fill="none" stroke="var(--text-2)" strokeWidth="1.5" strokeLinejoin="round" />
      {mark && <circle cx={x(mark.at)} cy={y(mark.value)} r="6" fill="none" stroke="var(--text)" strokeWidth="2" />}
      <circle cx={x(last)} cy={y(values[last] ?? 0)} r="2.5" fill="var(--text)" />
    </svg>
  )
}
