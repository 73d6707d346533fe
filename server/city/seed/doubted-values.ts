import type { SeededValue } from './store-vitals.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const china = 8 * hourMs

/**
 * Two values of the demo that a check doubted and that were taken: two days ago more water was sold in a district than made, with the reason why; and
 * turbidity that a waterworks pushed in the last hour, three times what it is, within its limit.
 */
export function* doubtedValues(
  ids: ReadonlyMap<string, number>,
  districts: readonly string[],
  now: Date,
): Generator<SeededValue> {
  const [made, sold, cloudy] = ['water.output', 'water.sold', 'water.turbidity'].map((code) => ids.get(code))
  const [area, other] = [districts[4], districts[6]]
  if (made === undefined || sold === undefined || cloudy === undefined || !area || !other) return
  const today = Math.floor((now.getTime() + china) / dayMs) * dayMs - china
  const day = { area, period: new Date(today - 2 * dayMs), observed: new Date(today - dayMs + 8 * hourMs) }
  yield { vital: made, ...day, num: 1231, den: 0 }
  yield {
    ...{ vital: sold, ...day, num: 1360, den: 0, reason: '含补抄水表 1.6 万立方米' },
    marks: [
      {
        ...{ check: 'rule', answer: 'ask', is: 'at-most', tolerance: 0 },
        ...{ left: { code: 'water.sold', value: 13.6 }, right: [{ code: 'water.output', value: 12.31 }] },
      },
    ],
  }
  const hour = Math.floor(now.getTime() / hourMs) * hourMs
  const last = { area: other, period: new Date(hour - hourMs), observed: new Date(hour) }
  yield { vital: cloudy, ...last, num: 96, den: 1, marks: [{ check: 'unusual', answer: 'warn', n: 12, usual: 0.32 }] }
}
