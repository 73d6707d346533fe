import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Info, ReadAlert } from '../../../../protocols/cap/types.ts'
import { colourOf } from './colour-of.ts'
import { readGbId, writeGbId } from './gb-id.ts'
import { stateOf } from './state-of.ts'
import { toldBy } from './told-by.ts'
import { boxOf, districtOf, middlesOf, touched } from './touched.ts'

const info = (change: Partial<Info> = {}): Info => ({
  ...{ language: 'zh-CN', category: ['Met'], event: '暴雨', responseType: [], urgency: 'Expected', severity: 'Unknown' },
  ...{ certainty: 'Likely', audience: null, eventCode: [], effective: null, onset: null, expires: null, senderName: '市气象台' },
  ...{ headline: null, description: null, instruction: null, web: null, contact: null, parameter: [], resource: [], area: [] },
  ...change,
})
const alert = (change: Partial<ReadAlert> = {}): ReadAlert => ({
  ...{ identifier: 'w1', sender: 'cma@example.org', sent: '2026-03-02T09:00:00+08:00', status: 'Actual', msgType: 'Alert' },
  ...{ source: null, scope: 'Public', restriction: null, addresses: [], code: [], note: null, references: [], incidents: [] },
  ...{ info: [info({ severity: 'Severe' })], signed: false, breaches: [] },
  ...change,
})
const refusalOf = (change: Partial<ReadAlert>): string => {
  const told = toldBy(alert(change))
  return told.ok ? 'taken' : told.refusal.code
}

