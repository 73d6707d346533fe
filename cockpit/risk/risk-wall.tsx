import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { RiskWall } from '../../contract/object-risk.ts'
import { Age } from '../../ui/age.tsx'
import { useNow } from '../../ui/clock.ts'
import { clockTime, dateTime } from '../../ui/format.ts'
import { connection, isDown } from '../../ui/live.ts'
import { EmptyState } from '../../ui/screen.tsx'
import { lang } from '../../ui/t.ts'
import { riskQuery } from '../data.ts'
import { Panel, PartUnread } from '../panel/panel.tsx'
import { Whole } from '../panel/whole.tsx'
import { hrefOf } from '../route.ts'
import { FigureArea } from '../rows/opens.tsx'
import { t } from '../t.ts'
import { Areas } from './areas.tsx'
import { Levels, Moved } from './levels.tsx'
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
      {opened && <a href={hrefOf({ screen: 'risk' })}>{t('up')}</a>}
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

const countedAt = ({ at }: RiskWall): string => at

/** The worst objects, or that none is rated, or that they cannot be read. */
export function WorstOf({ wall: { worst, area }, onRetry }: { wall: RiskWall; onRetry: () => void }): ReactNode {
  if (worst === null) return <PartUnread title={t('risk.worst')} onRetry={onRetry} />
  if (worst.length > 0) return <Worst rows={worst} within={area.name} />
  return <EmptyState empty={{ kind: 'nothing-yet', title: t('risk.none'), note: t('risk.none-note') }} />
}

/** C3: objects by the five levels, where they are, which are worst, and what is being done about those. */
export function RiskView({ area, demo }: { area: string | null; demo: boolean }): ReactNode {
  const query = useQuery(riskQuery(area))
  const again = () => void query.refetch()
  return (
    <FigureArea.Provider value={area}>
      <Whole
        query={query}
        what={t('risk.open')}
        thing={t('thing.area')}
        title={t('app.name')}
        skeleton={<div className="wall c1" />}
      >
        {(wall) => (
          <main className="wall c1 c3" id="content">
            <Head wall={wall} />
            <div className="wing left">
              <Panel title={t('risk.levels')} query={query} at={countedAt} grow>
                {(wall) => <Levels wall={wall} onRetry={again} />}
              </Panel>
              <Panel title={t('risk.moved')} query={query} at={countedAt}>
                {(wall) => <Moved wall={wall} onRetry={again} />}
              </Panel>
            </div>
            <Panel title={t('risk.areas')} query={query} at={countedAt}>
              {(wall) => <Areas wall={wall} onRetry={again} />}
            </Panel>
            <div className="wing right">
              <Panel title={t('risk.worst')} query={query} at={countedAt} grow>
                {(wall) => <WorstOf wall={wall} onRetry={again} />}
              </Panel>
            </div>
            <Foot wall={wall} demo={demo} opened={area !== null} />
          </main>
        )}
      </Whole>
    </FigureArea.Provider>
  )
}
