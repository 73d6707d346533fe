import type { RuleState } from '../types.ts'
import { climb, type Sight, stepsOf } from './levels.ts'

/** The range a value of a vital should lie in, how far back inside counts as back, and how many values in a row must be outside. */
export type VitalLimits = { least: number | null; most: number | null; hysteresis: number; hold: number }
/** Of a definition with bands: how many of them a value is beyond (`least`), and how many it is beyond or not yet back from by the hysteresis (`most`). */
export type BandsReached = { least: number; most: number }
/** A value of an area and period (ms); null: there is none any more, or not yet. `reckoned`: by a formula from other values, or of too small a sample: without a number it is unknown. */
export type VitalSeen = VitalLimits & { period: number; value: number | null; reckoned?: boolean; bands?: BandsReached }

/** What is remembered of a vital and area between values. `n`: values before that of `period`; `told`: there is one in it. `band`: how many bands out; null: not known. */
export type VitalMark = {
  period: number
  told: boolean
  band: number | null
  n: number
  before: RuleState
  state: RuleState
}

/**
 * `outside`: it stands outside, by its hold. `turned`: with this value. `isNews`: it is the first of its period, or another standing or band within it.
 * `withdrawn`: what was told in its period is no more, and what is left stands as it stood.
 */
export type VitalVerdict = { mark: VitalMark; outside: boolean; turned: boolean; isNews: boolean; withdrawn: boolean }

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
  const band = bandOf(mark?.band ?? null, seen)
  // What is counted from cases is another number at every case, and a formula is asked as often as one of its vitals is told: the number of a
  // period is said once, and again where it turns. Where it stands meanwhile is on the page of the vital.
  const isNews = turned || !again || (outside && mark.band !== null && band !== mark.band)
  return {
    mark: { period: seen.period, told: seen.value !== null, band, n, before, state },
    outside,
    turned,
    isNews,
    // A formula without a number is unknown, however often that changes within a period.
    withdrawn: again && mark.told && seen.value === null && !seen.reckoned && !turned,
  }
}

function bandOf(before: number | null, { value, bands: { least, most } = { least: 0, most: 0 } }: VitalSeen): number | null {
  if (value === null) return before
  return Math.min(Math.max(before ?? least, least), most)
}

function sightOf(value: number, { least, most, hysteresis }: VitalLimits): Sight {
  if ((least !== null && value < least) || (most !== null && value > most)) return 'beyond'
  const back = (least === null || value >= least + hysteresis) && (most === null || value <= most - hysteresis)
  return back ? 'back' : 'between'
}
