import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { EventDetail } from '../../../contract/event.ts'
import { Age } from '../../../ui/age.tsx'
import { clockTime, number } from '../../../ui/format.ts'
import { Panel } from '../../../ui/panel.tsx'
import { RiskBadge } from '../../../ui/risk-badge.tsx'
import type { Mark } from '../../../ui/series-chart.tsx'
import { t as part } from '../../../ui/t.ts'
import { t, tell } from '../../messages.ts'
import { AreaMini } from '../../parts/area-mini.tsx'
import { HotlineOfReport } from '../../parts/hotline-order.tsx'
import { MiniMap } from '../../parts/mini-map.tsx'
import { ObjectCurve } from '../../parts/object-curve.tsx'
import { OpenedByPanel } from '../../parts/opened-by.tsx'
import { usePackWords } from '../../parts/use-pack-words.ts'
import { eventQuietQuery } from '../../queries.ts'
import { ItemsOfType } from '../items/items-of-type.tsx'
import { Pictures, picturesOf } from './pictures.tsx'
import { Related } from './related.tsx'
import { Reports } from './reports.tsx'
import { VitalPanels } from './vital-panel.tsx'

const marked: Readonly<Record<string, string>> = {
  'event.dispatched': 'mark.dispatched',
  'work-order.arrived': 'mark.arrived',
  'work-order.submitted': 'mark.submitted',
  'event.closed': 'mark.closed',
}

function marksOf(event: EventDetail): Mark[] {
  return event.facts.flatMap((f) => {
    const key = marked[f.kind]
    const words = key ? tell(key) : null
    return words ? [{ at: Date.parse(f.occurredAt), words: `${clockTime(f.occurredAt)} ${words}` }] : []
  })
}

/** Of a power cut or a gateway that is gone: what hangs below it, silent and muted. */
function Below({ event }: { event: EventDetail }): ReactNode {
  const quiet = useQuery(eventQuietQuery(event.id)).data
  if (!quiet?.below) return null
  const { all, standing, muted } = quiet.below
  return (
    <Panel title={t('quiet.below')} note={<Age at={quiet.at} />}>
      <p className="b">{t('quiet.below-n', { all: number(all), standing: number(standing), muted: number(muted) })}</p>
      <p className="meta">{t('quiet.below-note')}</p>
    </Panel>
  )
}

/** "甲烷超标：甲烷 55 %LEL，限值 50": the same words as in the inbox. */
function measuredWords({ rule, measured }: NonNullable<EventDetail['why']>, pack: ReturnType<typeof usePackWords>): string {
  const name = pack('rules', rule ?? '')
  if (!measured?.reading || measured.limit === null) return name
  const { value, limit, unit } = measured
  const words = { rule: name, reading: pack('readings', measured.reading), limit: number(limit), unit }
  return value === null ? t('why.rule-held', words) : t('why.rule', { ...words, value: number(value, 1) })
}

function Why({ event }: { event: EventDetail }): ReactNode {
  const { why, objectView: object, alarm } = event
  const pack = usePackWords()
  return (
    <Panel
      title={t('event.why')}
      note={
        <Link to="/why" search={{ event: event.id }}>
          {t('why-page.open')}
        </Link>
      }
    >
      <dl className="why">
        {why?.rule && (
          <div>
            <dt>{t('why.rule.name')}</dt>
            <dd>{measuredWords(why, pack)}</dd>
          </div>
        )}
        {why && (
          <div>
            <dt>{t('why.grade.name')}</dt>
            <dd>
              {tell(`event.grade-by.${why.grade}`) ?? why.grade}
              {alarm &&
                why.grade !== 'person' &&
                `：${t('why.grade', { from: t('why.from.severity', { severity: part(`severity.${alarm.peak}`) }), grade: part(`grade.${event.grade}`) })}`}
            </dd>
          </div>
        )}
        {why?.route.map((r, i) => (
          <div key={`${r.unit}-${r.role}-${i}`}>
            <dt>{part(`role.${r.role}`)}</dt>
            <dd>
              {r.unitName}：{tell(`route.${r.reason}`) ?? r.reason}
            </dd>
          </div>
        ))}
        {alarm && (
          <div>
            <dt>{t('event.alarm')}</dt>
            <dd>
              {t('event.alarm-peak', { severity: part(`severity.${alarm.peak}`), time: clockTime(alarm.since, true) })}
              {' · '}
              {alarm.clearedAt
                ? t('event.alarm-cleared', { time: clockTime(alarm.clearedAt) })
                : t('event.alarm-now', { severity: part(`severity.${alarm.severity}`) })}
            </dd>
          </div>
        )}
        {object && (
          <div>
            <dt>{t('event.object')}</dt>
            <dd>
              <Link to="/map" search={{ pick: object.id }}>
                {object.name}
              </Link>{' '}
              <RiskBadge risk={object.risk} size={14} />
              {object.owner && ` · ${object.owner}`}
            </dd>
          </div>
        )}
      </dl>
    </Panel>
  )
}

/** Ways of the case that are closed now and whose line is known. */
const closedOf = ({ ways }: EventDetail) =>
  ways.flatMap(({ closure }) =>
    closure && (closure.state === 'closed' || closure.state === 'lifting') && closure.line.length > 1
      ? [{ id: closure.id, line: closure.line, lifting: closure.state === 'lifting' }]
      : [],
  )

/** The scene: curve, place, pictures, what is near, why it is as it is, and what people said. */
export function EventMiddle({ event }: { event: EventDetail }): ReactNode {
  const district = event.area.split('/')[1] ?? event.area
  return (
    <>
      {event.objectView && (
        <ObjectCurve
          object={event.objectView.id}
          openedAt={event.openedAt}
          to={event.closedAt ?? undefined}
          marks={marksOf(event)}
          height={176}
        />
      )}
      <VitalPanels id={event.id} />
      {event.content && (
        <Panel title={t('event.content')}>
          <p className="said">{event.content}</p>
        </Panel>
      )}
      <div className="two">
        <Panel title={t('event.place')} note={t(event.wholeArea ? 'event.place-whole' : 'event.place-note')} flush>
          {event.wholeArea ? (
            <AreaMini area={event.wholeArea} grade={event.grade} title={event.title} />
          ) : (
            <MiniMap
              centre={event}
              grade={event.grade}
              title={event.title}
              cordonM={event.cordonM}
              district={district}
              own={event.id}
              place={event.areaName}
              ways={closedOf(event)}
              height={picturesOf(event).length > 0 ? 252 : 200}
            />
          )}
        </Panel>
        <Pictures event={event} />
      </div>
      <OpenedByPanel by={event.openedBy} />
      <Below event={event} />
      <Related event={event} />
      <div className="two">
        <Why event={event} />
        <Reports event={event} />
      </div>
      <ItemsOfType type={event.type} />
      {event.reports
        .filter(({ source }) => source === 'hotline')
        .map(({ id }) => (
          <HotlineOfReport key={id} report={id} />
        ))}
    </>
  )
}
