import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Why } from '../../../contract/why.ts'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { useNow } from '../../../ui/clock.ts'
import { clockTime, dateTime } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { lang, t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t, tell } from '../../messages.ts'
import { planWords } from '../../parts/plan-words.ts'
import { stateWords } from '../../parts/state-words.ts'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { WhyTold } from './why-told.tsx'

type Event = Why['events'][number]

/** The events a why is about, each with how it came about, to whom it went, and who was told or not. */
export function WhyEvents({ events, about }: { events: Why['events']; about: 'person' | 'thing' }): ReactNode {
  return (
    <section className="why-col" aria-label={t('place.events.title')}>
      {events.length === 0 && (
        <p className="meta state">{t(about === 'person' ? 'why-page.events-none-person' : 'why-page.events-none')}</p>
      )}
      {events.map((event) => (
        <EventSeen key={event.id} event={event} short={about === 'person'} />
      ))}
    </section>
  )
}

function EventSeen({ event, short }: { event: Event; short: boolean }): ReactNode {
  const now = useNow()
  return (
    <Panel
      level={2}
      title={
        <span className="row">
          <GradeShape grade={event.grade} size={18} label={gradeWords(event.grade)} />
          <Link to="/events/$id" params={{ id: event.id }}>
            <CaseTitle title={event.title} />
          </Link>
        </span>
      }
      note={`${stateWords(event.state)} · ${dateTime(event.openedAt, now, lang(), true)} · ${event.no}`}
    >
      {!short && <Origin event={event} />}
      <WhyTold event={event} one={short} />
    </Panel>
  )
}

/** Alarms and reports that led to it, what was merged, and by which reason each unit got its part. */
function Origin({ event }: { event: Event }): ReactNode {
  const pack = usePackWords()
  return (
    <dl className="why why-origin">
      {event.signals.length > 0 && (
        <div>
          <dt>{t('why-page.from')}</dt>
          <dd>
            {event.signals.map((signal, i) => (
              <span key={`${signal.at}-${i}`} className="why-line">
                {clockTime(signal.at, true)} <Tag>{tell(`why-page.source.${signal.source}`) ?? signal.source}</Tag> {signal.title}
                <span className="t2"> · {decidedWords(signal)}</span>
              </span>
            ))}
          </dd>
        </div>
      )}
      {event.mergedInto && (
        <div>
          <dt>{t('why-page.merged-into')}</dt>
          <dd>
            <Link to="/events/$id" params={{ id: event.mergedInto.id }}>
              {event.mergedInto.no}
            </Link>
          </dd>
        </div>
      )}
      {event.absorbed.length > 0 && (
        <div>
          <dt>{t('why-page.absorbed')}</dt>
          <dd className="row wrap">
            {event.absorbed.map((one) => (
              <Link key={one.id} to="/events/$id" params={{ id: one.id }}>
                {one.no}
              </Link>
            ))}
          </dd>
        </div>
      )}
      <div>
        <dt>{t('why-page.routed')}</dt>
        <dd>
          {event.routed.length === 0 && t('why-page.routed-none')}
          {event.routed.map((route, i) => (
            <span key={`${route.unitName}-${route.role}-${i}`} className="why-line">
              {part(`role.${route.role as 'lead'}`)} {route.unitName}
              <span className="t2"> · {tell(`route.${route.reason}`) ?? route.reason}</span>
            </span>
          ))}
        </dd>
      </div>
      {event.plan && (
        <div>
          <dt>{t('why-page.plan')}</dt>
          <dd>{planWords(pack('packs', event.plan.pack), event.plan)}</dd>
        </div>
      )}
    </dl>
  )
}

function decidedWords({ state, by }: Event['signals'][number]): string {
  const what = tell(`why-page.signal.${state}`) ?? state
  return by ? t('why-page.signal.by', { by, what }) : what
}
