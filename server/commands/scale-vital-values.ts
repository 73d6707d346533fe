import type { VitalAggregation } from '../../contract/vital-kinds.ts'
import type { SeededValue } from '../city/seed/store-vitals.ts'
import { byFamily, climb } from '../flow/7-evaluate/vitals/rules/climb.ts'
import { periodStart } from '../flow/7-evaluate/vitals/rules/period.ts'
import type { Change, Family, RollTree } from '../flow/7-evaluate/vitals/types.ts'
import { mixed } from './scale-reports.ts'

/** A connected vital that is laid; its values are told by operating districts, a month at a time. `rare`: a share of it is small when all is well. */
export type ValuedVital = { id: number; aggregation: VitalAggregation; decimals: number; rare: boolean }
/** `months`: where the periods begin, ms, oldest first. `observed`: when what a month told was known. */
export type VitalPlan = {
  seed: number
  vitals: readonly ValuedVital[]
  districts: readonly string[]
  months: readonly { period: number; observed: number }[]
}

const dayMs = 86_400_000
/** A month is told on the third day after it. */
const toldAfterMs = 3 * dayMs

/** The last `count` months that are over and were told by now. */
export function monthsTold(now: number, count: number, zone: string): VitalPlan['months'] {
  const newest = now - periodStart('month', now, zone) >= toldAfterMs ? -1 : -2
  return Array.from({ length: count }, (_, n) => {
    const at = (step: number): number => periodStart('month', now, zone, step)
    const step = newest - count + 1 + n
    return { period: at(step), observed: at(step + 1) + toldAfterMs }
  })
}

const share = (seed: number, n: number, column: number): number => mixed(seed, n, column) / 4_294_967_296

/** What a district told of a vital in a month: around a size of its own, with the year's swing and some chance. Whole numbers of 10^-decimals. */
function told(
  { seed }: VitalPlan,
  { id, aggregation, decimals, rare }: ValuedVital,
  district: number,
  month: number,
): { num: number; den: number } {
  const own = id * 64 + district
  const size = 20 + Math.floor(share(seed, own, 21) ** 3 * 900)
  const swing =
    1 + 0.15 * Math.sin((2 * Math.PI * month) / 12 + share(seed, id, 22) * 6) + 0.1 * (share(seed, own * 37 + month, 23) - 0.5)
  const whole = Math.round(size * swing)
  const unit = 10 ** decimals
  if (aggregation !== 'ratio') return { num: whole * unit, den: 0 }
  // About one in twenty lies beyond 80 %, the normal range of laid ratios.
  const part = Math.round(whole * Math.min(1, 0.77 + 0.17 * share(seed, own, 24) + 0.06 * share(seed, own * 41 + month, 25)))
  return { num: (rare ? whole - part : part) * unit, den: whole * unit }
}

/** All values in the order of their key: vital, period, area. */
export function* laidValues(plan: VitalPlan): Generator<SeededValue> {
  for (const vital of plan.vitals)
    for (const [month, { period, observed }] of plan.months.entries())
      for (const [n, area] of plan.districts.entries())
        yield { vital: vital.id, area, period: new Date(period), observed: new Date(observed), ...told(plan, vital, n, month) }
}

/** What the values roll up to, by the product's own arithmetic: the row of all districts, and that of the city. */
export function* laidFamilies(plan: VitalPlan, tree: RollTree): Generator<Family> {
  for (const vital of plan.vitals)
    for (const [month, { period, observed }] of plan.months.entries()) {
      let changes: Change[] = plan.districts.map((area, n) => ({
        ...{ vital: vital.id, period, area },
        part: { ...told(plan, vital, n, month), n: 1, newest: observed, oldest: observed },
      }))
      while (changes.length > 0) {
        const { families, strange } = byFamily(changes, tree)
        if (strange.length > 0) throw new Error(`${strange[0]!.area} was no area in ${new Date(period).toISOString()}`)
        const { changed, up } = climb(families, new Map(), () => vital.aggregation)
        yield* changed
        changes = up
      }
    }
}
