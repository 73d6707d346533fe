import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalTier } from '../../../../../contract/vital-kinds.ts'
import type { Part } from '../types.ts'
import { worthOf } from './combine.ts'

type Opening = Pick<VitalDefinition, 'aggregation' | 'decimals' | 'times' | 'tier' | 'opens'>
type At = { tier: VitalTier }

/** Is the number of an area of this tier the one that opens events? Of every vital it is that of one tier: no case is opened twice up the tree. */
export const isJudged = ({ tier, opens }: Opening, at: At): boolean => opens !== undefined && at.tier === (opens.tier ?? tier)

/**
 * The number an area is judged by; null: there is none. `due`: how many areas of the tier that tells it stand under the area. Above those that told it a
 * number of too few of them is none yet: a sum of three districts of forty is not a low sum of the city.
 */
export function judgedValue(definition: Opening, at: At, { part, due }: { part: Part | null; due: number }): number | null {
  const { tier, opens } = definition
  if (!part) return null
  const isEnough = at.tier === tier || part.n * 100 >= due * (opens?.covered ?? 100)
  return isEnough ? worthOf(definition, part) : null
}
