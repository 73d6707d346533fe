import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import type { EventRow } from '../../../contract/event.ts'
import type { ViewFilter } from '../../../contract/saved-view.ts'
import { clockTime } from '../../../ui/format.ts'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { type EventPage, eventsQuery } from '../../queries.ts'
import { type AreaSearch, type Change, changed, type EventFilter, type EventView } from '../../search.ts'
import { may, useSession } from '../../session.ts'
import { concernsQuery } from '../concerns/concern-queries.ts'
import { BulkUrge } from './bulk-urge.tsx'
import { eventColumns } from './columns.tsx'
import { Filters } from './filters.tsx'
import { listed } from './listed.ts'
import { savedViewsQuery, tabName, ViewActions } from './saved-views.tsx'

const hints = (): KeyHint[] => [
  { caps: ['J', 'K'], label: t('keys.rows') },
  { action: 'open' },
  { action: 'select' },
  { caps: ['Shift', 'J/K'], label: t('list.extend') },
  { action: 'urge' },
  { action: 'search' },
  { action: 'help' },
]

const views: readonly EventView[] = ['open', 'unit', 'mine', 'overdue', 'checking', 'closed', 'all']

type Wanted = EventFilter & AreaSearch
type Loaded = { rows: EventRow[]; first: EventPage; total: number }

/** K3 事件列表: saved views as tabs, filters in the address, any number of rows, and urging many at once. */
export function EventList(): ReactNode {
  const filter = useSearch({ from: '/app/events' })
  const navigate = useNavigate({ from: '/events' })
  const { wish } = useArea()
  const view = filter.view ?? 'open'
  const { saved: openId, ...plain } = filter
  const asked = JSON.stringify({ ...plain, view, ...(wish ? { area: wish } : {}) })
  const wanted = useMemo(() => JSON.parse(asked) as Wanted, [asked])
  const saved = useQuery(savedViewsQuery).data?.rows ?? []
  const triages = may(useSession(), 'signal.triage')
  const concerned = useQuery({ ...concernsQuery(false), enabled: triages }).data
  const opened = saved.find(({ id }) => id === openId)
  const query = useInfiniteQuery(eventsQuery(wanted))
  const first = query.data?.pages[0]
  const rows = useMemo(() => query.data?.pages.flatMap((p) => p.rows) ?? [], [query.data])
  const total = Math.max(rows.length, filtered(filter) ? 0 : (first?.counts[view] ?? 0))
  const loaded = first ? { rows, first, total } : undefined
  useEffect(() => listed.set({ ids: rows.map((r) => r.id), total }), [rows, total])
  useFoot(
    hints,
    first ? t('list.foot', { n: rows.length, of: Math.max(total, rows.length), time: clockTime(first.at, true) }) : undefined,
  )
  const change = useCallback(
    (next: Change<EventFilter>) => void navigate({ search: (before) => changed(before, next), replace: true }),
    [navigate],
  )
  const items = [
    ...views.map((id) => {
      const count = first?.counts[id]
      return { id, label: t(`view.${id}`), ...(count === undefined ? {} : { count: count.toLocaleString('en-US') }) }
    }),
    ...(concerned ? [{ id: 'concerns', label: t('view.concerns'), count: concerned.open.toLocaleString('en-US') }] : []),
    ...saved.map((one) => ({ id: one.id, label: tabName(one) })),
  ]
  const openSaved = useCallback(
    (one: { id: string; filter: ViewFilter } | null) =>
      void navigate({ search: one ? changed<Wanted & EventFilter>({ saved: one.id }, one.filter) : {}, replace: true }),
    [navigate],
  )
  const choose = (id: string) => {
    if (id === 'concerns') return void navigate({ to: '/concerns' })
    const one = saved.find((each) => each.id === id)
    if (one) openSaved(one)
    else if (opened) void navigate({ search: { view: id as EventView, ...(wish ? { area: wish } : {}) }, replace: true })
    else change({ view: id as EventView })
  }
  return (
    <Screen query={{ ...query, data: loaded }} title={t('place.events.title')}>
      {(data) => (
        <div className="k3">
          <h1 className="vh">{t('place.events.title')}</h1>
          <Tabs label={t('list.views')} items={items} value={opened?.id ?? view} onChange={choose}>
            <Filters filter={filter} rows={data.rows} change={change}>
              <ViewActions filter={wanted} open={opened} onOpen={openSaved} />
            </Filters>
            <Rows
              key={JSON.stringify(wanted)}
              data={data}
              filter={filter}
              change={change}
              more={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
            />
          </Tabs>
        </div>
      )}
    </Screen>
  )
}

/** Do filters besides the view act? Then the counts of the tabs are not the number of rows. */
const filtered = (f: EventFilter): boolean => Boolean(f.grade || f.state || f.type || f.board || f.q)

type RowsProps = { data: Loaded; filter: EventFilter; change: (next: Change<EventFilter>) => void; more: () => void }

function Rows({ data, filter, change, more }: RowsProps): ReactNode {
  const { rows } = data
  const navigate = useNavigate()
  const [current, setCurrent] = useState<string | null>(rows[0]?.id ?? null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [urging, setUrging] = useState(false)
  const columns = useMemo(() => eventColumns(), [])
  const open = useCallback((id: string) => void navigate({ to: '/events/$id', params: { id } }), [navigate])
  const at = rows.findIndex((r) => r.id === current)
  const move = (by: number, extend: boolean) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))]
    if (!next) return
    if (extend) setSelected(new Set([...selected, ...(current ? [current] : []), next.id]))
    setCurrent(next.id)
  }
  const tick = () => {
    const next = new Set(selected)
    if (current && !next.delete(current)) next.add(current)
    setSelected(next)
  }
  const back = () => (urging ? setUrging(false) : setSelected(new Set()))
  useKeys({
    next: () => move(1, false),
    previous: () => move(-1, false),
    selectNext: () => move(1, true),
    selectPrevious: () => move(-1, true),
    select: tick,
    open: () => current && open(current),
    urge: () => setUrging(selected.size > 0),
    back,
  })
  if (rows.length === 0)
    return (
      <EmptyState
        empty={
          filtered(filter)
            ? {
                kind: 'no-match',
                title: t('list.no-match'),
                action: {
                  label: t('list.clear'),
                  onPress: () => change({ grade: undefined, state: undefined, type: undefined, board: undefined, q: undefined }),
                },
              }
            : { kind: 'all-done', title: t('list.empty') }
        }
      />
    )
  return (
    <>
      <Table
        label={t('place.events.title')}
        rows={rows}
        columns={columns}
        keyOf={(r) => r.id}
        current={current}
        onCurrent={setCurrent}
        onOpen={(r) => open(r.id)}
        selected={selected}
        onSelected={setSelected}
        onEnd={more}
        total={data.total}
      />
      {selected.size > 0 && (
        <BulkUrge
          rows={rows.filter((r) => selected.has(r.id))}
          open={urging}
          onOpen={setUrging}
          onClear={() => {
            setUrging(false)
            setSelected(new Set())
          }}
        />
      )}
    </>
  )
}
