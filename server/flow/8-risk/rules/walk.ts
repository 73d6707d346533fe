import type { RiskModel } from '../../../../contract/risk.ts'
import type { Held, Known, Rating } from '../types.ts'
import type { Stretch } from './past-of.ts'
import { rateObject } from './rate-object.ts'

export type Step = { at: Date; rating: Rating }

/** What is known of an object at each moment of its past: all of it but the details, which have stretches. */
export type Walked = { stretches: readonly Stretch[]; known: Omit<Known, 'details'>; now: Date }

/**
 * Rates an object as the running platform would have done it: when something changed, and whenever time alone changed something, up to now.
 * Answers the looks at which its level became another one, and the last look of all.
 */
export function walk(model: RiskModel, { stretches, known, now }: Walked): { changes: Step[]; last: Step } {
  const changes: Step[] = []
  let at = stretches[0]!.at
  let held: Held = {}
  for (;;) {
    const { details } = stretches.findLast((one) => one.at <= at)!
    const rating = rateObject(model, { ...untilThen(known, at), details }, held, at)
    const last = { at, rating }
    if (changes.at(-1)?.rating.level !== rating.level) changes.push(last)
    held = Object.fromEntries(rating.floors.map(({ floor, since }) => [floor, since]))
    const turned = stretches.find((one) => one.at > at)?.at.getTime() ?? Number.POSITIVE_INFINITY
    const next = Math.min(turned, rating.lookAt?.getTime() ?? Number.POSITIVE_INFINITY)
    if (next > now.getTime()) return { changes, last }
    at = new Date(next)
  }
}

/** What had happened by a moment; cases that are open now are nothing of the past. */
const untilThen = (known: Walked['known'], at: Date): Walked['known'] => ({
  ...known,
  cases: [],
  pastAlarms: known.pastAlarms.filter((one) => one.at <= at),
  pastEvents: known.pastEvents.filter((one) => one.at <= at),
})
