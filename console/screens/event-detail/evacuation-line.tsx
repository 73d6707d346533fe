import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import { t } from '../evacuation/words.ts'

/** How far the evacuation is, with the way to its list; nothing where the plan has none. */
export function EvacuationLine({ event }: { event: EventDetail }): ReactNode {
  const list = event.evacuation
  if (!list) return null
  const { sum } = list
  return (
    <section>
      <header className="sect">
        <h2>{t('evac.title')}</h2>
        <small>{t('evac.sum', { settled: sum.settled, households: sum.households })}</small>
      </header>
      <p>
        {t('evac.sum-persons', { gone: sum.gone, persons: sum.persons })}
        {sum.refused > 0 && ` · ${t('evac.refused-n', { n: sum.refused })}`}
        {sum.missing > 0 && ` · ${t('evac.missing-n', { n: sum.missing })}`}
      </p>
      {list.required && !list.expired && sum.settled < sum.households && <p className="meta">{t('evac.required')}</p>}
      <Link className="btn" to="/evacuation/$id" params={{ id: event.id }}>
        {t('evac.list')}
      </Link>
    </section>
  )
}
