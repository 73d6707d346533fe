import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { HazardRow } from '../../../contract/hazard.ts'
import { When } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { serverNow } from '../../../ui/clock.ts'
import { NONE, number } from '../../../ui/format.ts'
import { GradeBadge } from '../../../ui/grade-badge.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, OldNote, Unread } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { useArea } from '../../frame/use-area.ts'
import { say, t } from '../../messages.ts'
import { saveFile } from '../../parts/save-file.ts'
import { changed } from '../../search.ts'
import { byWord } from './by-word.ts'
import { type HazardView, hazardsQuery } from './hazard-queries.ts'
import { Letters } from './letters.tsx'

const dayMs = 86_400_000
const ageWords = (row: HazardRow): string =>
  t('hazards.days', {
    n: Math.floor(((row.closedAt ? Date.parse(row.closedAt) : serverNow()) - Date.parse(row.foundAt)) / dayMs),
  })

const columns = (): Column<HazardRow>[] => [
  { id: 'grade', label: t('hazards.grade'), width: '8.25rem', cell: (row) => <GradeBadge grade={row.grade} /> },
  { id: 'what', label: t('hazards.what'), width: 'minmax(12rem, 2fr)', cell: (row) => row.title },
  { id: 'where', label: t('hazards.where'), width: 'minmax(8rem, 1fr)', cell: (row) => row.areaName },
  { id: 'by', label: t('hazards.found-by'), width: '6.5rem', cell: (row) => t(`hazards.by.${row.foundBy}`) },
  { id: 'age', label: t('hazards.age'), width: '5rem', cell: ageWords },
  {
    id: 'due',
    label: t('hazards.due'),
    width: '11rem',
    cell: (row) => (
      <span className="row">
        {row.due ? byWord(row.due) : NONE}
        {row.overdue && <Tag kind="strong">{t('hazards.overdue')}</Tag>}
      </span>
    ),
  },
  {
    id: 'letter',
    label: t('hazards.letter'),
    width: '7rem',
    cell: (row) => (row.letter ? t(`letter.state.${row.letter.state}`) : NONE),
  },
]

/** 隐患台账: open ones by the day they are due, what is overdue, what was mended. */
export function Ledger(): ReactNode {
  const { wish } = useArea()
  const { view = 'open', hazard } = useSearch({ from: '/app/hazards' })
  const navigate = useNavigate({ from: '/hazards' })
  const query = useInfiniteQuery(hazardsQuery({ area: wish, view, kind: undefined }))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const counts = query.data?.pages[0]?.counts
  const chosen = rows.find((row) => row.event === hazard) ?? rows[0]
  const choose = (event: string) => void navigate({ search: (before) => changed(before, { hazard: event }), replace: true })
  const at = rows.findIndex((row) => row.event === chosen?.event)
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (next) choose(next.event)
  }
  useKeys({ next: () => step(1), previous: () => step(-1) })
  const views = [
    { id: 'open', label: t('hazards.open'), ...(counts ? { count: counts.open } : {}) },
    { id: 'overdue', label: t('hazards.overdue'), ...(counts ? { count: counts.overdue } : {}) },
    { id: 'closed', label: t('hazards.closed') },
  ]
  return (
    <>
      <div className="hz-bar row wrap">
        <Segmented
          label={t('hazards.view')}
          items={views}
          value={view}
          onChange={(next) =>
            void navigate({ search: (before) => changed(before, { view: next as HazardView, hazard: undefined }), replace: true })
          }
        />
        {counts && (
          <span className="meta">
            {t('hazards.counts', {
              letters: number(counts.letters),
              open: number(counts.open),
              found: number(counts.found30),
              closed: number(counts.closed30),
            })}
          </span>
        )}
        <span className="grow" />
        <Export view={view} area={wish} />
      </div>
      {query.data && <OldNote query={query} />}
      {!query.data ? (
        <Unread query={query} />
      ) : !chosen ? (
        <EmptyState
          empty={{
            kind: view === 'closed' ? 'nothing-yet' : 'all-done',
            title: t(`hazards.none.${view}`),
            note: t('hazards.none-how'),
          }}
        />
      ) : (
        <div className="k6-in">
          <Table
            label={t('hazards.ledger')}
            rows={rows}
            columns={columns()}
            keyOf={(row) => row.event}
            current={chosen.event}
            onCurrent={choose}
            onOpen={(row) => choose(row.event)}
            onEnd={() => void (query.hasNextPage && query.fetchNextPage())}
          />
          <Pane key={chosen.event} row={chosen} />
        </div>
      )}
    </>
  )
}

function Export({ view, area }: { view: HazardView; area: string | undefined }): ReactNode {
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    await saveFile('/hazards.xlsx', { query: { view, area } }).catch(() => undefined)
    setBusy(false)
  }
  return (
    <Button small icon="export" busy={busy} onPress={() => void save()}>
      {t('hazards.export')}
    </Button>
  )
}

function Pane({ row }: { row: HazardRow }): ReactNode {
  return (
    <aside className="side k6-pane" aria-label={row.title}>
      <section>
        <h2 className="wrap-anywhere">{row.title}</h2>
        <p className="row wrap">
          <GradeBadge grade={row.grade} />
          <span className="meta">{say(row.typeName)}</span>
          {row.overdue && <Tag kind="strong">{t('hazards.overdue')}</Tag>}
        </p>
        <p className="t2">
          <When at={row.foundAt} /> {t(`hazards.by.${row.foundBy}`)}
          {row.again > 0 && ` · ${t('hazards.again', { n: row.again })}`}
          {row.leadName && ` · ${row.leadName}`}
        </p>
        <p className="row wrap">
          <Link to="/events/$id" params={{ id: row.event }}>
            {t('hazards.open-event')}
          </Link>
          <Link to="/objects" search={{ kind: row.kind, id: row.object }}>
            {row.objectName}
          </Link>
        </p>
      </section>
      <Letters event={row.event} />
    </aside>
  )
}
