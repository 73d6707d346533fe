import type { TargetIndicator } from '../../../../contract/target.ts'
import type { AttainmentFormula, TargetLight } from '../../../../contract/target-kinds.ts'
import { endIndex } from './quarter.ts'

type Aim = Pick<TargetIndicator, 'kind' | 'direction' | 'baseline' | 'targets' | 'season'>
const straight = [0.25, 0.25, 0.25, 0.25]

/**
 * What should be there at the end of a period. A target set for that very period counts as it is. Otherwise a level walks from one known
 * point to the next, evenly by years and within a year by its season; a flow is its year's total, found the same way,
 * by the season up to that quarter. Null:
 * no target reaches that far, or a level has no point to walk from.
 */
export function expectedAt(aim: Aim, period: string): number | null {
  const at = endIndex(period)
  const set = aim.targets.find((target) => endIndex(target.period) === at)
  if (set) return set.value
  const quarter = at % 4 === 0 ? 4 : at % 4
  const share = (aim.season ?? straight).slice(0, quarter).reduce((a, b) => a + b, 0)
  if (aim.kind === 'flow') {
    const year = levelAt(aim, at - quarter + 4)
    return year === null ? null : year * share
  }
  if (quarter === 4) return levelAt(aim, at)
  const before = levelAt(aim, at - quarter)
  const after = levelAt(aim, at - quarter + 4)
  return before === null || after === null ? null : before + (after - before) * share
}

/** Evenly between the points that are known at both sides; outside of them nothing is expected. */
function levelAt({ baseline, targets }: Aim, at: number): number | null {
  const points = [...(baseline ? [baseline] : []), ...targets]
    .map(({ period, value }) => ({ at: endIndex(period), value }))
    .sort((a, b) => a.at - b.at)
  const left = points.findLast((point) => point.at <= at)
  const right = points.find((point) => point.at >= at)
  if (!left || !right) return null
  return left.at === right.at ? left.value : left.value + ((right.value - left.value) * (at - left.at)) / (right.at - left.at)
}

export type Attained = { formula: AttainmentFormula; top: number; bottom: number; ratio: number }

/**
 * How much of what should be there is there, with both numbers. Of a level with a baseline the way gone from it ÷ the way that should be
 * gone, for 5.4 of 6.2 trillion is next to nothing when it began at 5.36; of a flow what came ÷ what should have come; of a level without a
 * baseline the value ÷ a target set for that very period (the other way round where less is better). Null: there is nothing to divide by.
 */
export function attained(aim: Aim, period: string, value: number): Attained | null {
  const expected = expectedAt(aim, period)
  if (expected === null) return null
  const { baseline, kind, direction } = aim
  if (kind === 'level' && baseline) return divide('way', value - baseline.value, expected - baseline.value)
  const formula = kind === 'flow' ? 'share' : 'target'
  return direction === 'up' ? divide(formula, value, expected) : divide(formula, expected, value)
}

const divide = (formula: AttainmentFormula, top: number, bottom: number): Attained | null =>
  bottom === 0 ? null : { formula, top, bottom, ratio: top / bottom }

/** The light of an indicator whose value for a period is known; `slowFrom`: the share from which it is slow and no more behind. */
export function lightOf(aim: Aim, period: string, value: number, slowFrom: number): TargetLight {
  const expected = expectedAt(aim, period)
  if (expected === null) return 'unjudged'
  const set = aim.targets.find((target) => endIndex(target.period) === endIndex(period))
  // “more than 9.5” is not reached by 9.5
  if (set?.over && value === set.value) return 'slow'
  if (aim.direction === 'up' ? value >= expected : value <= expected) return 'on-track'
  const got = attained(aim, period, value)
  return got && got.ratio >= slowFrom ? 'slow' : 'behind'
}
