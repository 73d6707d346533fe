import './vitals.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import type { VitalList, VitalRow } from '../../../contract/vital.ts'
import { vitalStandings } from '../../../contract/vital-kinds.ts'
import { Age } from '../../../ui/age.tsx'
import { Button } from '../../../ui/button.tsx'
import { bandOf } from '../../../ui/chart-scale.ts'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, OldNote, Unread, useTitle } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Spark } from '../../../ui/spark.tsx'
import { lang } from '../../../ui/t.ts'
import { type Column, Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { t as common, say } from '../../messages.ts'
import { type AreaSearch, changed, type VitalSearch } from '../../search.ts'
import { may, useSession } from '../../session.ts'
import { AreasChanged } from './areas-changed.tsx'
import { t as registry } from './registry-words.ts'
import { VitalBoards, VitalFunnel } from './vital-boards.tsx'
import { vitalsQuery } from './vital-queries.ts'
import { WaitingButton } from './vital-requests.tsx'
import { VitalSide } from './vital-side.tsx'
import { TasksButton } from './vital-tasks.tsx'
import { bothText, isFew, isUnjudged, normalText, noValue, outsideWords, smallWords, valueText } from './vital-words.ts'
import { t } from './words.ts'

const hints = (): KeyHint[] => [{ caps: ['J', 'K'], label: common('keys.rows') }, { action: 'area' }, { action: 'help' }]

/** 体征指标: what the city is measured by, board by board, each number with both its parts, its age and how many told it. */
export function VitalsScreen(): ReactNode {
  const { wish } = useArea()
  useTitle(common('place.vitals.title'))
  const search = useSearch({ from: '/app/vitals' })
  const query = useInfiniteQuery(vitalsQuery({ ...search, area: wish }))
  const first = query.data?.pages[0]
  useFoot(hints, first ? t('vitals.foot', { n: number(first.total), time: clockTime(first.at, true) }) : undefined)
  if (!first) return <Unread query={query} />
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <OldNote query={query} />
      <Vitals
        list={first}
        rows={rows}
        onEnd={() => void (query.hasNextPage && !query.isFetchingNextPage && query.fetchNextPage())}
      />
    </>
  )
}

function Vitals({ list, rows, onEnd }: { list: VitalList; rows: VitalRow[]; onEnd: () => void }): ReactNode {
  const search = useSearch({ from: '/app/vitals' })
  const session = useSession()
  const { wish } = useArea()
  const navigate = useNavigate({ from: '/vitals' })
  const turn = (next: { [K in keyof Turned]?: Turned[K] | undefined }) =>
    void navigate({ search: (before) => changed(before, next), replace: true })
  return (
    <div className="k10">
      <PageHead title={common('place.vitals.title')}>
        <VitalFunnel tracks={list.tracks} />
        {may(session, 'vital.define') && (
          <Button small icon="plus" onPress={() => turn({ side: 'new' })}>
            {registry('entry.new')}
          </Button>
        )}
        <Button small icon="export" onPress={() => turn({ side: 'sheet' })}>
          {registry('entry.sheet')}
        </Button>
        <Button small onPress={() => turn({ side: 'locks' })}>
          {registry('lock.title')}
        </Button>
        <Button small onPress={() => turn({ side: 'tracks' })}>
          {registry('track.title')}
        </Button>
        <WaitingButton onPress={() => turn({ side: 'waiting' })} />
        <TasksButton onPress={() => turn({ side: 'tasks' })} />
        <Link className="btn sm" to="/check-up" search={wish ? { area: wish } : {}}>
          {t('vitals.check-up')}
        </Link>
        {session.demo && <Tag kind="strong">{t('vitals.sample')}</Tag>}
      </PageHead>
      <div className="k10-in">
        <VitalBoards
          tier={list.area.tier}
          tracks={list.tracks}
          chosen={{ board: search.board, track: search.track }}
          onChoose={(chosen) => turn({ ...chosen, vital: undefined })}
        />
        <section className="k10-mid" aria-label={common('place.vitals.title')}>
          <div className="row wrap k10-tools">
            <TextField
              label={t('vitals.find')}
              value={search.q ?? ''}
              onChange={(q) => turn({ q: q || undefined, vital: undefined })}
            />
            <Segmented
              label={t('vitals.standing')}
              items={vitalStandings.map((id) => ({ id, label: t(`vitals.standing.${id}`) }))}
              value={search.standing ?? 'all'}
              onChange={(next) =>
                turn({ standing: next === 'all' ? undefined : (next as VitalSearch['standing']), vital: undefined })
              }
            />
            <span className="meta">{t('vitals.of-area', { area: list.area.name, n: number(list.total) })}</span>
          </div>
          <Rows
            rows={rows}
            total={list.total}
            chosen={search.vital}
            onChoose={(vital) => turn({ vital })}
            onEnd={onEnd}
            onAll={() => turn({ standing: undefined, q: undefined })}
          />
        </section>
        <VitalSide rows={rows} turn={turn} />
      </div>
    </div>
  )
}

