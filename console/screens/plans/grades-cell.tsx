import type { ReactNode } from 'react'
import type { Grade } from '../../../contract/scales.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { gradeNumerals } from '../../../ui/scale-marks.ts'
import { grades } from '../../parts/grades.ts'

type Props = { label: string; value: readonly Grade[]; fault: string | null; onChange: ((value: Grade[]) => void) | undefined }

/** The grades at which somebody joins, as buttons with their numerals. */
export function GradesCell({ label, value, fault, onChange }: Props): ReactNode {
  if (!onChange)
    return (
      <span className="t2">
        {grades
          .filter((grade) => value.includes(grade))
          .map((grade) => gradeNumerals[grade])
          .join(' ')}
      </span>
    )
  return (
    <span className={fault ? 'grades err' : 'grades'} title={fault ?? undefined}>
      {grades.map((grade) => {
        const on = value.includes(grade)
        return (
          <button
            key={grade}
            type="button"
            aria-pressed={on}
            aria-label={`${label} ${gradeWords(grade)}`}
            title={gradeWords(grade)}
            onClick={() => onChange(grades.filter((one) => (one === grade ? !on : value.includes(one))))}
          >
            {gradeNumerals[grade]}
          </button>
        )
      })}
    </span>
  )
}
