import type { FactBody } from '../../../../contract/fact.ts'
import type { KindModel, Rating } from '../types.ts'
import { fellAway, type LastRating, restoredWords } from './fell-away.ts'
import { whyOf } from './rate-object.ts'

/** An object as it was rated, and how it was rated before; `was` null: never. */
export type Rated = {
  object: { id: string; name: string }
  model: KindModel
  rating: Rating
  was: (LastRating & { model: string }) | null
}

/** What is told of a rating: the level with what it comes from, and what brought it back. */
export function changeOf({ object, model, rating, was }: Rated): FactBody<'object.risk-changed'> {
  return {
    ...restoredBy(model, rating, was),
    ...{ object: object.id, label: object.name, from: was?.level ?? null, to: rating.level, score: rating.score },
    ...{ unknown: rating.unknown, of: rating.of, model: model.stamp, why: reasonOf(model, rating) },
    factors: whyOf(rating.factors).map(({ indicator, score, points }) => ({ indicator, score, points })),
    floors: rating.floors.map(({ floor }) => floor),
  }
}

/** What fell away since it was rated last. By another model the points are no measure, so nothing is said. */
function restoredBy({ model, stamp }: KindModel, rating: Rating, was: Rated['was']) {
  const fell = was && was.model === stamp ? fellAway(model, was, rating) : null
  return { restored: restoredWords(model, fell), fell }
}

/** The names of what it comes from: floors that lift it, then what costs most. Null: nothing costs anything. */
function reasonOf({ model }: KindModel, { floors, factors, level, byScore }: Rating): { zh: string; en: string } | null {
  const lifted = level === byScore ? [] : floors.filter((floor) => floor.level === level)
  const names = [
    ...lifted.map(({ floor }) => model.floors.find(({ id }) => id === floor)!.name),
    ...whyOf(factors).map(({ indicator }) => model.indicators.find(({ id }) => id === indicator)!.name),
  ]
  if (names.length === 0) return null
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') }
}
