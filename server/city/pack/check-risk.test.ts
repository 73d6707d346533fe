import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { definePack, type Pack } from '../../../contract/pack.ts'
import type { RiskModel } from '../../../contract/risk.ts'
import { gasPack } from '../../../test/demo-packs.ts'
import { checkRisks, riskFaults } from './check-risk.ts'
import { createPacks } from './packs.ts'

const name = { zh: '名', en: 'name' }
const sound: RiskModel = {
  version: 1,
  groups: { g: name },
  levels: { red: 80, orange: 60, yellow: 40, blue: 20 },
  indicators: [
    indicator('water', 60, [{ kind: 'choice', detail: 'water', scores: { ok: 0, none: 1 } }]),
    indicator('gas', 40, [
      { kind: 'alarm', pack: 'septic-gas', family: 'gas', score: 1, silence: 'silence' },
      { kind: 'reading', pack: 'septic-gas', reading: 'ch4', start: 0, steps: [{ from: 5, score: 1 }] },
      { kind: 'events', by: 'anybody', types: [gasPack.types[0]!.id], days: 30, start: 0, steps: [{ from: 1, score: 1 }] },
    ]),
  ],
  floors: [
    {
      ...{ id: 'dry', name, restore: name },
      when: [{ kind: 'choice', detail: 'water', is: ['none'] }],
      steps: [
        { after: '0s', level: 'yellow' },
        { after: '1d', level: 'orange' },
      ],
    },
  ],
}
function indicator(id: string, weight: number, from: RiskModel['indicators'][number]['from']): RiskModel['indicators'][number] {
  return { id, weight, from, name, group: 'g', restore: name }
}
const packOf = (risk: RiskModel, more: Partial<Pack> = {}): Pack =>
  definePack({
    ...gasPack,
    ...{ id: 'houses', deviceKind: null, detect: [], acts: [] },
    objects: [
      {
        kind: 'house',
        name,
        risk,
        details: {
          water: {
            kind: 'choice',
            name: { zh: '水源', en: 'Water' },
            choices: { ok: { zh: '有', en: 'ok' }, none: { zh: '无', en: 'none' } },
          },
          paid: { kind: 'yes', name: { zh: '缴费', en: 'Paid' } },
        },
      },
    ],
    types: [{ ...gasPack.types[0]!, id: 'houses.x', family: null }],
    ...more,
  })
const faultsOf = (risk: Partial<RiskModel>, more: Partial<Pack> = {}): string[] =>
  checkRisks([gasPack, packOf({ ...sound, ...risk }, more)]).map((fault) => fault.replace(/^houses house risk\./, ''))
const withSource = (source: unknown): string[] =>
  faultsOf({ indicators: [sound.indicators[0]!, { ...sound.indicators[1]!, from: [source as never] }] }).map((fault) =>
    fault.replace(/^indicators\.gas\.from\.0/, ''),
  )

