import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { CockpitView } from '../../contract/cockpit.ts'
import { clockRate, useNow } from '../../ui/clock.ts'
import { clockTime, dateTime } from '../../ui/format.ts'
import { connection } from '../../ui/live.ts'
import { Screen } from '../../ui/screen.tsx'
import { lang } from '../../ui/t.ts'
import { viewQuery } from '../data.ts'
import { CityMap } from '../map/city-map.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { Newest } from './newest.tsx'
import { Now } from './now.tsx'
import { Strip } from './strip.tsx'
import { Vitals } from './vitals.tsx'

declare const __VERSION__: string

function Head({ view }: { view: CockpitView }): ReactNode {
  const now = useNow()
  const line = connection.use()
  return (
    <header>
      <h1>{t('title', { name: view.area.name })}</h1>
      {line.state === 'offline' && <span className="tag ink">{t('link.off')}</span>}
      <span className="grow" />
      {clockRate() !== 1 && <span className="t2">{t('foot.rate', { n: clockRate() })}</span>}
      <span className="t2">{view.dataAt ? t('data.at', { time: clockTime(view.dataAt, true) }) : t('data.none')}</span>
      <time>{dateTime(now, now, lang())}</time>
    </header>
  )
}

function Foot({ view, demo }: { view: CockpitView; demo: boolean }): ReactNode {
  const devices = view.vital.find((one) => one.id === 'devices-online')?.coverage
  return (
    <footer>
      {devices && <span>{t('foot.coverage', { n: devices.n, of: devices.of })}</span>}
      {view.area.tier !== 'city' && <a href={hrefOf({})}>{t('up', { name: lang() === 'en' ? 'city' : '全市' })}</a>}
      <span className="grow" />
      <span>{t('foot.source')}</span>
      <span>{t('foot.read-only')}</span>
      <span>
        {t('foot.version', { v: __VERSION__ })}
        {demo && ` · ${t('foot.demo')}`}
      </span>
    </footer>
  )
}

/** C1: what is open and who is on it, where, and how the city's signs stand. Every number says what it is a part of and how old it is. */
export function Overview({ area, demo }: { area: string | null; demo: boolean }): ReactNode {
  const query = useQuery(viewQuery(area))
  return (
    <Screen query={query} title={t('app.name')} skeleton={<div className="wall c1" />}>
      {(view) => (
        <main className="wall c1" id="content">
          <Head view={view} />
          <div className="wing left">
            <Now view={view} />
            <Newest rows={view.newest} />
          </div>
          <CityMap view={view} />
          <div className="wing right">
            <Vitals vital={view.vital} />
            <Strip hours={view.strip24h} />
          </div>
          <Foot view={view} demo={demo} />
        </main>
      )}
    </Screen>
  )
}
