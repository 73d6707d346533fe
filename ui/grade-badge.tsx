import type { ReactNode } from 'react'
import type { Grade } from '../contract/scales.ts'
import { GradeShape } from './risk-shape.tsx'
import { gradeNumerals } from './scale-marks.ts'
import { t } from './t.ts'

/** "I 级 特别重大": numeral and word of a grade. */
export function gradeWords(grade: Grade): string {
  const word = t(`grade.${grade}`)
  return grade === 'minor' ? word : t('grade.named', { numeral: gradeNumerals[grade], word })
}

/** Event grade with its word. `unsigned` pulses (extraordinary, nobody has accepted). */
export function GradeBadge({
  grade,
  size = 24,
  unsigned = false,
}: {
  grade: Grade
  size?: number
  unsigned?: boolean
}): ReactNode {
  return (
    <span className="badge" title={t('grade.label', { numeral: gradeNumerals[grade], word: t(`grade.${grade}`) })}>
      <GradeShape grade={grade} size={size} unsigned={unsigned} />
      {t(`grade.${grade}`)}
    </span>
  )
}
