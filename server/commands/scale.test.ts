import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VitalDefinition } from '../../contract/vital.ts'
import { boards } from '../../contract/vital-boards.ts'
import { postsOf } from '../city/seed/posts.ts'
import { officesOf } from '../city/seed/units.ts'
import { chongqing, sharedOut } from './scale.ts'
import { isParked, markedAt } from './scale-cases.ts'
import { laidPhoto } from './scale-photo.ts'
import { codeOf, gridReport, monthsOf, type ReportPlan } from './scale-reports.ts'
import { laidVitals } from './scale-vitals.ts'

const worker = { id: 'p-1', name: '谢然', actor: { kind: 'person', id: 'p-1' } } as const
const plan: ReportPlan = {
  ...{ seed: 7, total: 1_003, open: 3 },
  from: new Date('2024-11-26T16:00:00Z'),
  to: new Date('2026-11-26T16:00:00Z'),
  grounds: [1, 2, 3, 4, 5].map((n) => ({ path: `50/1/2/3/${n}/`, town: '50/1/2/', lon: 106, lat: 29, workers: [worker] })),
  matters: [
    { type: 'a', pack: 'p', version: 1, prefix: 'AAAAAA', grade: 'ordinary', words: [{ content: '一', title: '一' }], upTo: 0.3 },
    { type: 'b', pack: 'p', version: 1, prefix: 'BBBBBB', grade: 'ordinary', words: [{ content: '二', title: '二' }], upTo: 1 },
  ],
}

describe('parts of a whole', () => {
  it('add up to it exactly, each within one of its share', () => {
    const weights = { a: 3, b: 7, c: 1, d: 0 }
    for (const total of [0, 1, 10, 40_400]) {
      const parts = sharedOut(total, weights)
      assert.equal(
        Object.values(parts).reduce((sum, n) => sum + n, 0),
        total,
      )
      for (const [key, weight] of Object.entries(weights)) assert.ok(Math.abs(parts[key]! - (total * weight) / 11) < 1, key)
    }
  })
})

describe('the stretches of a plan', () => {
  it('cover every report once, in the month of UTC it lies in', () => {
    const months = monthsOf(plan)
    assert.deepEqual([months[0]!.from, months.at(-1)!.to], [0, plan.total])
    for (const [i, { month, from, to }] of months.entries()) {
      assert.equal(from, months[i - 1]?.to ?? 0)
      for (let n = from; n < to; n++)
        assert.equal(gridReport(n, plan).at.toISOString().slice(0, 7), month.toISOString().slice(0, 7))
    }
  })

  it('hold the newest reports open, all others done, by day and never after the end', () => {
    const all = Array.from({ length: plan.total }, (_, n) => gridReport(n, plan))
    assert.deepEqual(
      all.filter(({ event }) => event === null).map(({ n }) => n),
      [1_000, 1_001, 1_002],
    )
    assert.ok(all.every(({ at }) => at >= plan.from && at < plan.to))
    assert.equal(new Set(all.flatMap(({ report, signal, event }) => [report, signal, event])).size, 3 * 1_000 + 2 * 3 + 1)
  })

  it('follow the weights, and use every ground', () => {
    const all = Array.from({ length: plan.total }, (_, n) => gridReport(n, plan))
    const share = all.filter(({ matter }) => matter.type === 'a').length / all.length
    assert.ok(share > 0.25 && share < 0.35, String(share))
    assert.equal(new Set(all.map(({ ground }) => ground.path)).size, plan.grounds.length)
  })
})

describe('a look-up code', () => {
  it('is of ten signs, and no two numbers share one', () => {
    const codes = Array.from({ length: 20_000 }, (_, n) => codeOf(1, n))
    assert.equal(new Set(codes).size, codes.length)
    assert.ok(codes.every((code) => /^[0-9A-HJKMNP-TV-Z]{10}$/.test(code)))
    assert.notEqual(codeOf(1, 5), codeOf(2, 5))
  })
})

