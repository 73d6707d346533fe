import type { ReactNode } from 'react'
import type { CallStep, Plan } from '../../../contract/pack.ts'
import type { Grade } from '../../../contract/scales.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { t } from '../../messages.ts'
import { grades } from '../../parts/grades.ts'
import { sentenceLang } from '../rules/language.ts'
import { ChoiceCell, LengthCell } from './cells.tsx'
import { faultAt, type TableProps } from './plan-table.tsx'

const channels = ['app', 'sms', 'voice'] as const
const isChannel = (id: string): CallStep['channel'] => channels.find((one) => one === id) ?? 'app'

/** How people are called until one of them answers (叫应), by grade; where nothing is written a red case rings by app, SMS and phone. */
export function LadderTable({ plan, faults, onChange }: TableProps): ReactNode {
  const ladders = plan.callConfirm ?? {}
  const set = (grade: Grade, steps: CallStep[]) => {
    const { [grade]: _, ...rest } = ladders
    const next: NonNullable<Plan['callConfirm']> = steps.length > 0 ? { ...rest, [grade]: steps } : rest
    const { callConfirm: __, ...others } = plan
    onChange?.(Object.keys(next).length > 0 ? { ...others, callConfirm: next } : others)
  }
  const shown = grades.filter((grade) => ladders[grade])
  const free = grades.filter((grade) => !ladders[grade])
  return (
    <section aria-label={t('plans.ladder')}>
      <h3>{t('plans.ladder')}</h3>
      {shown.length === 0 && <p className="meta plan-note">{t('plans.ladder-usual')}</p>}
      {onChange ? (
        <Checkbox
          value={plan.confirmAnew === true}
          onChange={(on) => {
            const { confirmAnew: _, ...rest } = plan
            onChange(on ? { ...rest, confirmAnew: true } : rest)
          }}
        >
          {t('plans.confirm-anew')}
        </Checkbox>
      ) : (
        plan.confirmAnew && <p className="meta plan-note">{t('plans.confirm-anew')}</p>
      )}
      {shown.map((grade) => (
        <div key={grade} className="row wrap plan-line">
          <b className="plan-grade">{gradeWords(grade)}</b>
          {ladders[grade]!.map((step, i) => (
            <span key={i} className="row">
              <LengthCell
                label={t('plans.ladder-after', { n: i + 1 })}
                value={step.after}
                fault={faultAt(faults, sentenceLang(), `callConfirm.${grade}.${i}`)}
                onChange={onChange && ((after) => after && set(grade, ladders[grade]!.with(i, { ...step, after })))}
              />
              <ChoiceCell
                label={t('plans.ladder-way', { n: i + 1 })}
                value={step.channel}
                choices={channels.map((id) => ({ id, label: t(`plans.way.${id}`) }))}
                onChange={onChange && ((id) => set(grade, ladders[grade]!.with(i, { ...step, channel: isChannel(id) })))}
              />
              {onChange && (
                <button
                  type="button"
                  className="cell-x"
                  aria-label={t('plans.remove', { name: t(`plans.way.${step.channel}`) })}
                  onClick={() => set(grade, ladders[grade]!.toSpliced(i, 1))}
                >
                  ×
                </button>
              )}
            </span>
          ))}
          {onChange && (
            <Button
              small
              icon="plus"
              label={t('plans.ladder-add', { grade: gradeWords(grade) })}
              onPress={() => set(grade, [...ladders[grade]!, { channel: 'voice', after: ladders[grade]!.at(-1)?.after ?? '2m' }])}
            />
          )}
        </div>
      ))}
      {onChange && free[0] && (
        <div className="row wrap plan-add">
          {free.map((grade) => (
            <Button key={grade} small icon="plus" onPress={() => set(grade, [{ channel: 'app', after: '0s' }])}>
              {gradeWords(grade)}
            </Button>
          ))}
        </div>
      )}
    </section>
  )
}
