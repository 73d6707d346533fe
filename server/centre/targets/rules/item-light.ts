import type { TargetItem, TargetItemRow } from '../../../../contract/target.ts'

export type ItemState = Pick<TargetItem, 'start' | 'due'> & {
  /** as reached by what the plan's source and its owners say */
  milestones: readonly { id: string; due?: string | undefined; done: string | null }[]
  /** the newest word of the owner up to the quarter; `thisQuarter`: it was said of the quarter itself */
  progress: { percent: number | null; stuck: boolean; thisQuarter: boolean } | null
}
export type ItemLight = Pick<TargetItemRow, 'light' | 'why' | 'whyMilestone'> & { expected: number | null }

/**
 * How an item stands on a day. Done: all milestones are reached, or its owner says 100. Behind: a milestone or the item itself is past its day,
 * or it has gone less than `slowFrom` of the way its days would have. Slow: its owner says something stands in the way. Nothing told of the
 * quarter is unknown; told, with no day of its own or of a milestone to hold it against, it is not judged: neither is ever on track.
 */
export function itemLight(item: ItemState, day: string, slowFrom: number): ItemLight {
  const expected = expectedPercent(item, day)
  const answer = (light: ItemLight['light'], why: ItemLight['why'], whyMilestone: string | null = null): ItemLight => ({
    ...{ light, why, whyMilestone, expected },
  })
  const { milestones, progress, due } = item
  const reached = milestones.length > 0 && milestones.every(({ done }) => done !== null && done <= day)
  if (reached || progress?.percent === 100) return answer('done', 'reached')
  const late = milestones.find((one) => one.due !== undefined && one.due < day && (one.done === null || one.done > day))
  if (late) return answer('behind', 'milestone-late', late.id)
  if (due !== undefined && due < day) return answer('behind', 'overdue')
  const percent = progress?.percent ?? null
  if (percent !== null && expected !== null && percent < expected * slowFrom) return answer('behind', 'pace')
  if (progress?.stuck) return answer('slow', 'stuck')
  if (percent !== null && expected !== null && percent < expected) return answer('slow', 'pace')
  if (!progress?.thisQuarter) return answer('unknown', 'nothing-told')
  const isHeld = due !== undefined || milestones.some((one) => one.due !== undefined)
  return isHeld ? answer('on-track', 'told') : answer('unjudged', 'no-days')
}

/** Percent by the days gone between start and due; null where one of them is not known. */
function expectedPercent({ start, due }: Pick<ItemState, 'start' | 'due'>, day: string): number | null {
  if (start === undefined || due === undefined || start >= due) return null
  const share = (Date.parse(day) - Date.parse(start)) / (Date.parse(due) - Date.parse(start))
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10
}
