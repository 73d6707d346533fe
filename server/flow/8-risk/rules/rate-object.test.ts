import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { RiskModel, type RiskSource } from '../../../../contract/risk.ts'
import { risks } from '../../../../contract/scales.ts'
import { chanceFrom, pick } from '../../../city/area/rules/chance.ts'
import { type Known, nothingKnown } from '../types.ts'
import { rateObject, whyOf } from './rate-object.ts'
import { dayMs, scoreSource } from './score-source.ts'

const words = (text: string) => ({ zh: text, en: text })
const now = new Date('2026-04-10T01:00:00Z')
const stands = (family: string, since: Date) => ({ pack: 'fire', family, since, severity: 'yellow' as const })
const hours = (n: number): Date => new Date(now.getTime() + n * 3_600_000)
const indicator = (id: string, weight: number, from: unknown[]) => ({
  ...{ id, weight, from, group: 'g', name: words(id), restore: words(`mend ${id}`) },
})
const model = RiskModel.parse({
  version: 1,
  groups: { g: words('all') },
  indicators: [
    indicator('water', 40, [
      { kind: 'choice', detail: 'water', scores: { ok: 0, low: 0.6, none: 1 } },
      { kind: 'alarm', pack: 'fire', family: 'fault', score: 0.7, silence: 'silence' },
    ]),
    indicator('lane', 25, [{ kind: 'yes', detail: 'lane', yes: 0, no: 1 }]),
    indicator('height', 15, [
      {
        kind: 'number',
        detail: 'height',
        start: 0,
        steps: [
          { from: 100, score: 1 },
          { from: 50, score: 0.4 },
        ],
      },
    ]),
    indicator('drill', 10, [
      {
        kind: 'date',
        detail: 'drill',
        start: 0,
        steps: [
          { from: 180, score: 0.5 },
          { from: 365, score: 1 },
        ],
      },
    ]),
    indicator('fires', 6, [
      {
        kind: 'alarms',
        pack: 'fire',
        families: ['fire'],
        days: 365,
        start: 0,
        steps: [
          { from: 1, score: 0.5 },
          { from: 3, score: 1 },
        ],
      },
    ]),
    indicator('hazards', 4, [{ kind: 'cases', which: 'overdue', start: 0, steps: [{ from: 1, score: 1 }] }]),
  ],
  floors: [
    {
      ...{ id: 'no-water', name: words('no water'), restore: words('refill') },
      when: [
        { kind: 'choice', detail: 'water', is: ['none'] },
        { kind: 'alarm', pack: 'fire', family: 'fault' },
      ],
      steps: [
        { after: '0s', level: 'yellow' },
        { after: '24h', level: 'orange' },
        { after: '72h', level: 'red' },
      ],
    },
  ],
})
const good: Known = { ...nothingKnown, devices: ['fire'], details: { water: 'ok', lane: true, height: 30, drill: '2026-04-01' } }
const rate = (known: Known, held = {}, at = now) => rateObject(model, known, held, at)

describe('the risk of an object', () => {
  it('is low when everything is known and good', () => {
    const { score, level, unknown, of, worsens } = rate(good)
    assert.deepEqual({ score, level, unknown, of, worsens }, { score: 0, level: 'green', unknown: 0, of: 6, worsens: null })
  })

  it('counts what nobody knows as half and says how many that are', () => {
    const { score, level, unknown, of } = rate(nothingKnown)
    // 96 points not known, 4 counted from our own rows
    assert.deepEqual({ score, level, unknown, of }, { score: 48, level: 'yellow', unknown: 5, of: 6 })
  })

  it('names what costs most first, three at most, and nothing that costs nothing', () => {
    const known = { ...good, details: { ...good.details, water: 'low', lane: false, drill: '2025-09-01' } }
    assert.deepEqual(
      whyOf(rate(known).factors).map(({ indicator, points }) => [indicator, points]),
      [
        ['lane', 25],
        ['water', 24],
        ['drill', 5],
      ],
    )
    assert.deepEqual(whyOf(rate(good).factors), [])
  })

  it('reaches a level at exactly its score', () => {
    const at = (details: Known['details']) => rate({ ...good, details: { ...good.details, ...details } })
    assert.deepEqual([at({ water: 'none' }).score, at({ water: 'none' }).byScore], [40, 'yellow'])
    assert.deepEqual([at({ lane: false, height: 120 }).score, at({ lane: false, height: 120 }).byScore], [40, 'yellow'])
    assert.equal(at({ water: 'none', lane: false, height: 120 }).byScore, 'red')
    assert.equal(at({ water: 'low' }).byScore, 'blue')
  })

  it('takes of several sources the worst that is known', () => {
    const faulty = { ...good, devices: ['fire'], alarms: [stands('fault', hours(-1))] }
    assert.equal(rate(faulty).factors[0]!.score, 0.7)
    const healthy = { ...good, details: { lane: true }, devices: ['fire'] }
    assert.equal(rate(healthy).factors.find((one) => one.indicator === 'water')!.score, 0)
  })

  it('does not take a silent device for a healthy one', () => {
    const silent = { ...nothingKnown, devices: ['fire'], alarms: [stands('silence', hours(-1))] }
    assert.equal(rate(silent).factors.find((one) => one.indicator === 'water')!.score, null)
    assert.equal(rate(nothingKnown).factors.find((one) => one.indicator === 'water')!.score, null)
  })
})

