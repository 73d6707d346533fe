import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { definePack, type Pack } from '../../contract/pack.ts'
import { highRiseFire } from '../../packs/high-rise-fire/pack.ts'
import { rockHazard } from '../../packs/rock-hazard/pack.ts'
import { spoilTruck } from '../../packs/spoil-truck/pack.ts'
import { blockDifferences } from '../../server/centre/packs/rules/block-differences.ts'
import { fieldLabels } from '../../server/centre/packs/rules/field-labels.ts'
import { kindsHeld } from '../../server/centre/packs/rules/kinds-held.ts'

const words = (zh: string) => ({ zh, en: `en ${zh}` })
const indicator = (id: string, name: string, weight: number) => ({
  ...{ id, name: words(name), group: 'body', weight, restore: words('修好') },
  from: [{ kind: 'choice', detail: 'grade', scores: { good: 0, poor: 1 } }] as const,
})
const number = (name: string, max: number) => ({ kind: 'number', name: words(name), unit: 'm', min: 0, max }) as const

/** A tailings pond: two columns, three indicators, a floor that worsens, an inspection. */
const pond = {
  kind: 'pond',
  name: words('尾矿库'),
  details: {
    height: number('坝高', 300),
    lag: number('滩长', 500),
    grade: { kind: 'choice', name: words('坝况'), choices: { good: words('好'), poor: words('差') } },
  },
  risk: {
    version: 1,
    groups: { body: words('坝体') },
    indicators: [indicator('wet', '浸润线', 30), indicator('crack', '裂缝', 30), indicator('spill', '排洪', 40)],
    floors: [
      {
        ...{
          id: 'crest',
          name: words('坝顶开裂'),
          restore: words('封闭'),
          when: [{ kind: 'choice', detail: 'grade', is: ['poor'] }],
        },
        steps: [
          { after: '0s', level: 'orange' },
          { after: '24h', level: 'red' },
        ],
      },
    ],
  },
  inspections: [
    {
      ...{
        id: 'round',
        name: words('巡坝'),
        hazard: 'pond.high',
        by: [{ kind: 'charge', role: 'manager' }],
        every: { kind: 'day', days: 'all' },
      },
      items: [{ kind: 'text', id: 'seen', name: words('坝面') }],
    },
  ],
}
const base = {
  ...{ id: 'tailings', version: 1, name: words('尾矿'), deviceKind: null, intervalS: null, readings: {}, detect: [], acts: [] },
  settings: {},
  merge: { withinM: 100, within: '2h' },
  layers: { ponds: { name: words('尾矿库'), kinds: ['pond'] } },
  indicators: { heard: { name: words('在册'), help: words('在册的库'), count: { count: 'objects', kind: 'pond' } } },
}
const types = highRiseFire.types.slice(0, 1)
const packOf = (own: object = pond, more: object = {}): Pack =>
  definePack({ ...base, types, objects: [own], ...more } as unknown as Parameters<typeof definePack>[0])
const told = (after: Pack, before = packOf()) =>
  blockDifferences(before, after).map(({ what, lines }) => [what.zh, ...lines.map(({ zh }) => zh)])
const model = (of: object): object => ({ ...pond, risk: { ...pond.risk, ...of } })

