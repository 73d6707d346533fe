import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { coarserCadences, vitalCadences } from '../../../../../contract/vital-kinds.ts'
import type { Part } from '../types.ts'
import { worthOf } from './combine.ts'
import { coverage } from './cover.ts'
import { dueIn } from './due-in.ts'
import { judgedBy } from './judged.ts'
import { finerOf, notOver, offeredOver, overTimeOf } from './over-kind.ts'
import { foldPeriods } from './over-time.ts'
import { periodStart, startsBetween } from './period.ts'

const zone = 'Asia/Shanghai'
const words = { zh: '甲', en: 'A' }
const definition: VitalDefinition = {
  ...{ code: 'a.b', name: words, board: 'x', track: 'y', unit: words, decimals: 0, aggregation: 'sum', times: 1 },
  ...{ tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0, source: words, normal: { most: 10 } },
}
const ms = (local: string) => Date.parse(`${local}+08:00`)
const part = (num: number, den = 0): Part => ({ num, den, n: 1, newest: num, oldest: num })
const cells = (...parts: Part[]) => parts.map((one, period) => ({ period, part: one }))

describe('a coarser period', () => {
  it('is made by the vital’s own arithmetic; ratios are never averaged', () => {
    const ratio = { ...definition, aggregation: 'ratio' as const }
    const folded = foldPeriods(ratio, cells(part(1, 2), part(98, 98)))
    assert.deepEqual([folded?.num, folded?.den, worthOf(ratio, folded)], [99, 100, 0.99])
    assert.equal(worthOf(definition, foldPeriods(definition, cells(part(3), part(4)))), 7)
    assert.equal(foldPeriods(definition, []), null, 'nothing told is no zero')
  })

  it('of a stock is as the last period with a number stands', () => {
    const stock = { ...definition, count: { of: 'events' as const, when: 'now' as const, where: [] } }
    assert.deepEqual([overTimeOf(stock), overTimeOf(definition)], ['last', 'added'])
    assert.equal(foldPeriods(stock, cells(part(30), part(4)))?.num, 4)
    assert.equal(overTimeOf({ ...stock, overTime: 'added' }), 'added', 'who defines it has the last word')
    // A value corrected late is newer, and still of an earlier period.
    const last = { ...definition, aggregation: 'last' as const }
    assert.equal(foldPeriods(last, cells({ ...part(9), newest: 100 }, part(2)))?.num, 2)
  })

  it('is offered where whole periods make it up, and where nothing is counted twice', () => {
    assert.deepEqual(offeredOver(definition), ['day', 'week', 'month', 'quarter', 'year'])
    const week = { ...definition, cadence: 'week' as const }
    assert.deepEqual([offeredOver(week), notOver(week)], [['week'], 'week'])
    const once = {
      ...definition,
      count: { of: 'events' as const, when: 'opened' as const, where: [], different: 'object' as const },
    }
    assert.deepEqual([offeredOver(once), notOver(once)], [['day'], 'different'])
    assert.equal(notOver({ ...once, count: { ...once.count, when: 'now' } }), null, 'as it stood at the end nothing is added')
  })

  it('of every offered cadence is whole in the calendar of ten years', () => {
    for (const own of vitalCadences)
      for (const by of coarserCadences[own]) {
        let at = periodStart(by, ms('2019-06-01T00:00'), zone)
        for (let i = 0; i < (by === 'year' ? 10 : 24); i++) {
          const until = periodStart(by, at, zone, 1)
          const starts = startsBetween(own, at, until, zone)
          assert.equal(starts[0], at, `${own} in ${by}`)
          assert.equal(periodStart(own, starts.at(-1)!, zone, 1), until, `${own} in ${by}`)
          for (const start of starts.slice(0, 60)) assert.equal(periodStart(own, start, zone), start)
          at = until
        }
      }
    assert.deepEqual(
      [finerOf('year', 'hour'), finerOf('year', 'quarter'), finerOf('month', 'hour'), finerOf('week', 'day')],
      [...['month', 'quarter', 'day', 'day']],
    )
  })

  it('says how much of it is due by now, and what came early counts as due', () => {
    const tree = { countUnderAt: (_: string, __: string, at: number) => (at < ms('2026-11-16T08:00') ? 3 : 4) }
    const asked = { cadence: 'day' as const, dueMinutes: 60, from: ms('2026-11-01T00:00'), until: ms('2026-12-01T00:00') }
    const due = dueIn({ ...asked, over: undefined }, { tree, now: ms('2026-11-21T00:30'), zone })
    // The 20th is over since half an hour and due in another half.
    assert.deepEqual([due.of, due.due], [30, 19])
    assert.equal(due.count({ tier: 'town', how: 'added', n: 0 }, 'a'), 16 * 3 + 3 * 4)
    const early = dueIn(
      { ...asked, over: { how: 'added', told: 1, last: ms('2026-11-21T00:00') } },
      { tree, now: ms('2026-11-21T00:30'), zone },
    )
    assert.equal(early.due, 21)
  })

  it('counts the hours of a day by the areas of that day, and a month by all there were in it', () => {
    const begun = ms('2026-11-16T00:00')
    const tree = {
      countUnderAt: (_: string, __: string, at: number, until = at + 1) => (until <= begun ? 3 : at < begun ? 7 : 4),
    }
    const about = { dueMinutes: 60, over: undefined, from: ms('2026-11-01T00:00'), until: ms('2026-12-01T00:00') }
    const [now, cover] = [ms('2026-12-20T00:00'), { tier: 'town' as const, how: 'added' as const, n: 0 }]
    const hours = dueIn({ ...about, cadence: 'hour' }, { tree, now, zone })
    assert.equal(hours.count(cover, 'a'), 24 * (15 * 3 + 15 * 4), 'a day begins at midnight of the city')
    const months = { ...about, cadence: 'month' as const, from: ms('2026-10-01T00:00'), until: ms('2027-01-01T00:00') }
    assert.equal(dueIn(months, { tree, now, zone }).count(cover, 'a'), 3 + 7)
    const last = { how: 'last' as const, told: 2, last: ms('2026-11-01T00:00') }
    assert.equal(dueIn({ ...months, over: last }, { tree, now, zone }).count({ ...cover, how: 'last' }, 'a'), 7)
  })

  it('of a formula is covered as the least of its vitals', () => {
    const formula: VitalDefinition = { ...definition, aggregation: 'formula', formula: '{a.b} / {c.d}' }
    const covers = [
      { tier: 'town' as const, how: 'added' as const, n: 30 },
      { tier: 'town' as const, how: 'last' as const, n: 1 },
    ]
    const of = coverage(formula, { ...part(1, 1), covers }, ({ how }) => (how === 'last' ? 3 : 60))
    assert.deepEqual(of, { n: 1, of: 3 })
  })

  it('is not judged by the range of one period where periods are added up', () => {
    const judged = (one: VitalDefinition, by: 'day' | 'month') => judgedBy(one, { by, tier: 'town' }).normal
    assert.equal(judged(definition, 'month'), undefined)
    assert.deepEqual(judged(definition, 'day'), { most: 10 })
    assert.deepEqual(judged({ ...definition, aggregation: 'mean' }, 'month'), { most: 10 })
    assert.deepEqual(judged({ ...definition, overTime: 'last' }, 'month'), { most: 10 })
    const difference = { ...definition, aggregation: 'formula' as const, formula: '{a.b} - {c.d}' }
    assert.equal(judged(difference, 'month'), undefined)
    assert.deepEqual(judged({ ...difference, formula: '{a.b} / {c.d}' }, 'month'), { most: 10 })
  })
})
