import './items.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { clockTime, number } from '../../../ui/format.ts'
import { PageHead } from '../../../ui/frame.tsx'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, Failed, Loading, useTitle } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { t as common } from '../../messages.ts'
import { type Change, changed, type ItemSearch } from '../../search.ts'
import { may, useSession } from '../../session.ts'
import { appColumns, itemColumns } from './columns.tsx'
import { ItemForm } from './item-form.tsx'
import { AppPane, ItemPane } from './item-pane.tsx'
import { appsAsked, appsQuery, itemsAsked, itemsQuery } from './item-queries.ts'
import { ItemSheet } from './item-sheet.tsx'
import { Wishes } from './wishes.tsx'
import { g } from './words.ts'

const hints = (): KeyHint[] => [
  { caps: ['J', 'K'], label: common('keys.rows') },
  { action: 'open' },
  { action: 'area' },
  { action: 'help' },
]
export type OnChange = (next: Change<ItemSearch>) => void

/** 业务事项与特色应用: what units do by the book, and what districts built of their own; each with everything that is known of it. */
export function Items(): ReactNode {
  const { part } = useSearch({ from: '/app/items' })
  const navigate = useNavigate({ from: '/items' })
  useTitle(common('place.items.title'))
  const change = useCallback<OnChange>(
    (next) => void navigate({ search: (before) => changed(before, next), replace: true }),
    [navigate],
  )
  const none = { tier: undefined, unit: undefined, state: undefined, type: undefined, q: undefined, id: undefined }
  return (
    <div className="k3">
      <PageHead title={common('place.items.title')}>
        <Segmented
          label={g('part')}
          items={[
            { id: 'items', label: g('items') },
            { id: 'apps', label: g('apps') },
          ]}
          value={part ?? 'items'}
          onChange={(next) => change({ ...none, part: next === 'apps' ? 'apps' : undefined })}
        />
      </PageHead>
      {part === 'apps' ? <Apps change={change} /> : <BusinessItems change={change} />}
    </div>
  )
}

function BusinessItems({ change }: { change: OnChange }): ReactNode {
  const { id: _, part: __, ...filter } = useSearch({ from: '/app/items' })
  const wish = { ...filter, area: useArea().wish }
  const query = useInfiniteQuery(itemsQuery(wish))
  return (
    <Register
      {...{ change, query }}
      columns={itemColumns}
      kind="business-item"
      asked={itemsAsked(wish)}
      unitName={filter.unit && query.data?.pages[0]?.rows[0]?.unit.name}
      pane={(code, close) => <ItemPane key={code} code={code} change={change} onClose={close} />}
    />
  )
}

function Apps({ change }: { change: OnChange }): ReactNode {
  const { state, q } = useSearch({ from: '/app/items' })
  const wish = { ...(state ? { state } : {}), ...(q ? { q } : {}), area: useArea().wish }
  const query = useInfiniteQuery(appsQuery(wish))
  return (
    <Register
      {...{ change, query }}
      columns={appColumns}
      kind="special-app"
      asked={appsAsked(wish)}
      pane={(code, close) => <AppPane key={code} code={code} onClose={close} />}
    />
  )
}

type Row = { code: string; name: string }
type Pages<R> = {
  data: { pages: { rows: R[]; total: number | null; more: boolean; at: string }[] } | undefined
  error: Error | null
  refetch: () => unknown
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}
type RegisterProps<R extends Row> = {
  change: OnChange
  query: Pages<R>
  kind: 'business-item' | 'special-app'
  columns: (wide: boolean) => Column<R>[]
  /** the filter as a sheet of it is asked for */
  asked: Readonly<Record<string, string | undefined>>
  /** of the unit the list is narrowed to, as soon as something of it is there */
  unitName?: string | undefined
  pane: (code: string, close: () => void) => ReactNode
}