describe('a floor', () => {
  const dry = { ...good, details: { ...good.details, height: 30, water: 'none' } }
  const light = RiskModel.parse({ ...model, indicators: model.indicators.map((one) => ({ ...one, weight: 1 })) })
  const dryAt = (since: Date, at: Date) => rateObject(light, dry, { 'no-water': since }, at)

  it('lifts to yellow at once, to orange after 24 h, to red after 72 h, and each at its very moment', () => {
    const levels = [0, 23.99, 24, 71.99, 72].map((n) => dryAt(now, hours(n)).level)
    assert.deepEqual(levels, ['yellow', 'yellow', 'orange', 'orange', 'red'])
  })

  it('says when it gets worse, and must be looked at then', () => {
    const first = dryAt(now, now)
    assert.deepEqual(first.worsens, { at: hours(24), level: 'orange' })
    assert.deepEqual(first.lookAt, hours(24))
    assert.deepEqual(dryAt(now, hours(24)).worsens, { at: hours(72), level: 'red' })
    assert.equal(dryAt(now, hours(72)).worsens, null)
  })

  it('begins with the alarm, and with a detail when it is first seen', () => {
    const alarmed = { ...good, alarms: [stands('fault', hours(-30))] }
    assert.deepEqual(rate(alarmed).floors, [{ floor: 'no-water', since: hours(-30), level: 'orange' }])
    assert.deepEqual(rate(dry).floors[0]!.since, now)
    assert.deepEqual(rateObject(light, dry, { 'no-water': hours(-5) }, now).floors[0]!.since, hours(-5))
  })

  it('is gone with its condition, whatever held before, and stands for nothing that is not known', () => {
    assert.deepEqual(rate(good, { 'no-water': hours(-100) }).floors, [])
    assert.deepEqual(rate(nothingKnown, { 'no-water': hours(-100) }).floors, [])
  })

  it('only lifts: a score that is worse already stays', () => {
    const bad = { ...dry, details: { water: 'none', lane: false, height: 120 } }
    assert.deepEqual([rate(bad).level, rate(bad).floors[0]!.level], ['red', 'yellow'])
    assert.equal(rate(bad).worsens, null)
  })
})

describe('what time alone changes', () => {
  it('a date passes into its next step, and is looked at then', () => {
    const { lookAt } = rate({ ...good, details: { ...good.details, drill: '2025-11-01' } })
    assert.deepEqual(lookAt, new Date('2026-04-30T00:00:00Z'))
  })

  it('what happened leaves the window of its count', () => {
    const past = (days: number) => ({ pack: 'fire', family: 'fire', at: new Date(now.getTime() - days * dayMs) })
    const { lookAt, score } = rate({
      ...good,
      details: { ...good.details, drill: '2026-04-10' },
      pastAlarms: [past(365), past(364), past(10)],
    })
    assert.equal(score, 3)
    assert.deepEqual(lookAt, new Date(now.getTime() + dayMs))
  })
})

