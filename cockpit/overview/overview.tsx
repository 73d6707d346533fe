import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useSyncExternalStore } from 'react'
import type { CockpitView } from '../../contract/cockpit.ts'
import type { EventRow } from '../../contract/event.ts'
import { clockRate, useNow } from '../../ui/clock.ts'
import { clockTime, dateTime } from '../../ui/format.ts'
import { connection, isDown } from '../../ui/live.ts'
import { Screen } from '../../ui/screen.tsx'
import { lang } from '../../ui/t.ts'
import { redQuery, viewQuery } from '../data.ts'
import { CityMap } from '../map/city-map.tsx'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { Newest, ranked } from './newest.tsx'
import { Now } from './now.tsx'
import { RedCards, worthCards } from './red-cards.tsx'
import { Strip } from './strip.tsx'
import { Vitals } from './vitals.tsx'

declare const __VERSION__: string

function Head({ view }: { view: CockpitView }): ReactNode {
  const now = useNow()
  const line = connection.use()
  return (
    <header>
      <h1>{t('title', { name: view.area.name })}</h1>
      {isDown(line) && <span className="tag ink">{t('link.off')}</span>}
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
      <a href={hrefOf({ risk: true, area: view.area.tier === 'city' ? null : view.area.path })}>{t('risk.open')}</a>
      {view.area.tier !== 'city' && <a href={hrefOf({})}>{t('up')}</a>}
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

/** Whether the wall has the wide proportions on which the cards and the strip of hours have their room. */
const wideWall = matchMedia('(min-aspect-ratio: 5/2)')
const followWide = (changed: () => void) => {
  wideWall.addEventListener('change', changed)
  return () => wideWall.removeEventListener('change', changed)
}

function Picture({ view, demo, rows }: { view: CockpitView; demo: boolean; rows: EventRow[] }): ReactNode {
  const wide = useSyncExternalStore(followWide, () => wideWall.matches)
  return (
    <main className="wall c1" id="content">
      <Head view={view} />
      <div className="wing left">
        <Now view={view} />
        <Newest rows={rows} within={view.area.name} />
      </div>
      <CityMap view={view} />
      {wide && (
        <div className="wing mid">
          <RedCards rows={worthCards(rows)} />
          <Strip hours={view.strip24h} />
        </div>
      )}
      <div className="wing right">
        <Vitals vital={view.vital} />
      </div>
      <Foot view={view} demo={demo} />
    </main>
  )
}

/** C1: what is open and who is on it, where, and how the city's signs stand. Every number says what it is a part of and how old it is. */
export function Overview({ area, demo }: { area: string | null; demo: boolean }): ReactNode {
  const query = useQuery(viewQuery(area))
  const reds = useQuery(redQuery(area)).data?.rows ?? []
  return (
    <Screen query={query} title={t('app.name')} skeleton={<div className="wall c1" />}>
      {(view) => <Picture view={view} demo={demo} rows={ranked(reds, view.newest)} />}
    </Screen>
  )
}
