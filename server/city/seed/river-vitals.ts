import type { VitalDefinition } from '../../../contract/vital.ts'
import { chanceFrom } from '../area/rules/chance.ts'
import type { SeededValue } from './store-vitals.ts'

const section: Omit<VitalDefinition, 'code' | 'name'> = {
  ...{ board: 'ecology', track: 'water-quality', unit: { zh: 'mg/L', en: 'mg/L' }, decimals: 2, aggregation: 'mean', times: 1 },
  ...{ tier: 'district', cadence: 'hour', dueMinutes: 30, source: { zh: '断面水质自动站', en: 'Station of the section' } },
  // The unit that looks after waters in the district where the demo's people are.
  ...{ owner: 'unit-500105-environment', objectKind: 'river-section', eventType: 'environment.water', hysteresis: 0.1 },
  possible: { least: 0 },
}

/** GB 3838-2002, class III: ammonia nitrogen at most 1.0 mg/L, dissolved oxygen at least 5 mg/L. Hysteresis and hold are ours (PROPOSED). */
export const riverVitals: readonly VitalDefinition[] = [
  {
    ...{
      ...section,
      code: 'section.ammonia',
      name: { zh: '栋梁河断面氨氮（示例）', en: 'Ammonia of the Dongliang section (sample)' },
      basis: 'GB 3838-2002',
    },
    ...{ normal: { most: 1 }, hysteresis: 0.1, direction: 'less', opens: { hold: 2, causeHours: 24 } },
  },
  {
    ...{
      ...section,
      code: 'section.oxygen',
      name: { zh: '栋梁河断面溶解氧（示例）', en: 'Oxygen of the Dongliang section (sample)' },
      basis: 'GB 3838-2002',
    },
    ...{ normal: { least: 5 }, hysteresis: 0.3, owner: 'unit-500105', ownerPost: 'post-500105-data', direction: 'more' },
  },
]

const hourMs = 3_600_000
const told = { area: '500105', hours: 48 }
/** The station's oxygen probe is out since more than a day: a task for whoever answers for it. */
const silentHours = 30

/** Invented values of one district: what there was in the last two days, the oxygen only until its probe went out. */
export function* riverValues(ids: ReadonlyMap<string, number>, now: Date): Generator<SeededValue> {
  const hour = Math.floor(now.getTime() / hourMs) * hourMs
  for (const { code } of riverVitals) {
    const chance = chanceFrom(`river ${code}`)
    const isOxygen = code === 'section.oxygen'
    for (let back = told.hours; back >= (isOxygen ? silentHours : 1); back--) {
      const value = isOxygen ? 6.4 + 0.8 * chance() : 0.42 + 0.25 * chance() + (0.2 * (told.hours - back)) / told.hours
      const period = new Date(hour - back * hourMs)
      yield {
        ...{ vital: ids.get(code)!, area: told.area, period, observed: new Date(period.getTime() + hourMs) },
        ...{ num: Math.round(value * 100), den: 1 },
      }
    }
  }
}
