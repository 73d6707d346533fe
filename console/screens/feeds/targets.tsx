import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { TargetKind, TargetRow } from '../../../contract/plot.ts'
import { Age } from '../../../ui/age.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { EmptyState, Failed, Loading } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { t } from '../../messages.ts'
import { targetsQuery } from '../../queries.ts'
import { type Cell, PagedTable } from '../admin/paged-table.tsx'

/** Kinds one may look at alone. */
const choices = ['ship', 'drone', 'vehicle'] as const

/** Where ships (AIS) and what sensing systems follow were last, newest first. */
export function Targets(): ReactNode {
  const [kind, setKind] = useState<TargetKind | 'all'>('all')
  const query = useInfiniteQuery(targetsQuery(kind === 'all' ? null : kind))
  if (!query.data) return query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <Loading />
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
        <PagedTable
          label={t('feeds.targets')}
          query={query}
          cells={cells()}
          keyOf={(row) => `${row.source} ${row.number}`}
          none={<EmptyState empty={{ kind: 'nothing-yet', title: t('targets.none'), note: t('targets.none-how') }} />}
        />
      </div>
    </div>
  )
}

const cells = (): Cell<TargetRow>[] => [
  {
    label: t('targets.name'),
    of: (row) => (
      <>
        {row.name ?? NONE}
        {row.device && <div className="meta">{t('targets.device', { device: row.device })}</div>}
      </>
    ),
  },
  { label: t('targets.number'), of: (row) => row.number },
  { label: t('targets.kind'), of: (row) => t(`targets.${row.kind}`) },
  {
    label: t('targets.place'),
    of: (row) => (
      <>
        {row.place ?? t('targets.outside')}
        <div className="meta">{`${row.lon.toFixed(4)}, ${row.lat.toFixed(4)}`}</div>
      </>
    ),
  },
  { label: t('targets.speed'), number: true, of: (row) => (row.speed === null ? NONE : number(row.speed, 1)) },
  { label: t('targets.course'), number: true, of: (row) => (row.course === null ? NONE : number(row.course, 0)) },
  { label: t('targets.station'), of: (row) => row.station },
  { label: t('targets.age'), of: (row) => <Age at={row.at} /> },
]
