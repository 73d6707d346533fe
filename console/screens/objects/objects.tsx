import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import type { ObjectKind, ObjectRow } from '../../../contract/register.ts'
import { clockTime, number } from '../../../ui/format.ts'
import type { KeyHint } from '../../../ui/key-help.tsx'
import { useKeys } from '../../../ui/keys.ts'
import { EmptyState, Screen } from '../../../ui/screen.tsx'
import { Table } from '../../../ui/table.tsx'
import { useFoot } from '../../frame/foot.ts'
import { useArea } from '../../frame/use-area.ts'
import { t } from '../../messages.ts'
import { type Change, changed, type ObjectSearch } from '../../search.ts'
import { may, useSession } from '../../session.ts'
import { BulkChange } from './bulk-change.tsx'
import { CodesPanel } from './codes/codes-panel.tsx'
import { objectColumns } from './columns.tsx'
import { DuePanel } from './documents/due-panel.tsx'
import { t as papers } from './documents/words.ts'
import { ObjectForm } from './object-form.tsx'
import { ObjectPane } from './object-pane.tsx'
import { askedOf, kindsQuery, objectsQuery } from './object-queries.ts'
import { WaitingStrip } from './second/strip.tsx'
import { SheetPanel } from './sheet-panel.tsx'
import { Wishes } from './wishes.tsx'
import './objects.css'

const hints = (): KeyHint[] => [
  { caps: ['J', 'K'], label: t('keys.rows') },
  { action: 'open' },
  { action: 'select' },
  { action: 'area' },
  { action: 'help' },
]

export type Doing = 'register' | 'sheet' | 'codes' | 'papers' | null
type OnChange = (next: Change<ObjectSearch>) => void

/** 对象台账: what is registered in one's areas, by kind; each object with all that hangs on it; ended ones stand apart. */
export function Objects(): ReactNode {
  const filter = useSearch({ from: '/app/objects' })
  const navigate = useNavigate({ from: '/objects' })
  const { wish } = useArea()
  const { id: _, ...wanted } = filter
  const query = useInfiniteQuery(objectsQuery({ ...wanted, area: wish }))
  const kinds = useQuery(kindsQuery(wish))
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data])
  const first = query.data?.pages[0]
  const total = Math.max(first?.total ?? 0, rows.length)
  useFoot(
    hints,
    first ? t('objects.foot', { n: number(rows.length), of: number(total), time: clockTime(first.at, true) }) : undefined,
  )
  const change = useCallback<OnChange>(
    (next) => void navigate({ search: (before) => changed(before, next), replace: true }),
    [navigate],
  )
  return (
    <Screen
      query={{ ...query, data: first && kinds.data ? { first, kinds: kinds.data.rows } : undefined }}
      title={t('place.objects.title')}
    >
      {({ kinds }) => (
        <Register
          rows={rows}
          total={total}
          kinds={kinds}
          filter={filter}
          query={askedOf({ ...wanted, area: wish })}
          change={change}
          more={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        />
      )}
    </Screen>
  )
}

type Props = {
  rows: ObjectRow[]
  total: number
  kinds: ObjectKind[]
  filter: ObjectSearch
  /** the filter as a sheet of it is asked for */
  query: Readonly<Record<string, string | undefined>>
  change: OnChange
  more: () => void
}

const plateFilter = ({ kind, risk, owner, q }: ObjectSearch) => ({ kind, risk, owner, q }) as Partial<ObjectSearch>

