import type { CheckUpBoard } from '../../../../contract/check-up.ts'
import type { CheckUpCell, CheckUpStanding } from '../../../../contract/check-up-wall.ts'
import { type Grade, grades } from '../../../../contract/scales.ts'

/** A check-up is made by the month; five days longer than that nothing is known any more. */
export const staleMs = 36 * 86_400_000

/** Does a check-up made at `at` count at `now`? */
export const isStale = (at: Date, now: Date): boolean => now.getTime() - at.getTime() > staleMs

type Vitals = CheckUpBoard['vitals']
export type Graves = Partial<Record<Grade, number>>

/**
 * How a board stands: abnormal with a vital outside or a red or orange event open; normal only when something is known and nothing is not;
 * without any check-up that counts it is unknown, never normal.
 */
export function standingOf(vitals: Vitals | null, grave: number): CheckUpStanding {
  if (grave > 0 || (vitals?.outside ?? 0) > 0) return 'abnormal'
  if (!vitals || vitals.normal === 0) return 'unknown'
  return vitals.unknown > 0 ? 'partial' : 'normal'
}

/** The cell of a board: vitals of a check-up that counts (null: none does), events of now. */
export function cellOf(board: string, vitals: Vitals | null, graves: Graves): CheckUpCell {
  const grave = Object.values(graves).reduce((sum, n) => sum + n, 0)
  const { outside, unknown, normal } = vitals ?? { outside: 0, unknown: 0, normal: 0 }
  const worst = grades.find((grade) => (graves[grade] ?? 0) > 0) ?? null
  return { board, standing: standingOf(vitals, grave), outside, unknown, normal, grave, worst }
}
