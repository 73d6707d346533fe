import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { shippedLayout, type WallPanelId } from '../../contract/wall-kinds.ts'
import { clockRate, useNow } from '../../ui/clock.ts'
import { clockTime, dateTime } from '../../ui/format.ts'
import { connection, isDown } from '../../ui/live.ts'
import { Screen } from '../../ui/screen.tsx'
import { lang } from '../../ui/t.ts'
import { partQuery, stateQuery } from '../data.ts'
import { NoSuch } from '../panel/no-such.tsx'
import { isNone } from '../panel/none.ts'
import { hrefOf } from '../route.ts'
import { FigureArea } from '../rows/opens.tsx'
import { useSlow } from '../slow.ts'
import { t } from '../t.ts'
import { useWide } from '../use-wide.ts'
import { HeadFacts } from './head-facts.tsx'
import { type Drawn, useKnownState } from './known-state.ts'
import { MapPanel, panels, type Shown } from './panels.tsx'
import './shares.css'

declare const __VERSION__: string

function Head({ area, state }: { area: string | null; state: Drawn }): ReactNode {
  const now = useNow()
  const line = connection.use()
  return (
    <header>
      <h1>{state.area.name ? t('title', { name: state.area.name }) : t('app.name')}</h1>
      {isDown(line) && <span className="tag ink">{t('link.off')}</span>}
      <HeadFacts area={area} tier={state.area.tier} />
      {clockRate() !== 1 && <span className="t2">{t('foot.rate', { n: clockRate() })}</span>}
      {!state.unread && (
        <span className="t2">{state.dataAt ? t('data.at', { time: clockTime(state.dataAt, true) }) : t('data.none')}</span>
      )}
      <time>{dateTime(now, now, lang())}</time>
    </header>
  )
}

/** The area above: of a town its district, else the city. */
const above = (path: string | null): string | null => {
  const codes = (path ?? '').split('/').filter(Boolean)
  return codes.length > 1 ? `${codes.slice(0, -1).join('/')}/` : null
}

function Foot({ area, state, demo }: { area: string | null; state: Drawn; demo: boolean }): ReactNode {
  const pulse = useQuery(partQuery('pulse', area)).data?.pulse
  const slow = useSlow()
  const devices = pulse?.find((one) => one.id === 'devices-online')?.coverage
  const { tier, path, code } = state.area
  const own = tier === 'city' ? null : (path ?? code)
  return (
    <footer>
      {state.unread && (
        <span className="tag ink" role="status">
          {t(state.unread === 'remembered' ? 'state.remembered' : 'state.broken')}
        </span>
      )}
      {devices && <span>{t('foot.coverage', { n: devices.n, of: devices.of })}</span>}
      <a href={hrefOf({ screen: 'risk', area: own })}>{t('risk.open')}</a>
      <a href={hrefOf({ screen: 'check-up', area: own })}>{t('check-up.open')}</a>
      {tier !== 'city' && <a href={hrefOf({ area: above(path) })}>{t(tier === 'town' ? 'up-one' : 'up')}</a>}
      <span className="grow" />
      <span>{state.layout ? t('foot.layout', { n: state.layout.no }) : t('foot.source')}</span>
      <span>{t('foot.read-only')}</span>
      {slow && <span>{t('foot.slow')}</span>}
      <span>
        {t('foot.version', { v: __VERSION__ })}
        {demo && ` · ${t('foot.demo')}`}
      </span>
    </footer>
  )
}

/** Panels as high as what they show; every other one takes the room that is left. */
const compact: ReadonlySet<WallPanelId> = new Set(['now', 'strip'])

function Slot({ ids, className, ...shown }: Shown & { ids: readonly WallPanelId[]; className: string }): ReactNode {
  // Where none would take what is left, they share it.
  const shares = ids.every((id) => compact.has(id))
  return (
    <div className={shares ? `${className} shares` : className}>
      {ids.map((id) => {
        const One = panels[id]
        return (
          <div key={id} className="counted" data-tile={id}>
            <One {...shown} />
          </div>
        )
      })}
    </div>
  )
}

function Picture({ area, state, demo }: { area: string | null; state: Drawn; demo: boolean }): ReactNode {
  const wide = useWide()
  const { left, right, bottom } = (state.layout?.body ?? shippedLayout)[wide ? 'wide' : 'normal']
  const shown = { area, edition: state.area }
  return (
    <main className={wide && bottom.length === 0 ? 'wall c1 alone' : 'wall c1'} id="content">
      <Head area={area} state={state} />
      <Slot ids={left} className="wing left" {...shown} />
      <div className="mapcol">
        <div className="counted" data-tile="map">
          <MapPanel {...shown} stands={!wide && bottom.length > 0 ? 'above' : 'alone'} />
        </div>
        {!wide && bottom.length > 0 && <Slot ids={bottom} className="low" {...shown} />}
      </div>
      {wide && bottom.length > 0 && <Slot ids={bottom} className="wing mid" {...shown} />}
      <Slot ids={right} className="wing right" {...shown} />
      <Foot area={area} state={state} demo={demo} />
    </main>
  )
}

/** C1: what is open and who is on it, where, and how the city's signs stand, as its tier composed it. Each panel says how old its figures are. */
export function Overview({ area, demo }: { area: string | null; demo: boolean }): ReactNode {
  const query = useQuery(stateQuery(area))
  const known = useKnownState(area)
  if (query.data === undefined && isNone(query.error)) return <NoSuch thing={t('thing.area')} />
  // Once it is known which edition this is, what fails says so in its own panel.
  if (known)
    return (
      <FigureArea.Provider value={area}>
        <Picture area={area} state={known} demo={demo} />
      </FigureArea.Provider>
    )
  return (
    <Screen query={query} title={t('app.name')} skeleton={<div className="wall c1" />}>
      {() => null}
    </Screen>
  )
}