function Register<R extends Row>({ change, query, kind, columns, asked, unitName, pane }: RegisterProps<R>): ReactNode {
  const { id, ...filter } = useSearch({ from: '/app/items' })
  const [beside, setBeside] = useState<'sheet' | 'form' | null>(null)
  const registers = may(useSession(), 'item.change') && kind === 'business-item'
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const first = query.data?.pages[0]
  const total = Math.max(first?.total ?? 0, rows.length)
  useFoot(
    hints,
    first
      ? g(first.more ? 'foot.more' : 'foot.n', { n: number(rows.length), of: number(total), time: clockTime(first.at, true) })
      : undefined,
  )
  const isOpen = beside !== null || id !== undefined
  const close = () => (beside ? setBeside(null) : change({ id: undefined }))
  const pick = (code: string) => {
    setBeside(null)
    change({ id: code })
  }
  return (
    <>
      <Wishes
        {...{ kind, unitName, change }}
        onSheet={() => setBeside('sheet')}
        onRegister={registers ? () => setBeside('form') : null}
      />
      <div className={isOpen ? 'it-in picked' : 'it-in'}>
        <div className="it-list">
          {query.error ? (
            <Failed error={query.error} onRetry={() => void query.refetch()} />
          ) : !first ? (
            <Loading />
          ) : rows.length === 0 ? (
            <Nothing kind={kind} filter={filter} change={change} />
          ) : (
            <Rows
              key={JSON.stringify(asked)}
              {...{ rows, total, kind, id }}
              columns={columns(!isOpen)}
              onPick={pick}
              more={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
            />
          )}
        </div>
        {beside === 'form' ? (
          <aside className="side k6-pane it-pane" aria-label={g('register-one')}>
            <ItemForm onDone={pick} onClose={close} />
          </aside>
        ) : beside === 'sheet' ? (
          <aside className="side k6-pane" aria-label={g('sheet')}>
            <ItemSheet kind={kind} asked={asked} onClose={close} />
          </aside>
        ) : (
          id && pane(id, close)
        )}
      </div>
    </>
  )
}

type RowsProps<R> = {
  rows: R[]
  total: number
  kind: RegisterProps<Row>['kind']
  id: string | undefined
  columns: Column<R>[]
  onPick: (code: string) => void
  more: () => void
}

function Rows<R extends Row>({ rows, total, kind, id, columns, onPick, more }: RowsProps<R>): ReactNode {
  const [current, setCurrent] = useState<string | null>(id ?? rows[0]?.code ?? null)
  const turn = (code: string) => {
    setCurrent(code)
    if (id) onPick(code)
  }
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, rows.findIndex(({ code }) => code === current) + by))]
    if (next) turn(next.code)
  }
  useKeys({ next: () => step(1), previous: () => step(-1), open: () => current && onPick(current) })
  return (
    <Table
      label={g(kind === 'special-app' ? 'apps' : 'items')}
      rows={rows}
      columns={columns}
      keyOf={({ code }) => code}
      current={current}
      onCurrent={turn}
      onOpen={({ code }) => onPick(code)}
      onEnd={more}
      total={total}
    />
  )
}

type NothingProps = { kind: RegisterProps<Row>['kind']; filter: Omit<ItemSearch, 'id'>; change: OnChange }

function Nothing({ kind, filter: { part: _, ...filter }, change }: NothingProps): ReactNode {
  const apps = kind === 'special-app'
  if (Object.values(filter).some((value) => value !== undefined))
    return (
      <EmptyState
        empty={{
          kind: 'no-match',
          title: g(apps ? 'no-match-apps' : 'no-match'),
          action: {
            label: g('clear'),
            onPress: () => change({ tier: undefined, unit: undefined, state: undefined, type: undefined, q: undefined }),
          },
        }}
      />
    )
  return <EmptyState empty={{ kind: 'nothing-yet', title: g(apps ? 'none-apps' : 'none'), note: g('none-how') }} />
}
