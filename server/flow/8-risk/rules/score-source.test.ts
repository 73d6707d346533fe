import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type RiskModel, RiskSource } from '../../../../contract/risk.ts'
import { type Known, nothingKnown } from '../types.ts'
import { rateObject } from './rate-object.ts'
import { readingsEveryMs, scoreSource } from './score-source.ts'

const now = new Date('2026-04-10T00:00:00Z')
const hours = (n: number): Date => new Date(now.getTime() + n * 3_600_000)
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`)
const look = (source: object, known: Partial<Known>) => scoreSource(RiskSource.parse(source), { ...nothingKnown, ...known }, now)

describe('a date that is due again', () => {
  const due = {
    ...{ kind: 'date', detail: 'dredged', due: { months: 'cycle', otherwise: 12 }, start: 0 },
    steps: [
      { from: 1, score: 0.4 },
      { from: 31, score: 1 },
    ],
  }
  it('counts from the day so many months later, and turns at its next step', () => {
    const details = { dredged: '2025-09-01', cycle: 6 }
    assert.deepEqual(look(due, { details }), { score: 1, until: Number.POSITIVE_INFINITY })
    assert.deepEqual(look(due, { details: { ...details, cycle: 7 } }), { score: 0.4, until: day('2026-05-02') })
    // nobody wrote a cycle down: a year
    assert.deepEqual(look(due, { details: { dredged: '2025-09-01' } }), { score: 0, until: day('2026-09-02') })
    assert.equal(look(due, { details: {} }).score, null)
  })
  it('falls on the last day of a month that is shorter', () => {
    assert.deepEqual(look(due, { details: { dredged: '2025-10-31', cycle: 6 } }), { score: 0, until: day('2026-05-01') })
  })
  it('counts below nothing while the date is to come', () => {
    const ends = {
      kind: 'date',
      detail: 'until',
      start: 0,
      steps: [
        { from: -30, score: 0.3 },
        { from: 1, score: 1 },
      ],
    }
    assert.equal(look(ends, { details: { until: '2026-05-11' } }).score, 0)
    assert.deepEqual(look(ends, { details: { until: '2026-05-10' } }), { score: 0.3, until: day('2026-05-11') })
    assert.equal(look(ends, { details: { until: '2026-04-09' } }).score, 1)
  })
})

describe('a day to come of what is to have happened', () => {
  const drilled = { kind: 'date', detail: 'drilled', start: 0, steps: [{ from: 180, score: 1 }] }
  it('is not known, and never a good score; the day itself counts', () => {
    assert.deepEqual(look(drilled, { details: { drilled: '2035-01-01' } }), { score: null, until: day('2034-12-31') })
    assert.equal(
      look({ ...drilled, due: { months: 'cycle', otherwise: 12 } }, { details: { drilled: '2035-01-01' } }).score,
      null,
    )
    assert.equal(look(drilled, { details: { drilled: '2026-04-10' } }).score, 0)
  })
  it('is passed over where somebody told it of an inspection', () => {
    const walked = { kind: 'inspected', inspection: 'walk', told: 'walked', start: 0, steps: [{ from: 30, score: 1 }] }
    assert.equal(look(walked, { details: { walked: '2035-01-01' } }).score, null)
    assert.equal(look(walked, { details: { walked: '2026-04-01' } }).score, 0)
  })
})

describe('an owner', () => {
  it('is known or not', () => {
    const owner = { kind: 'owner', owned: 0, ownerless: 1 }
    assert.deepEqual(
      (['owned', 'ownerless', null] as const).map((one) => look(owner, { owner: one }).score),
      [0, 1, null],
    )
  })
})

describe('how long a device has been silent', () => {
  const heard = {
    kind: 'heard',
    pack: 'truck',
    start: 0,
    steps: [
      { from: 24, score: 0.4 },
      { from: 72, score: 1 },
    ],
  }
  const at = (...times: (Date | null)[]) => ({ heard: times.map((time) => ({ pack: 'truck', at: time })) })
  it('turns at the next hour that counts while it is heard, and is looked at anew while it is not', () => {
    assert.deepEqual(look(heard, at(hours(-2))), { score: 0, until: hours(22).getTime() })
    assert.deepEqual(look(heard, at(hours(-30))), { score: 0.4, until: now.getTime() + readingsEveryMs })
    assert.deepEqual(look(heard, at(hours(-72))), { score: 1, until: now.getTime() + readingsEveryMs })
  })
  it('is that of the one silent for longest, of its pack only, and unknown of one that never spoke', () => {
    assert.equal(look(heard, at(hours(-2), hours(-80))).score, 1)
    assert.deepEqual(look(heard, { heard: [{ pack: 'other', at: hours(-80) }] }), {
      score: null,
      until: Number.POSITIVE_INFINITY,
    })
    assert.deepEqual(look(heard, at(null)), { score: null, until: now.getTime() + readingsEveryMs })
  })
})

describe('papers', () => {
  const papers = {
    ...{ kind: 'papers', of: 'permit', names: 'truck', until: 'until', none: 1, start: 0 },
    steps: [
      { from: -7, score: 0.5 },
      { from: 1, score: 1 },
    ],
  }
  const of = (...ends: (string | null)[]) => ({ papers: ends.map((until) => ({ of: 'permit', names: 'truck', until })) })
  it('count by the one that ends last', () => {
    assert.equal(look(papers, of('2026-04-01', '2026-12-31')).score, 0)
    assert.deepEqual(look(papers, of('2026-04-12')), { score: 0.5, until: day('2026-04-13') })
    assert.equal(look(papers, of('2026-04-09')).score, 1)
  })
  it('are worth what having none is worth where no paper names it, and unknown without an end', () => {
    assert.equal(look(papers, of()).score, 1)
    assert.equal(look({ ...papers, none: 0.2 }, { papers: [{ of: 'licence', names: 'truck', until: '2026-12-31' }] }).score, 0.2)
    assert.equal(look(papers, of(null)).score, null)
  })
})

describe('undecided signals', () => {
  const signals = {
    kind: 'signals',
    start: 0,
    steps: [
      { from: 1, score: 0.4 },
      { from: 3, score: 1 },
    ],
  }
  it('are counted, of all types or of some', () => {
    const waiting = { signals: [{ type: 'a' }, { type: 'a' }, { type: 'b' }] }
    assert.equal(look(signals, {}).score, 0)
    assert.equal(look(signals, waiting).score, 1)
    assert.equal(look({ ...signals, types: ['a'] }, waiting).score, 0.4)
  })
})

describe('a floor on an indicator', () => {
  const words = (text: string) => ({ zh: text, en: text })
  const model: RiskModel = {
    ...{ version: 1, groups: { g: words('g') }, levels: { red: 80, orange: 60, yellow: 40, blue: 20 } },
    indicators: [
      {
        ...{ id: 'owner', name: words('owner'), group: 'g', weight: 100, restore: words('settle it') },
        from: [{ kind: 'owner', owned: 0.1, ownerless: 0.15 }],
      },
    ],
    floors: [
      {
        ...{ id: 'nobody', name: words('nobody'), restore: words('settle it') },
        when: [{ kind: 'indicator', indicator: 'owner', least: 0.15 }],
        steps: [
          { after: '0s', level: 'yellow' },
          { after: '24h', level: 'orange' },
        ],
      },
    ],
  }
  const rate = (owner: Known['owner'], held = {}) => rateObject(model, { ...nothingKnown, owner }, held, now)
  it('holds from when it was found that bad, gets worse with time, and never by what is not known', () => {
    const found = rate('ownerless')
    assert.deepEqual([found.level, found.byScore, found.worsens], ['yellow', 'green', { at: hours(24), level: 'orange' }])
    assert.equal(rate('ownerless', { nobody: hours(-25) }).level, 'orange')
    assert.equal(rate('owned').level, 'green')
    assert.deepEqual(rate(null).floors, [])
  })
})
