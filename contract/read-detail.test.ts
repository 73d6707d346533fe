import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Detail } from './detail.ts'
import { detailText, readDetail, readDetails, readDetailText } from './read-detail.ts'
import { reasonWords } from './refusal-reasons.ts'

const name = { zh: '容积', en: 'Volume' }
const volume: Detail = { kind: 'number', name, unit: 'm³', min: 0.5, max: 5_000, required: false }
const vent: Detail = { kind: 'yes', name: { zh: '通气管完好', en: 'Vent pipe intact' }, required: false }
const last: Detail = { kind: 'date', name: { zh: '上次清掏', en: 'Last dredged' }, required: false }
const firm: Detail = { kind: 'text', name: { zh: '企业', en: 'Firm' }, max: 4, required: true }
const near: Detail = {
  kind: 'choice',
  name: { zh: '周边场所', en: 'Near' },
  choices: { school: { zh: '学校', en: 'School' }, market: { zh: '市场', en: 'Market' } },
  required: false,
}
const cell = (detail: Detail, text: string) => {
  const read = readDetailText(detail, text)
  return read.ok ? read.value : read.reason
}
const json = (detail: Detail, value: unknown) => {
  const read = readDetail(detail, value)
  return read.ok ? read.value : read.reason
}

describe('a value of an object', () => {
  it('is absent where nothing was written: never 0, never "no"', () => {
    for (const detail of [volume, vent, last, near]) {
      assert.equal(cell(detail, '  '), null)
      assert.equal(json(detail, null), null)
      assert.equal(json(detail, ''), null)
    }
    assert.equal(cell(firm, ''), 'value.missing')
    assert.equal(json(firm, undefined), 'value.missing')
  })

  it('is a number within its range, with its own unit or none', () => {
    assert.equal(cell(volume, '12.5'), 12.5)
    assert.equal(cell(volume, '１２．５ m³'), 12.5)
    assert.equal(cell(volume, '1,200m3'), 1_200)
    assert.equal(cell(volume, '0.4'), 'least.number')
    assert.equal(cell(volume, '5000.1'), 'most.number')
    assert.equal(cell(volume, '12 L'), 'row.unit')
    assert.equal(cell(volume, '1,2,0'), 'row.number')
    for (const text of ['一百', '=1+1', '1e999', '.', '-', '0x10', 'NaN'])
      assert.notEqual(typeof cell(volume, text), 'number', text)
    assert.equal(json(volume, '12'), 'must.number')
    assert.equal(json(volume, Number.POSITIVE_INFINITY), 'number.not-finite')
  })

  it('has the form machines read, whatever keyboard wrote it', () => {
    const name = { zh: '时段', en: 'Hours' }
    const hour: Detail = { kind: 'text', name, max: 5, form: 'hour', required: false }
    const route: Detail = { kind: 'text', name, max: 200, form: 'route', required: false }
    assert.deepEqual(
      ['20:00', '２０：００', '25:99', '8:00', '八点'].map((text) => cell(hour, text)),
      ['20:00', '20:00', 'format.hour', 'format.hour', 'format.hour'],
    )
    assert.deepEqual(
      ['106.5,29.5 106.6,29.6', '106.5，29.5', '垃圾', '29.5,106.5', '106.5 29.5', '1e2,3'].map((text) => cell(route, text)),
      ['106.5,29.5 106.6,29.6', '106.5,29.5', ...Array.from({ length: 4 }, () => 'format.route')],
    )
    assert.equal(json(hour, '24:00'), 'format.hour')
  })

  it('is no date before the one it follows', () => {
    const until: Detail = { ...last, from: 'last' } as Detail
    const faults = (given: object) =>
      readDetails({ last, until }, given as never).faults.map(({ detail, reason }) => [detail, reason])
    assert.deepEqual(faults({ last: '2026-11-30', until: '2026-11-01' }), [['until', 'value.before']])
    assert.deepEqual(faults({ last: '2026-11-30', until: '2026-11-30' }), [])
    assert.deepEqual(faults({ until: '2026-11-01' }), [], 'nobody knows from when')
  })

  it('is refused in whole sentences of either language', () => {
    const until: Detail = { ...last, from: 'last' } as Detail
    const [turned] = readDetails({ last, until }, { last: '2026-11-30', until: '2026-11-01' }).faults
    const choice = readDetailText(near, '医院')
    assert.ok(turned && !choice.ok)
    const { zh, en } = last.name
    assert.equal(reasonWords(turned.reason, turned.given, 'zh'), `不能早于“${zh}”`)
    assert.equal(reasonWords(turned.reason, turned.given, 'en'), `must not be before “${en}”`)
    assert.match(reasonWords(choice.reason, choice.given, 'zh'), /学校/)
    assert.doesNotMatch(reasonWords(choice.reason, choice.given, 'en'), /\p{Script=Han}/u)
  })

  it('is yes or no in either language, and nothing else', () => {
    assert.deepEqual(
      ['是', '有', 'YES', '1', '否', '无', 'no', '0', '大概'].map((text) => cell(vent, text)),
      [...[true, true, true, true, false, false, false, false], 'must.boolean'],
    )
    assert.equal(json(vent, 'true'), 'must.boolean')
  })

  it('is a choice by its id or its words, and its prototype is none', () => {
    assert.deepEqual(
      ['school', '学校', 'SCHOOL', '医院', 'constructor'].map((text) => cell(near, text)),
      [...['school', 'school', 'school'], ...['value.one-of', 'value.one-of']],
    )
    assert.equal(json(near, '学校'), 'value.one-of')
    assert.equal(json(near, 'constructor'), 'value.one-of')
  })

  it('is a day of the calendar, as people and workbooks write it', () => {
    for (const text of ['2026-04-10', '2026/4/10', '2026.4.10', '2026年4月10日', '46122', '2026-04-10 08:30'])
      assert.equal(cell(last, text), '2026-04-10', text)
    for (const text of ['2026-02-30', '10/4/2026', '2026-13-01', '去年']) assert.equal(cell(last, text), 'format.date', text)
    assert.equal(json(last, '2026/4/10'), 'format.date')
  })

  it('is words no longer than they may be, counted in characters', () => {
    assert.equal(cell(firm, ' 𬭊𬭊𬭊𬭊 '), '𬭊𬭊𬭊𬭊')
    assert.equal(cell(firm, '五个字太长'), 'most.string')
    assert.equal(json(firm, 'a\u0000b'), 'value.unstorable')
    assert.equal(json(firm, 'a\ud800'), 'value.unstorable')
  })

  it('comes back from the words it is written in', () => {
    for (const [detail, value] of [
      [volume, 12.5],
      [vent, false],
      [last, '2026-04-10'],
      [near, 'market'],
      [firm, '007'],
    ] as const)
      for (const language of ['zh', 'en'] as const) assert.equal(cell(detail, detailText(detail, value, language)), value)
    assert.equal(detailText(vent, null, 'zh'), '')
  })
})