describe('the colour of a warning', () => {
  it('is that of a parameter or code before its words, and its words before its severity', () => {
    const level = { valueName: '预警级别', value: 'Ⅱ级/橙色' }
    assert.equal(colourOf(info({ parameter: [level], headline: '暴雨红色预警', severity: 'Minor' })), 'orange')
    assert.equal(colourOf(info({ headline: '市气象台发布暴雨黄色预警信号', severity: 'Extreme' })), 'yellow')
    assert.equal(colourOf(info({ event: 'Red Warning for wind', severity: 'Minor' })), 'red')
    assert.deepEqual(
      (['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const).map((severity) => colourOf(info({ severity }))),
      [...['red', 'orange', 'yellow', 'blue', null]],
    )
  })
  it('is not that of a place or a change, nor of a name with a colour in it', () => {
    assert.equal(colourOf(info({ headline: '黄泥塝街道：由黄色升级为橙色预警', severity: 'Minor' })), 'orange')
    assert.equal(colourOf(info({ headline: 'Orange County: wind', severity: 'Minor' })), 'blue')
    assert.equal(colourOf(info({ headline: '黄花园片区暴雨红色预警', severity: 'Unknown' })), 'red')
    const level = { valueName: 'waterLevel', value: '184.2 m（黄海高程）' }
    assert.equal(colourOf(info({ parameter: [level], headline: '嘉陵江洪水红色预警', severity: 'Minor' })), 'red')
    const datum = { valueName: '水位等级', value: '黄海高程 184.2 m' }
    assert.equal(colourOf(info({ parameter: [datum], severity: 'Extreme' })), 'red')
    assert.equal(colourOf(info({ parameter: [{ valueName: 'awareness_level', value: '2; yellow; Moderate' }] })), 'yellow')
    assert.equal(colourOf(info({ parameter: [{ valueName: '预警级别', value: '橙' }] })), 'orange')
    assert.equal(colourOf(info({ headline: '撤销黄色预警，发布橙色预警', severity: 'Severe' })), 'orange', 'two: its severity')
    assert.equal(colourOf(info({ event: '黄河洪水', severity: 'Extreme' })), 'red')
  })
})

describe('a number of GB/T 35965.1', () => {
  it('has 31 characters, reads and writes the same, its time that of Beijing', () => {
    const text = '50010541600000_20261126100000_0'
    assert.equal(text.length, 31)
    const read = readGbId(text)!
    assert.deepEqual([read.division, read.branch, read.at.toISOString()], ['500105', '416', '2026-11-26T02:00:00.000Z'])
    assert.equal(writeGbId(read), text)
  })
  it('is none with another length, a day that is none, or other signs', () => {
    for (const text of [
      '',
      '5001054160000_20261126100000_0',
      '50010541600000_20260431100000_0',
      '50010541600000_20261126250000_0',
      'x'.repeat(31),
    ])
      assert.equal(readGbId(text), null, text)
  })
})

describe('what an alert tells', () => {
  it('is in Chinese where it is written in several languages, from onset to end', () => {
    const times = { severity: 'Extreme', onset: '2026-03-02T12:00:00+08:00', expires: '2026-03-02T20:00:00+08:00' } as const
    const told = toldBy(
      alert({
        info: [
          info({ ...times, language: 'en', event: 'rain' }),
          info(times),
          info({ ...times, language: 'zh-TW', event: '豪雨' }),
        ],
      }),
    )
    assert.ok(told.ok)
    assert.equal(told.value.parts.length, 1)
    const { event, colour, from, to } = told.value.parts[0]!
    assert.deepEqual(
      [event, colour, from?.toISOString(), to?.toISOString()],
      ['暴雨', 'red', '2026-03-02T04:00:00.000Z', '2026-03-02T12:00:00.000Z'],
    )
  })
  it('is each thing it warns of in that language, red here and orange there', () => {
    const [red, orange] = [info({ severity: 'Extreme' }), info({ severity: 'Severe', language: 'zh-cn' })]
    const told = toldBy(alert({ info: [info({ language: 'en', severity: 'Extreme' }), red, orange] }))
    assert.deepEqual(told.ok && told.value.parts.map(({ colour }) => colour), ['red', 'orange'])
    const slide = info({ language: 'en-US', event: 'landslide', category: ['Geo'], severity: 'Severe' })
    const both = toldBy(alert({ info: [red, slide] }))
    assert.deepEqual(both.ok && both.value.parts.map(({ event }) => event), ['暴雨', 'landslide'], 'said in no other language')
    const english = toldBy(alert({ info: ['en', 'fr', 'EN'].map((language) => info({ language, severity: 'Minor' })) }))
    assert.equal(english.ok && english.value.parts.length, 2)
    assert.equal(refusalOf({ info: [red, info()] }), 'warning.colour', 'nothing of it is left out in silence')
    assert.equal(refusalOf({ info: Array(51).fill(red) }), 'warning.document')
  })
  it('turns the corners of its outlines to longitude first', () => {
    const area = {
      areaDesc: '北岸区',
      polygon: [
        [
          [29, 106],
          [30, 106],
          [30, 107],
          [29, 106],
        ] as [number, number][],
      ],
      circle: [],
      geocode: [],
      altitude: null,
      ceiling: null,
    }
    const told = toldBy(alert({ info: [info({ severity: 'Minor', area: [area] })] }))
    assert.ok(told.ok)
    assert.deepEqual(told.value.parts[0]!.rings, [
      [
        [106, 29],
        [106, 30],
        [107, 30],
        [106, 29],
      ],
    ])
  })
  it('is refused when it is none for people, cancels nothing, or says no colour; an update of nothing is new', () => {
    assert.equal(refusalOf({ msgType: 'Ack' }), 'warning.kind')
    assert.equal(refusalOf({ status: 'Draft' }), 'warning.kind')
    assert.equal(refusalOf({ msgType: 'Cancel' }), 'warning.nothing')
    assert.equal(
      refusalOf({ msgType: 'Cancel', references: [{ sender: 'other', identifier: 'w0', sent: '' }] }),
      'warning.nothing',
    )
    assert.equal(refusalOf({ info: [] }), 'warning.colour')
    assert.equal(refusalOf({ info: [info()] }), 'warning.colour')
    assert.equal(refusalOf({ breaches: [{ rule: 'name-characters', at: 'identifier' }] }), 'warning.document')
    assert.equal(refusalOf({ msgType: 'Update', breaches: [{ rule: 'references-missing', at: 'references' }] }), 'taken')
  })
})

describe('where a message stands', () => {
  const now = new Date('2026-03-02T04:00:00Z')
  const at = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000)
  const row = { kind: 'alert' as const, from_at: at(-1), to_at: at(1), ended_at: null, ended_kind: null }
  it('is in force from its beginning to its end', () => {
    assert.equal(stateOf(row, now), 'now')
    assert.equal(stateOf({ ...row, to_at: null }, now), 'now')
    assert.equal(stateOf({ ...row, from_at: at(0.5) }, now), 'ahead')
    assert.equal(stateOf({ ...row, to_at: now }, now), 'over')
  })
  it('ends with what takes its place or takes it back', () => {
    assert.equal(stateOf({ ...row, ended_at: now, ended_kind: 'update' }, now), 'superseded')
    assert.equal(stateOf({ ...row, ended_at: now, ended_kind: 'cancel' }, now), 'cancelled')
    assert.equal(stateOf({ ...row, kind: 'cancel' }, now), 'over')
  })
})

describe('the areas an outline touches', () => {
  const ring: [number, number][] = [
    [106, 29],
    [107, 29],
    [107, 30],
    [106, 30],
    [106, 29],
  ]
  const towns = [
    { path: '50/500105/500105001/', lon: 106.5, lat: 29.5 },
    { path: '50/500106/500106001/', lon: 108, lat: 29.5 },
  ]
  it('are those of the towns whose point it holds, and of its middle', () => {
    assert.deepEqual(
      touched({ rings: [ring], circles: [] }, towns).map(({ path }) => path),
      ['50/500105/500105001/'],
    )
    assert.deepEqual(
      touched({ rings: [], circles: [{ lon: 108, lat: 29.6, radiusM: 12_000 }] }, towns).map(({ path }) => path),
      ['50/500106/500106001/'],
    )
    assert.deepEqual(middlesOf({ rings: [ring], circles: [] }), [[106.5, 29.5]])
  })
  it('have a box, none without an outline', () => {
    assert.deepEqual(boxOf({ rings: [ring], circles: [] }), { west: 106, south: 29, east: 107, north: 30 })
    assert.equal(boxOf({ rings: [], circles: [] }), null)
    const round = boxOf({ rings: [], circles: [{ lon: 106, lat: 60, radiusM: 111_000 }] })!
    assert.ok(round.west <= 104 && round.east >= 108)
  })
  it('count for their district', () =>
    assert.deepEqual(['50/500105/500105001/', '50/500105/', '50/'].map(districtOf), ['50/500105/', '50/500105/', '50/']))
})
