import type { ReactNode } from 'react'
import type { WallPartView } from '../../contract/wall.ts'
import type { WallFigure } from '../../contract/wall-figures.ts'
import { NONE, numberShort, percent } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { PanelHead } from '../panel/panel.tsx'
import { Opens } from '../rows/opens.tsx'
import { t } from '../t.ts'

type FigureProps = { figure: WallFigure; name: string; value: string; unit?: string; of: string }

function Figure({ figure, name, value, unit, of }: FigureProps): ReactNode {
  return (
    <Opens figure={figure} title={name}>
      <span className="k">{name}</span>
      <span className="n">
        {value}
        {unit && <small>{unit}</small>}
      </span>
      <span className="f">{of}</span>
    </Opens>
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
      <PanelHead
        title={t('now.title')}
        note={
          <Opens figure="closed-day" title={t('now.closed')}>
            {`${t('now.closed')} ${short(view.closed24h)}`}
          </Opens>
        }
      />
      <div className="figs">
        <Figure figure="open" name={t('now.open')} value={short(view.open.n)} of={t('now.urgent', { n: urgent })} />
        <Figure
          figure="overdue"
          name={t('now.overdue')}
          value={short(view.overdue)}
          of={t('now.of', { n: view.overdue, of: view.open.n })}
        />
        <Figure
          figure="unaccepted"
          name={t('now.unaccepted')}
          value={short(view.unaccepted.n)}
          of={t('now.unaccepted-urgent', { n: view.unaccepted.redOrange })}
        />
        <Figure
          figure="answered"
          name={t('now.on-time', { h: hours })}
          value={few ? NONE : percent(n, of)}
          {...(of > 0 && !few ? { unit: '%' } : {})}
          of={few ? t('now.few', { n, of }) : t('now.of', { n, of })}
        />
      </div>
    </section>
  )
}
