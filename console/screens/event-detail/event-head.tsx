import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { placeWords } from '../../../contract/case-place.ts'
import type { EventDetail } from '../../../contract/event.ts'
import type { WorkOrder } from '../../../contract/work-order.ts'
import { type Rest, restOf } from '../../../ui/case-rest.ts'
import { CaseTitle, DrillStrip } from '../../../ui/case-title.tsx'
import { useNow } from '../../../ui/clock.ts'
import { Deadline } from '../../../ui/deadline.tsx'
import { dateTime, duration, shortTime } from '../../../ui/format.ts'
import { gradeWords } from '../../../ui/grade-badge.tsx'
import { GradeShape } from '../../../ui/risk-shape.tsx'
import { lang, t as part } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t } from '../../messages.ts'
import { progressWords, stateWords, waitsInRed } from '../../parts/state-words.ts'
import { DrillActs } from '../drills/drill-acts.tsx'
import { EventPartsLine } from './event-parts.tsx'

const gone = new Set(['cancelled', 'transferred', 'excused'])

/** The lead order in force: the newest one that was not taken away. */
export const leadOf = (orders: readonly WorkOrder[]): WorkOrder | null =>
  orders.findLast((o) => o.role === 'lead' && !gone.has(o.state)) ?? null

function Clock({ event, lead }: { event: EventDetail; lead: WorkOrder | null }): ReactNode {
  const now = useNow()
  const rest = restOf(event, now)
  if (rest) return <Resting rest={rest} clock={event.clock} />
  if (event.clock) {
    const clock = { ...event.clock, ...(lead?.acceptedAt ? { metAt: lead.acceptedAt } : {}) }
    const took = lead?.acceptedAt
      ? t('event.accepted-in', {
          length: duration(Date.parse(lead.acceptedAt) - Date.parse(lead.askedAt), lang()),
          limit: duration(Date.parse(lead.acceptBy) - Date.parse(lead.askedAt), lang(), 60_000),
        })
      : lead && !lead.acceptedAt && Date.parse(lead.acceptBy) < Math.min(now, Date.parse(event.clock.due))
        ? t('event.first-missed', { time: shortTime(lead.acceptBy, now, lang()) })
        : lead && t('event.asked-at', { time: shortTime(lead.askedAt, now, lang()) })
    return (
      <div>
        <Deadline clock={clock} layout="head" />
        <p className="meta">
          {took}
          {event.clock.provisional && ` · ${part('deadline.provisional')}`}
        </p>
      </div>
    )
  }
  const done = event.closedAt
  return (
    <div className="ended">
      <b className="b">{stateWords(event.state)}</b>
      <span className="meta">
        {done
          ? t('event.took', {
              time: dateTime(done, now, lang()),
              length: duration(Date.parse(done) - Date.parse(event.openedAt), lang(), 60_000),
            })
          : t('event.since', { time: dateTime(event.openedAt, now, lang()) })}
      </span>
    </div>
  )
}

/** 挂账, 挂起: until when and why; its clock stands still and is over by nothing. */
function Resting({ rest, clock }: { rest: Rest; clock: EventDetail['clock'] }): ReactNode {
  const still = clock && part('deadline.paused', { clock: part(`clock.${clock.clock}`) })
  return (
    <div className="ended">
      <b className="b">{rest.word}</b>
      <span className="meta">{[rest.until, still].filter(Boolean).join(' · ')}</span>
      {rest.reason && <p className="meta">{part('rest.because', { reason: rest.reason })}</p>}
    </div>
  )
}

/** The three lines at the top: what and where; how grave, in which state; who has it. At the right the running clock. */
export function EventHead({ event }: { event: EventDetail }): ReactNode {
  const lead = leadOf(event.workOrders)
  const assists = event.workOrders.filter((o) => o.role === 'assist' && !gone.has(o.state))
  const withdrawn = event.workOrders.filter(
    (o) => o.role === 'assist' && (o.state === 'cancelled' || o.state === 'excused'),
  ).length
  const all = lead ? [lead, ...assists] : assists
  const accepted = all.filter((o) => o.acceptedAt !== null).length
  return (
    <header className="k2-head">
      <DrillStrip title={event.title} />
      {event.exercise && <DrillActs event={event.id} />}
      <div className="row top">
        <span className="shape">
          <GradeShape grade={event.grade} size={28} label="" unsigned={waitsInRed(event)} />
        </span>
        <div className="grow">
          <h1>
            <CaseTitle title={event.title} />
          </h1>
          <p className="meta facts">
            <b className="b ink">{gradeWords(event.grade)}</b>
            <b className="b ink">{progressWords(event)}</b>
            <span>{[placeWords(event, lang()), event.address].filter(Boolean).join(' ')}</span>
            <span>{event.no}</span>
            <Link to="/case-file/$id" params={{ id: event.id }}>
              {t('case.title')}
            </Link>
            {event.mode === 'auto' && <Tag>{t('inbox.tag.auto')}</Tag>}
          </p>
          <p className="meta facts">
            {event.leadName ? (
              <span>
                {part('order.lead')}{' '}
                <b className="b ink">
                  {event.leadName}
                  {event.holder ? ` · ${event.holder}` : ''}
                </b>
              </span>
            ) : (
              <span>{t('event.no-lead')}</span>
            )}
            {assists.length > 0 && <span>{t('event.assists', { n: assists.length })}</span>}
            {withdrawn > 0 && <span>{t('event.withdrawn', { n: withdrawn })}</span>}
            {all.length > 0 && <span>{t('event.accepted-of', { n: accepted, of: all.length })}</span>}
          </p>
          <EventPartsLine id={event.id} />
          {event.mergedInto && (
            <p className="meta">
              {t('event.merged-into')}{' '}
              <Link to="/events/$id" params={{ id: event.mergedInto.id }}>
                {event.mergedInto.no}
              </Link>
            </p>
          )}
        </div>
      </div>
      <Clock event={event} lead={lead} />
    </header>
  )
}
