import type pg from 'pg'
import type { VitalDefinition } from '../../../contract/vital.ts'
import type { VitalCadence, VitalState } from '../../../contract/vital-kinds.ts'
import { type Chance, chanceFrom } from '../area/rules/chance.ts'
import { spell } from '../area/spell.ts'
import { countedVitals } from './counted-vitals.ts'
import { doubtedValues } from './doubted-values.ts'
import { formulaVitals } from './formula-vitals.ts'
import { readingVitals } from './reading-vitals.ts'
import { riverValues, riverVitals } from './river-vitals.ts'
import { copyVitalValues, type SeededValue, seedRegistry } from './store-vitals.ts'
import { ownedWhere } from './vital-owners.ts'
import { type ListedVital, listVitals } from './vitals-list.ts'

/** Periods of invented values, the last one over already. */
const periods = 24
/** One district in so many tells nothing of a vital, one value in so many came never. */
const silentDistrict = 14
const lostValue = 60
/** A value lies no more than so many times its `by` off its level. */
const mostSwing = 1.5

/** The definition of a listed vital. Hours and days are due soon after their end, months and quarters by the 15th day. */
export function definitionOf({
  plays: _,
  state: __,
  normal,
  numerator,
  denominator,
  basis,
  atMost,
  ...vital
}: ListedVital): VitalDefinition {
  return {
    ...vital,
    times: vital.unit.zh === '%' ? 100 : 1,
    ...(numerator && denominator ? { numerator, denominator } : {}),
    dueMinutes: vital.cadence === 'hour' ? 30 : vital.cadence === 'day' ? 540 : 15 * 1440,
    ...(normal ? { normal } : {}),
    hysteresis: 0,
    // None of the listed quantities can be negative.
    possible: { least: 0, ...(atMost === null ? {} : { most: atMost }) },
    ...(basis ? { basis } : {}),
  }
}

/** The registry of the demo: what is told, counted and reckoned, each with its step of life, and with its owner where it is connected. */
export const demoVitals = (listed: readonly ListedVital[]): { definition: VitalDefinition; state: VitalState }[] =>
  [
    ...listed.map((one) => ({ definition: definitionOf(one), state: one.state })),
    ...[...countedVitals(), ...readingVitals, ...formulaVitals, ...riverVitals].map((definition) => ({
      definition,
      state: 'connected' as const,
    })),
  ].map(ownedWhere)

/** Invented numbers, the same for the same seed. Answers how many vitals were new; null when they stood there already. */
export async function seedVitals(client: pg.ClientBase, now: Date): Promise<{ vitals: number; values: number } | null> {
  if ((await client.query('select 1 from vitals limit 1')).rowCount) return null
  const listed = listVitals()
  const ids = await seedRegistry(
    client,
    demoVitals(listed).map((one) => ({ ...one, ...spell(one.definition.name.zh) })),
    now,
  )
  const { rows: towns } = await client.query<{ code: string; district: string }>(
    `select code, operating_district as district from areas where tier = 'town' and valid_to is null order by code`,
  )
  const districts = [...new Set(towns.map(({ district }) => district))].sort()
  // Of what towns tell, those of the first districts are docked; the rest is to come, and the coverage says so.
  const docked = towns.filter(({ district }) => districts.slice(0, 12).includes(district)).map(({ code }) => code)
  const tellers = { district: districts, town: docked, sinceMs: await cityBegan(client) }
  const values = await copyVitalValues(
    client,
    chained(inventAll(listed, ids, tellers, now), riverValues(ids, now), doubtedValues(ids, districts, now)),
  )
  return { vitals: ids.size, values }
}

function* chained<T>(...parts: Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part
}

/** The areas that tell, and since when their tree stands (its codes are of that day): of a period before it nothing is told, nobody could add it up. */
export type Tellers = { district: string[]; town: string[]; sinceMs: number }

async function cityBegan(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ since: number }>(
    `select extract(epoch from valid_from)::float8 * 1000 as since from areas where tier = 'city'`,
  )
  return rows[0]?.since ?? 0
}

/** Values of what is told, by chance that is the same for the same list. */
export function* inventAll(
  listed: readonly ListedVital[],
  ids: ReadonlyMap<string, number>,
  tellers: Tellers,
  now: Date,
): Generator<SeededValue> {
  for (const one of listed)
    if (one.plays) {
      const chance = chanceFrom(`vitals ${one.code}`)
      const starts = startsOf(one.cadence, now).filter(({ period }) => period.getTime() >= tellers.sinceMs)
      for (const area of tellers[one.tier as 'district' | 'town']) {
        if (chance() < 1 / silentDistrict) continue
        // Each area has a level of its own that it swings about, nowhere beyond what can be.
        const level = Math.min(one.plays.about * (0.9 + 0.2 * chance()), (one.atMost ?? Infinity) - mostSwing * one.plays.by)
        for (const start of starts)
          if (chance() > 1 / lostValue) yield { vital: ids.get(one.code)!, area, ...inventOne(one, level, chance), ...start }
      }
    }
}

/** A value by chance: near its level, a ratio by its two numbers. */
function inventOne({ plays, decimals, aggregation }: ListedVital, level: number, chance: Chance): { num: number; den: number } {
  const { by, below, about } = plays!
  const swing = (chance() + chance() + chance() - mostSwing) * by
  if (aggregation === 'ratio') {
    const den = Math.max(1, Math.round(below * (0.5 + chance())))
    return { num: Math.min(den, Math.max(0, Math.round((den * (about + swing)) / 100))), den }
  }
  const num = Math.max(0, Math.round((level + swing) * 10 ** decimals))
  return { num, den: aggregation === 'mean' ? 1 : 0 }
}

const hourMs = 3_600_000
const china = 8 * hourMs

/** The last periods that are over, each with when its value was observed. The demo's city keeps China's time all year. */
function startsOf(cadence: VitalCadence, now: Date): { period: Date; observed: Date }[] {
  const local = new Date(now.getTime() + china)
  const at = (back: number): number => {
    if (cadence === 'hour') return Math.floor(local.getTime() / hourMs - back) * hourMs
    if (cadence === 'day') return (Math.floor(local.getTime() / (24 * hourMs)) - back) * 24 * hourMs
    const months = cadence === 'quarter' ? 3 : 1
    const month = Math.floor(local.getUTCMonth() / months) * months
    return Date.UTC(local.getUTCFullYear(), month - back * months, 1)
  }
  return Array.from({ length: periods }, (_, i) => {
    const back = periods - i
    return { period: new Date(at(back) - china), observed: new Date(at(back - 1) - china) }
  })
}
