import type { Evacuation, EvacuationRow } from '../../contract/evacuation.ts'
import type { OutItem } from '../outbox/types.ts'

/** Is everybody of this household one of the three: left, refuses, missing? */
export const isSettled = ({ persons, gone, refused, missing }: EvacuationRow): boolean => gone + refused + missing === persons

/** A list with what this phone counted at a door and has not sent yet laid over it. */
export function withCount(list: Evacuation, item: Pick<OutItem, 'body' | 'madeAt'>): Evacuation {
  const { household, told, gone, refused, missing } = item.body as { household: string } & Pick<
    EvacuationRow,
    'told' | 'gone' | 'refused' | 'missing'
  >
  const rows = list.rows.map((row) =>
    row.id === household && (row.at === null || row.at <= item.madeAt)
      ? { ...row, told, gone, refused, missing, at: item.madeAt, byName: row.byName }
      : row,
  )
  const total = (of: (row: EvacuationRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0)
  const sum = {
    ...{ households: rows.length, settled: rows.filter(isSettled).length, told: rows.filter((row) => row.told).length },
    ...{ persons: total((row) => row.persons), gone: total((row) => row.gone) },
    ...{ refused: total((row) => row.refused), missing: total((row) => row.missing) },
  }
  return { ...list, rows, sum }
}

/** Households that are open first, in the order of their doors; those that need help before the others. */
export const inOrderOfNeed = (rows: readonly EvacuationRow[]): EvacuationRow[] =>
  rows.toSorted(
    (a, b) =>
      Number(isSettled(a)) - Number(isSettled(b)) ||
      Number(!a.help) - Number(!b.help) ||
      a.door.localeCompare(b.door, 'zh-CN', { numeric: true }),
  )