/** The same rule written down by hand for this model: nothing shared but the model. */
function byHand(known: Known, held: Record<string, Date>, at: Date): { score: number; level: string } {
  let score = 0
  for (const one of model.indicators) {
    let worst = -1
    for (const source of one.from) {
      const bad = badness(source, known, at)
      if (bad !== null && bad > worst) worst = bad
    }
    score += one.weight * (worst < 0 ? 0.5 : worst)
  }
  score = Math.round(score * 100) / 100
  let place = score >= 80 ? 0 : score >= 60 ? 1 : score >= 40 ? 2 : score >= 20 ? 3 : 4
  const faults = known.alarms
    .filter((alarm) => alarm.pack === 'fire' && alarm.family === 'fault')
    .map(({ since }) => since.getTime())
  if (known.details.water === 'none' || faults.length > 0) {
    const since = Math.min(held['no-water']?.getTime() ?? at.getTime(), ...faults)
    const h = (at.getTime() - since) / 3_600_000
    place = Math.min(place, h >= 72 ? 0 : h >= 24 ? 1 : 2)
  }
  return { score, level: risks[place]! }
}

function badness(source: RiskSource, known: Known, at: Date): number | null {
  const value = 'detail' in source ? known.details[source.detail] : undefined
  if ('detail' in source && value === undefined) return null
  if (source.kind === 'choice') return source.scores[String(value)] ?? null
  if (source.kind === 'yes') return value ? source.yes : source.no
  if (source.kind === 'alarm') {
    const families = known.alarms.filter(({ pack }) => pack === source.pack).map(({ family }) => family)
    if (families.includes(source.family)) return source.score
    return known.devices.includes(source.pack) && !families.includes('silence') ? 0 : null
  }
  if (source.kind === 'alarms' && !known.devices.includes('fire') && !known.pastAlarms.some(({ family }) => family === 'fire'))
    return null
  const n =
    source.kind === 'number'
      ? Number(value)
      : source.kind === 'date'
        ? (at.getTime() - Date.parse(String(value))) / dayMs
        : source.kind === 'cases'
          ? known.cases.filter(({ overdue }) => overdue).length
          : pastFires(known, at)
  if (!('steps' in source)) return null
  const reached = source.steps.filter(({ from }) => n >= from).toSorted((a, b) => b.from - a.from)
  return reached[0]?.score ?? source.start
}

const pastFires = ({ pastAlarms }: Known, at: Date): number =>
  pastAlarms.filter((one) => one.family === 'fire' && at.getTime() - one.at.getTime() < 365 * dayMs).length

const chance = chanceFrom('risk')
const maybe = <T>(value: T): T | undefined => (chance() < 0.7 ? value : undefined)
const some = <T>(most: number, make: () => T): T[] => Array.from({ length: Math.floor(chance() * (most + 1)) }, make)
const backDays = (most: number): Date => new Date(now.getTime() - Math.floor(chance() * most * dayMs))

function anything(): Known {
  const drill = maybe(backDays(500).toISOString().slice(0, 10))
  const given = {
    water: maybe(pick(['ok', 'low', 'none'], chance)),
    lane: maybe(chance() < 0.5),
    height: maybe(Math.floor(chance() * 150)),
    drill,
  }
  const details = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Known['details']
  return {
    ...{ ...nothingKnown, details, devices: some(1, () => 'fire') },
    alarms: some(2, () => stands(pick(['fault', 'silence', 'fire'], chance), backDays(5))),
    pastAlarms: some(5, () => ({ pack: 'fire', family: pick(['fire', 'fault'], chance), at: backDays(500) })),
    cases: some(2, () => ({ overdue: chance() < 0.5 })),
  }
}
const place = (level: string): number => risks.indexOf(level as never)
const tries = 3_000