describe('a risk model', () => {
  it('without a fault loads', () => {
    assert.deepEqual(faultsOf({}), [])
    assert.ok(createPacks([gasPack, packOf(sound)], { demo: false }).byId('houses').objects[0]!.risk)
  })

  it('with a fault keeps its pack from loading, and says what and where', () => {
    const light = { ...sound, indicators: [sound.indicators[0]!] }
    assert.throws(
      () => createPacks([gasPack, packOf(light)], { demo: false }),
      /houses house risk\.indicators: the weights sum 60, not 100/,
    )
  })

  it('says its faults in Chinese and English, with what they are about filled in', () => {
    const [first, second] = sound.indicators as [RiskModel['indicators'][number], RiskModel['indicators'][number]]
    const indicators = [{ ...first, group: 'x', weight: 10 }, second]
    const faults = riskFaults([gasPack, packOf({ ...sound, indicators })])
    assert.deepEqual(
      faults.map(({ words }) => words.zh),
      ['权重之和是 50，应为 100', '没有分组“x”'],
    )
    for (const { words } of faults) assert.doesNotMatch(words.zh + words.en, /[{}]/)
  })

  it('takes weights that sum 100 only up to binary fractions', () => {
    const of = (weights: number[]) =>
      faultsOf({ indicators: weights.map((weight, i) => ({ ...sound.indicators[0]!, id: `i${i}`, weight })) })
    assert.deepEqual(of([33.3, 33.3, 33.4]), [])
    assert.deepEqual(of([33.3, 33.3, 33.5]), ['indicators: the weights sum 100.1, not 100'])
  })

  it('names only what there is', () => {
    assert.deepEqual(withSource({ kind: 'yes', detail: 'x', yes: 0, no: 1 }), [': there is no detail x'])
    assert.deepEqual(withSource({ kind: 'yes', detail: 'water', yes: 0, no: 1 }), [': the detail water is a choice, not a yes'])
    assert.deepEqual(withSource({ kind: 'yes', detail: 'constructor', yes: 0, no: 1 }), [': there is no detail constructor'])
    assert.deepEqual(withSource({ kind: 'choice', detail: 'water', scores: { ok: 0 } }), [': the choice none has no score'])
    assert.deepEqual(withSource({ kind: 'choice', detail: 'water', scores: { ok: 0, none: 1, x: 1 } }), [
      ': there is no choice x',
    ])
    assert.deepEqual(withSource({ kind: 'alarm', pack: 'septic-gas', family: 'x', score: 1 }), [
      ': no rule of septic-gas raises alarms of the family x',
    ])
    assert.deepEqual(withSource({ kind: 'alarm', pack: 'nobody', family: 'gas', score: 1 }), [': there is no pack nobody'])
    const steps = { start: 0, steps: [{ from: 1, score: 1 }] }
    assert.deepEqual(withSource({ kind: 'reading', pack: 'septic-gas', reading: 'x', ...steps }), [
      ': the pack septic-gas has no reading x',
    ])
    assert.deepEqual(withSource({ kind: 'events', by: 'anybody', types: ['x'], days: 3, ...steps }), [
      ': there is no event type x',
    ])
    assert.deepEqual(withSource({ kind: 'alarms', pack: 'septic-gas', families: ['x'], days: 3, ...steps }), [
      ': no rule of septic-gas raises alarms of the family x',
    ])
  })

  it('has every id once, its groups, falling levels and steps that follow each other', () => {
    const [first, second] = sound.indicators as [RiskModel['indicators'][number], RiskModel['indicators'][number]]
    assert.deepEqual(faultsOf({ indicators: [{ ...first, id: 'gas' }, second] }), ['indicators.gas: the id stands twice'])
    assert.deepEqual(faultsOf({ indicators: [{ ...first, group: 'x' }, second] }), [
      'indicators.water.group: there is no group x',
    ])
    assert.deepEqual(faultsOf({ levels: { red: 80, orange: 80, yellow: 40, blue: 20 } }).length, 1)
    const [floor] = sound.floors
    const later = { ...floor!, steps: [{ after: '1h', level: 'red' as const }] }
    assert.deepEqual(faultsOf({ floors: [later] }), ['floors.dry.steps: the first step is at once, after 0s'])
    const turned = { ...floor!, steps: [floor!.steps[0]!, { after: '2d', level: 'red' as const }, floor!.steps[1]!] }
    assert.deepEqual(faultsOf({ floors: [turned] }), ['floors.dry.steps: each step comes later'])
    assert.deepEqual(faultsOf({ floors: [{ ...floor!, when: [{ kind: 'choice', detail: 'water', is: ['x'] }] }] }), [
      'floors.dry.when.0: there is no choice x',
    ])
    const twice = [
      { from: 1, score: 0.5 },
      { from: 1, score: 1 },
    ]
    assert.deepEqual(
      withSource({ kind: 'number', detail: 'water', start: 0, steps: twice })[0],
      '.steps: two steps begin at the same value',
    )
  })

  it('is of the only pack that brings its kind of object', () => {
    const homes = packOf(sound, { id: 'homes', types: [{ ...gasPack.types[0]!, id: 'homes.x', family: null }] })
    assert.throws(
      () => createPacks([gasPack, packOf(sound), homes], { demo: false }),
      /homes objects\.house: another pack brings this kind of object already/,
    )
  })
})