describe('parked cases of a plan', () => {
  it('are exactly as many as asked, all of the newer half, and spread over it', () => {
    for (const [total, open] of [
      [123_000, 22_000],
      [600, 80],
      [2, 1],
      [10, 0],
    ] as const) {
      const parked = Array.from({ length: total }, (_, n) => n).filter((n) => isParked(n, { total, open }))
      assert.equal(parked.length, open)
      assert.ok(parked.every((n) => n >= Math.floor(total / 2)))
      if (open > 1_000) assert.ok(Math.abs(parked.filter((n) => n < (total * 3) / 4).length - open / 2) < open / 50)
    }
  })
})

describe('marked cases of a plan', () => {
  it('are exactly as many closed and parked as asked, all over the time there is, and parked only where cases are', () => {
    const { cases: total, casesOpen: open, spoil } = chongqing
    const takes = { work: [1, 2], check: [1, 2] } as const
    const marked = spoil.map(({ closed, parked }) => ({ closed, parked, grounds: [], matters: [], takes }))
    for (const one of marked) {
      const own = Array.from({ length: total }, (_, n) => n).filter((n) => markedAt(n, { total, open, marked }) === one)
      const parked = own.filter((n) => isParked(n, { total, open }))
      assert.deepEqual([own.length - parked.length, parked.length], [one.closed, one.parked])
      // All the parked lie in the newer half, so more than half of the closed lie in the older one.
      const older = own.filter((n) => n < total / 2).length
      assert.ok(Math.abs(older - (one.closed * total) / 2 / (total - open)) < one.closed / 10, `${older} of ${one.closed}`)
    }
    assert.equal(markedAt(0, { total, open }), null)
  })
})

describe('the picture of laid cases', () => {
  it('is a PNG, the same each time', () => {
    assert.deepEqual(laidPhoto(), laidPhoto())
    assert.equal(laidPhoto().subarray(1, 4).toString('latin1'), 'PNG')
    assert.ok(laidPhoto().length > 100 && laidPhoto().length < 10_000)
  })
})

describe('laid vitals', () => {
  const scale = { sorted: 4_712, catalogued: 3_439, connected: 2_356 }
  const there = ['trusted', 'connected', 'connected', 'catalogued', 'sorted'] as const
  const tracks = Object.keys(boards)
    .flatMap((board) =>
      Array.from({ length: 9 }, (_, n) => ({ board, code: `${board}-${n}`, name: { zh: '跑道', en: 'Track' } })),
    )
    .slice(0, 70)

  it('make the registry as large as asked at each step of life, with those that are there', () => {
    const states = [...there, ...laidVitals(scale, there, tracks).map(({ state }) => state)]
    const atLeast = (...known: string[]): number => states.filter((state) => known.includes(state)).length
    assert.equal(states.length, 4_712)
    assert.equal(atLeast('catalogued', 'connected', 'trusted'), 3_439)
    assert.equal(atLeast('connected', 'trusted'), 2_356)
  })

  it('are whole definitions with codes of their own, every track having its share', () => {
    const laid = laidVitals(scale, there, tracks).map(({ definition }) => definition)
    for (const definition of laid) assert.deepEqual(VitalDefinition.parse(definition), definition)
    assert.equal(new Set(laid.map(({ code }) => code)).size, laid.length)
    const offices = officesOf({ name: '重庆市', code: '50' }, () => 'city')
    const posts = new Set(offices.flatMap(postsOf).map(({ id, unit }) => `${unit} ${id}`))
    for (const { definition, state } of laidVitals(scale, there, tracks))
      assert.equal(posts.has(`${definition.owner} ${definition.ownerPost}`), state === 'connected', definition.code)
    const shares = Map.groupBy(laid, ({ board, track }) => `${board}/${track}`)
    assert.equal(shares.size, 70)
    const sizes = [...shares.values()].map(({ length }) => length)
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1)
  })

  it('have a normal range where they are a share, and only there', () => {
    const laid = laidVitals(scale, there, tracks)
    for (const { definition } of laid)
      assert.equal(definition.normal !== undefined, definition.aggregation === 'ratio', definition.code)
    assert.ok(laid.filter(({ state, definition }) => state === 'connected' && definition.normal).length > 900)
  })

  it('are refused when there are not names enough', () => {
    assert.throws(() => laidVitals({ ...scale, sorted: 100_000 }, there, tracks), /names for/)
  })
})
