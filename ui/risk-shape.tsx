import type { ReactNode } from 'react'
import type { Grade, Risk } from '../contract/scales.ts'
import { rem } from './icons.tsx'
import { t } from './t.ts'

/** Roman numeral of an event grade, as written on screens only. Self-handled cases have no numeral. */
export const gradeNumerals = {
  extraordinary: 'I',
  major: 'II',
  serious: 'III',
  ordinary: 'IV',
  minor: '0',
} as const satisfies Record<Grade, string>

/** Arabic digit of an object's risk, as written on screens only. */
export const riskDigits = { red: 1, orange: 2, yellow: 3, blue: 4, green: 5 } as const satisfies Record<Risk, number>

const gradeLevels = { extraordinary: 1, major: 2, serious: 3, ordinary: 4, minor: 0 } as const satisfies Record<Grade, number>

/** Token number (--level-1 … --level-5) of a grade; 0 for self-handled, which has no level colour. For maps and bars. */
export const levelOfGrade = (grade: Grade): number => gradeLevels[grade]

/** Octagon, triangle, diamond, square, circle on a 24 × 24 field; 0 is the dashed ring of "no data". Maps draw the same outlines. */
export const shapeOutlines: Readonly<Record<number, string>> = {
  0: 'M12 2.4a9.6 9.6 0 100 19.2 9.6 9.6 0 000-19.2z',
  1: 'M7.6 1.4h8.8l6.2 6.2v8.8l-6.2 6.2H7.6l-6.2-6.2V7.6z',
  2: 'M12 1.6L23.2 21.8H.8z',
  3: 'M12 .6L23.4 12 12 23.4.6 12z',
  4: 'M3.4 2.4h17.2a1 1 0 011 1v17.2a1 1 0 01-1 1H3.4a1 1 0 01-1-1V3.4a1 1 0 011-1z',
  5: 'M12 1.6a10.4 10.4 0 100 20.8 10.4 10.4 0 000-20.8z',
}

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
      aria-label={label}
      aria-hidden={label === undefined}
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
  const level = gradeLevels[grade]
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
