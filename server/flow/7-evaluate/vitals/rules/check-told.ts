import type { VitalDefinition, VitalValue } from '../../../../../contract/vital.ts'
import type { VitalState, VitalTier } from '../../../../../contract/vital-kinds.ts'
import { wantedTier } from '../../../../../contract/vital-tier-words.ts'
import { ok, type Result, refuse } from '../../../../kernel/result.ts'
import type { Mark } from '../types.ts'
import { periodLike, readPeriod } from './period.ts'

/** What is known about the value before it is looked at. `tier` null: there is no such area, or it is not the teller's. */
export type Known = {
  definition: VitalDefinition
  state: VitalState
  tier: VitalTier | null
  /** values of the periods before at this area, in the unit, oldest first */
  before: readonly number[]
  zone: string
}
/** `worth`: in the unit; null: withdrawn, or divided by zero. `marks`: what doubts it although it is taken. */
export type Taken = { period: number; num: number | null; den: number; worth: number | null; marks: readonly Mark[] }

/** Sums stay whole numbers up to 2^53; over 2^17 areas that leaves this much for one. */
const most = 2 ** 36

/** Further back a period is a slip (1970, 2006 for 2026): baselines of five-year plans lie within it. */
const oldestYears = 10

function yearsBack(now: number): number {
  const day = new Date(now)
  return day.setUTCFullYear(day.getUTCFullYear() - oldestYears)
}

/** May the value be taken, and as what? `now` in ms. A check that only asks is passed with a reason. */
export function checkTold(told: VitalValue, { definition, state, tier, before, zone }: Known, now: number): Result<Taken> {
  if (state !== 'connected' && state !== 'trusted') return refuse('vital.not-connected', { vital: told.vital })
  if (definition.count) return refuse('vital.counted', { vital: told.vital })
  if (definition.formula) return refuse('vital.reckoned', { vital: told.vital })
  if (tier === null) return refuse('vital.area', { area: told.area })
  if (tier !== definition.tier)
    return refuse('vital.tier', { vital: told.vital, area: told.area, ...wantedTier(definition.tier) })
  const { cadence } = definition
  const period = readPeriod(cadence, told.period, zone)
  if (period === null) return refuse('vital.period', { period: told.period, like: periodLike[cadence] })
  if (period > now) return refuse('vital.future', { period: told.period })
  if (told.unit !== undefined && told.unit !== definition.unit.zh && told.unit !== definition.unit.en)
    return refuse('vital.unit', { unit: told.unit, wanted: definition.unit.zh })
  // What was told of such a period before may still be withdrawn.
  if (told.value !== null && period < yearsBack(now)) return refuse('vital.long-ago', { period: told.period, years: oldestYears })
  if (told.value === null) return ok({ period, num: null, den: 0, worth: null, marks: [] })
  const numbers = numbersOf(told.value, told, definition)
  if (!numbers.ok) return numbers
  const worth = definition.aggregation === 'ratio' ? ratioOf(numbers.value, definition) : told.value
  const taken = { period, ...numbers.value, worth }
  if (worth === null) return ok({ ...taken, marks: [] })
  const strange = impossible(worth, definition)
  if (strange) return strange
  const far = unusual(worth, before)
  if (!far) return ok({ ...taken, marks: [] })
  const { unusual: answer = 'ask' } = definition
  if (answer === 'block') return refuse('vital.unusual', far)
  if (answer === 'ask' && !told.reason) return refuse('vital.ask', far)
  return ok({ ...taken, marks: [{ check: 'unusual', answer, ...far }] })
}

type Numbers = { num: number; den: number }

/** The two whole numbers a value is kept as. */
function numbersOf(value: number, told: VitalValue, { aggregation, decimals }: VitalDefinition): Result<Numbers> {
  const whole = (given: number): number => Math.round(given * 10 ** decimals)
  const fits = (given: number): boolean => Math.abs(whole(given) - given * 10 ** decimals) < 1e-6
  const second = aggregation === 'ratio' ? told.denominator : aggregation === 'weighted' ? told.weight : 1
  // Parts of a weight would be added up to something else in another order.
  const fitsWeight = aggregation !== 'weighted' || Number.isInteger(second)
  if (second === undefined || !(second >= 0) || !fitsWeight)
    return refuse(aggregation === 'ratio' ? 'vital.denominator' : 'vital.weight')
  if (!fits(value) || (aggregation === 'ratio' && !fits(second))) return refuse('vital.decimals', { most: decimals })
  const pair: Numbers =
    aggregation === 'ratio'
      ? { num: whole(value), den: whole(second) }
      : aggregation === 'weighted'
        ? { num: whole(value) * second, den: second }
        : { num: whole(value), den: aggregation === 'mean' ? 1 : 0 }
  // Added up, parts of nothing would raise the share of all others.
  if (aggregation === 'ratio' && pair.den === 0 && pair.num !== 0) return refuse('vital.of-nothing')
  return Math.abs(pair.num) > most || pair.den > most ? refuse('vital.large') : ok(pair)
}

const ratioOf = ({ num, den }: Numbers, { times }: VitalDefinition): number | null => (den === 0 ? null : (num / den) * times)

function impossible(worth: number, { possible }: VitalDefinition): Result<never> | null {
  const { least = Number.NEGATIVE_INFINITY, most: top = Number.POSITIVE_INFINITY } = possible ?? {}
  if (worth >= least && worth <= top) return null
  return refuse('vital.impossible', { value: round(worth), range: rangeText(possible ?? {}) })
}

const rangeText = ({ least, most: top }: NonNullable<VitalDefinition['possible']>): string =>
  least === undefined ? `≤ ${top}` : top === undefined ? `≥ ${least}` : `${least}～${top}`

/** From so many periods on a median says something. */
const enough = 6
/** Distance from the median in scaled median deviations beyond which one is asked: the modified z-score of Iglewicz and Hoaglin (1993). */
const asksBeyond = 3.5
const toNormal = 1.4826

/** Of values that never moved no change is large or small; so many times what they were is a slipped point or another unit, whatever it measures. */
const slipped = 10

/** Far from what it usually is: what it is held against. Values that never moved ask only about what slipped, those of zero about nothing. */
function unusual(worth: number, before: readonly number[]): { n: number; usual: number } | null {
  if (before.length < enough) return null
  const usual = median(before)
  const spread = toNormal * median(before.map((value) => Math.abs(value - usual)))
  const isFar =
    spread === 0 ? usual !== 0 && Math.abs(worth) > slipped * Math.abs(usual) : Math.abs(worth - usual) / spread > asksBeyond
  if (!isFar) return null
  return { n: before.length, usual: round(usual) }
}

const round = (value: number): number => Number(value.toPrecision(6))

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
