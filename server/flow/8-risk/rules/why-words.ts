import type { RiskModel } from '../../../../contract/risk.ts'
import type { Risk } from '../../../../contract/scales.ts'
import type { Words } from '../../../../contract/words.ts'
import { factorsOf, floorsOf } from './factors-of.ts'
import { levelOfScore, whyOf } from './rate-object.ts'

type Rated = { level: Risk; score: number; scores: Record<string, number>; floors: Record<string, string> }

/** Why an object has its level: the floors without which it would be lower, then the indicators that cost most. */
export const whyWords = (rated: Rated, model: RiskModel, now: Date): Words[] => [
  ...liftingOf(rated, model, now).map(({ floor }) => model.floors.find(({ id }) => id === floor)!.name),
  ...whyOf(factorsOf(model, rated.scores)).map(({ indicator }) => model.indicators.find(({ id }) => id === indicator)!.name),
]

function liftingOf({ level, score, floors }: Rated, model: RiskModel, now: Date) {
  if (levelOfScore(model, score) === level) return []
  return floorsOf(model, floors, now).filter((one) => one.level === level)
}
