import { type ReactNode, useId } from 'react'
import type { Risk } from '../contract/scales.ts'
import { RiskShape } from './risk-shape.tsx'
import { riskDigits } from './scale-marks.ts'
import { t } from './t.ts'

/** "一般风险": the word always ends in 风险, so it is never taken for an event grade. */
export const riskWord = (risk: Risk | null): string => t(risk ? `risk.${risk}` : 'risk.none')

/** Risk of an object with its word; null is "no data". */
export function RiskBadge({ risk, size = 20 }: { risk: Risk | null; size?: number }): ReactNode {
  return (
    <span className="badge">
      <RiskShape risk={risk} size={size} />
      {riskWord(risk)}
    </span>
  )
}

const patterns: Readonly<Record<number, { d: string; width: number } | null>> = {
  1: { d: 'M0 0L8 8M8 0L0 8', width: 1.3 },
  2: { d: 'M0 8L8 0', width: 2 },
  3: { d: 'M4 2.6v2.8M2.6 4h2.8', width: 2.4 },
  4: { d: 'M0 4H8', width: 1.6 },
  5: null,
}

/** Swatch of an area filled by risk: wash + pattern, so that areas differ without colour. For legends. */
export function RiskWash({ risk, width = 84, height = 22 }: { risk: Risk; width?: number; height?: number }): ReactNode {
  const digit = riskDigits[risk]
  const pattern = patterns[digit]
  const id = useId()
  return (
    <svg width={width} height={height} role="img" aria-label={riskWord(risk)}>
      {pattern && (
        <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
          <path d={pattern.d} stroke={`var(--level-${digit}-edge)`} strokeWidth={pattern.width} strokeLinecap="round" />
        </pattern>
      )}
      <rect width={width} height={height} fill={`var(--level-${digit}-wash)`} stroke="var(--line-strong)" />
      {pattern && <rect width={width} height={height} fill={`url(#${id})`} />}
    </svg>
  )
}
