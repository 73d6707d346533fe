import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { ObjectLedger as Ledger, LedgerGroup, LedgerRow } from '../../../contract/object-ledger.ts'
import { get } from '../../../ui/api.ts'
import { Button } from '../../../ui/button.tsx'
import { clockTime, NONE, number } from '../../../ui/format.ts'
import { EmptyState, OldNote, Unread } from '../../../ui/screen.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { useArea } from '../../frame/use-area.ts'
import { say } from '../../messages.ts'
import { saveFile } from '../../parts/save-file.ts'
import { byWord } from './by-word.ts'
import { t } from './object-ledger-words.ts'

type View = 'all' | 'overdue' | 'never' | 'unknown' | 'letters'
type Asked = { area: string | undefined; kind: string | undefined; group: string | undefined; view: View }
type Pick = { kind?: string; group?: string; view?: View }

/** 一本账: every object of a kind with its cycle and letters, counted by the group its pack says; each share with both numbers. */
export function ObjectLedger(): ReactNode {
  const { wish: area } = useArea()
  const [pick, setPick] = useState<Pick>({})
  const asked: Asked = { area, kind: pick.kind, group: pick.group, view: pick.view ?? 'all' }
  const query = useInfiniteQuery({
    queryKey: ['objects', 'ledger', asked],
    queryFn: ({ pageParam, signal }) => get<Ledger>('/object-ledger', { ...asked, cursor: pageParam ?? undefined }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const ledger = query.data?.pages[0]
  if (!ledger) return <Unread query={query} />
  if (ledger.kind === null) return <EmptyState empty={{ kind: 'nothing-yet', title: t('none'), note: t('none-how') }} />
  const rows = query.data!.pages.flatMap((page) => page.rows)
  return (
    <>
      <OldNote query={query} />
      <Bar ledger={ledger} asked={asked} onPick={setPick} />
      <Groups ledger={ledger} chosen={asked.group} onPick={(group) => setPick(withGroup(pick, group))} />
      {rows.length === 0 ? (
        <EmptyState empty={{ kind: 'no-match', title: t('empty'), note: t('empty-how') }} />
      ) : (
        <Rows
          ledger={ledger}
          rows={rows}
          onEnd={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        />
      )}
    </>
  )
}

/** The same wish for another group, or for all. */
function withGroup({ group: _, ...rest }: Pick, group: string | null): Pick {
  return group === null ? rest : { ...rest, group }
}

function Bar({ ledger, asked, onPick }: { ledger: Ledger; asked: Asked; onPick: (pick: Pick) => void }): ReactNode {
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    await saveFile('/object-ledger.xlsx', { query: { ...asked, kind: ledger.kind! } }).catch(() => undefined)
    setBusy(false)
  }
  const views: View[] = [
    'all',
    ...(ledger.cycleName ? (['overdue', 'never'] as const) : []),
    ...(ledger.total?.unknown ? (['unknown'] as const) : []),
    ...(ledger.total?.letters != null ? (['letters'] as const) : []),
  ]
  const kept = { ...(asked.kind ? { kind: asked.kind } : {}), ...(asked.group ? { group: asked.group } : {}) }
  return (
    <div className="hz-bar row wrap">
      {ledger.ledgers.length > 1 && (
        <Segmented
          label={t('which')}
          items={ledger.ledgers.map(({ kind, name }) => ({ id: kind, label: say(name) }))}
          value={ledger.kind!}
          onChange={(kind) => onPick({ kind })}
        />
      )}
      <Segmented
        label={t('view')}
        items={views.map((id) => ({ id, label: t(`view.${id}`) }))}
        value={asked.view}
        onChange={(view) => onPick({ ...kept, view: view as View })}
      />
      <span className="grow" />
      <span className="meta">{t('at', { time: clockTime(ledger.at) })}</span>
      <Button small icon="export" busy={busy} onPress={() => void save()}>
        {t('export')}
      </Button>
    </div>
  )
}

type Figure = { id: string; label: string; of: (group: LedgerGroup) => number | null }

function figuresOf(ledger: Ledger): Figure[] {
  const name = ledger.cycleName ? say(ledger.cycleName) : ''
  return [
    ...(ledger.cycleName
      ? [
          { id: 'in-time', label: t('in-time', { name }), of: (group: LedgerGroup) => group.inTime },
          { id: 'overdue', label: t('overdue', { name }), of: (group: LedgerGroup) => group.overdue },
          { id: 'never', label: t('never', { name }), of: (group: LedgerGroup) => group.never },
          ...(ledger.total?.unknown ? [{ id: 'unknown', label: t('unknown'), of: (group: LedgerGroup) => group.unknown }] : []),
        ]
      : []),
    ...(ledger.hasLetters
      ? [
          { id: 'letters', label: t('letters'), of: (group: LedgerGroup) => group.letters },
          { id: 'late', label: t('late'), of: (group: LedgerGroup) => group.late },
        ]
      : []),
  ]
}

/** Each group with its numbers, both of every share; a group's name filters the rows below. */
function Groups({
  ledger,
  chosen,
  onPick,
}: {
  ledger: Ledger
  chosen: string | undefined
  onPick: (group: string | null) => void
}): ReactNode {
  const figures = figuresOf(ledger)
  const line = (group: LedgerGroup, head: ReactNode): ReactNode => (
    <tr key={group.id} aria-selected={group.id === chosen}>
      <th scope="row">{head}</th>
      <td className="num">{number(group.objects)}</td>
      {figures.map(({ id, of }) => {
        const n = of(group)
        return (
          <td className="num" key={id}>
            {n === null ? NONE : t('share', { n: number(n), of: number(group.objects) })}
          </td>
        )
      })}
    </tr>
  )
  return (
    <div className="hz-groups">
      <table className="hz-figures">
        <thead>
          <tr>
            <th scope="col">{t('group')}</th>
            <th scope="col" className="num">
              {t('objects')}
            </th>
            {figures.map(({ id, label }) => (
              <th scope="col" className="num" key={id}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ledger.groups.map((group) =>
            line(
              group,
              <Button
                small
                kind={group.id === chosen ? 'primary' : 'plain'}
                onPress={() => onPick(group.id === chosen ? null : group.id)}
              >
                {say(group.name)}
              </Button>,
            ),
          )}
          {ledger.total && line(ledger.total, t('all'))}
        </tbody>
      </table>
      {ledger.total?.unknown ? <p className="meta">{t('unknown-why')}</p> : null}
      {ledger.hasLetters && ledger.total?.letters == null && <p className="meta">{t('hidden')}</p>}
    </div>
  )
}

function columnsOf(ledger: Ledger): Column<LedgerRow>[] {
  const cycle = ledger.cycleName && say(ledger.cycleName)
  return [
    { id: 'code', label: t('code'), width: '10rem', cell: (row) => <span className="code">{row.code}</span> },
    { id: 'name', label: t('name'), width: 'minmax(11rem, 2fr)', cell: (row) => <b className="b">{row.name}</b> },
    { id: 'area', label: t('area'), width: 'minmax(8rem, 1fr)', cell: (row) => row.areaName },
    { id: 'group', label: t('group'), width: '5.5rem', cell: (row) => say(row.group) },
    ...ledger.columns.map(
      ({ id, name }, n): Column<LedgerRow> => ({
        ...{ id: `detail-${id}`, label: say(name), width: 'minmax(5rem, 1fr)' },
        cell: (row) => (row.cells[n] ? say(row.cells[n]) : NONE),
      }),
    ),
    ...(cycle
      ? ([
          {
            id: 'months',
            label: t('months'),
            width: '5.5rem',
            cell: (row) => (row.cycle ? t('months-of', { n: row.cycle.months }) : NONE),
          },
          { id: 'last', label: t('last', { name: cycle }), width: '7rem', cell: (row) => row.cycle?.last ?? NONE },
          {
            ...{ id: 'next', label: t('next'), width: '11rem' },
            cell: (row) => (
              <span className="row">
                {row.cycle?.next ?? NONE}
                {row.cycle && row.cycle.state !== 'in-time' && (
                  <Tag kind="strong">
                    <span title={row.cycle.state === 'unknown' ? t('unknown-why') : undefined}>
                      {t(`state.${row.cycle.state}`)}
                    </span>
                  </Tag>
                )}
              </span>
            ),
          },
        ] satisfies Column<LedgerRow>[])
      : []),
    ...(ledger.total?.letters != null
      ? [{ id: 'letters', label: t('letter'), width: '10rem', cell: (row: LedgerRow) => <LetterCell row={row} /> }]
      : []),
  ]
}

function LetterCell({ row: { letters } }: { row: LedgerRow }): ReactNode {
  if (!letters || letters.sent === 0) return NONE
  if (!letters.until) return t('letter-of', { n: letters.sent })
  return (
    <span className="row">
      {t('letter-until', { n: letters.sent, until: byWord(letters.until) })}
      {letters.late && <Tag kind="strong">{t('state.overdue')}</Tag>}
    </span>
  )
}

function Rows({ ledger, rows, onEnd }: { ledger: Ledger; rows: LedgerRow[]; onEnd: () => void }): ReactNode {
  const navigate = useNavigate({ from: '/hazards' })
  const [current, setCurrent] = useState<string | null>(rows[0]?.id ?? null)
  return (
    <Table
      label={t('part')}
      rows={rows}
      columns={columnsOf(ledger)}
      keyOf={(row) => row.id}
      current={current}
      onCurrent={setCurrent}
      onOpen={(row) => void navigate({ to: '/objects', search: { kind: ledger.kind!, id: row.id } })}
      onEnd={onEnd}
    />
  )
}
