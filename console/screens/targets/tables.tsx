import type { ReactNode } from 'react'
import { periodWords } from '../../../contract/period-words.ts'
import type { TargetBoard, TargetIndicatorRow, TargetItemRow } from '../../../contract/target.ts'
import { NONE, number } from '../../../ui/format.ts'
import { type Column, Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { say } from '../../messages.ts'
import { g } from './g.ts'
import { attainedText, expectedText, Light, valueText, yearOnYearText } from './light.tsx'

type Choosing = { current: string; onCurrent: (id: string) => void }

const itemColumns = (board: TargetBoard): Column<TargetItemRow>[] => {
  const places = new Map([...board.lists, ...board.systems].map(({ id, name }) => [id, say(name)]))
  const where = ({ list, system }: TargetItemRow) =>
    [list, system].flatMap((id) => (id === null ? [] : (places.get(id) ?? id))).join(' / ')
  return [
    { id: 'light', label: g('light'), width: '7.25rem', cell: (row) => <Light light={row.light} /> },
    { id: 'name', label: g('name'), width: 'minmax(11rem, 2fr)', cell: (row) => say(row.name) },
    { id: 'where', label: g('where'), width: 'minmax(8rem, 1.5fr)', cell: where },
    { id: 'owner', label: g('owner'), width: 'minmax(7rem, 1fr)', cell: (row) => row.owner?.name ?? <NoOwner /> },
    { id: 'steps', label: g('milestones'), width: '5rem', number: true, cell: (row) => reached(row) },
    {
      id: 'progress',
      label: g('progress'),
      width: '6rem',
      number: true,
      cell: ({ progress }) => (progress?.percent == null ? NONE : `${number(progress.percent, 0)}%`),
    },
    { id: 'due', label: g('due'), width: '6.5rem', cell: (row) => row.due ?? NONE },
    { id: 'evidence', label: g('evidence'), width: '5.5rem', number: true, cell: (row) => number(row.evidence) },
  ]
}

const NoOwner = (): ReactNode => <span className="meta">{g('no-owner')}</span>
/** 2/2: how many milestones are reached of how many; an item without any has none to count. */
const reached = ({ milestones }: TargetItemRow): string =>
  milestones.length === 0 ? NONE : `${milestones.filter(({ done }) => done !== null).length}/${milestones.length}`

export function ItemTable({ board, rows, ...rest }: Choosing & { board: TargetBoard; rows: TargetItemRow[] }): ReactNode {
  return (
    <Table
      label={g('view.items')}
      rows={rows}
      columns={itemColumns(board)}
      keyOf={({ id }) => id}
      onOpen={({ id }) => rest.onCurrent(id)}
      {...rest}
    />
  )
}

/** What is counted, and in what. */
const Named = ({ row: { name, unit } }: { row: TargetIndicatorRow }): ReactNode => (
  <>
    {say(name)} {say(unit) !== NONE && <span className="meta">{say(unit)}</span>}
  </>
)

const indicatorColumns = (): Column<TargetIndicatorRow>[] => [
  { id: 'light', label: g('light'), width: '7.25rem', cell: (row) => <Light light={row.light} /> },
  { id: 'name', label: g('name'), width: 'minmax(10rem, 2fr)', cell: (row) => <Named row={row} /> },
  {
    id: 'current',
    label: g('current-col'),
    width: '10.5rem',
    number: true,
    cell: (row) => <Value row={row} value={row.current} period={row.due} />,
  },
  {
    id: 'expected',
    label: g('expected'),
    width: '6rem',
    number: true,
    cell: expectedText,
  },
  { id: 'attainment', label: g('attainment'), width: '5.5rem', number: true, cell: attainedText },
  {
    id: 'newest',
    label: g('newest'),
    width: '12rem',
    number: true,
    cell: (row) => (row.newest ? <Value row={row} value={row.newest} period={row.newest.period} /> : NONE),
  },
  { id: 'yoy', label: g('yoy-col'), width: '5rem', number: true, cell: (row) => yearOnYearText(row.newest?.yearOnYear) },
  { id: 'owner', label: g('owner'), width: 'minmax(5rem, 1fr)', cell: (row) => row.owner?.name ?? <NoOwner /> },
]

/** A value with its period; one made up for the demo says so. */
function Value({
  row,
  value,
  period,
}: {
  row: TargetIndicatorRow
  value: TargetIndicatorRow['current']
  period: string
}): ReactNode {
  return (
    <span className="row tg-value">
      {value?.sample && <Tag>{g('sample')}</Tag>}
      <b>{valueText(value?.value, row.decimals)}</b>
      <small className="meta">{say(periodWords(period))}</small>
    </span>
  )
}

export function IndicatorTable({ rows, ...rest }: Choosing & { rows: TargetIndicatorRow[] }): ReactNode {
  return (
    <Table
      label={g('view.indicators')}
      rows={rows}
      columns={indicatorColumns()}
      keyOf={({ id }) => id}
      onOpen={({ id }) => rest.onCurrent(id)}
      {...rest}
    />
  )
}
