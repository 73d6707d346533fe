import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { DueAreas, DueRow, InspectionPlan } from '../../../contract/inspection-desk.ts'
import { When } from '../../../ui/age.tsx'
import type { Tier } from '../../../ui/area-switcher.tsx'
import { Button } from '../../../ui/button.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { EmptyState, OldNote, Unread } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { useArea } from '../../frame/use-area.ts'
import { say, t } from '../../messages.ts'
import { saveFile } from '../../parts/save-file.ts'
import { changed } from '../../search.ts'
import { byWord } from './by-word.ts'
import { dueAreasQuery, dueObjectsQuery, plansQuery } from './hazard-queries.ts'

type State = 'overdue' | 'due' | 'done'
const idOf = (plan: InspectionPlan): string => `${plan.kind}~${plan.id}`

/** 检查巡查: one inspection at a time, how its objects stand by area, and which were left. */
export function Inspections(): ReactNode {
  const plans = useQuery(plansQuery)
  const { plan } = useSearch({ from: '/app/hazards' })
  const navigate = useNavigate({ from: '/hazards' })
  if (!plans.data) return <Unread query={plans} />
  const chosen = plans.data.find((one) => idOf(one) === plan) ?? plans.data[0]
  if (!chosen) return <EmptyState empty={{ kind: 'nothing-yet', title: t('due.no-plans'), note: t('due.no-plans-how') }} />
  return (
    <>
      <div className="hz-bar row wrap">
        <div className="hz-plan">
          <SelectField
            hideLabel
            label={t('due.plan')}
            choices={plans.data.map((one) => ({ id: idOf(one), label: `${say(one.kindName)} · ${say(one.name)}` }))}
            value={idOf(chosen)}
            onChange={(next) => void navigate({ search: (before) => changed(before, { plan: next }), replace: true })}
          />
        </div>
        <span className="meta">{everyWords(chosen)}</span>
        <span className="grow" />
        <Export plan={chosen} />
      </div>
      <Standing plan={chosen} />
    </>
  )
}

function everyWords({ every, season }: InspectionPlan): string {
  const often =
    every.kind === 'day'
      ? t(every.days === 'all' ? 'due.every.day' : 'due.every.work-day')
      : every.kind === 'week'
        ? t('due.every.week', { n: every.times })
        : every.kind === 'month'
          ? t('due.every.month', { n: every.months })
          : every.kind === 'rain'
            ? t('due.every.rain')
            : t('due.every.cycle', { n: every.months.otherwise })
  return season ? `${often} · ${t('due.season', { from: season.from, to: season.to })}` : often
}

function Export({ plan }: { plan: InspectionPlan }): ReactNode {
  const { wish } = useArea()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    await saveFile('/inspections.xlsx', { query: { kind: plan.kind, plan: plan.id, area: wish } }).catch(() => undefined)
    setBusy(false)
  }
  return (
    <Button small icon="export" busy={busy} onPress={() => void save()}>
      {t('due.export')}
    </Button>
  )
}

type Part = DueAreas['rows'][number]
/** Both numbers, never a share alone; an area without such objects has no figure. */
const ofAll = (n: number, { counts }: Part): string => (counts.objects === 0 ? NONE : `${number(n)}/${number(counts.objects)}`)
const areaColumns = (): Column<Part>[] => [
  { id: 'area', label: t('due.area'), width: 'minmax(10rem, 2fr)', cell: (part) => part.name },
  { id: 'done', label: t('due.done-of'), width: 'minmax(7rem, 1fr)', cell: (part) => ofAll(part.counts.done, part) },
  { id: 'due', label: t('due.state.due'), width: 'minmax(6rem, 1fr)', cell: (part) => ofAll(part.counts.due, part) },
  { id: 'overdue', label: t('due.state.overdue'), width: 'minmax(7rem, 1fr)', cell: (part) => ofAll(part.counts.overdue, part) },
  { id: 'never', label: t('due.never'), width: 'minmax(7rem, 1fr)', cell: (part) => ofAll(part.counts.never, part) },
]
const tierOf = (path: string): Tier =>
  (['city', 'district', 'town', 'community', 'grid'] as const)[path.split('/').filter(Boolean).length - 1] ?? 'grid'

function Standing({ plan }: { plan: InspectionPlan }): ReactNode {
  const { wish, choose } = useArea()
  const query = useQuery(dueAreasQuery({ area: wish, kind: plan.kind, plan: plan.id }))
  if (!query.data) return <Unread query={query} />
  const { total, rows, window, at } = query.data
  return (
    <div className="hz-due">
      <OldNote query={query} />
      <p className="row wrap">
        <b className="b">
          {t('due.total', {
            done: number(total.done),
            overdue: number(total.overdue),
            never: number(total.never),
            of: number(total.objects),
          })}
        </b>
        <span className="meta">
          {window && `${t('due.window', { by: byWord(window.by) })} · `}
          {t('due.as-of', { time: clockTime(at, true) })}
        </span>
      </p>
      {rows.length > 0 && (
        <div className="hz-areas">
          <Table
            label={t('due.areas')}
            rows={rows}
            columns={areaColumns()}
            keyOf={(part) => part.code}
            current={null}
            onCurrent={() => undefined}
            onOpen={({ code, name, path }) => path && choose({ code, name, path, tier: tierOf(path) })}
          />
        </div>
      )}
      <Objects plan={plan} />
    </div>
  )
}

const objectColumns = (): Column<DueRow>[] => [
  { id: 'name', label: t('due.object'), width: 'minmax(10rem, 1.4fr)', cell: (row) => row.name },
  { id: 'where', label: t('due.area'), width: 'minmax(9rem, 1fr)', cell: (row) => row.areaName },
  { id: 'address', label: t('due.address'), width: 'minmax(9rem, 1fr)', cell: (row) => row.address ?? NONE },
  { id: 'by', label: t('due.by'), width: '12rem', cell: (row) => (row.by ? byWord(row.by) : NONE) },
  { id: 'last', label: t('due.last'), width: '12rem', cell: (row) => (row.last ? <When at={row.last} /> : t('due.never')) },
]

function Objects({ plan }: { plan: InspectionPlan }): ReactNode {
  const { wish } = useArea()
  const [state, setState] = useState<State>('overdue')
  const navigate = useNavigate()
  const query = useInfiniteQuery(dueObjectsQuery({ area: wish, kind: plan.kind, plan: plan.id, state }))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <>
      <div className="row wrap">
        <Segmented
          label={t('due.which')}
          items={(['overdue', 'due', 'done'] as const).map((id) => ({ id, label: t(`due.state.${id}`) }))}
          value={state}
          onChange={(next) => setState(next as State)}
        />
        <Link to="/objects" search={{ kind: plan.kind }}>
          {t('due.register')}
        </Link>
      </div>
      {query.data && <OldNote query={query} />}
      {!query.data ? (
        <Unread query={query} />
      ) : rows.length === 0 ? (
        <EmptyState empty={{ kind: state === 'overdue' ? 'all-done' : 'no-match', title: t(`due.none.${state}`) }} />
      ) : (
        <Table
          label={t(`due.state.${state}`)}
          rows={rows}
          columns={objectColumns()}
          keyOf={(row) => row.object}
          current={null}
          onCurrent={() => undefined}
          onOpen={(row) => void navigate({ to: '/objects', search: { kind: row.kind, id: row.object } })}
          onEnd={() => void (query.hasNextPage && query.fetchNextPage())}
        />
      )}
    </>
  )
}
