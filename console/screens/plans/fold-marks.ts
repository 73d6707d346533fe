import type { RehearsalMark } from '../../../contract/plan-preview.ts'

/** The same thing `times` times in even steps: `mark` the first of them, `everyS` the step and `untilS` the last one, in seconds. */
export type FoldedMark = { mark: RehearsalMark; times: number; everyS: number; untilS: number }

/** Two that come one after another are two; from the third on they are a habit. */
const fewest = 3
/** Moments are rounded to seconds, so a step may be one off. */
const slackS = 1

const sameThing = ({ kind, why, failed, deputy }: RehearsalMark): string => JSON.stringify([kind, why, failed, deputy])

/** What reaches a post over and over in even steps becomes one entry; all else stays as it is. In the order of their first moments. Pure. */
export function foldMarks(marks: readonly RehearsalMark[]): FoldedMark[] {
  const kinds = [...Map.groupBy(marks, sameThing).values()]
  return kinds.flatMap((same) => foldSame(same.toSorted((a, b) => a.s - b.s))).sort((a, b) => a.mark.s - b.mark.s)
}

function foldSame(marks: readonly RehearsalMark[]): FoldedMark[] {
  const [mark, next] = marks
  if (!mark) return []
  const everyS = next ? next.s - mark.s : 0
  let times = 1
  while (times < marks.length && Math.abs(marks[times]!.s - marks[times - 1]!.s - everyS) <= slackS) times++
  if (times < fewest || everyS <= 0) return [{ mark, times: 1, everyS: 0, untilS: mark.s }, ...foldSame(marks.slice(1))]
  return [{ mark, times, everyS, untilS: marks[times - 1]!.s }, ...foldSame(marks.slice(times))]
}

/** What comes over and over in the same step and as often: the ways a post is called by take turns. */
export type Often = { kinds: RehearsalMark['kind'][]; everyS: number; times: number; untilS: number }

/** One row for all that a post gets equally often; `untilS` is the very last of them. Pure. */
export function oftenOf(folded: readonly FoldedMark[]): Often[] {
  const some = folded.filter(({ times }) => times > 1)
  return [...Map.groupBy(some, ({ everyS, times }) => `${everyS} ${times}`).values()].map((same) => ({
    kinds: [...new Set(same.map(({ mark }) => mark.kind))],
    everyS: same[0]!.everyS,
    times: same[0]!.times,
    untilS: Math.max(...same.map(({ untilS }) => untilS)),
  }))
}
