import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { restOf } from '../../ui/case-rest.ts'
import { CaseTitle, DrillStrip } from '../../ui/case-title.tsx'
import { useNow } from '../../ui/clock.ts'
import { limitAt } from '../../ui/deadline-rule.ts'
import { clockTime, dueBy, shortTime } from '../../ui/format.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { lang, t as ui } from '../../ui/t.ts'
import { type War as Told, warQuery } from '../data.ts'
import { Panel, PanelHead, PartUnread } from '../panel/panel.tsx'
import { Whole } from '../panel/whole.tsx'
import { t } from '../t.ts'
import { AreaMap } from './area-map.tsx'
import { BigClock } from './big-clock.tsx'
import { Cameras } from './cameras.tsx'
import { Crew } from './crew.tsx'
import { Curve } from './curve.tsx'
import { Facts } from './facts.tsx'
import { type MeasuredOf, measuredOf } from './measured-of.ts'
import { Phones } from './phones.tsx'
import { PlaceMap } from './place-map.tsx'
import { placeOf } from './place-of.ts'
import { Steps } from './steps.tsx'
import { VitalCurves } from './vital-curve.tsx'

function Head({ war }: { war: Told }): ReactNode {
  const now = useNow()
  const { event } = war
  const lead = [event.leadName, event.holder].filter(Boolean).join(' ')
  const unsigned = event.holder === null && event.grade === 'extraordinary'
  const rest = restOf(event, now)
  const opened = t('war.opened', { time: shortTime(event.openedAt, now, lang()) })
  return (
    <header className={event.grade === 'extraordinary' ? 'red' : ''}>
      <GradeShape grade={event.grade} size={56} unsigned={unsigned} />
      <div className="el">
        <h1 className="el">
          {event.wholeArea ? '' : placeOf(event)} <CaseTitle title={event.title} />
        </h1>
        <p className="el">
          <b>{gradeWords(event.grade)}</b> · {ui(`state.${event.state}`)} · {opened} ·{' '}
          {t('war.lead', { name: lead || t('war.nobody') })}
          {rest?.reason && ` · ${ui('rest.because', { reason: rest.reason })}`}
        </p>
      </div>
      <div className="bigc">
        <BigClock event={event} rest={rest} />
        <p className="t2">
          {event.clock && !event.clock.paused && <span>{dueBy(limitAt(event.clock, now).limit, now, lang())}</span>}
          {rest?.until && <span>{rest.until}</span>}
          {t('war.now', { time: clockTime(now, true) })}
        </p>
      </div>
    </header>
  )
}

function Numbers({ crew }: { crew: NonNullable<Told['crew']> }): ReactNode {
  const of = crew.length
  const accepted = crew.filter((one) => one.phase !== 'called').length
  const arrived = crew.filter((one) => one.phase === 'on-site' || one.phase === 'done').length
  return (
    <section className="wp">
      <PanelHead title={t('war.orders')} />
      <div className="figs two">
        {[
          { name: t('war.accepted'), n: accepted },
          { name: t('war.arrived'), n: arrived },
        ].map(({ name, n }) => (
          <div key={name}>
            <div className="k">{name}</div>
            <div className="n">
              {n}
              <small>
                /{of} {t('war.orders')}
              </small>
            </div>
          </div>
        ))}
      </div>
    </section>
  )
}

/** A panel of C2: read and drawn by itself, so that one that cannot be leaves the others. */
function Part<T>({ title, query, of, children }: PartProps<T>): ReactNode {
  return (
    <Panel title={title} query={query} at={({ at }) => at}>
      {(war) => {
        const part = of(war)
        return part === null ? <PartUnread title={title} onRetry={() => void query.refetch()} /> : children(part, war)
      }}
    </Panel>
  )
}
type PartProps<T> = {
  title: string
  query: UseQueryResult<Told>
  /** what of the answer the panel shows; null: it could not be read */
  of: (war: Told) => T | null
  children: (part: T, war: Told) => ReactNode
}

/** The vitals the case is about, else the readings of its object. */
function Measured({ of }: { of: MeasuredOf }): ReactNode {
  return 'vitals' in of ? <VitalCurves vitals={of.vitals} /> : <Curve series={of.series} />
}

export type WarProps = {
  id: string
  /** shown by itself because nobody has accepted */
  pushed: boolean
  onBack: () => void
}

/** C2: one event for the whole room: plan with running clocks, who is on the way, place, curve, whom to call, what happened. */
export function War({ id, pushed, onBack }: WarProps): ReactNode {
  const query = useQuery(warQuery(id))
  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && onBack()
    window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [onBack])
  return (
    <Whole
      query={query}
      what={t('war.chosen')}
      thing={t('thing.case')}
      title={query.data?.event.title ?? t('war.chosen')}
      skeleton={<div className="wall c2" />}
    >
      {(war) => (
        <main className="wall c2" id="content">
          <div className="top">
            <DrillStrip title={war.event.title} />
            <Head war={war} />
          </div>
          <div className="cx">
            <Part title={t('war.plan-none')} query={query} of={({ plan }) => plan}>
              {(plan) => <Steps plan={plan} />}
            </Part>
            <Part title={t('war.crew')} query={query} of={({ crew }) => crew}>
              {(crew) => <Crew crew={crew} />}
            </Part>
          </div>
          <div className="cx mid">
            <div className="ground">
              <Part title={t('war.map')} query={query} of={(war) => war}>
                {(war) => (war.event.wholeArea ? <AreaMap war={war} /> : <PlaceMap war={war} />)}
              </Part>
              {!war.event.wholeArea && (
                <Part title={t('war.cameras')} query={query} of={({ cameras }) => cameras}>
                  {(cameras, { event }) => <Cameras cameras={cameras} place={event} />}
                </Part>
              )}
            </div>
            <Part title={t('war.readings')} query={query} of={measuredOf}>
              {(measured) => <Measured of={measured} />}
            </Part>
          </div>
          <div className="cx last">
            <div className="asked">
              <Part title={t('war.orders')} query={query} of={({ crew }) => crew}>
                {(crew) => <Numbers crew={crew} />}
              </Part>
              <Part title={t('war.phones')} query={query} of={({ phones }) => phones}>
                {(phones) => <Phones phones={phones} />}
              </Part>
            </div>
            <Part title={t('war.timeline')} query={query} of={({ facts }) => facts}>
              {(facts) => <Facts told={facts} />}
            </Part>
          </div>
          <footer>
            <span>{t(pushed ? 'war.pushed' : 'war.chosen')}</span>
            <button type="button" className="linkish" onClick={onBack}>
              {t('war.back')}
            </button>
            <span className="grow" />
            <span>{t('foot.source')}</span>
            <span>{t('map.schematic')}</span>
          </footer>
        </main>
      )}
    </Whole>
  )
}
