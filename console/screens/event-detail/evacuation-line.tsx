import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import { Icon } from '../../../ui/icons.tsx'
import { t } from '../evacuation/words.ts'
import './unmanned.css'

type List = NonNullable<EventDetail['evacuation']>

/** What the register says, in words; a number it does not have is not none. */
const registeredWords = ({ registered: { households, persons } }: List): string =>
  [
    households === null ? '' : t('evac.households-n', { n: households }),
    persons === null ? '' : t('evac.persons-n', { n: persons }),
  ]
    .filter(Boolean)
    .join(' ') || t('evac.not-filled')

/** Nobody can be counted: no household is entered, with the way to the register. */
function Unlisted({ event, list }: { event: EventDetail; list: List }): ReactNode {
  return (
    <section className="vacant">
      <h2>
        <Icon name="alert" size={16} /> {t('evac.title')}
      </h2>
      <p>
        <b>{t('evac.unlisted', { known: registeredWords(list) })}</b>
      </p>
      <p className="meta">{t(list.required ? 'evac.held' : 'evac.held-later')}</p>
      {event.objectView && (
        <Link className="btn" to="/objects" search={{ kind: event.objectView.kind, id: event.objectView.id }}>
          {t('evac.enter')}
        </Link>
      )}
    </section>
  )
}

/** How far the evacuation is, with the way to its list; nothing where the plan has none. */
export function EvacuationLine({ event }: { event: EventDetail }): ReactNode {
  const list = event.evacuation
  if (!list) return null
  if (list.list === 'unlisted') return <Unlisted event={event} list={list} />
  const { sum } = list
  return (
    <section>
      <header className="sect">
        <h2>{t('evac.title')}</h2>
        <small>{list.list === 'kept' && t('evac.sum', { settled: sum.settled, households: sum.households })}</small>
      </header>
      {list.list === 'nobody' ? <p>{t('evac.nobody-said')}</p> : <Counted id={event.id} list={list} />}
    </section>
  )
}

function Counted({ id, list }: { id: string; list: List }): ReactNode {
  const { sum } = list
  return (
    <>
      <p>
        {t('evac.sum-persons', { gone: sum.gone, persons: sum.persons })}
        {sum.refused > 0 && ` · ${t('evac.refused-n', { n: sum.refused })}`}
        {sum.missing > 0 && ` · ${t('evac.missing-n', { n: sum.missing })}`}
      </p>
      {list.required && !list.expired && sum.settled < sum.households && <p className="meta">{t('evac.required')}</p>}
      <Link className="btn" to="/evacuation/$id" params={{ id }}>
        {t('evac.list')}
      </Link>
    </>
  )
}
