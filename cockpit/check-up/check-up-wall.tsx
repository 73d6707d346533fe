import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { CheckUpWall } from '../../contract/check-up-wall.ts'
import { Age } from '../../ui/age.tsx'
import { useNow } from '../../ui/clock.ts'
import { clockTime, dateTime } from '../../ui/format.ts'
import { connection, isDown } from '../../ui/live.ts'
import { lang } from '../../ui/t.ts'
import { checkUpQuery } from '../data.ts'
import { Panel, PartUnread } from '../panel/panel.tsx'
import { Whole } from '../panel/whole.tsx'
import { hrefOf } from '../route.ts'
import { FigureArea } from '../rows/opens.tsx'
import { t } from '../t.ts'
import { filled } from './filled.ts'
import { Matrix } from './matrix.tsx'
import { Things } from './things.tsx'
import { Tiles } from './tiles.tsx'

function Head({ wall }: { wall: CheckUpWall }): ReactNode {
  const now = useNow()
  const line = connection.use()
  return (
    <header>
      <h1>{t('check-up.title', { name: wall.area.name })}</h1>
      {isDown(line) && <span className="tag ink">{t('link.off')}</span>}
      <span className="grow" />
      <span className="t2">{t('data.at', { time: clockTime(wall.at, true) })}</span>
      <time>{dateTime(now, now, lang())}</time>
    </header>
  )
}

/** The way up: from a town to its district, from there to the city. */
function above({ area }: CheckUpWall): string | null {
  const codes = (area.path ?? '').split('/').filter(Boolean)
  return codes.length > 2 ? `${codes.slice(0, -1).join('/')}/` : null
}

function Foot({ wall, demo }: { wall: CheckUpWall; demo: boolean }): ReactNode {
  const { area, coverage } = wall
  const own = area.tier === 'city' ? null : (area.path ?? area.code)
  return (
    <footer>
      <a href={hrefOf({ area: own })}>{t('risk.to-overview')}</a>
      {own && <a href={hrefOf({ screen: 'check-up', area: above(wall) })}>{t('check-up.up')}</a>}
      {coverage?.oldest && (
        <span>
          {t('check-up.oldest')} <Age at={coverage.oldest} />
        </span>
      )}
      <span className="grow" />
      <span>{t('check-up.source')}</span>
      <span>{t('foot.read-only')}</span>
      {demo && <span>{t('foot.demo')}</span>}
    </footer>
  )
}

/** The matrix; below a town there is none: its boards stand in fields of their own. */
function MatrixOf({ wall, onRetry }: { wall: CheckUpWall; onRetry: () => void }): ReactNode {
  const whole = filled(wall)
  if (whole === null) return <PartUnread title={t('check-up.matrix')} onRetry={onRetry} />
  return whole.area.tier === 'town' ? <Tiles wall={whole} /> : <Matrix wall={whole} />
}

const countedAt = ({ at }: CheckUpWall): string => at

/** C4: how the boards of each area stand, and what stands behind it: from the city by district and town to the object and whom to call. */
export function CheckUpView({ area, demo }: { area: string | null; demo: boolean }): ReactNode {
  const query = useQuery(checkUpQuery(area))
  const again = () => void query.refetch()
  return (
    <FigureArea.Provider value={area}>
      <Whole
        query={query}
        what={t('check-up.open')}
        thing={t('thing.area')}
        title={t('app.name')}
        skeleton={<div className="wall c1" />}
      >
        {(wall) => (
          <main className={wall.area.tier === 'town' ? 'wall c1 c4 town' : 'wall c1 c4'} id="content">
            <Head wall={wall} />
            <Panel title={t('check-up.matrix')} query={query} at={countedAt} grow>
              {(wall) => <MatrixOf wall={wall} onRetry={again} />}
            </Panel>
            <div className="wing right">
              <Panel title={t('check-up.things')} query={query} at={countedAt} grow>
                {(wall) =>
                  wall.things === null ? (
                    <PartUnread title={t('check-up.things')} onRetry={again} />
                  ) : (
                    <Things wall={wall} things={wall.things} />
                  )
                }
              </Panel>
            </div>
            <Foot wall={wall} demo={demo} />
          </main>
        )}
      </Whole>
    </FigureArea.Provider>
  )
}
