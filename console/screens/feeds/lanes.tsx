import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { LaneList, ShedList } from '../../../contract/feed.ts'
import { When } from '../../../ui/age.tsx'
import { bytes, clockTime, duration, NONE, number } from '../../../ui/format.ts'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { t } from '../../messages.ts'
import { lanesQuery, shedQuery } from '../../queries.ts'

type State = z.infer<typeof LaneList>
type Dropped = z.infer<typeof ShedList>['rows']

/** What waits to be taken in now, lane by lane and on the disk, and what had to be dropped, device by device. */
export function Lanes(): ReactNode {
  return (
    <div className="plain-list">
      <Screen query={useQuery(lanesQuery())} title={t('feeds.lanes')}>
        {(data) => <Waiting state={data} />}
      </Screen>
      <h2 className="b">{t('lanes.shed')}</h2>
      <Screen query={useQuery(shedQuery())} title={t('feeds.lanes')}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState empty={{ kind: 'all-done', title: t('lanes.none-shed'), note: t('lanes.none-shed-note') }} />
          ) : (
            <Shed rows={rows} />
          )
        }
      </Screen>
    </div>
  )
}

const size = (n: number): string => (n === 0 ? '0' : bytes(n))
const wait = (ms: number): string => (ms < 1000 ? t('feeds.ms', { n: Math.round(ms) }) : duration(ms, lang()))

function Waiting({ state: { level, heldBytes, lanes, aside, at } }: { state: State }): ReactNode {
  return (
    <>
      <div className="row wrap">
        {level === 'free' ? <span>{t('lanes.level-free')}</span> : <Tag kind="strong">{t(`lanes.level-${level}`)}</Tag>}
        <span className="t2">{t('lanes.held', { bytes: size(heldBytes), time: clockTime(at, true) })}</span>
      </div>
      <table className="tb" aria-label={t('lanes.waiting')}>
        <thead>
          <tr>
            <th>{t('lanes.lane')}</th>
            <th className="num">{t('lanes.count')}</th>
            <th className="num">{t('lanes.oldest')}</th>
          </tr>
        </thead>
        <tbody>
          {lanes.map(({ lane, waiting, oldestMs }) => (
            <tr key={lane}>
              <td>{t(`lanes.${lane}`)}</td>
              <td className="num">{number(waiting)}</td>
              <td className="num">{oldestMs === null ? NONE : wait(oldestMs)}</td>
            </tr>
          ))}
          <tr>
            <td>{t('lanes.aside')}</td>
            <td className="num">{size(aside.bytes)}</td>
            <td className="num">
              {aside.oldestAt === null ? (
                NONE
              ) : (
                <>
                  {t('lanes.aside-oldest')} <When at={aside.oldestAt} seconds />
                </>
              )}
            </td>
          </tr>
        </tbody>
      </table>
    </>
  )
}

function Shed({ rows }: { rows: Dropped }): ReactNode {
  return (
    <table className="tb" aria-label={t('lanes.shed')}>
      <thead>
        <tr>
          <th>{t('lanes.shed-device')}</th>
          <th className="num">{t('lanes.shed-n')}</th>
          <th>{t('lanes.shed-why')}</th>
          <th>{t('lanes.shed-since')}</th>
          <th>{t('lanes.shed-last')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.hour} ${row.device} ${row.kind} ${row.reason}`}>
            <td>{row.device}</td>
            <td className="num">{number(row.n)}</td>
            <td>{row.reason === 'disk-full' ? t('lanes.disk-full') : row.reason}</td>
            <td>
              <When at={row.firstAt} seconds />
            </td>
            <td>
              <When at={row.lastAt} seconds />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
