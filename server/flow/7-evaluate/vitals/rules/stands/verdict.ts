import type { VitalDefinition } from '../../../../../../contract/vital.ts'
import type { Part } from '../../types.ts'
import { worthOf } from '../combine.ts'
import type { Judged } from '../judged.ts'
import type { Proves } from '../proven.ts'
import { isSmall } from '../sample.ts'
import { standingOf } from '../standing.ts'

/** What a cell says by itself. `swings`: inside its range, by less than its hysteresis; what was before decides. `few`: told by too few areas to say, `small`: of too small a sample. */
export const verdict = { normal: 0, outside: 1, nothing: 2, noRange: 3, swings: 4, few: 5, small: 6 } as const
export type Verdict = (typeof verdict)[keyof typeof verdict]

/** Does nobody know how it stands? null: there is no cell that counts. What swings was settled before. */
export const isUnknown = (found: Verdict | null): boolean => found !== verdict.normal && found !== verdict.outside

/** What a cell stands for where too few areas told it; `proves`: what its number says all the same. */
export function verdictTold(found: Verdict, proves: Proves): Verdict {
  if (found === verdict.normal) return proves.normal ? found : verdict.few
  if (found === verdict.outside) return proves.outside ? found : verdict.few
  return found
}

type Worth = Pick<VitalDefinition, 'aggregation' | 'decimals' | 'times' | 'leastSample'>

/**
 * How a value stands, as far as it says so alone: outside is outside whatever was before, and what is inside by more than the hysteresis is
 * normal whatever was before. So the past of a cell is looked up only where it can matter. `judged`: what a number of its tier is held against.
 */
export function verdictOf(definition: Worth, part: Part, judged: Judged): Verdict {
  const value = worthOf(definition, part)
  if (value === null) return verdict.nothing
  const alone = standingOf(value, judged)
  if (alone === 'unknown') return verdict.noRange
  if (isSmall(definition, part)) return verdict.small
  if (alone === 'outside') return verdict.outside
  return standingOf(value, judged, 'outside') === 'normal' ? verdict.normal : verdict.swings
}
