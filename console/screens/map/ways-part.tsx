import { queryOptions } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ClosedWay, ClosedWays } from '../../../contract/way-closure.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { CaseTitle } from '../../../ui/case-title.tsx'
import { clockTime } from '../../../ui/format.ts'
import { Tag } from '../../../ui/tag.tsx'
import { reachWords } from '../../../ui/way-words.ts'
import { say } from '../../messages.ts'
import { t } from '../ways/words.ts'
import type { Box } from './geo.ts'
import '../ways/ways.css'

/** Ways that are closed now; the live stream makes it old, a minute otherwise. */
export const closedWaysQuery = queryOptions({
  queryKey: ['ways'],
  queryFn: ({ signal }) => get<ClosedWays>('/way-closures', {}, signal),
  refetchInterval: 60_000,
})

/** Box around a line, with room at its ends. */
function boxAlong(line: ClosedWay['line']): Box | null {
  if (line.length === 0) return null
  const [lons, lats] = [line.map(([lon]) => lon), line.map(([, lat]) => lat)]
  return [Math.min(...lons) - 0.005, Math.min(...lats) - 0.005, Math.max(...lons) + 0.005, Math.max(...lats) + 0.005]
}

/** 通行管制 in the panel of layers: each way that is closed, the way to it and to its case. */
export function WaysPart({ rows, onGo }: { rows: readonly ClosedWay[] | undefined; onGo: (box: Box) => void }): ReactNode {
  if (!rows || rows.length === 0) return null
  return (
    <div className="part">
      <p className="row">
        <b className="grow">{t('map.title')}</b>
        <span>{t('map.n', { n: rows.length })}</span>
      </p>
      <ul className="way-rows">
        {rows.map((way) => {
          const box = boxAlong(way.line)
          return (
            <li key={way.id}>
              <p className="row">
                <b className="grow">{say(way.name)}</b>
                <Tag kind="strong">{t(`state.${way.state}`)}</Tag>
              </p>
              <p>{[way.wayName, reachWords(way)].filter(Boolean).join(' ')}</p>
              <p className="meta">
                <CaseTitle title={way.title} /> · {clockTime(way.since, true)}
              </p>
              {way.over && <p className="b">{t('map.over')}</p>}
              {way.handed && <p className="meta">{t('map.handed')}</p>}
              <p className="row">
                {box ? (
                  <Button small onPress={() => onGo(box)}>
                    {t('map.go')}
                  </Button>
                ) : (
                  <span className="meta">{t('line.none')}</span>
                )}
                <Link to="/events/$id" params={{ id: way.event }}>
                  {t('map.open')}
                </Link>
              </p>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
