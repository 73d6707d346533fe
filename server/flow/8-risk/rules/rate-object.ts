import { type RiskFloor, type RiskIndicator, type RiskModel, type RiskTrigger, unknownScore } from '../../../../contract/risk.ts'
import { type Risk, risks, severityWeight } from '../../../../contract/scales.ts'
import { durationMs } from '../../../../contract/time.ts'
import type { Factor, Held, Known, Rating, StandingFloor, Worsening } from '../types.ts'
import { type Seen, scoreSource } from './score-source.ts'

/** How many factors are told as the reason. */
export const topFactors = 3

/**
 * The risk of an object by its model. Score = sum of weight × badness, what nobody knows counts half; the level follows from the score and
 * is lifted by floors that hold, each the more the longer it holds unresolved (domain.md 9.4). `held`: the floors that held when it was
 * rated last, since when.
 */
export function rateObject(model: RiskModel, known: Known, held: Held, now: Date): Rating {
  const { factors, scores, sum, until } = factorsNow(model, known, now)
  // Two decimals: sums of binary fractions must not decide whether 80 is reached.
  const score = Math.round(sum * 100) / 100
  const byScore = levelOfScore(model, score)
  const floors = standingFloors(model.floors, { known, scores }, held, now)
  const level = worst([byScore, ...floors.map((floor) => floor.level)])
  const steps = stepsAhead(model.floors, floors, now)
  const lookAt = Math.min(until, ...steps.map(({ at }) => at.getTime()))
  return {
    ...{ score, level, byScore, floors, scores, factors: factors.sort(costliestFirst) },
    ...{ unknown: factors.filter((factor) => factor.score === null).length, of: factors.length },
    worsens: steps.find((step) => isWorse(step.level, level)) ?? null,
    lookAt: Number.isFinite(lookAt) ? new Date(lookAt) : null,
  }
}

/** Every indicator as it counts now, in the order of the model, so that the same parts always make the same sum. All objects pass here: it makes as little as it can. */
function factorsNow({ indicators }: RiskModel, known: Known, now: Date) {
  const factors: Factor[] = []
  const scores: Record<string, number> = {}
  let sum = 0
  let until = Number.POSITIVE_INFINITY
  for (const indicator of indicators) {
    const seen = scoreIndicator(indicator, known, now)
    const factor = factorOf(indicator, seen.score)
    factors.push(factor)
    sum += factor.points
    if (seen.score !== null) scores[indicator.id] = seen.score
    if (seen.until < until) until = seen.until
  }
  return { factors, scores, sum, until }
}

/** The indicators a level is explained by: those that cost most, without those that cost nothing. */
export const whyOf = (factors: readonly Factor[]): Factor[] => factors.filter(({ points }) => points > 0).slice(0, topFactors)

/** Points of an indicator with this badness; null: not known. */
export const factorOf = ({ id, weight }: RiskIndicator, score: number | null): Factor => ({
  indicator: id,
  score,
  points: weight * (score ?? unknownScore),
})

export const costliestFirst = (a: Factor, b: Factor): number =>
  b.points - a.points || (a.indicator < b.indicator ? -1 : a.indicator > b.indicator ? 1 : 0)

/** Of several sources the worst that is known. It holds until the first of them turns. */
function scoreIndicator({ from }: RiskIndicator, known: Known, now: Date): Seen {
  let score: number | null = null
  let until = Number.POSITIVE_INFINITY
  for (const source of from) {
    const seen = scoreSource(source, known, now)
    if (seen.score !== null && (score === null || seen.score > score)) score = seen.score
    if (seen.until < until) until = seen.until
  }
  return { score, until }
}

export const levelOfScore = ({ levels }: Pick<RiskModel, 'levels'>, score: number): Risk =>
  (['red', 'orange', 'yellow', 'blue'] as const).find((level) => score >= levels[level]) ?? 'green'

/** What is known, and how bad each indicator is that is. */
type Looked = { known: Known; scores: Readonly<Record<string, number>> }

function standingFloors(floors: readonly RiskFloor[], looked: Looked, held: Held, now: Date): StandingFloor[] {
  const standing = floors.flatMap((floor): StandingFloor[] => {
    const found = floor.when.flatMap((trigger) => holdsSince(trigger, looked, now) ?? [])
    if (found.length === 0) return []
    const before = Object.hasOwn(held, floor.id) ? held[floor.id]! : now
    const since = new Date(Math.min(before.getTime(), ...found.map((at) => at.getTime())))
    return [reachedFloor(floor, since, now)]
  })
  return standing.sort((a, b) => a.since.getTime() - b.since.getTime() || (a.floor < b.floor ? -1 : 1))
}

/** A floor that holds since a moment, at the step it has come to. */
export function reachedFloor({ id, steps }: RiskFloor, since: Date, now: Date): StandingFloor {
  const reached = steps.filter(({ after }) => since.getTime() + durationMs(after) <= now.getTime())
  return { floor: id, since, level: worst(['green', ...reached.map(({ level }) => level)]) }
}

/** Since when a trigger holds as far as is known: an alarm tells it, a detail or an indicator only that it does now. Null: it does not. */
function holdsSince(trigger: RiskTrigger, { known: { details, alarms }, scores }: Looked, now: Date): Date | null {
  if (trigger.kind === 'indicator')
    return Object.hasOwn(scores, trigger.indicator) && scores[trigger.indicator]! >= trigger.least ? now : null
  if (trigger.kind === 'alarm') {
    const least = severityWeight(trigger.at ?? null)
    const times = alarms.flatMap(({ pack, family, since, severity }) =>
      pack === trigger.pack && family === trigger.family && severityWeight(severity) >= least ? since.getTime() : [],
    )
    return times.length > 0 ? new Date(Math.min(...times)) : null
  }
  const value = Object.hasOwn(details, trigger.detail) ? details[trigger.detail] : undefined
  const holds = trigger.kind === 'yes' ? value === trigger.is : typeof value === 'string' && trigger.is.includes(value)
  return holds ? now : null
}

/** The steps the standing floors have not come to yet, the next one first. */
function stepsAhead(floors: readonly RiskFloor[], standing: readonly StandingFloor[], now: Date): Worsening[] {
  return standing
    .flatMap(({ floor, since }) =>
      floors
        .find(({ id }) => id === floor)!
        .steps.map(({ after, level }) => ({ at: new Date(since.getTime() + durationMs(after)), level })),
    )
    .filter(({ at }) => at > now)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || risks.indexOf(a.level) - risks.indexOf(b.level))
}

const worst = (levels: readonly Risk[]): Risk => risks.find((level) => levels.includes(level))!
const isWorse = (a: Risk, b: Risk): boolean => risks.indexOf(a) < risks.indexOf(b)
