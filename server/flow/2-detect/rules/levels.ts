import { type Severity, severityWeight } from '../../../../contract/scales.ts'
import type { RuleState, Since } from '../types.ts'

/** A level of a rule, made ready: heaviest first, its hold in milliseconds. */
export type Step = { severity: Severity; weight: number; holdMs: number }

/**
 * How a level looks now. `unseen`: nothing came, all goes on as it was. `unsure`: it cannot be told; a hold goes on, but an alarm
 * does not clear on what is not known.
 */
export type Sight = 'beyond' | 'between' | 'back' | 'unseen' | 'unsure'

export type Ladder<S extends Step = Step> = { steps: S[]; clearHoldMs: number }
type Stepped = { state: RuleState; wakeAt: number | null }

export function stepsOf<L extends { severity: Severity }>(levels: L[], holdMs: (level: L) => number): (L & Step)[] {
  return levels
    .map((level) => ({ ...level, weight: severityWeight(level.severity), holdMs: holdMs(level) }))
    .sort((a, b) => b.weight - a.weight)
}

/** Does a rule with levels remember nothing? */
export const atRest = (state: RuleState): boolean =>
  state.level === null && state.beyond === undefined && state.back === undefined

/**
 * Hold and hysteresis, the same for every rule with levels. A level counts once it has been beyond for its hold: at the very moment
 * the hold is over, with or without a new reading. It is over once it has been back for `clearHold`; the alarm then falls
 * to the heaviest level that still holds (decisions.md 2). The state given is not touched, and is answered itself when nothing changed.
 */
export function climb(
  { steps, clearHoldMs }: Ladder,
  before: RuleState,
  now: number,
  sight: (index: number, on: boolean) => Sight,
): Stepped {
  const stood = severityWeight(before.level)
  let { beyond, back } = before
  let level: Severity | null = null
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index]!
    const on = step.weight <= stood
    const seen = sight(index, on)
    if (seen === 'beyond') beyond = noted(beyond, step.severity, now)
    else if (seen === 'between' || seen === 'back') beyond = without(beyond, step.severity)
    if (seen === 'back' && on) back = noted(back, step.severity, now)
    else if (seen !== 'unseen') back = without(back, step.severity)
    if (
      level === null &&
      (passed(beyond, step.severity, step.holdMs, now) || (on && !passed(back, step.severity, clearHoldMs, now)))
    )
      level = step.severity
  }
  if (level === null) back = undefined
  const same = level === before.level && beyond === before.beyond && back === before.back
  const state = same ? before : { ...before, level, beyond, back }
  return { state, wakeAt: nextWake({ steps, clearHoldMs }, state) }
}

const passed = (since: Since | undefined, severity: Severity, lengthMs: number, now: number): boolean => {
  const from = since?.[severity]
  return from !== undefined && now - from >= lengthMs
}

const noted = (since: Since | undefined, severity: Severity, now: number): Since =>
  since?.[severity] === undefined ? { ...since, [severity]: now } : since

function without(since: Since | undefined, severity: Severity): Since | undefined {
  if (since?.[severity] === undefined) return since && Object.keys(since).length === 0 ? undefined : since
  const { [severity]: _, ...rest } = since
  return Object.keys(rest).length > 0 ? rest : undefined
}

function nextWake({ steps, clearHoldMs }: Ladder, state: RuleState): number | null {
  const stands = severityWeight(state.level)
  let wake = Number.POSITIVE_INFINITY
  if (state.beyond)
    for (const { severity, weight, holdMs } of steps) {
      const since = state.beyond[severity]
      if (weight > stands && since !== undefined) wake = Math.min(wake, since + holdMs)
    }
  const back = state.level ? state.back?.[state.level] : undefined
  if (back !== undefined) wake = Math.min(wake, back + clearHoldMs)
  return wake === Number.POSITIVE_INFINITY ? null : wake
}

/** At which severity each rule stands, of those that stand. */
export const standingOf = (states: Readonly<Record<string, RuleState>>): Record<string, Severity> =>
  Object.fromEntries(Object.entries(states).flatMap(([rule, { level }]) => (level === null ? [] : [[rule, level]])))

/** The level a change is about: the one reached, or the one that is over. */
export const toldOf = <S extends Step>(steps: S[], from: Severity | null, to: Severity | null): S | undefined =>
  steps.find((step) => step.severity === (severityWeight(to) > severityWeight(from) ? to : from))
