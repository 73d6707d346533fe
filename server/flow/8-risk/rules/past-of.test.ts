import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RiskModel } from '../../../../contract/risk.ts'
import { chanceFrom } from '../../../city/area/rules/chance.ts'
import { nothingKnown } from '../types.ts'
import { pastOf } from './past-of.ts'
import { walk } from './walk.ts'

const words = (text: string) => ({ zh: text, en: text })
const dayMs = 86_400_000
const now = new Date('2026-04-10T01:00:00Z')
const from = new Date(now.getTime() - 8 * dayMs)
const named = (id: string) => ({ id, name: words(id), group: 'g', restore: words(`mend ${id}`) })
const model: RiskModel = {
  ...{ version: 1, groups: { g: words('g') }, levels: { red: 80, orange: 60, yellow: 40, blue: 20 } },
  indicators: [
    { ...named('water'), weight: 50, from: [{ kind: 'choice', detail: 'water', scores: { ok: 0, low: 0.5, none: 1 } }] },
    { ...named('vent'), weight: 30, from: [{ kind: 'yes', detail: 'vent', yes: 0, no: 1 }] },
    {
      ...{ ...named('drill'), weight: 20 },
      from: [{ kind: 'date', detail: 'drill', start: 0, steps: [{ from: 30, score: 1 }] }],
    },
  ],
  floors: [
    {
      ...{ id: 'dry', name: words('dry'), restore: words('fill it') },
      when: [{ kind: 'choice', detail: 'water', is: ['none'] }],
      steps: [
        { after: '0s', level: 'yellow' },
        { after: '24h', level: 'orange' },
        { after: '72h', level: 'red' },
      ],
    },
  ],
}
const sound = { water: 'ok', vent: true, drill: '2026-03-30' }
const past = (details: Record<string, string | boolean>, seed: string) => pastOf(model, details, { from, now }, chanceFrom(seed))
const seeds = Array.from({ length: 400 }, (_, n) => `seed-${n}`)

describe('the invented past of an object', () => {
  it('ends at what the register says now, and is the same again for the same seed', () => {
    for (const seed of seeds) {
      const stretches = past(sound, seed)
      assert.deepEqual(stretches.at(-1)!.details, sound)
      assert.deepEqual(stretches[0]!.at, from)
      assert.deepEqual(past(sound, seed), stretches)
      for (const { at } of stretches.slice(1)) assert.ok(at > from && at < now)
    }
  })

  it('lets what holds a floor begin within the span', () => {
    for (const seed of seeds.slice(0, 50)) {
      const stretches = past({ ...sound, water: 'none' }, seed)
      assert.equal(stretches[0]!.details.water, 'ok')
      const begun = stretches.find(({ details }) => details.water === 'none')!
      assert.ok(begun.at.getTime() >= from.getTime() + dayMs - 60_000)
    }
  })

  it('mends or breaks one thing of a few objects, and leaves the others as they are', () => {
    const turned = seeds.filter((seed) => past(sound, seed).length > 1)
    assert.ok(turned.length > 4 && turned.length < 40, String(turned.length))
    for (const seed of turned) {
      const [first] = past(sound, seed)
      const before = Object.entries(first!.details).filter(([detail, value]) => sound[detail as keyof typeof sound] !== value)
      assert.equal(before.length, 1)
    }
    const broken = seeds.filter((seed) => past({ ...sound, vent: false }, seed)[0]!.details.vent === true)
    assert.ok(broken.length > 2, String(broken.length))
  })
})

describe('a walk through it', () => {
  const { details: _, ...known } = nothingKnown
  it('rates when something changed and when time alone did, as the platform would have', () => {
    const begun = new Date(now.getTime() - 4 * dayMs)
    const stretches = [
      { at: from, details: { ...sound, drill: '2026-03-06' } },
      { at: begun, details: { ...sound, drill: '2026-03-06', water: 'none' } },
    ]
    const { changes, last } = walk(model, { stretches, known, now })
    assert.deepEqual(
      changes.map(({ at, rating }) => [at.toISOString(), rating.level]),
      [
        [from.toISOString(), 'green'],
        // thirty days after the drill
        ['2026-04-05T00:00:00.000Z', 'blue'],
        // 50 points of water beside the drill's 20: orange by the score alone
        [begun.toISOString(), 'orange'],
        [new Date(begun.getTime() + 3 * dayMs).toISOString(), 'red'],
      ],
    )
    assert.deepEqual([last.rating.level, last.rating.floors[0]!.since], ['red', begun])
  })

  it('knows at each moment only what had happened', () => {
    const at = new Date(now.getTime() - 2 * dayMs)
    const counting: RiskModel = {
      ...model,
      floors: [],
      indicators: [
        {
          ...{ ...named('events'), weight: 100 },
          from: [{ kind: 'events', by: 'anybody', days: 30, start: 0, steps: [{ from: 1, score: 1 }] }],
        },
      ],
    }
    const happened = { ...known, pastEvents: [{ type: 'x', source: 'seat', at }], cases: [{ overdue: true }] }
    const [first] = walk(counting, { stretches: [{ at: from, details: {} }], known: happened, now }).changes
    assert.equal(first!.rating.level, 'green')
  })
})
