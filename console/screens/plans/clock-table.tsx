import type { ReactNode } from 'react'
import type { Clocks } from '../../../contract/pack.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { t } from '../../messages.ts'
import { grades } from '../../parts/grades.ts'
import { sentenceLang } from '../rules/language.ts'
import { ChoiceCell, LengthCell } from './cells.tsx'
import { faultAt, type TableProps } from './plan-table.tsx'

const limits = ['accept', 'arrive', 'report', 'finish'] as const

/** The time limits of each grade, all from the dispatch. */
export function ClockTable({ plan, faults, grade, onChange }: TableProps): ReactNode {
  const rows = grades.flatMap((one) => (plan.clocks[one] ? [{ grade: one, clocks: plan.clocks[one] }] : []))
  const set = (of: string, clocks: Clocks) => onChange?.({ ...plan, clocks: { ...plan.clocks, [of]: clocks } })
  return (
    <section aria-label={t('plans.clocks')}>
      <h3>{t('plans.clocks')}</h3>
      <table className="tb plan-tb">
        <thead>
          <tr>
            <th scope="col">{t('plans.col.grade')}</th>
            {limits.map((limit) => (
              <th key={limit} scope="col" className="num">
                {t(`plan-form.limit.${limit}`)}
              </th>
            ))}
            <th scope="col">{t('plans.col.counted')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.grade} className={row.grade === grade ? 'on' : undefined}>
              <td className="b">{gradeWords(row.grade)}</td>
              {limits.map((limit) => (
                <td key={limit} className="num">
                  <LengthCell
                    label={`${gradeWords(row.grade)} ${t(`plan-form.limit.${limit}`)}`}
                    value={row.clocks[limit]}
                    none={limit !== 'accept'}
                    fault={faultAt(faults, sentenceLang(), `clocks.${row.grade}.${limit}`)}
                    onChange={onChange && ((to) => set(row.grade, { ...row.clocks, [limit]: to }))}
                  />
                </td>
              ))}
              <td>
                <ChoiceCell
                  label={`${gradeWords(row.grade)} ${t('plans.col.counted')}`}
                  value={row.clocks.calendar}
                  choices={(['wall', 'work'] as const).map((id) => ({ id, label: t(`plans.counted.${id}`) }))}
                  onChange={onChange && ((id) => set(row.grade, { ...row.clocks, calendar: id === 'work' ? 'work' : 'wall' }))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
