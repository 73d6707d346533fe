import type { ReactNode } from 'react'
import { linePath } from './chart-scale.ts'
import { rem } from './icons.tsx'

type Spark = {
  values: readonly (number | null)[]
  band?: readonly [low: number, high: number]
  width?: number
  height?: number
  label?: string
}

/**
 * Trend as a small line with its end point; the grey band is the normal range. 24 points are plenty. Gaps stay gaps.
 * Decorative unless `label` is given: the number beside it is what counts.
 */
export function Spark({ values, band, width = 96, height = 24, label }: Spark): ReactNode {
  const known = values.filter((v) => v !== null)
  if (known.length < 2) return null
  const low = Math.min(...known, ...(band ?? []))
  const high = Math.max(...known, ...(band ?? []))
  const x = (i: number) => 2 + (i * (width - 4)) / (values.length - 1)
  const y = (v: number) => 3 + (high === low ? 0.5 : (high - v) / (high - low)) * (height - 6)
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
      {band && <rect x="0" y={y(band[1])} width={width} height={Math.max(1, y(band[0]) - y(band[1]))} fill="var(--band)" />}
      <path d={line} fill="none" stroke="var(--text-2)" strokeWidth="1.5" strokeLinejoin="round" />
      <circle cx={x(last)} cy={y(values[last] ?? 0)} r="2.5" fill="var(--text)" />
    </svg>
  )
}
