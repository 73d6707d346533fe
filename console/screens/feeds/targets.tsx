import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { TargetKind, TargetRow } from '../../../contract/plot.ts'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { t } from '../../messages.ts'
import { targetsQuery } from '../../queries.ts'

/** Kinds one may look at alone. */
const choices = ['ship', 'drone', 'vehicle'] as const

/** Where ships (AIS) and what sensing systems follow were last, newest first. */
export function Targets(): ReactNode {
  const [kind, setKind] = useState<TargetKind | 'all'>('all')
  const query = useInfiniteQuery(targetsQuery(kind === 'all' ? null : kind))
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
  const rows = query.data.pages.flatMap((page) => page.rows)
  return (
    <div className="plain-list">
      <div className="stack">
        <span className="t2">{t('targets.note', { time: clockTime(query.data.pages[0]!.at, true) })}</span>
        <div className="row wrap">
          <Segmented
            label={t('targets.kind')}
            value={kind}
            onChange={(id) => setKind(id as TargetKind | 'all')}
            items={(['all', ...choices] as const).map((id) => ({ id, label: t(`targets.only-${id}`) }))}
          />
        </div>
        {rows.length === 0 ? (
          <EmptyState empty={{ kind: 'nothing-yet', title: t('targets.none'), note: t('targets.none-how') }} />
        ) : (
          <List rows={rows} />
        )}
        {query.hasNextPage && (
          <Button small busy={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        )}
      </div>
    </div>
  )
}

function List({ rows }: { rows: TargetRow[] }): ReactNode {
  return (
    <table className="tb" aria-label={t('feeds.targets')}>
      <thead>
        <tr>
          <th>{t('targets.name')}</th>
          <th>{t('targets.number')}</th>
          <th>{t('targets.kind')}</th>
          <th>{t('targets.place')}</th>
          <th className="num">{t('targets.speed')}</th>
          <th className="num">{t('targets.course')}</th>
          <th>{t('targets.station')}</th>
          <th>{t('targets.age')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.source} ${row.number}`}>
            <td>
              {row.name ?? NONE}
              {row.device && <div className="meta">{t('targets.device', { device: row.device })}</div>}
            </td>
            <td>{row.number}</td>
            <td>{t(`targets.${row.kind}`)}</td>
            <td>
              {row.place ?? t('targets.outside')}
              <div className="meta">{`${row.lon.toFixed(4)}, ${row.lat.toFixed(4)}`}</div>
            </td>
            <td className="num">{row.speed === null ? NONE : number(row.speed, 1)}</td>
            <td className="num">{row.course === null ? NONE : number(row.course, 0)}</td>
            <td>{row.station}</td>
            <td>
              <Age at={row.at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
