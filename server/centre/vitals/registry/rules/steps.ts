import { type VitalState, vitalMoves, vitalStates } from '../../../../../contract/vital-kinds.ts'
import { ok, type Result } from '../../../../kernel/result.ts'
import { type Grounds, stateWords, stepTo } from './life.ts'

/** A step as a sheet writes it: by its id, or in the words of the staff. */
export const readState = (text: string): VitalState | undefined =>
  vitalStates.find((state) => text.toLowerCase() === state || text === stateWords[state].zh)

/** The fewest steps from one state of life to another; both ends the same: none. Every state leads to every other. */
export function wayTo(from: VitalState, to: VitalState): VitalState[] {
  const ways = new Map<VitalState, VitalState[]>([[from, []]])
  for (const [at, way] of ways) for (const next of vitalMoves[at]) if (!ways.has(next)) ways.set(next, [...way, next])
  return ways.get(to) ?? []
}

/** The steps that lead a vital where a sheet says, each by the law of its life; the first that may not be taken refuses all. */
export function stepsTo(from: VitalState, to: VitalState, grounds: Grounds): Result<VitalState[]> {
  const steps = wayTo(from, to)
  let at = from
  for (const step of steps) {
    const taken = stepTo(at, step, grounds)
    if (!taken.ok) return taken
    at = step
  }
  return ok(steps)
}
