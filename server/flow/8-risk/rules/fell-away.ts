import type { RiskModel } from '../../../../contract/risk.ts'
import { type Risk, risks } from '../../../../contract/scales.ts'
import type { Words } from '../../../../contract/words.ts'
import type { Rating } from '../types.ts'
import { factorOf, topFactors } from './rate-object.ts'

/** What an object was rated last: by the same model, else nothing can be said of why it is better. */
export type LastRating = { level: Risk; scores: Readonly<Record<string, number>>; floors: Readonly<Record<string, unknown>> }
/** What brought an object back: floors that are over, and indicators that cost so many points less, the most first. `known`: nobody knew it before. */
export type FellAway = { floors: string[]; factors: { indicator: string; points: number; known: boolean }[] }

/** What fell away when the level of an object got better (domain.md 9.4: every change of colour says what brings it back). Null: it did not. */
export function fellAway(model: RiskModel, was: LastRating, { level, floors, factors }: Rating): FellAway | null {
  if (risks.indexOf(level) <= risks.indexOf(was.level)) return null
  const standing = new Set(floors.map(({ floor }) => floor))
  const costs = new Map(factors.map(({ indicator, points }) => [indicator, points]))
  const less = model.indicators.flatMap((one) => {
    const before = Object.hasOwn(was.scores, one.id) ? was.scores[one.id]! : null
    // Two decimals, as the score has: a binary fraction is no improvement.
    const points = Math.round((factorOf(one, before).points - (costs.get(one.id) ?? 0)) * 100) / 100
    return points > 0 ? [{ indicator: one.id, points, known: before === null }] : []
  })
  return {
    floors: model.floors.flatMap(({ id }) => (Object.hasOwn(was.floors, id) && !standing.has(id) ? [id] : [])),
    factors: less.sort((a, b) => b.points - a.points || (a.indicator < b.indicator ? -1 : 1)).slice(0, topFactors),
  }
}

/** The same in one sentence; null: nothing of it has a name. */
export function restoredWords(model: RiskModel, fell: FellAway | null): Words | null {
  if (!fell) return null
  const parts = [
    ...fell.floors.map((id): Words => {
      const { zh, en } = model.floors.find((one) => one.id === id)!.name
      return { zh: `${zh}已解除`, en: `${en} is over` }
    }),
    ...fell.factors.map(({ indicator, known }): Words => {
      const { zh, en } = model.indicators.find(({ id }) => id === indicator)!.name
      return known ? { zh: `${zh}已查明`, en: `${en} is known now` } : { zh: `${zh}好转`, en: `${en} is better` }
    }),
  ]
  if (parts.length === 0) return null
  return { zh: parts.map(({ zh }) => zh).join('、'), en: parts.map(({ en }) => en).join(', ') }
}