describe('whatever is known', () => {
  it('is rated as by hand', () => {
    const levels = new Set<string>()
    for (let n = 0; n < tries; n++) {
      const [known, held] = [anything(), chance() < 0.5 ? { 'no-water': backDays(5) } : {}]
      const { score, level } = rate(known, held)
      assert.deepEqual({ score, level }, byHand(known, held as Record<string, Date>, now))
      levels.add(level)
    }
    assert.equal(levels.size, risks.length, 'every level was met')
  })

  it('never gets a lower score by getting worse, and lies between best and worst while not known', () => {
    const scales: [string, unknown[]][] = [
      ['water', ['ok', 'low', 'none']],
      ['lane', [true, false]],
      ['height', [10, 60, 120]],
      ['drill', ['2026-04-01', '2025-09-01', '2024-01-01']],
    ]
    for (let n = 0; n < tries; n++) {
      const known = { ...anything(), alarms: [], devices: [] }
      const [id, scale] = pick(scales, chance)
      const { [id]: _, ...rest } = known.details
      const as = (value: unknown) => rate({ ...known, details: { ...rest, [id]: value } as Known['details'] })
      const rated = scale.map(as)
      for (let i = 1; i < rated.length; i++) {
        assert.ok(rated[i]!.score >= rated[i - 1]!.score)
        assert.ok(place(rated[i]!.level) <= place(rated[i - 1]!.level))
      }
      const unknown = rate({ ...known, details: rest })
      assert.ok(unknown.score >= rated[0]!.score && unknown.score <= rated.at(-1)!.score)
      assert.equal(unknown.unknown, rated[0]!.unknown + 1)
    }
  })

  it('does not depend on the order in which it came', () => {
    for (let n = 0; n < tries; n++) {
      const known = anything()
      const turned = {
        ...known,
        details: Object.fromEntries(Object.entries(known.details).reverse()),
        ...{ alarms: known.alarms.toReversed(), pastAlarms: known.pastAlarms.toReversed(), cases: known.cases.toReversed() },
      }
      assert.deepEqual(rate(turned), rate(known))
    }
  })

  it('is never lifted below what the score says, and rises with the time a floor stands', () => {
    let lifted = 0
    for (let n = 0; n < tries; n++) {
      const known = anything()
      const since = backDays(5)
      const [sooner, later] = [rate(known, { 'no-water': now }), rate(known, { 'no-water': since })]
      assert.ok(place(sooner.level) <= place(sooner.byScore))
      assert.ok(place(later.level) <= place(sooner.level))
      if (later.level !== later.byScore) lifted++
      for (const { at } of [sooner.worsens, later.worsens].filter((one) => one !== null)) assert.ok(at > now)
    }
    assert.ok(lifted > 100)
  })

  it('does not change before the moment it is to be looked at again', () => {
    let looked = 0
    for (let n = 0; n < tries; n++) {
      const known = anything()
      const held = { 'no-water': backDays(2) }
      const first = rate(known, held)
      if (!first.lookAt) continue
      looked++
      const since = Object.fromEntries(first.floors.map((floor) => [floor.floor, floor.since]))
      const before = rate(known, since, new Date(first.lookAt.getTime() - 1))
      assert.deepEqual([before.score, before.level], [first.score, first.level])
    }
    assert.ok(looked > 1_000)
  })
})

describe('a source', () => {
  it('reads the values of its own object only, never what every object has', () => {
    const source = { kind: 'choice', detail: 'constructor', scores: { a: 1 } } as const
    assert.equal(scoreSource(source, nothingKnown, now).score, null)
    const given: Known = { ...nothingKnown, details: { water: 'toString' } }
    assert.equal(scoreSource({ kind: 'choice', detail: 'water', scores: { ok: 0 } }, given, now).score, null)
  })

  it('of readings is the worst of its devices, and looked at again though nothing says it changed', () => {
    const source = { kind: 'reading', pack: 'p', reading: 'r', start: 0, steps: [{ from: 5, score: 1 }] } as const
    const read = (...values: number[]) =>
      scoreSource(
        source as never,
        { ...nothingKnown, devices: ['p'], readings: values.map((value) => ({ pack: 'p', reading: 'r', value })) },
        now,
      )
    assert.equal(read(1, 7).score, 1)
    assert.equal(read(1).score, 0)
    assert.equal(read().score, null)
    assert.equal(read().until, now.getTime() + 900_000)
  })

  it('of events counts what people told, or all', () => {
    const at = new Date(now.getTime() - dayMs)
    const known = {
      ...nothingKnown,
      pastEvents: [
        { type: 'a', source: 'sensor', at },
        { type: 'b', source: 'citizen', at },
      ],
    }
    const of = (more: object) =>
      scoreSource(
        {
          kind: 'events',
          by: 'anybody',
          days: 30,
          start: 0,
          steps: [
            { from: 1, score: 0.4 },
            { from: 2, score: 1 },
          ],
          ...more,
        } as never,
        known,
        now,
      ).score
    assert.deepEqual([of({}), of({ by: 'people' }), of({ types: ['c'] })], [1, 0.4, 0])
  })
})
