import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tree } from '../../../../../contract/pack.ts'
import { durationMs } from '../../../../../contract/time.ts'
import type { Trend } from '../../../../../contract/trend.ts'
import { plainTrend } from '../../../../../test/plain-trend.ts'
import { chance } from '../../../../../test/random-rules.ts'
import type { RuleState } from '../../types.ts'
import { explainRule } from '../explain.ts'
import { compileRules } from '../look.ts'

const hour = 3_600_000
const start = Date.parse('2026-06-01T00:00:00Z')
const pack = { id: 'p', deviceKind: 'meter', zones: {} }
const growth: Trend = { is: 'change', of: { reading: 'crack' }, within: '24h', points: 12, still: '12h' }
const angle: Trend = { is: 'angle', of: { reading: 'crack' }, within: '24h', points: 12, base: '14d', least: 0.5 }

const ruleOf = (trend: Trend, limit = 1e9) =>
  tree({
    ...{ id: 'r', family: 'f', name: { zh: '规则', en: 'rule' }, on: 'device', clearFactor: 1, clearHold: '0s' },
    levels: [{ severity: 'red', hold: '0s', when: { op: 'compare', value: { trend }, is: 'above', limit } }],
  })

/** Plays values to one trend; the memory goes through JSON each time, as it does to the database. */
function meter(trend: Trend, staleMs = hour) {
  const rule = ruleOf(trend)
  const rules = compileRules([{ rule, pack }], 'Asia/Shanghai')
  let states: Record<string, RuleState> = {}
  return {
    see: (now: number, crack: number, measuredAt?: number) => {
      const look = { now, values: { crack }, lastAt: now, staleMs, measuredAt }
      states = JSON.parse(JSON.stringify(rules.lookAll(states, look).states))
    },
    at: (now: number): number | null => {
      const [level] = explainRule({ rule, pack }, states, { now, values: null, lastAt: null, staleMs }, 'Asia/Shanghai')
      return level!.when.numbers!.value as number | null
    },
    size: () => JSON.stringify(states).length,
  }
}

/** Every ten minutes for so many days: a value by the hours gone. */
function played(trend: Trend, days: number, value: (hours: number) => number) {
  const one = meter(trend)
  for (let at = 0; at <= days * 24; at += 1 / 6) one.see(start + at * hour, value(at))
  return { ...one, now: one.at(start + days * 24 * hour) }
}
const near = (found: number | null, wanted: number, by: number): void =>
  assert.ok(found !== null && Math.abs(found - wanted) <= by, `${found} is not ${wanted} ± ${by}`)

