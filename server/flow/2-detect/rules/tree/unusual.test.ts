import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type TreeRule, tree } from '../../../../../contract/pack.ts'
import { gasPack } from '../../../../../test/demo-packs.ts'
import type { RuleState } from '../../types.ts'
import { compileRules } from '../look.ts'
import { learn, usualAt } from '../usual.ts'

const name = { zh: '流量', en: 'flow' }
const hour = 3_600_000
const day = 24 * hour
/** A Monday, midnight in the city. */
const monday = Date.parse('2026-03-02T00:00:00+08:00')

const rule = (when: Partial<Extract<TreeRule['levels'][number]['when'], { op: 'unusual' }>> = {}): TreeRule =>
  tree({
    ...{ id: 'off', family: 'off', name, on: 'device', clearFactor: 0.5, clearHold: '0s' },
    levels: [
      {
        ...{ severity: 'yellow', hold: '0s' },
        when: { op: 'unusual', reading: 'ch4', is: 'either', times: 4, atLeast: 5, season: 'day', learned: 3, ...when },
      },
    ],
  })

/** Plays hourly values from a Monday on; answers what the rule said, as `d1 13:00 yellow`. */
function play(given: TreeRule, valueAt: (at: { day: number; hour: number }) => number | null, hours: number): string[] {
  const rules = compileRules([{ rule: given, pack: gasPack }], 'Asia/Shanghai')
  let states: Record<string, RuleState> = {}
  const said: string[] = []
  for (let i = 0; i < hours; i++) {
    const value = valueAt({ day: Math.floor(i / 24), hour: i % 24 })
    if (value === null) continue
    const now = monday + i * hour
    const seen = rules.lookAll(states, { now, values: { ch4: value }, lastAt: now })
    states = JSON.parse(JSON.stringify(seen.states)) as typeof states
    for (const { to } of seen.changes) said.push(`d${Math.floor(i / 24)} ${i % 24}:00 ${to ?? 'over'}`)
  }
  return said
}
const office = ({ hour: h }: { hour: number }): number => (h >= 9 && h < 18 ? 60 : 10)

describe('unusual at this hour', () => {
  it('finds a night with the values of a day, once, and its end', () => {
    const burst = (at: { day: number; hour: number }) => (at.day === 5 && at.hour >= 2 && at.hour < 5 ? 60 : office(at))
    assert.deepEqual(play(rule(), burst, 7 * 24), ['d5 2:00 yellow', 'd5 5:00 over'])
  })

  it('says nothing before it has learned the hour on so many days', () => {
    const early = (at: { day: number; hour: number }) => (at.day === 2 && at.hour === 3 ? 60 : office(at))
    assert.deepEqual(play(rule(), early, 3 * 24), [])
    assert.deepEqual(play(rule({ learned: 2 }), early, 3 * 24), ['d2 3:00 yellow', 'd2 4:00 over'])
  })

  it('looks at the side it is told to', () => {
    const quiet = (at: { day: number; hour: number }) => (at.day === 5 && at.hour === 12 ? 10 : office(at))
    assert.deepEqual(play(rule({ is: 'above' }), quiet, 6 * 24), [])
    assert.deepEqual(play(rule({ is: 'below' }), quiet, 6 * 24), ['d5 12:00 yellow', 'd5 13:00 over'])
  })

  it('knows weekends by themselves where it is told to', () => {
    const week = (at: { day: number; hour: number }) => (at.day % 7 >= 5 ? 10 : office(at))
    const said = play(rule(), week, 14 * 24)
    assert.ok(said.includes('d5 9:00 yellow'), said.join())
    assert.deepEqual(play(rule({ season: 'week', learned: 2 }), week, 14 * 24), [])
  })

  it('does not take a failure for what is usual', () => {
    const stuck = (at: { day: number; hour: number }) => (at.day >= 10 && at.day < 13 ? 90 : office(at))
    const said = play(rule(), stuck, 16 * 24)
    assert.deepEqual(said.slice(0, 1), ['d10 0:00 yellow'])
    assert.ok(!said.some((line) => line.startsWith('d11') || line.startsWith('d12')), said.join())
    assert.equal(said.at(-1), 'd13 0:00 over')
  })

  it('has a gap in the data neither learned nor judged', () => {
    const gap = (at: { day: number; hour: number }) => (at.day === 4 || at.day === 5 ? null : office(at))
    assert.deepEqual(play(rule(), gap, 8 * 24), [])
  })

  it('keeps what it has learned when only its sensitivity changes, and stays small', () => {
    let place = learn(undefined, 1, 0, 'week')
    for (let i = 0; i < 60 * 24 * 12; i++) place = learn(place, Math.sin(i) * 1e6, i * (hour / 12), 'week')
    assert.ok(JSON.stringify(place).length < 1_500, String(JSON.stringify(place).length))
  })
})

describe('what is usual', () => {
  const options = { season: 'day', learned: 1 } as const

  it('is the plain mean of the first ten days, and how far their values were from it', () => {
    let place = learn(undefined, 10, 0, 'day')
    for (let d = 0; d < 10; d++) for (const value of [8, 12]) place = learn(place, value + d * 0.1, d * day + 60_000, 'day')
    place = learn(place, 10, 10 * day, 'day')
    const { mean, stray } = usualAt(place, 10 * day, options)!
    assert.ok(Math.abs(mean - 10.45) < 0.2, String(mean))
    assert.ok(stray > 1.5 && stray < 2.5, String(stray))
  })

  it('is not known of an hour that was never seen whole', () => {
    const place = learn(undefined, 10, 0, 'day')
    assert.equal(usualAt(place, 0, options), null)
    assert.equal(usualAt(learn(place, 11, hour, 'day'), 0, options)?.mean, 10)
  })

  it('moves with a value that never moved before', () => {
    let place = learn(undefined, 5, 0, 'day')
    for (let d = 1; d < 5; d++) place = learn(place, 5, d * day, 'day')
    for (let d = 5; d < 60; d++) place = learn(place, 50, d * day, 'day')
    assert.ok(usualAt(place, 60 * day, options)!.mean > 40)
  })
})