describe('what a new version of a pack changes, row by row', () => {
  it('an indicator that goes, and weights before and after', () => {
    const next = model({ version: 2, indicators: [indicator('wet', '浸润线', 70), indicator('drain', '排渗', 30)] })
    assert.deepEqual(told(packOf(next)), [
      [
        '改动对象“尾矿库”',
        '风险模型 · 版本：1 → 2',
        '风险模型 · 新增指标“排渗”（分组 坝体，权重 30，取数 〔种类 选项，登记列 坝况，选项分值 〔好 0，差 1〕〕，怎样恢复 修好）',
        '风险模型 · 去掉指标“裂缝”（分组 坝体，权重 30，取数 〔种类 选项，登记列 坝况，选项分值 〔好 0，差 1〕〕，怎样恢复 修好）',
        '风险模型 · 去掉指标“排洪”（分组 坝体，权重 40，取数 〔种类 选项，登记列 坝况，选项分值 〔好 0，差 1〕〕，怎样恢复 修好）',
        '风险模型 · 指标“浸润线” · 权重：30 → 70',
      ],
    ])
  })

  it('a floor that worsens sooner, the score from which a colour begins, and where an indicator looks', () => {
    const [floor] = pond.risk.floors
    const sooner = {
      ...floor,
      steps: [
        { after: '0s', level: 'orange' },
        { after: '2h', level: 'red' },
      ],
    }
    const wet = { ...indicator('wet', '浸润线', 30), from: [{ kind: 'choice', detail: 'grade', scores: { good: 0.2, poor: 1 } }] }
    const next = model({
      ...{ floors: [sooner], indicators: [wet, ...pond.risk.indicators.slice(1)] },
      levels: { red: 70, orange: 60, yellow: 40, blue: 20 },
    })
    assert.deepEqual(told(packOf(next))[0]!.slice(1), [
      '风险模型 · 指标“浸润线” · 取数 · 选项分值 · 好：0 → 0.2',
      '风险模型 · 等级界限 · 红：80 → 70',
      '风险模型 · 托底“坝顶开裂” · 分档：多久后 立即，等级 橙；多久后 24 小时，等级 红 → 多久后 立即，等级 橙；多久后 2 小时，等级 红',
    ])
  })

  it('columns that come, go and change, and the items of an inspection', () => {
    const { lag: _, ...rest } = pond.details
    const details = { ...rest, height: number('坝高', 250), volume: number('库容', 900) }
    const inspections = [{ ...pond.inspections[0], items: [{ kind: 'photo', id: 'crest', name: words('坝顶照片') }] }]
    assert.deepEqual(told(packOf({ ...pond, details, inspections }))[0]!.slice(1), [
      '新增登记列“库容”（种类 数，必填 否，单位 m，下限 0，上限 900）',
      '去掉登记列“滩长”（种类 数，必填 否，单位 m，下限 0，上限 500）',
      '登记列“坝高” · 上限：300 → 250',
      '检查“巡坝” · 新增检查项“坝顶照片”（种类 拍照，必填 是）',
      '检查“巡坝” · 去掉检查项“坝面”（种类 文字，必填 是）',
    ])
  })

  it('a model that goes as a whole says so, with every indicator it had', () => {
    const { risk: _, ...bare } = pond
    const lines = told(packOf(bare))[0]!
    assert.match(lines[1]!, /^去掉风险模型（版本 1/)
    assert.equal(lines.filter((line) => line.startsWith('风险模型 · 去掉指标')).length, 3)
    assert.equal(lines.filter((line) => line.startsWith('风险模型 · 去掉托底')).length, 1)
  })

  it('figures, layers, silences, and how the demo plays it', () => {
    const next = packOf(pond, {
      layers: { ponds: { name: words('尾矿库'), kinds: ['pond'], scene: ['road'] } },
      indicators: { heard: { ...base.indicators.heard, count: { count: 'objects', kind: 'pond', risk: ['red'] } } },
      quiet: { budget: 30 },
      simulator: { things: 5 },
    })
    const found = told(next)
    assert.deepEqual(found.slice(0, 3), [
      ['改动指标“在册”', '分子 · 风险模型：无 → 红'],
      ['改动地图图层“尾矿库”', '实景要素：无 → road'],
      ['静默', '每小时上限：60 → 30'],
    ])
    assert.deepEqual(found[3], ['新增演示'])
    assert.deepEqual(told(packOf(), next).at(-1), ['去掉演示'])
  })

  it('nothing where nothing changed, in the packs of this release', () => {
    for (const pack of [highRiseFire, rockHazard, spoilTruck]) assert.deepEqual(blockDifferences(pack, structuredClone(pack)), [])
  })

  it('and every field of a shipped risk model, column and inspection has a label', () => {
    const fields = (value: unknown): string[] =>
      Array.isArray(value)
        ? value.flatMap(fields)
        : typeof value === 'object' && value !== null && !('zh' in value)
          ? Object.entries(value).flatMap(([field, one]) => [field, ...fields(one)])
          : []
    const { objects } = highRiseFire
    const all = objects.flatMap(({ details, risk, inspections }) => [
      ...Object.values(details).flatMap(({ kind: _, ...one }) => Object.keys(one)),
      ...[...risk!.indicators, ...risk!.floors].flatMap((one) => Object.keys(one)),
      ...inspections.flatMap((one) => Object.keys(one)),
      ...inspections.flatMap(({ every }) => fields(every)),
    ])
    assert.deepEqual(
      [...new Set(all)].filter((field) => field !== 'id' && !Object.hasOwn(fieldLabels, field)),
      [],
    )
  })
})

describe('what a pack holds of its objects', () => {
  it('is every column with unit and range, and every item that is looked at', () => {
    const [held] = kindsHeld(packOf())
    assert.deepEqual(
      held!.columns.map(({ zh }) => zh),
      ['坝高（m，0～300）', '滩长（m，0～500）', '坝况（好、差）'],
    )
    assert.deepEqual(
      held!.inspections.map(({ name, items }) => [name.zh, ...items.map(({ zh }) => zh)]),
      [['巡坝', '坝面']],
    )
  })
})
