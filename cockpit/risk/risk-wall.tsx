import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { RiskWall } from '../../contract/object-risk.ts'
import { Age } from '../../ui/age.tsx'
import { useNow } from '../../ui/clock.ts'
import { clockTime, dateTime } from '../../ui/format.ts'
import { connection, isDown } from '../../ui/live.ts'
import { EmptyState, Screen } from '../../ui/screen.tsx'
import { lang } from '../../ui/t.ts'
import { riskQuery } from '../data.ts'
import { hrefOf } from '../route.ts'
import { t } from '../t.ts'
import { Areas } from './areas.tsx'
import { Levels } from './levels.tsx'
import { Worst } from './worst.tsx'

function Head({ wall }: { wall: RiskWall }): ReactNode {
  const now = useNow()
  const line = connection.use()
  return (
    <header>
      <h1>{t('risk.title', { name: wall.area.name })}</h1>
      {isDown(line) && <span className="tag ink">{t('link.off')}</span>}
      <span className="grow" />
      <span className="t2">{t('data.at', { time: clockTime(wall.at, true) })}</span>
      <time>{dateTime(now, now, lang())}</time>
    </header>
  )
}

function Foot({ wall, demo, opened }: { wall: RiskWall; demo: boolean; opened: boolean }): ReactNode {
  const { oldest, area } = wall
  return (
    <footer>
      <a href={hrefOf({ area: area.tier === 'city' ? null : area.path })}>{t('risk.to-overview')}</a>
      {opened && <a href={hrefOf({ risk: true })}>{t('up')}</a>}
      {oldest && (
        <span>
          {t('risk.oldest')} <Age at={oldest} />
        </span>
      )}
      <span className="grow" />
      <span>{t('risk.source')}</span>
      <span>{t('foot.read-only')}</span>
      {demo && <span>{t('foot.demo')}</span>}
    </footer>
  )
}

/** C3: objects by the five levels, where they are, which are worst, and what is being done about those. */
export function RiskView({ area, demo }: { area: string | null; demo: boolean }): ReactNode {
  const query = useQuery(riskQuery(area))
  return (
    <Screen query={query} title={t('app.name')} skeleton={<div className="wall c1" />}>
      {(wall) => (
        <main className="wall c1 c3" id="content">
          <Head wall={wall} />
          <div className="wing left">
            <Levels wall={wall} />
          </div>
          <Areas wall={wall} />
          <div className="wing right">
            {wall.worst.length > 0 ? (
              <Worst rows={wall.worst} within={wall.area.name} />
            ) : (
              <EmptyState empty={{ kind: 'nothing-yet', title: t('risk.none'), note: t('risk.none-note') }} />
            )}
          </div>
          <Foot wall={wall} demo={demo} opened={area !== null} />
        </main>
      )}
    </Screen>
  )
}
