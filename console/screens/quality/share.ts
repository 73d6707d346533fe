import { leastCases } from '../../../contract/least-cases.ts'
import { NONE, number, percent } from '../../../ui/format.ts'

/** A share with both its numbers; the percentage only where there are cases enough. `few`: there are some, but not enough. */
export function shareOf(part: number, whole: number): { words: string; few: boolean } {
  if (whole === 0) return { words: NONE, few: false }
  const both = `${number(part)}/${number(whole)}`
  const few = whole < leastCases
  return { words: few ? both : `${both} · ${percent(part, whole)} %`, few }
}
