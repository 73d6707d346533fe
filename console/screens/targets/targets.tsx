import './targets.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { periodWords } from '../../../contract/period-words.ts'
import type { TargetBoard, TargetPlans } from '../../../contract/target.ts'
import { clockTime, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { EmptyState, Failed, Loading, useTitle } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { SelectField } from '../../../ui/select-field.tsx'
import { lang } from '../../../ui/t.ts'
import { Tag } from '../../../ui/tag.tsx'
import { useFoot } from '../../frame/foot.ts'
import { t as common, say } from '../../messages.ts'
import { byLight, firstPlan } from '../../rules/target-order.ts'
import { changed, type TargetSearch } from '../../search.ts'
import { useSession } from '../../session.ts'
import { g } from './g.ts'
import { IndicatorPane } from './indicator-pane.tsx'
import { ItemPane } from './item-pane.tsx'
import { Lights } from './light.tsx'
import { IndicatorTable, ItemTable } from './tables.tsx'
import { boardQuery, plansQuery } from './target-queries.ts'

const hints = (): KeyHint[] => [{ caps: ['J', 'K'], label: common('keys.rows') }, { action: 'help' }]

/** 目标看板: what an area set out to do, item by item and number by number, as it stands in a quarter. */
export function TargetsScreen(): ReactNode {
  const search = useSearch({ from: '/app/targets' })
  useTitle(common('place.targets.title'))
  const plans = useQuery(plansQuery())
  const plan = plans.data?.rows.find(({ id }) => id === search.plan) ?? firstPlan(plans.data?.rows ?? [])
  const board = useQuery({ ...boardQuery(plan?.id ?? '', search.quarter), enabled: plan !== undefined })
  const { data } = board
  useFoot(
    hints,
    data &&
      g('foot', {
        ...{ items: number(data.items.length), indicators: number(data.indicators.length) },
        time: clockTime(data.at, true),
      }),
  )
  const error = plans.error ?? board.error
  if (error) return <Failed error={error} onRetry={() => void (plans.error ? plans.refetch() : board.refetch())} />
  if (plans.data?.rows.length === 0) return <EmptyState empty={{ kind: 'all-done', title: g('none'), note: g('none-note') }} />
  if (!plans.data || !data) return <Loading />
  return <Board plans={plans.data} board={data} />
}

function Board({ plans, board }: { plans: TargetPlans; board: TargetBoard }): ReactNode {
  const search = useSearch({ from: '/app/targets' })
  const navigate = useNavigate({ from: '/targets' })
  const turn = (next: { [K in keyof TargetSearch]?: TargetSearch[K] | undefined }) =>
    void navigate({ search: (before) => changed(before, next), replace: true })
  const view = search.view ?? (board.items.length > 0 ? 'items' : 'indicators')
  return (
    <div className="tg">
      <Head plans={plans} board={board} turn={turn} />
      {view === 'items' ? <Items board={board} view={view} turn={turn} /> : <Indicators board={board} view={view} turn={turn} />}
    </div>
  )
}

type Turn = (next: { [K in keyof TargetSearch]?: TargetSearch[K] | undefined }) => void
type Part = { board: TargetBoard; view: 'items' | 'indicators'; turn: Turn }

function Head({ plans, board, turn }: { plans: TargetPlans; board: TargetBoard; turn: Turn }): ReactNode {
  const { demo } = useSession()
  const fresh = { view: undefined, list: undefined, light: undefined, subject: undefined }
  return (
    <>
      <PageHead title={common('place.targets.title')}>
        <Segmented
          label={g('plan')}
          items={plans.rows.map(({ id, name }) => ({ id, label: say(name) }))}
          value={board.id}
          onChange={(plan) => turn({ plan, quarter: undefined, ...fresh })}
        />
        <SelectField
          label={g('quarter')}
          hideLabel
          value={board.quarter}
          choices={board.quarters.map((id) => ({ id, label: say(periodWords(id)) }))}
          onChange={(quarter) => turn({ quarter })}
        />
        {board.running && <Tag>{g('running')}</Tag>}
        <Link className="btn" to="/targets/$plan/review" params={{ plan: board.id }} search={{ quarter: board.quarter }}>
          {g('review')}
        </Link>
        <a
          className="btn"
          href={`/api/v1/target-plans/${board.id}/sheet.xlsx?quarter=${board.quarter}&lang=${lang() === 'en' ? 'en' : 'zh'}`}
          download
        >
          {g('sheet')}
        </a>
      </PageHead>
      <p className="meta tg-source">
        {board.areaName} · {g('version', { n: board.version })} · {g('source', { words: say(board.source) })}
        {demo && ` · ${g('sample-note')}`}
      </p>
    </>
  )
}

function Views({ board, view, turn, children }: Part & { children: ReactNode }): ReactNode {
  return (
    <div className="row wrap tg-tools">
      <Segmented
        label={g('plan')}
        items={[
          { id: 'items', label: g('view.items'), count: board.items.length },
          { id: 'indicators', label: g('view.indicators'), count: board.indicators.length },
        ]}
        value={view}
        onChange={(id) => turn({ view: id as TargetSearch['view'], list: undefined, light: undefined, subject: undefined })}
      />
      {children}
    </div>
  )
}

function Items({ board, view, turn }: Part): ReactNode {
  const { list, light, subject } = useSearch({ from: '/app/targets' })
  const inList = byLight(board.items).filter((row) => list === undefined || row.list === list || row.system === list)
  const rows = inList.filter((row) => light === undefined || row.light === light)
  const current = rows.find(({ id }) => id === subject) ?? rows[0]
  const groups = [...board.lists, ...board.systems.filter(({ id }) => board.items.some(({ system }) => system === id))]
  return (
    <div className="tg-in">
      <section className="tg-mid">
        <Views {...{ board, view, turn }}>
          {groups.length > 1 && (
            <SelectField
              label={g('list')}
              hideLabel
              value={list ?? ''}
              choices={[{ id: '', label: g('every-list') }, ...groups.map(({ id, name }) => ({ id, label: say(name) }))]}
              onChange={(id) => turn({ list: id || undefined, subject: undefined })}
            />
          )}
          <Lights rows={inList} chosen={light} onChoose={(next) => turn({ light: next, subject: undefined })} />
        </Views>
        {current ? (
          <ItemTable board={board} rows={rows} current={current.id} onCurrent={(id) => turn({ subject: id })} />
        ) : board.items.length > 0 ? (
          <None title={g('no-match')} turn={turn} />
        ) : (
          <OnlyOthers title={g('no-items')} verb={g('show-indicators')} onTurn={() => turn({ view: 'indicators' })} />
        )}
      </section>
      {current && <ItemPane key={current.id} board={board} row={current} />}
    </div>
  )
}

function Indicators({ board, view, turn }: Part): ReactNode {
  const { light, subject } = useSearch({ from: '/app/targets' })
  const rows = byLight(board.indicators).filter((row) => light === undefined || row.light === light)
  const current = rows.find(({ id }) => id === subject) ?? rows[0]
  return (
    <div className="tg-in">
      <section className="tg-mid">
        <Views {...{ board, view, turn }}>
          <Lights rows={board.indicators} chosen={light} onChoose={(next) => turn({ light: next, subject: undefined })} />
        </Views>
        {current ? (
          <IndicatorTable rows={rows} current={current.id} onCurrent={(id) => turn({ subject: id })} />
        ) : board.indicators.length > 0 ? (
          <None title={g('no-match-indicators')} turn={turn} />
        ) : (
          <OnlyOthers title={g('no-indicators')} verb={g('show-items')} onTurn={() => turn({ view: 'items' })} />
        )}
      </section>
      {current && <IndicatorPane key={current.id} board={board} row={current} />}
    </div>
  )
}

const None = ({ title, turn }: { title: string; turn: Turn }): ReactNode => (
  <EmptyState
    empty={{
      ...{ kind: 'no-match', title },
      action: { label: g('show-all'), onPress: () => turn({ list: undefined, light: undefined }) },
    }}
  />
)

/** A plan that has the other of the two only: nothing was filtered away. */
const OnlyOthers = ({ title, verb, onTurn }: { title: string; verb: string; onTurn: () => void }): ReactNode => (
  <EmptyState empty={{ kind: 'nothing-yet', title, action: { label: verb, onPress: onTurn } }} />
)
