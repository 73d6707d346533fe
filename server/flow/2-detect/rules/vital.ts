import type { RuleState } from '../types.ts'
import { climb, type Sight, stepsOf } from './levels.ts'

/** The range a value of a vital should lie in, how far back inside counts as back, and how many values in a row must be outside. */
export type VitalLimits = { least: number | null; most: number | null; hysteresis: number; hold: number }
/** A value of an area and period (ms); null: there is none any more, or not yet. `reckoned`: by a formula from other values. */
export type VitalSeen = VitalLimits & { period: number; value: number | null; reckoned?: boolean }

/** What is remembered of a vital and area between values. `n`: values before that of `period`; `told`: there is one in it, `value`. */
export type VitalMark = {
  period: number
  told: boolean
  value: number | null
  n: number
  before: RuleState
  state: RuleState
}

/** `outside`: it stands outside, by its hold. `turned`: with this value. `isNews`: it was not judged so already. */
export type VitalVerdict = { mark: VitalMark; outside: boolean; turned: boolean; isNews: boolean }

const rest: RuleState = { level: null }

/**
 * Judges a value as a rule with levels judges a reading: the same hold and hysteresis (`climb`). Its clock counts told values, not hours: a
 * period nobody told neither begins, carries nor ends anything. A correction of the newest period is judged anew by what was known before it;
 * a value of an older one changes nothing any more. What is reckoned and has no number (a vital it stands on is missing, it would be divided by zero) is
 * unknown: that opens nothing and ends nothing. Null: nothing to say.
 */
export function judgeVital(mark: VitalMark | null, seen: VitalSeen): VitalVerdict | null {
  if (mark && seen.period < mark.period) return null
  // Of a period nobody has judged yet there is no number so far: the one before may still become whole.
  if (seen.value === null && seen.period !== mark?.period) return null
  const again = mark !== null && seen.period === mark.period
  const n = mark ? mark.n + (!again && mark.told ? 1 : 0) : 0
  const before = again ? mark.before : (mark?.state ?? rest)
  const ladder = { steps: stepsOf([{ severity: 'yellow' as const }], () => seen.hold - 1), clearHoldMs: 0 }
  const stood = mark !== null && mark.state.level !== null
  const without = seen.reckoned && stood ? mark.state : before
  const state = seen.value === null ? without : climb(ladder, before, n, () => sightOf(seen.value!, seen)).state
  const outside = state.level !== null
  const turned = outside !== stood
  // A formula is asked as often as one of its vitals is told: the same number again says nothing.
  const isNews = turned || !again || seen.value !== mark.value
  return {
    mark: { period: seen.period, told: seen.value !== null, value: seen.value, n, before, state },
    outside,
    turned,
    isNews,
  }
}

function sightOf(value: number, { least, most, hysteresis }: VitalLimits): Sight {
  if ((least !== null && value < least) || (most !== null && value > most)) return 'beyond'
  const back = (least === null || value >= least + hysteresis) && (most === null || value <= most - hysteresis)
  return back ? 'back' : 'between'
}
