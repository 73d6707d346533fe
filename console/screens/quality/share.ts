import { NONE, number, percent } from '../../../ui/format.ts'

/** Fewer cases than this make no percentage: one more or less would move it by five points and more. Ours, as for shares of districts. */
export const leastForPercent = 20

/** A share with both its numbers; the percentage only where there are cases enough. `few`: there are some, but not enough. */
export function shareOf(part: number, whole: number): { words: string; few: boolean } {
  if (whole === 0) return { words: NONE, few: false }
  const both = `${number(part)}/${number(whole)}`
  const few = whole < leastForPercent
  return { words: few ? both : `${both} · ${percent(part, whole)} %`, few }
}