function Register({ rows, total, kinds, filter, query, change, more }: Props): ReactNode {
  const area = useArea().wish
  const [doing, setDoing] = useState<Doing>(null)
  const kind = kinds.find((one) => one.kind === filter.kind)
  const isOpen = doing !== null || filter.id !== undefined
  return (
    <div className="k3">
      <h1 className="vh">{t('place.objects.title')}</h1>
      <Wishes filter={filter} kinds={kinds} change={change} onDo={setDoing} />
      <WaitingStrip area={area} />
      <div className={isOpen ? 'objects-in picked' : 'objects-in'}>
        <div className="objects-list">
          <Rows
            key={JSON.stringify({ ...filter, id: null })}
            {...{ rows, total, kinds, kind, isOpen, filter, query, change, more }}
            onPick={() => setDoing(null)}
          />
        </div>
        {doing === 'sheet' && kind ? (
          <aside className="side k6-pane" aria-label={t('objects.sheet')}>
            <SheetPanel key={kind.kind} kind={kind} query={query} onClose={() => setDoing(null)} />
          </aside>
        ) : doing === 'papers' ? (
          <aside className="side k6-pane" aria-label={papers('due')}>
            <DuePanel kind={filter.kind} area={area} onClose={() => setDoing(null)} />
          </aside>
        ) : doing === 'codes' && kind ? (
          <aside className="side k6-pane" aria-label={t('codes.open')}>
            <CodesPanel key={kind.kind} kind={kind} filter={{ ...plateFilter(filter), area }} onClose={() => setDoing(null)} />
          </aside>
        ) : doing === 'register' && kind ? (
          <aside className="side k6-pane" aria-label={t('objects.register')}>
            <h2 className="vh">{t('objects.register')}</h2>
            <ObjectForm
              key={kind.kind}
              kind={kind}
              onDone={(id) => {
                setDoing(null)
                change({ id })
              }}
              onClose={() => setDoing(null)}
            />
          </aside>
        ) : (
          filter.id && <ObjectPane key={filter.id} id={filter.id} onClose={() => change({ id: undefined })} />
        )}
      </div>
    </div>
  )
}

type RowsProps = Props & { kind: ObjectKind | undefined; isOpen: boolean; onPick: () => void }

function Rows({ rows, total, kinds, kind, isOpen, filter, change, more, onPick }: RowsProps): ReactNode {
  const keeps = may(useSession(), 'object.change') && filter.view !== 'ended'
  const [current, setCurrent] = useState<string | null>(filter.id ?? rows[0]?.id ?? null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const columns = useMemo(() => objectColumns(kind, kinds, isOpen ? 'narrow' : 'wide'), [kind, kinds, isOpen])
  const pick = (id: string) => {
    onPick()
    change({ id })
  }
  const step = (by: number) => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, rows.findIndex((r) => r.id === current) + by))]
    if (next) setCurrent(next.id)
  }
  const clear = () => setSelected(new Set())
  useKeys({ next: () => step(1), previous: () => step(-1), open: () => current && pick(current), back: clear })
  if (rows.length === 0) return <Nothing filter={filter} known={!filter.kind || kind !== undefined} change={change} />
  return (
    <>
      <Table
        label={t('place.objects.title')}
        rows={rows}
        columns={columns}
        keyOf={(r) => r.id}
        current={current}
        onCurrent={(id) => {
          setCurrent(id)
          if (filter.id) pick(id)
        }}
        onOpen={(r) => pick(r.id)}
        {...(keeps ? { selected, onSelected: setSelected } : {})}
        onEnd={more}
        total={total}
      />
      {selected.size > 0 && <BulkChange rows={rows.filter((r) => selected.has(r.id))} kind={kind} onClear={clear} />}
    </>
  )
}

function Nothing({ filter, known, change }: { filter: ObjectSearch; known: boolean; change: OnChange }): ReactNode {
  if (!known)
    return (
      <EmptyState
        empty={{
          kind: 'no-match',
          title: t('objects.kind-unknown', { kind: filter.kind ?? '' }),
          action: { label: t('objects.all-kinds'), onPress: () => change({ kind: undefined }) },
        }}
      />
    )
  const isFiltered = Boolean(filter.risk || filter.owner || filter.coded || filter.q)
  if (isFiltered)
    return (
      <EmptyState
        empty={{
          kind: 'no-match',
          title: t('objects.no-match'),
          action: {
            label: t('list.clear'),
            onPress: () => change({ risk: undefined, owner: undefined, coded: undefined, q: undefined }),
          },
        }}
      />
    )
  const ended = filter.view === 'ended'
  return (
    <EmptyState
      empty={{
        kind: 'nothing-yet',
        title: t(ended ? 'objects.none-ended' : 'objects.none'),
        note: t(ended ? 'objects.ended-how' : 'objects.none-how'),
      }}
    />
  )
}
