import type { ReactNode } from 'react'
import { periodWords } from '../../../contract/period-words.ts'
import type { VitalPage } from '../../../contract/vital.ts'
import type { VitalCadence } from '../../../contract/vital-kinds.ts'
import { Button } from '../../../ui/button.tsx'
import { Coverage } from '../../../ui/coverage.tsx'
import { number } from '../../../ui/format.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { say } from '../../messages.ts'
import { t } from './over-words.ts'
import { bothText, valueText } from './vital-words.ts'

/** By which periods a vital is looked at, and at which of them; left out: its own, the newest. */
export type OverView = { by?: VitalCadence; period?: string }
type Props = { page: VitalPage; onView: (view: OverView) => void }

/** 时 日 周 月 季 年, as far as the vital's own periods make them up; why there are none else. */
export function BySwitch({ page, view, onView }: Props & { view: OverView }): ReactNode {
  const { offered, notBy, by, definition } = page
  if (offered.length === 1) return notBy && <p className="meta k10-over">{t(`over.not.${notBy}`)}</p>
  const choose = (id: string) => onView(id === definition.cadence ? {} : { by: id as VitalCadence })
  return (
    <section className="k10-over">
      <Segmented
        label={t('over.by')}
        items={offered.map((id) => ({ id, label: t(`over.${id}`) }))}
        value={by}
        onChange={choose}
      />
      {view.period && (
        <Button small onPress={() => onView(view.by ? { by: view.by } : {})}>
          {t('over.back')}
        </Button>
      )}
    </section>
  )
}

/** How a coarser period came about, how many of its periods have a number, of those due and of all; nothing of its own periods. */
export function OverHead({ page: { cell, definition } }: { page: VitalPage }): ReactNode {
  if (!cell?.periods) return null
  const { told, due, of, last } = cell.periods
  const { aggregation, count, overTime } = definition
  const isLast = overTime ? overTime === 'last' : aggregation === 'last' || count?.when === 'now'
  const how =
    aggregation === 'formula'
      ? t('over.formula')
      : isLast || aggregation === 'last'
        ? t('over.how.last', { period: last ? say(periodWords(last)) : '—' })
        : t('over.how.added', { how: t(`over.${aggregation}`) })
  return (
    <>
      <p className="meta">{how}</p>
      <Coverage have={told} total={due} words={t('over.told', { told: number(told), due: number(due), of: number(of) })} />
      {told < of && due < of && <p className="meta">{t('over.running')}</p>}
    </>
  )
}

/** The periods a coarser one is made of, each to be opened, down to the values as they were told; one without a number is named. */
export function FinerPeriods({ page, onView }: Props): ReactNode {
  const { finer, definition } = page
  if (!finer) return null
  const most = Math.max(...finer.cells.map(({ value }) => Math.abs(value ?? 0)), 0)
  const view = (period: string): OverView => (finer.by === definition.cadence ? { period } : { by: finer.by, period })
  return (
    <section>
      <h3>{t('over.finer')}</h3>
      <ul className="k10-parts k10-finer">
        {finer.cells.map((cell) => (
          <li key={cell.period}>
            <button
              type="button"
              aria-label={t('over.open', { period: say(periodWords(cell.period)) })}
              onClick={() => onView(view(cell.period))}
            >
              {say(periodWords(cell.period))}
            </button>
            <span className="bar" aria-hidden="true">
              <i style={{ width: `${most === 0 ? 0 : (Math.abs(cell.value ?? 0) / most) * 100}%` }} />
            </span>
            <b>{valueText(cell.value, definition)}</b>
            <span className="meta">{bothText(cell) || `${number(cell.n)}/${number(cell.of)}`}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
