import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { t } from '../../messages.ts'
import { sentenceLang } from '../rules/language.ts'
import { moveByKey, moved, RowButtons } from './cells.tsx'
import { faultAt, type TableProps } from './plan-table.tsx'
import { NameCell } from './who-table.tsx'

/** What whoever goes there is told first; the first one stands in every call. */
export function SafetyTable({ plan, faults, onChange }: TableProps): ReactNode {
  const rows = plan.safety
  const move = onChange && ((from: number) => (to: number) => onChange({ ...plan, safety: moved(rows, from, to) }))
  return (
    <section aria-label={t('plans.safety')}>
      <h3>{t('plans.safety')}</h3>
      {rows.length === 0 && <p className="meta plan-note">{t('plan-form.nobody')}</p>}
      <ol className="plan-safety">
        {rows.map((words, i) => (
          <li key={i} className="row" onKeyDown={moveByKey(i, rows.length, move?.(i))}>
            <span className="t2">{i + 1}</span>
            <span className="grow">
              <NameCell
                name={words}
                fault={faultAt(faults, sentenceLang(), `safety.${i}`)}
                onChange={onChange && ((next) => onChange({ ...plan, safety: rows.with(i, next) }))}
              />
            </span>
            {onChange && (
              <RowButtons
                name={words.zh}
                at={i}
                of={rows.length}
                onMove={move?.(i)}
                onRemove={() => onChange({ ...plan, safety: rows.toSpliced(i, 1) })}
              />
            )}
          </li>
        ))}
      </ol>
      {onChange && (
        <div className="row plan-add">
          <Button
            small
            icon="plus"
            onPress={() => onChange({ ...plan, safety: [...rows, { zh: t('plans.new-safety'), en: 'New safety word' }] })}
          >
            {t('plans.add.safety')}
          </Button>
        </div>
      )}
    </section>
  )
}
