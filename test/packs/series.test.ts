import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type DetectRule, flat, silence, threshold } from '../../contract/pack.ts'
import { judgeReading } from '../../server/flow/1-ingest/rules/judge-reading.ts'
import { alarmsOf, cases, outcomeOf, readSeries } from '../series.ts'

const hour = 3_600_000

/** What is found where, and how many alarms else: a change of the rules that moves one of these is seen here. */
const expected: Record<string, [found: string, outside: number]> = {
  'ambient_temperature_system_failure.csv': ['2/2', 3],
  'nyc_taxi.csv': ['5/5', 5],
  'speed_t4013.csv': ['2/2', 0],
  'speed_6005.csv': ['1/1', 0],
  'occupancy_6005.csv': ['1/1', 1],
  'TravelTime_387.csv': ['3/3', 5],
  'art_increase_spike_density.csv': ['1/1', 0],
  'art_daily_flatmiddle.csv': ['1/1', 0],
  'art_daily_jumpsup.csv': ['1/1', 0],
  'art_daily_small_noise.csv': ['0/0', 0],
  'art_flatline.csv': ['0/0', 0],
}

describe('the labelled series', () => {
  for (const one of cases)
    it(`${one.file}: ${one.says}`, () => {
      const { found, of, once, outside } = outcomeOf(one)
      assert.deepEqual([`${found}/${of}`, outside], expected[one.file])
      assert.equal(once, found, 'a failure is one alarm, however it goes up and down')
    })

  it('that never moves is a fault of the sensor, once', () => {
    const stuck = flat({ ...said, reading: 'value', for: '6h', severity: 'blue' })
    const [first, ...more] = alarmsOf(stuck, readSeries('art_flatline.csv'), { min: 0, max: 100, intervalS: 300 })
    assert.ok(first)
    assert.deepEqual(more, [])
  })
})

const said = { id: 'off', family: 'off', name: { zh: '异常', en: 'Off' } }
/** The first gas sensor of the air-quality series, hour by hour, as it was sent: -200 where it had nothing. */
const sent = readSeries('air-quality-2004-2005.csv', { column: 2 })
const bounds = { value: { min: 0, max: 5000 } }
const range = { ...bounds.value, intervalS: 3600 }
const unheard = { lastAt: null, lastSeq: null, lastValues: {} }
/** What of it the rules are given. */
const usable = sent.filter(({ at, values }) => {
  const now = new Date(at)
  const judged = judgeReading({ at: now.toISOString(), values }, unheard, bounds, { now, live: true, keptSince: new Date(0) })
  return judged.keep && judged.whole
})

describe('a gas series with gaps', () => {
  it('has its missing values refused, and nothing else', () => {
    assert.equal(sent.length - usable.length, 366)
    assert.ok(usable.every(({ values }) => values.value! > 0))
  })

  it('is silent in every gap longer than three hours, once, until it is heard again', () => {
    const gaps = usable.flatMap(({ at }, i) => {
      const next = usable[i + 1]?.at
      return next !== undefined && next - at > 3 * hour ? [{ from: at + 3 * hour, to: next }] : []
    })
    assert.ok(gaps.length >= 10, String(gaps.length))
    assert.deepEqual(alarmsOf(silence({ ...said, for: '3h', severity: 'yellow' }), usable, range), gaps)
  })

  it('keeps an alarm standing through a gap: not heard is not normal', () => {
    const gapAt = usable.findIndex(({ at }, i) => (usable[i + 1]?.at ?? 0) - at > 24 * hour)
    const [last, next] = [usable[gapAt]!.at, usable[gapAt + 1]!.at]
    const over = (rule: DetectRule) =>
      alarmsOf(
        rule,
        usable.map((one) => (one.at > last - 4 * hour && one.at <= last ? { ...one, values: { value: 4000 } } : one)),
        range,
      )
    const limit = threshold({
      ...{ ...said, reading: 'value', direction: 'above', clearFactor: 0.8, clearHold: '2h' },
      levels: [{ severity: 'red', limit: 3000, hold: '1h' }],
    })
    const [alarm, ...more] = over(limit)
    assert.deepEqual(more, [])
    assert.ok(alarm!.from <= last)
    assert.ok(alarm!.to >= next + 2 * hour, 'it is over two hours after the first calm value, none before')
  })

  it('is faulty where its values stand still', () => {
    const from = 2_000
    const held = usable.map((one, i) => (i > from && i <= from + 24 ? { ...one, values: usable[from]!.values } : one))
    const stuck = flat({ ...said, reading: 'value', for: '12h', severity: 'blue' })
    assert.deepEqual(alarmsOf(stuck, usable, range), [])
    const alarms = alarmsOf(stuck, held, range)
    assert.equal(alarms.length, 1)
    assert.ok(alarms[0]!.from <= held[from + 24]!.at)
  })
})