type Turned = VitalSearch & AreaSearch

const columns = (): Column<VitalRow>[] => [
  {
    id: 'name',
    label: t('vitals.name'),
    width: 'minmax(8rem, 1fr)',
    cell: (row) =>
      row.areaChanges.length === 0 ? (
        say(row.name)
      ) : (
        <span className="row k10-name">
          <span title={say(row.name)}>{say(row.name)}</span>
          <AreasChanged days={row.areaChanges} />
        </span>
      ),
  },
  {
    id: 'value',
    label: t('vitals.value'),
    width: lang() === 'en' ? '8rem' : '7rem',
    number: true,
    cell: (row) => (
      <span>
        <b>{valueText(row.cell?.value ?? null, row)}</b>{' '}
        <small className="meta">{row.cell?.value == null ? '' : say(row.unit)}</small>
      </span>
    ),
  },
  {
    id: 'both',
    label: t('vitals.both'),
    width: '7.75rem',
    cell: (row) => (row.cell?.value == null ? NONE : bothText(row.cell)),
  },
  {
    id: 'trend',
    label: t('vitals.trend'),
    width: '6.5rem',
    cell: (row) => <Curve row={row} />,
  },
  {
    id: 'normal',
    label: t('vitals.normal'),
    width: lang() === 'en' ? '8.5rem' : '7rem',
    cell: (row) => (
      <span className="row">
        {isUnjudged(row) ? (
          <span className="meta">{t('vitals.unjudged')}</span>
        ) : isFew(row) && !row.cell?.stale ? (
          <span className="meta">{t('vitals.few')}</span>
        ) : smallWords(row) && !row.cell?.stale ? (
          <span className="meta">{smallWords(row)}</span>
        ) : (
          normalText(row.normal)
        )}
        {row.cell?.standing === 'outside' && <Tag>{outsideWords(row.cell)}</Tag>}
      </span>
    ),
  },
  { id: 'age', label: t('vitals.age'), width: lang() === 'en' ? '9.5rem' : '8.5rem', cell: (row) => <Told row={row} /> },
  {
    id: 'told',
    label: t('vitals.told-by'),
    width: '5.5rem',
    number: true,
    cell: (row) => (row.cell ? `${number(row.cell.n)}/${number(row.cell.of)}` : NONE),
  },
]

function Curve({ row }: { row: VitalRow }): ReactNode {
  return <Spark values={row.trend} band={bandOf(row.normal)} />
}

/** How old the newest value is; a stale one says so, for its number is of a time that is over. Where there is no number: why. */
function Told({ row }: { row: VitalRow }): ReactNode {
  if (row.cell?.value == null && !row.cell?.stale) {
    const why = noValue(row)
    return (
      <span className="meta" title={why}>
        {why}
      </span>
    )
  }
  if (!row.cell.newest) return NONE
  return (
    <span className="row">
      <Age at={row.cell.newest} />
      {row.cell.stale && <Tag>{t('vitals.stale')}</Tag>}
    </span>
  )
}

type RowsProps = {
  rows: VitalRow[]
  total: number
  chosen: string | undefined
  onChoose: (code: string) => void
  onEnd: () => void
  onAll: () => void
}

function Rows({ rows, total, chosen, onChoose, onEnd, onAll }: RowsProps): ReactNode {
  const at = Math.max(
    0,
    rows.findIndex((row) => row.code === chosen),
  )
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (next) onChoose(next.code)
  }
  useKeys({ next: () => step(1), previous: () => step(-1) })
  // Whoever follows a link to one of a later page is brought to it.
  const isFurther = chosen !== undefined && rows.length < total && !rows.some(({ code }) => code === chosen)
  useEffect(() => {
    if (isFurther) onEnd()
  }, [isFurther, onEnd])
  const current = rows[at]
  if (!current)
    return (
      <EmptyState
        empty={{ kind: 'no-match', title: t('vitals.none'), action: { label: t('vitals.show-all'), onPress: onAll } }}
      />
    )
  return (
    <Table
      label={common('place.vitals.title')}
      rows={rows}
      columns={columns()}
      keyOf={(row) => row.code}
      current={current.code}
      onCurrent={onChoose}
      onOpen={(row) => onChoose(row.code)}
      total={total}
      onEnd={onEnd}
    />
  )
}
