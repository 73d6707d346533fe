import type { RiskModel } from '../../../../contract/risk.ts'
import type { Factor, StandingFloor } from '../types.ts'
import { costliestFirst, factorOf, reachedFloor } from './rate-object.ts'

/** The indicators of a model with what was kept of a rating: those that cost most first. What is not kept was not known. */
export const factorsOf = (model: RiskModel, scores: Readonly<Record<string, number>>): Factor[] =>
  model.indicators
    .map((indicator) => factorOf(indicator, Object.hasOwn(scores, indicator.id) ? scores[indicator.id]! : null))
    .sort(costliestFirst)

/** The floors that were kept, each at the step it has come to. One the model does not know any more is left out. */
export const floorsOf = (model: RiskModel, kept: Readonly<Record<string, string>>, now: Date): StandingFloor[] =>
  model.floors.flatMap((floor) => (Object.hasOwn(kept, floor.id) ? [reachedFloor(floor, new Date(kept[floor.id]!), now)] : []))