describe('all values of an object', () => {
  const details = { volume, vent, firm }
  it('are told with every fault at once, and what the pack does not know is one', () => {
    const { values, faults } = readDetails(details, { volume: 9_999, vent: true, other: 1, __proto__: 1 })
    assert.deepEqual(values, { vent: true })
    assert.deepEqual(
      faults.map(({ detail, reason }) => `${detail} ${reason}`),
      ['other name.unknown', 'volume most.number', 'firm value.missing'],
    )
  })
})

describe('a detail of a pack', () => {
  const of = (given: object) => Detail.safeParse({ name, ...given }).success
  it('has a range that is one, and choices that can be told apart', () => {
    assert.equal(of({ kind: 'number', unit: 'm', min: 1, max: 2 }), true)
    assert.equal(of({ kind: 'number', unit: 'm', min: 2, max: 2 }), false)
    assert.equal(of({ kind: 'choice', choices: { a: { zh: '甲', en: 'A' } } }), false)
    assert.equal(of({ kind: 'choice', choices: { a: { zh: '甲', en: 'A' }, b: { zh: '甲', en: 'B' } } }), false)
    assert.equal(of({ kind: 'choice', choices: { a: { zh: '甲', en: 'A' }, b: { zh: '乙', en: 'B' } } }), true)
    assert.equal(of({ kind: 'text', max: 0 }), false)
  })
})
