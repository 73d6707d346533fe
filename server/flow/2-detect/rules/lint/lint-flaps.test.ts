import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DetectRule, ThresholdRule } from '../../../../../contract/pack.ts'
import { gasPack } from '../../../../../test/demo-packs.ts'
import { chance } from '../../../../../test/random-rules.ts'
import { behave, type Recorded } from './behaviour.ts'
import { lintRecorded } from './lint-rules.ts'
import { lookerOf, replay, type Series, type Turn } from './replay.ts'
import { thinSeries } from './thin-series.ts'

const minuteMs = 60_000
const hours = (count: number): number => count * 60 * minuteMs
const looker = lookerOf(gasPack, 'Asia/Shanghai')
const rule = (change: Partial<ThresholdRule> = {}): ThresholdRule => ({
  kind: 'threshold',
  id: 'ch4',
  family: 'gas',
  name: { zh: '甲烷超标', en: 'Methane over limit' },
  reading: 'ch4',
  direction: 'above',
  levels: [
    { severity: 'blue', limit: 10, hold: '0s' },
    { severity: 'red', limit: 50, hold: '0s' },
  ],
  clearFactor: 0.95,
  clearHold: '0s',
  ...change,
})
const known = { readings: gasPack.readings, acts: gasPack.acts, intervalS: 60 }
const series = (minutes: number, value: (minute: number) => number): Series =>
  Array.from({ length: minutes }, (_, minute) => ({ at: minute * minuteMs, values: { ch4: value(minute) } }))
const lint = (given: ThresholdRule, data: Series, confirmed: Recorded['confirmed'] = []) =>
  lintRecorded(given, known, { series: data, confirmed, lookerOf: looker })
const month = 30 * 24 * 60

// A tank that swings around the blue limit all day, with two true leaks in the month.
const leaks = [
  { from: hours(100), to: hours(101) },
  { from: hours(400), to: hours(402) },
]
const { next } = chance(11)
const swinging = series(month, (minute) => {
  const at = minute * minuteMs
  if (leaks.some(({ from, to }) => at >= from && at < to)) return 30 + next() * 30
  return minute % 20 === 0 ? 9.5 + next() * 2 : 6 + next() * 3
})

describe('flapping on recorded days', () => {
  /** So many raises: two minutes at 12, then back to 5 until the next. */
  const bursts = (count: number, every: number): Series =>
    series(2 * 24 * 60, (at) => (at < count * every && at % every < 2 ? 12 : 5))

  it('is more than three raises within an hour', () => {
    assert.deepEqual(lint(rule(), bursts(3, 15)), [])
    assert.deepEqual(lint(rule(), bursts(4, 15))[0]?.kind, 'flaps')
    assert.deepEqual(lint(rule(), bursts(4, 20))[0]?.kind, 'flaps', 'the fourth exactly an hour after the first')
    assert.deepEqual(lint(rule(), bursts(4, 21)), [])
  })

  it('counts flaps and raises, and stops counting where it is told', () => {
    const recorded = { series: bursts(6, 10), confirmed: [], lookerOf: looker }
    const seen = behave(rule(), recorded)
    assert.deepEqual([seen?.raises, seen?.flaps, seen?.level], [6, 5, 'blue'])
    assert.equal(behave(rule(), recorded, 4), null)
    assert.equal(behave(rule(), recorded, 5)?.flaps, 5)
  })

  it('proposes a change that is quiet and still catches the confirmed events, with its numbers', () => {
    const [finding, ...rest] = lint(rule(), swinging, leaks)
    assert.deepEqual(rest, [])
    assert.equal(finding?.kind, 'flaps')
    const { rule: better, over } = finding!.proposal!
    assert.ok(over!.before.flaps > 500 && over!.after.flaps <= 30, JSON.stringify(over))
    assert.deepEqual([over!.before.caught, over!.after.caught, over!.after.confirmed], [2, 2, 2])
    assert.deepEqual(lint(better as ThresholdRule, swinging, leaks), [])
    assert.match(finding!.words.zh, /^30 天里报了 \d+ 次，其中 \d+ 次是一小时内又报。建议：.+ → .+已确认的 2 起报到 2 起/)
    assert.match(finding!.words.en, /^raised \d+ times in 30 days, .+2 of 2 confirmed events caught \(2 before\)/)
  })

  it('rather proposes nothing than to miss an event', () => {
    // The confirmed event looks just like the noise: whatever is quiet misses it.
    const noise = series(month, (minute) => (minute % 15 === 0 ? 10.2 : 5))
    const [finding] = lint(
      rule(),
      noise,
      Array.from({ length: 60 }, (_, day) => ({ from: hours(day * 12), to: hours(day * 12) + minuteMs })),
    )
    assert.equal(finding?.kind, 'flaps')
    assert.equal(finding?.proposal, undefined)
    assert.match(finding!.words.zh, /没有找到/)
  })

  it('proposes nothing that is quiet because it never clears', () => {
    // Two noisy days at the end of the month: a clear hold of 20 minutes would be up until the end, and only two days of thirty.
    const late = series(month, (minute) => (minute > month - 2 * 24 * 60 && minute % 15 === 0 ? 10.2 : 5))
    const { rule: better } = lint(rule(), late)[0]!.proposal!
    assert.deepEqual(better, { ...rule(), levels: [{ severity: 'blue', limit: 10, hold: '1m' }, rule().levels[1]] })
  })

  it('keeps the heavier level as quick as it was', () => {
    const better = lint(rule(), swinging, leaks)[0]!.proposal!.rule as ThresholdRule
    assert.deepEqual(better.levels[1], rule().levels[1])
  })
})

