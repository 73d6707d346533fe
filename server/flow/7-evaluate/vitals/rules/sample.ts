import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { Part } from '../types.ts'
import { worthOf } from './combine.ts'

type Sampled = Pick<VitalDefinition, 'aggregation' | 'decimals' | 'leastSample'> & Partial<Pick<VitalDefinition, 'times'>>

/** 样本不足: is the denominator of a quotient smaller than its definition wants? Then one more or less would turn how it stands. */
export function isSmall({ aggregation, decimals, leastSample }: Sampled, part: Pick<Part, 'den'> | null): boolean {
  if (leastSample === undefined || !part || part.den === 0) return false
  // Both numbers of a ratio are kept in its decimals, those of a formula as they are.
  return part.den / (aggregation === 'ratio' ? 10 ** decimals : 1) < leastSample
}

/** The number a part is judged by; null: there is none, or it is of too small a sample. The number itself is shown all the same (`worthOf`). */
export const judgedWorth = (definition: Sampled, part: Pick<Part, 'num' | 'den'> | null): number | null =>
  isSmall(definition, part) ? null : worthOf(definition, part)
