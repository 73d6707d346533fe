import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalTier } from '../../../../../contract/vital-kinds.ts'
import type { Part } from '../types.ts'
import { coversOf } from './cover.ts'
import { wantedOf } from './proven.ts'
import { judgedWorth } from './sample.ts'

type Opening = Pick<
  VitalDefinition,
  | 'aggregation'
  | 'formula'
  | 'possible'
  | 'decimals'
  | 'times'
  | 'leastSample'
  | 'tier'
  | 'opens'
  | 'overTime'
  | 'count'
  | 'cadence'
>
type At = { tier: VitalTier }
/** `due`: how many areas of a tier stand under the area. */
type Told = { part: Part | null; due: (tier: VitalTier) => number }

/** Is the number of an area of this tier the one that opens events? Of every vital it is that of one tier: no case is opened twice up the tree. */
export const isJudged = ({ tier, opens }: Opening, at: At): boolean => opens !== undefined && at.tier === (opens.tier ?? tier)

/**
 * The number an area is judged by; null: there is none. Above those that told it a number of too few of them is none yet: a sum of three districts of forty
 * is not a low sum of the city. A formula needs enough of each vital it names. Nor is a share of too small a sample one.
 */
export function judgedValue(definition: Opening, at: At, { part, due }: Told): number | null {
  if (!part) return null
  const wanted = wantedOf(definition)
  const isEnough = coversOf(definition, part).every(({ tier, n }) => tier === at.tier || n * 100 >= due(tier) * wanted)
  return isEnough ? judgedWorth(definition, part) : null
}
