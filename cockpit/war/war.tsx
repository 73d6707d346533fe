import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { CaseTitle, DrillStrip } from '../../ui/case-title.tsx'
import { useNow } from '../../ui/clock.ts'
import { clockTime } from '../../ui/format.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { Screen } from '../../ui/screen.tsx'
import { t as ui } from '../../ui/t.ts'
import { type War as Told, warQuery } from '../data.ts'
import { Panel, PanelHead } from '../panel/panel.tsx'
import { t } from '../t.ts'
import { BigClock } from './big-clock.tsx'
import { Crew } from './crew.tsx'
import { Curve } from './curve.tsx'
import { Facts } from './facts.tsx'
import { Phones } from './phones.tsx'
import { PlaceMap } from './place-map.tsx'
import { Steps } from './steps.tsx'

function Head({ war }: { war: Told }): ReactNode {
  const now = useNow()
  const { event } = war
  const lead = [event.leadName, event.holder].filter(Boolean).join(' ')
  const unsigned = event.holder === null && event.grade === 'extraordinary'
  return (
    <header className={event.grade === 'extraordinary' ? 'red' : ''}>
      <GradeShape grade={event.grade} size={56} unsigned={unsigned} />
      <div className="el">
        <h1 className="el">
          {event.areaName} <CaseTitle title={event.title} />
        </h1>
        <p className="el">
          <b>{gradeWords(event.grade)}</b> · {ui(`state.${event.state}`)} · {t('war.opened', { time: clockTime(event.openedAt) })}{' '}
          · {t('war.lead', { name: lead || t('war.nobody') })}
        </p>
      </div>
      <div className="bigc">
        <BigClock clock={event.clock} word={ui(`state.${event.state}`)} />
        <p className="t2">
          {event.clock && <span>{t('war.until', { time: clockTime(event.clock.due, true) })}</span>}
          {t('war.now', { time: clockTime(now, true) })}
        </p>
      </div>
    </header>
  )
}

function Numbers({ war }: { war: Told }): ReactNode {
  const of = war.crew.length
  const accepted = war.crew.filter((one) => one.phase !== 'called').length
  const arrived = war.crew.filter((one) => one.phase === 'on-site' || one.phase === 'done').length
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

/** A panel of C2: drawn by itself, so that one that cannot be drawn leaves the others. */
function Part({ title, query, children }: PartProps): ReactNode {
  return (
    <Panel title={title} query={query} at={({ at }) => at}>
      {children}
    </Panel>
  )
}
type PartProps = { title: string; query: UseQueryResult<Told>; children: (war: Told) => ReactNode }

export type WarProps = {
  id: string
  /** shown by itself because nobody has accepted */
  pushed: boolean
  /** the next red event that waits, in earnest whenever there is one, and how many more do */
  next: { title: string; more: number } | null
  onBack: () => void
}

/** C2: one event for the whole room: plan with running clocks, who is on the way, place, curve, whom to call, what happened. */
export function War({ id, pushed, next, onBack }: WarProps): ReactNode {
  const query = useQuery(warQuery(id))
  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && onBack()
    window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [onBack])
  return (
    <Screen query={query} title={query.data?.event.title ?? t('war.chosen')} skeleton={<div className="wall c2" />}>
      {(war) => (
        <main className="wall c2" id="content">
          <div className="top">
            <DrillStrip title={war.event.title} />
            <Head war={war} />
          </div>
          <div className="cx">
            <Part title={t('war.plan-none')} query={query}>
              {(war) => <Steps war={war} />}
            </Part>
            <Part title={t('war.crew')} query={query}>
              {({ crew }) => <Crew crew={crew} />}
            </Part>
          </div>
          <div className="cx mid">
            <Part title={t('war.map')} query={query}>
              {(war) => <PlaceMap war={war} />}
            </Part>
            <Part title={t('war.readings')} query={query}>
              {(war) => <Curve war={war} />}
            </Part>
          </div>
          <div className="cx last">
            <div className="asked">
              <Part title={t('war.orders')} query={query}>
                {(war) => <Numbers war={war} />}
              </Part>
              <Part title={t('war.phones')} query={query}>
                {(war) => <Phones phones={war.phones} lead={war.event.leadName} />}
              </Part>
            </div>
            <Part title={t('war.timeline')} query={query}>
              {(war) => <Facts war={war} />}
            </Part>
          </div>
          <footer>
            <span>{t(pushed ? 'war.pushed' : 'war.chosen')}</span>
            {next && <span className="el">{t('war.next', { title: next.title })}</span>}
            {next && next.more > 0 && <span className="nw">{t('bar.more', { n: next.more })}</span>}
            <button type="button" className="linkish" onClick={onBack}>
              {t('war.back')}
            </button>
            <span className="grow" />
            <span>{t('foot.source')}</span>
            <span>{t('map.schematic')}</span>
          </footer>
        </main>
      )}
    </Screen>
  )
}
