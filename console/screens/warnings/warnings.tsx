import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Warning } from '../../../contract/warning.ts'
import { useNow } from '../../../ui/clock.ts'
import { clockTime, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { WarningFlag } from '../../../ui/warning-flag.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { warningsQuery } from '../../queries.ts'
import { changed } from '../../search.ts'
import { WarningPane } from './warning-pane.tsx'
import { gravest, spanWords, warningName } from './words.ts'

const hints = (): KeyHint[] => [{ caps: ['J', 'K'], label: t('keys.rows') }, { action: 'area' }, { action: 'help' }]

/** 预警: what those who publish warnings sent for this area, in force or all, with its text and its chain. */
export function Warnings(): ReactNode {
  const { wish } = useArea()
  const { view = 'now' } = useSearch({ from: '/app/warnings' })
  const query = useInfiniteQuery(warningsQuery({ area: wish, view }))
  const pages = query.data?.pages
  const rows = pages?.flatMap((page) => page.rows) ?? []
  const at = pages?.[0]?.at
  useFoot(hints, at ? t('warnings.foot', { n: number(rows.length), time: clockTime(at, true) }) : undefined)
  return (
    <Screen query={query} title={t('place.warnings.title')}>
      {() => <Messages rows={rows} onEnd={() => void (query.hasNextPage && query.fetchNextPage())} />}
    </Screen>
  )
}

export function StateTag({ warning }: { warning: Warning }): ReactNode {
  const kind = warning.state === 'now' || warning.state === 'ahead' ? 'strong' : 'solid'
  return (
    <span className="row">
      {warning.kind === 'cancel' ? (
        <Tag kind="solid">{t('warnings.kind.cancel')}</Tag>
      ) : (
        <Tag kind={kind}>{t(`warnings.state.${warning.state}`)}</Tag>
      )}
      {warning.exercise && <Tag kind="ink">{t('warnings.exercise')}</Tag>}
    </span>
  )
}

function Span({ warning }: { warning: Warning }): ReactNode {
  const now = useNow()
  return spanWords(warning, now)
}

const columns = (): Column<Warning>[] => [
  {
    id: 'colour',
    label: t('warnings.colour'),
    width: 'minmax(12rem, 1fr)',
    cell: (w) => <WarningFlag colour={w.colour} words={warningName(w)} />,
  },
  { id: 'headline', label: t('warnings.headline'), width: 'minmax(10rem, 1.6fr)', cell: (w) => w.headline },
  { id: 'publisher', label: t('warnings.publisher'), width: 'minmax(7rem, .8fr)', cell: (w) => w.publisher },
  { id: 'where', label: t('warnings.where'), width: 'minmax(7rem, 1fr)', cell: (w) => w.areaWords },
  { id: 'when', label: t('warnings.when'), width: 'minmax(11rem, .9fr)', cell: (w) => <Span warning={w} /> },
  { id: 'state', label: t('warnings.state'), width: '9.5rem', cell: (w) => <StateTag warning={w} /> },
]

function Messages({ rows, onEnd }: { rows: Warning[]; onEnd: () => void }): ReactNode {
  const { warning, view = 'now' } = useSearch({ from: '/app/warnings' })
  const navigate = useNavigate({ from: '/warnings' })
  const chosen = rows.find((row) => row.id === warning) ?? gravest(rows) ?? rows[0]
  const id = warning ?? chosen?.id
  const choose = (next: string) => void navigate({ search: (before) => changed(before, { warning: next }), replace: true })
  const at = rows.findIndex((row) => row.id === chosen?.id)
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (next) choose(next.id)
  }
  useKeys({ next: () => step(1), previous: () => step(-1) })
  const views = [
    { id: 'now', label: t('warnings.now') },
    { id: 'all', label: t('warnings.all') },
  ]
  return (
    <div className="k3">
      <PageHead title={t('place.warnings.title')}>
        <Segmented
          label={t('warnings.view')}
          items={views}
          value={view}
          onChange={(next) => void navigate({ search: next === 'all' ? { view: 'all' } : {}, replace: true })}
        />
      </PageHead>
      {rows.length > 0 || warning ? (
        <div className="k6-in">
          <Table
            label={t('place.warnings.title')}
            rows={rows}
            columns={columns()}
            keyOf={(row) => row.id}
            current={chosen?.id ?? null}
            onCurrent={choose}
            onOpen={(row) => choose(row.id)}
            onEnd={onEnd}
          />
          {id && <WarningPane key={id} id={id} onChoose={choose} />}
        </div>
      ) : (
        <EmptyState
          empty={{
            kind: 'nothing-yet',
            title: t(view === 'now' ? 'warnings.none' : 'warnings.none-ever'),
            note: t('warnings.none-how'),
          }}
        />
      )}
    </div>
  )
}
