import type { CheckUpBoard, CheckUpBody } from '../../../contract/check-up.ts'
import { grades, risks } from '../../../contract/scales.ts'
import { riskWord } from '../../../ui/risk-badge.tsx'
import type { AreaSearch, EventFilter, VitalSearch } from '../../search.ts'
import type { Way } from './go.tsx'
import { c } from './words.ts'

/** `of`: the figure of a board; `way`: to the rows it counts, of one board or (undefined) of all. */
export type Column = {
  id: string
  name: string
  of: (board: CheckUpBoard) => number
  way: (board: string | undefined) => Way
  /** shown beside it: of how many connected vitals */
  share?: (board: CheckUpBoard) => number
  /** of these so many have a number and no range of this tier; check-ups from before they were told apart say none */
  unjudged?: (board: CheckUpBoard) => number
}
export type ColumnGroup = { group: string; columns: Column[] }

const numerals = { extraordinary: 'Ⅰ', major: 'Ⅱ', serious: 'Ⅲ', ordinary: 'Ⅳ', minor: '0' } as const
export const connected = ({ vitals }: CheckUpBoard): number => vitals.normal + vitals.outside + vitals.unknown

/** What stands beside each board, in groups, each figure with the way to its rows. */
export const columnGroups = (area: string, kinds: CheckUpBody['kinds']): ColumnGroup[] => [
  { group: c('vitals'), columns: vitalColumns(area) },
  { group: c('events'), columns: eventColumns(area) },
  { group: c('risks'), columns: riskColumns(area, kinds) },
]

function vitalColumns(area: string): Column[] {
  const way =
    (standing: NonNullable<VitalSearch['standing']>) =>
    (board: string | undefined): Way => ({ to: '/vitals', search: { area, standing, ...(board ? { board } : {}) } })
  return (['normal', 'outside', 'unknown', 'unconnected'] as const).map((id) => ({
    ...{ id, name: c(id), of: ({ vitals }: CheckUpBoard) => vitals[id], way: way(id) },
    ...(id === 'unknown' ? { share: connected, unjudged: ({ vitals }: CheckUpBoard) => vitals.unjudged ?? 0 } : {}),
  }))
}

function eventColumns(area: string): Column[] {
  const way =
    (filter: EventFilter) =>
    (board: string | undefined): Way => ({
      to: '/events',
      search: { area, ...filter, ...(board ? { board } : {}) } satisfies EventFilter & AreaSearch,
    })
  return [
    { id: 'open', name: c('open'), of: ({ events }) => events.open, way: way({ view: 'open' }) },
    ...grades.map(
      (grade): Column => ({
        ...{ id: grade, name: numerals[grade], way: way({ view: 'open', grade }) },
        of: ({ events }) => events.byGrade[grade] ?? 0,
      }),
    ),
    { id: 'overdue', name: c('overdue'), of: ({ events }) => events.overdue, way: way({ view: 'overdue' }) },
    { id: 'parked', name: c('parked'), of: ({ events }) => events.parked, way: way({ view: 'open', state: 'parked' }) },
    { id: 'repeats', name: c('repeats'), of: ({ repeats }) => repeats, way: () => ({ part: 'cu-repeated' }) },
  ]
}

/** The list of objects knows kinds, not boards: where a board has several, the figures by kind are between. */
function riskColumns(area: string, kinds: CheckUpBody['kinds']): Column[] {
  const kindOf = (board: string | undefined) => {
    const own = kinds.filter((one) => one.board === board)
    return own.length === 1 ? own[0]!.kind : undefined
  }
  return [
    ...risks.map(
      (level): Column => ({
        ...{ id: level, name: riskWord(level), of: ({ risks: counts }) => counts[level] },
        way: (board) => {
          const kind = kindOf(board)
          if (board && !kind) return { part: 'cu-kinds' }
          return { to: '/risk', search: { area, level, ...(kind ? { kind } : {}) } }
        },
      }),
    ),
    { id: 'unrated', name: c('unrated'), of: ({ risks: counts }) => counts.unrated, way: () => ({ part: 'cu-kinds' }) },
  ]
}
