import type { Evacuation, EvacuationSum } from '../../../../contract/evacuation.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'

/** What was counted at a door, of a household of so many persons. */
export type Counted = { persons: number; told: boolean; gone: number; refused: number; missing: number }

/** Is everybody of a household one of the three: left, refuses, missing? Nobody is assumed to have left. */
export const isSettled = ({ persons, gone, refused, missing }: Counted): boolean => gone + refused + missing === persons

/** May this be written down of a household? Fewer may be counted than live there, never more. */
export const mayCount = (count: Omit<Counted, 'persons'>, persons: number): Result<true> =>
  count.gone + count.refused + count.missing > persons ? refuse('evacuation.too-many', { persons }) : ok(true)

/** A count that waited on a phone is nothing new where somebody has counted since. Equal moments: what comes later counts. */
export const isNewer = (at: Date, known: Date | null): boolean => known === null || at >= known

/** The list in numbers: households, how many of them are settled and told, and persons. What nobody counted is in no number but `persons`. */
export const sumOf = (rows: readonly Counted[]): EvacuationSum => {
  const total = (of: (row: Counted) => number): number => rows.reduce((sum, row) => sum + of(row), 0)
  return {
    households: rows.length,
    settled: total((row) => Number(isSettled(row))),
    told: total((row) => Number(row.told)),
    persons: total((row) => row.persons),
    gone: total((row) => row.gone),
    refused: total((row) => row.refused),
    missing: total((row) => row.missing),
  }
}

/** How many the register says an object threatens; null: it does not say, which is not none. */
export type Registered = { households: number | null; persons: number | null }

/** What a list without a household means: nobody lives there only where somebody said so, or the register says none. */
export function listOf(rows: number, { households, persons }: Registered, saidNobody: boolean): Evacuation['list'] {
  if (rows > 0) return 'kept'
  return saidNobody || (households === 0 && (persons ?? 0) === 0) ? 'nobody' : 'unlisted'
}

/** Is an empty list worth a word? Where it is needed, and before that where the register says that somebody lives there. */
export const isWanted = ({ required, list, registered }: Pick<Evacuation, 'required' | 'list' | 'registered'>): boolean =>
  list === 'kept' || required || (list === 'unlisted' && ((registered.households ?? 0) > 0 || (registered.persons ?? 0) > 0))

type Asked = Pick<Evacuation, 'required' | 'list' | 'registered' | 'sum'>

/** May the lead hand the case in? Where the plan wants the list at this grade only with a list, and every household of it settled. */
export function mayFinish({ required, list, registered, sum }: Asked): Result<true> {
  if (!required || list === 'nobody') return ok(true)
  if (list === 'unlisted') return refuse('evacuation.unlisted', { known: knownZh(registered), knownEn: knownEn(registered) })
  const open = sum.households - sum.settled
  return open > 0 ? refuse('evacuation.open', { count: open }) : ok(true)
}

const knownZh = ({ households, persons }: Registered): string =>
  [households === null ? '' : `${households} 户`, persons === null ? '' : `${persons} 人`].filter(Boolean).join(' ') ||
  '没有填户数'
const knownEn = ({ households, persons }: Registered): string =>
  [households === null ? '' : `${households} households`, persons === null ? '' : `${persons} people`]
    .filter(Boolean)
    .join(', ') || 'does not say'

/** May somebody say that nobody lives there? Not where households are entered: those are counted. */
export const mayBeNobody = (households: number): Result<true> =>
  households > 0 ? refuse('evacuation.listed', { count: households }) : ok(true)
