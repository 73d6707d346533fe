import type { ReactNode } from 'react'
import type { WallPartView } from '../../contract/wall.ts'
import { NONE, numberShort, percent } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'

function Figure({ name, value, unit, of }: { name: string; value: string; unit?: string; of: string }): ReactNode {
  return (
    <div>
      <div className="k">{name}</div>
      <div className="n">
        {value}
        {unit && <small>{unit}</small>}
      </div>
      <div className="f">{of}</div>
    </div>
  )
}

/** Four numbers, each with what it is a part of. */
export function Now({ view }: { view: NonNullable<WallPartView['now']> }): ReactNode {
  const short = (n: number) => numberShort(n, lang())
  const urgent = view.open.byGrade.extraordinary + view.open.byGrade.major
  const { n, of, hours } = view.acceptedOnTime
  const { few } = view
  return (
    <section className="wp">
      <PanelHead title={t('now.title')} note={`${t('now.closed')} ${short(view.closed24h)}`} />
      <div className="figs">
        <Figure name={t('now.open')} value={short(view.open.n)} of={t('now.urgent', { n: urgent })} />
        <Figure name={t('now.overdue')} value={short(view.overdue)} of={t('now.of', { n: view.overdue, of: view.open.n })} />
        <Figure
          name={t('now.unaccepted')}
          value={short(view.unaccepted.n)}
          of={t('now.unaccepted-urgent', { n: view.unaccepted.redOrange })}
        />
        <Figure
          name={t('now.on-time', { h: hours })}
          value={few ? NONE : percent(n, of)}
          {...(of > 0 && !few ? { unit: '%' } : {})}
          of={few ? t('now.few', { n, of }) : t('now.of', { n, of })}
        />
      </div>
    </section>
  )
}
