import type { GroupBy, Judged, LatePart, MeasureId, SpreadId } from '../../../../contract/evaluation-kinds.ts'
import { columnOf, latePartIds, measureIds, spreadIds } from '../../../../contract/evaluation-kinds.ts'
import type { Db } from '../../../kernel/spine.ts'
import { judge, measure } from './rules/judge.ts'
import { lateTime, longestPart } from './rules/late-parts.ts'
import { casesOf, grouped, type Share, shareOf, spreadOf } from './rules/tally.ts'
import { type LateCase, readLate, readLines, type Wish } from './store.ts'
import type { Lengths, Lines, Verdicts } from './types.ts'

export type Looked = { verdicts: Verdicts; lengths: Lengths; closings: Lines['closings'] }
const spanOf = ({ from, until }: Wish) => ({ from: from.getTime(), until: until.getTime() })

/** Every line of a period with its verdict and every length of time. */
export async function lookAt(db: Db, wish: Wish): Promise<Looked> {
  const lines = await readLines(db, wish)
  return { verdicts: judge(lines, spanOf(wish)), lengths: measure(lines, spanOf(wish)), closings: lines.closings }
}

type Judging = { event: string; unit: string | null; type: string; spent: Record<LatePart, number>; longest: LatePart | null }
const timed = ({ event, unit, type, until, facts }: LateCase): Judging => {
  const spent = lateTime(facts, until)
  return { event, unit, type, spent, longest: longestPart(spent) }
}
const minuteMs = 60_000

/** Where the time of late cases went: minutes in all, and of how many cases each part was the longest. */
export async function lateOf(db: Db, wish: Wish) {
  const { cases, of } = await readLate(db, wish)
  const judged = cases.map(timed)
  const parts = latePartIds.map((part) => ({
    part,
    minutes: Math.round(judged.reduce((sum, { spent }) => sum + spent[part], 0) / minuteMs),
    longest: judged.filter(({ longest }) => longest === part).length,
  }))
  return { cases: of, read: cases.length, parts }
}

/** The rates of two periods side by side. */
export const ratesOf = (now: Verdicts, before: Verdicts) =>
  measureIds.map((id) => ({ id, ...shareOf(now[id]), was: shareOf(before[id]) }))

export const spreadsOf = (now: Lengths, before: Lengths) =>
  spreadIds.map((id) => {
    const was = spreadOf(before[id])
    return { id, ...spreadOf(now[id]), was: { n: was.n, median: was.median } }
  })

export type Grouped = { id: string; n: number; of: number; was: Share }
/** One measure by unit, type or source, each beside its own past; what had none in this period is left out. */
export function groupsOf(now: Verdicts, before: Verdicts, id: MeasureId, by: GroupBy): Grouped[] {
  const past = grouped(before[id], by)
  return [...grouped(now[id], by)].map(([of, share]) => ({ id: of, ...share, was: past.get(of) ?? { n: 0, of: 0 } }))
}

/** The cases behind a figure: the very lines it counts. */
export async function casesBehind(db: Db, wish: Wish, { figure, part, by }: Judged): Promise<string[]> {
  const isOf = (one: { unit: string | null; type: string | null; source?: string | null }): boolean =>
    by === null || (one[by.by] ?? null) === by.of
  if (figure === 'late') {
    const { cases } = await readLate(db, wish)
    return cases.map(timed).flatMap((one) => ((part === 'all' || one.longest === part) && isOf(one) ? [one.event] : []))
  }
  const { verdicts, lengths } = await lookAt(db, wish)
  if (figure in verdicts)
    return casesOf(verdicts[figure as MeasureId].filter((one) => isOf(one) && (part === 'all' || one.hit === (part === 'hit'))))
  return casesOf(lengths[figure as SpreadId].filter((one) => isOf(one) && columnOf(one.minutes) === Number(part)))
}
