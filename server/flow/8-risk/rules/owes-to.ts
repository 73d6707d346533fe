import type { RiskModel } from '../../../../contract/risk.ts'
import { risks } from '../../../../contract/scales.ts'
import type { Rating } from '../types.ts'
import type { LastRating } from './fell-away.ts'
import { factorOf } from './rate-object.ts'

/** What a change by hand feeds: indicators and floors of the model. */
export type Fed = { indicators: readonly string[]; floors: readonly string[] }

/**
 * Does an object owe a better level to a change of what feeds these? Its level is better than it was, and one of these indicators costs less or
 * one of these floors is over: what got better beside it by itself is not laid to the change.
 */
export function owesTo(model: RiskModel, was: LastRating | null, rating: Rating, fed: Fed): boolean {
  if (!was || risks.indexOf(rating.level) <= risks.indexOf(was.level)) return false
  const costs = new Map(rating.factors.map(({ indicator, points }) => [indicator, points]))
  const fell = model.indicators.some((one) => {
    const before = Object.hasOwn(was.scores, one.id) ? was.scores[one.id]! : null
    return fed.indicators.includes(one.id) && factorOf(one, before).points > (costs.get(one.id) ?? 0)
  })
  const standing = new Set(rating.floors.map(({ floor }) => floor))
  return fell || fed.floors.some((id) => Object.hasOwn(was.floors, id) && !standing.has(id))
}