describe('a clear hold nobody ever reaches', () => {
  const never = series(2 * 24 * 60, (minute) => (minute % 9 === 0 ? 12 : 5))
  it('is found when the value was never back long enough', () => {
    const [finding] = lint(rule({ clearHold: '10m' }), never)
    assert.equal(finding?.kind, 'never-clears')
    assert.equal((finding!.proposal!.rule as ThresholdRule).clearHold, '2m')
    assert.deepEqual(lint(rule({ clearHold: '8m', levels: [rule().levels[1]!] }), never), [])
  })
  it('is not judged by less than a day', () => {
    assert.deepEqual(lint(rule({ clearHold: '10m' }), never.slice(0, 24 * 60)), [])
  })
})

describe('thinned readings', () => {
  const story = (given: DetectRule, data: Series): Turn[] => {
    const told: Turn[] = []
    replay(looker(given), data, (turn) => told.push(turn) > 0)
    return told
  }
  const same = (given: DetectRule, all: Series): number => {
    const full = story(given, all)
    const thin = thinSeries(given, all)
    // The play ends with the last reading: keep it in both.
    assert.deepEqual(story(given, thin.at(-1) === all.at(-1) ? thin : [...thin, all.at(-1)!]), full, JSON.stringify(given))
    return full.length
  }

  it('tell the same story as all of them (400 random thresholds and series)', () => {
    const { next, below, pick } = chance(5)
    let turns = 0
    for (let round = 0; round < 400; round += 1) {
      let value = 20
      const all = series(600, () => {
        value = Math.max(0, Math.min(40, value + (next() - 0.5) * 8))
        return value
      })
      turns += same(randomThreshold({ next, below, pick }), all)
    }
    assert.ok(turns > 1_000, String(turns))
  })

  it('leave gaps as they are', () => {
    const { next } = chance(6)
    const silent = gasPack.detect.find(({ id }) => id === 'silent')!
    let turns = 0
    for (let round = 0; round < 50; round += 1) {
      let at = 0
      const all = Array.from({ length: 300 }, () => {
        at += next() < 0.2 ? Math.round(next() * 6) * minuteMs : minuteMs
        return { at, values: { ch4: 5 } }
      })
      turns += same(silent, all)
    }
    assert.ok(turns > 500, String(turns))
    assert.deepEqual(lintRecorded(silent, known, { series: series(300, () => 5), confirmed: [], lookerOf: looker }), [])
  })

  it('are few where little happens, so that a month costs what happened in it', () => {
    assert.ok(thinSeries(rule(), swinging).length < swinging.length / 5)
  })
})

function randomThreshold({ below, pick }: Pick<ReturnType<typeof chance>, 'next' | 'below' | 'pick'>): ThresholdRule {
  const direction = pick(['above', 'below'] as const)
  const holds = ['0s', '90s', '5m']
  const limits = direction === 'above' ? [15, 25] : [25, 15]
  return rule({
    direction,
    levels: [
      { severity: 'blue', limit: limits[0]!, hold: pick(holds) },
      {
        severity: pick(['red', 'red', 'blue'] as const),
        limit: pick([limits[1]!, limits[0]!, 20, direction === 'above' ? 10 : 30]),
        hold: pick(holds),
      },
    ],
    clearFactor: pick([0.8, 0.95, 1, 1.1]),
    clearHold: pick(['0s', '60s', `${below(9)}m`]),
  })
}
