import type { ReactNode } from 'react'
import type { Grade, Risk } from '../contract/scales.ts'
import { rem } from './icons.tsx'
import { gradeNumerals, levelOfGrade, riskDigits, shapeOutlines } from './scale-marks.ts'
import { t } from './t.ts'

/** Under this size (px) the sign inside cannot be read and is left out: the word must then stand beside the shape. */
const SIGN_FROM = 16

type Drawn = { level: number; sign: string; size: number; label: string | undefined; roman: boolean }

function Shape({ level, sign, size, label, roman }: Drawn): ReactNode {
  const dashes = level === 0 ? { strokeWidth: 2, strokeDasharray: '3.5 2.6' } : {}
  return (
    <svg
      className={`sh sh${level}`}
      style={{ width: rem(size), height: rem(size) }}
      viewBox="0 0 24 24"
      role="img"
      aria-label={label || undefined}
      aria-hidden={!label}
    >
      <path d={shapeOutlines[level]} {...dashes} />
      {level > 0 && size >= SIGN_FROM && (
        <text className={roman ? 'ro' : ''} x="12" y={level === 2 ? 18.8 : 16.8}>
          {sign}
        </text>
      )}
    </svg>
  )
}

/** Risk of an object: shape + Arabic digit; null is the dashed ring "no data", never green. `size` px at normal letters. */
export function RiskShape({
  risk,
  size = 20,
  label,
}: {
  risk: Risk | null
  size?: number
  label?: string | undefined
}): ReactNode {
  const digit = risk ? riskDigits[risk] : 0
  return <Shape level={digit} sign={String(digit)} size={size} label={label} roman={false} />
}

/**
 * Grade of an event: the same shapes + Roman numeral; self-handled is a small grey dot.
 * `unsigned` adds the one pulse of the product: only for an extraordinary event nobody has accepted.
 */
export function GradeShape({
  grade,
  size = 20,
  label,
  unsigned = false,
}: {
  grade: Grade
  size?: number
  label?: string | undefined
  unsigned?: boolean
}): ReactNode {
  if (grade === 'minor')
    return <span className="dot" {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })} />
  const level = levelOfGrade(grade)
  const shape = <Shape level={level} sign={gradeNumerals[grade]} size={size} label={label} roman />
  if (!unsigned) return shape
  return (
    <span className="pw" title={t('grade.unsigned')}>
      <svg className="ring" style={{ width: rem(size), height: rem(size) }} viewBox="0 0 24 24" aria-hidden="true">
        <path d={shapeOutlines[level]} />
      </svg>
      {shape}
    </span>
  )
}
