import type { EvacuationSum } from '../../../../contract/evacuation.ts'
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

/** May the lead hand the case in? Only with every household settled, where the plan wants the list at this grade. */
export const mayFinish = (required: boolean, { households, settled }: EvacuationSum): Result<true> =>
  required && settled < households ? refuse('evacuation.open', { count: households - settled }) : ok(true)