describe('the trend of a reading', () => {
  it('is its growth over a day, its slope a day, and what that slope gained', () => {
    near(played(growth, 3, (h) => h * 0.5).now, 11.5, 0.4)
    near(played({ ...growth, is: 'slope' }, 3, (h) => h * 0.5).now, 12, 1e-6)
    // x = t² mm with t in days moves 2 mm a day faster each day.
    near(played({ ...growth, is: 'acceleration' }, 4, (h) => (h / 24) ** 2).now, 2, 0.05)
  })
  it('goes by when a buffer was measured that came at once, and by now for what has no such time', () => {
    const now = start + 24 * hour
    const [own, none] = [meter(growth), meter(growth)]
    for (let at = 0; at <= 24; at += 0.5) {
      own.see(now, at * 0.5, start + at * hour)
      none.see(now, at * 0.5)
    }
    near(own.at(now), 11.5, 0.5)
    assert.equal(none.at(now), null, 'all in one slot')
  })
  it('has a slope that a jump or some wild values do not move', () => {
    const jumped = played({ ...growth, is: 'slope' }, 3, (h) => (h > 66 ? 30 : 0) + (h % 2) * 0.01).now
    assert.ok(Math.abs(jumped!) < 1, `a step of 30 mm makes ${jumped} mm a day`)
    near(played({ ...growth, is: 'slope' }, 3, (h) => h * 0.5 + (Math.round(h * 6) % 40 === 0 ? 500 : 0)).now, 12, 1.5)
  })
  it('stands at 45 degrees in the uniform stage and at 80 and 85 when 5.67 and 11.43 times as fast', () => {
    const after = (times: number) => (h: number) => (h <= 16 * 24 ? h / 24 : 16 + (times * (h - 16 * 24)) / 24)
    near(played(angle, 17, after(1)).now, 45, 0.1)
    near(played(angle, 17, after(5.671)).now, 80, 0.2)
    near(played(angle, 17, after(11.43)).now, 85, 0.2)
  })
  it('has no angle out of noise: a slope at rest counts as moving a little', () => {
    const noise = chance(4)
    near(played(angle, 17, () => noise.next() * 0.2).now, 0, 12)
  })
  it('is unknown until half of its length was seen, in a gap, and once nothing moves any more', () => {
    const one = meter(growth)
    for (let h = 0; h < 11; h += 0.5) one.see(start + h * hour, h)
    assert.equal(one.at(start + 10.6 * hour), null, 'too short')
    for (let h = 11; h <= 20; h += 0.5) one.see(start + h * hour, h)
    assert.notEqual(one.at(start + 20.5 * hour), null)
    assert.equal(one.at(start + 21.1 * hour), null, 'stale after an hour')
    for (let h = 22; h <= 36; h += 0.5) one.see(start + h * hour, 20)
    assert.equal(one.at(start + 36 * hour), null, 'stuck for twelve hours is not rest')
    assert.notEqual(played(growth, 2, (h) => (Math.round(h * 6) % 6 ? 20 : 20.1)).now, null, 'noise is')
  })
  it('takes the last of several values of one moment, and no value of the past', () => {
    const one = meter({ ...growth, points: 3 })
    for (let h = 0; h <= 13; h++) one.see(start + h * hour, h)
    one.see(start + 13 * hour, 99)
    one.see(start + 13 * hour, 20)
    near(one.at(start + 13 * hour), 20, 1e-9)
    one.see(start + 5 * hour, 500)
    near(one.at(start + 13 * hour), 20, 1e-9)
  })
  it('keeps a bounded memory, however often a device sends', () => {
    const one = meter(angle)
    for (let at = 0; at < 20 * 24 * 12; at++) one.see(start + at * hour * (1 / 12), Math.sin(at) * 7)
    assert.ok(one.size() < 3_000, `${one.size()} bytes for both windows of an angle`)
  })
  it('is what a plain reading of the whole past says, whatever came and whatever did not', () => {
    let known = 0
    for (let seed = 1; seed <= 60; seed++) {
      const by = chance(seed)
      const trend = someTrend(by)
      const staleMs = durationMs(trend.within) / (2 + by.below(6))
      const one = meter(trend, staleMs)
      const points: [number, number][] = []
      let now = start + by.below(1_000_000)
      for (let i = 0; i < 150; i++) {
        now += by.below(12) === 0 ? durationMs(trend.within) / by.pick([1, 2, 4]) : by.below(durationMs(trend.within) / 10)
        const value = by.below(3) === 0 ? (points.at(-1)?.[1] ?? 0) : Number((by.next() * 10 + i / 5).toFixed(1))
        if (now > (points.at(-1)?.[0] ?? 0)) {
          one.see(now, value)
          points.push([now, value])
        }
        const later = now + by.below(staleMs * 1.1)
        const [found, plain] = [one.at(later), plainTrend(trend, points, later, staleMs)]
        if (plain === null || found === null) assert.equal(found, plain, `seed ${seed}, ${i}: ${JSON.stringify(trend)}`)
        else {
          known++
          near(found, plain, Math.max(1e-3, Math.abs(plain) * 1e-4))
        }
        now = later
      }
    }
    assert.ok(known > 1_000, `only ${known} were known`)
  })
})

function someTrend(by: ReturnType<typeof chance>): Trend {
  const of = { reading: 'crack' }
  const common = {
    of,
    within: by.pick(['2h', '24h', '7d']),
    points: 3 + by.below(10),
    ...(by.below(2) ? { still: by.pick(['1h', '8h']) } : {}),
  }
  const is = by.pick(['change', 'slope', 'acceleration', 'angle'] as const)
  return is === 'angle' ? { is, ...common, base: by.pick(['12h', '3d', '14d']), least: by.pick([0.5, 20]) } : { is, ...common }
}
