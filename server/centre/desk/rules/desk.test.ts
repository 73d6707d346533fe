import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalledBefore } from '../../../../contract/channel.ts'
import type { EventRow } from '../../../../contract/event.ts'
import type { Plan } from '../../../../contract/pack.ts'
import { cell, cityTime, eventsCsv } from './csv.ts'
import { type Placed, placeOf } from './event-row.ts'
import { planView } from './plan-view.ts'

describe('an exported cell', () => {
  it('is never run as a formula', () => {
    for (const text of ['=1+1', '+1+1', '-1-1', '@SUM(A1)', '\t=1', '\r=1', '＝1']) assert.match(cell(text), /^"'/, text)
    assert.equal(cell('=cmd|"/c calc"!A1'), `"'=cmd|""/c calc""!A1"`)
  })
  it('keeps commas, quotes and line breaks inside, and numbers as numbers', () => {
    assert.equal(cell('a,"b"\nc'), '"a,""b""\nc"')
    assert.equal(cell(-106.5), '-106.5')
    assert.equal(cell(null), '""')
  })
})

describe('an export', () => {
  const row = {
    no: 'N1',
    grade: 'major',
    typeName: { zh: '沼气超标', en: 'Gas' },
    title: '𠮷',
    state: 'handling',
    source: 'sensor',
    areaName: 'a',
    whole: false,
    address: null,
    lon: 1,
    lat: 2,
    openedAt: '2026-03-02T01:30:00.000Z',
    closedAt: null,
    leadName: null,
    holder: null,
    clock: null,
    overdue: true,
  } as EventRow
  it('starts with the mark Excel needs, speaks one language and city time', () => {
    const [head = '', line = ''] = eventsCsv([row], 'zh', 'Asia/Shanghai').split('\r\n')
    assert.match(head, /^\uFEFF"编号"/)
    assert.equal(line, '"N1","重大","沼气超标","𠮷","处置中","传感","a","",1,2,"2026-03-02 09:30:00","","","","","是"')
    assert.match(eventsCsv([row], 'en', 'Asia/Shanghai'), /"major","Gas"/)
  })
  it('says that a case is of all of an area', () => {
    const whole = { ...row, areaName: '江北区', whole: true }
    assert.match(eventsCsv([whole], 'zh', 'Asia/Shanghai'), /"江北区 全区"/)
    assert.match(eventsCsv([whole], 'en', 'Asia/Shanghai'), /"江北区 \(all of it\)"/)
  })
  it('of no time shows none', () => assert.equal(cityTime(null, 'Asia/Shanghai'), null))
})

const words = { zh: '一', en: 'one' }
const call = { postKind: 'town-post', tier: 'town' as const }
const plan: Plan = {
  lead: [
    { call: [call], name: words },
    { call: [call], name: words },
    { call: [call], name: words },
  ],
  assist: [],
  inform: [],
  checklist: [],
  safety: [],
  clocks: { major: { accept: '5m', arrive: null, report: null, finish: null, calendar: 'wall' } },
}
const called = (step: number, over: object = {}) => ({
  work_order: 'lead',
  step,
  inform: false,
  called_at: '2026-03-02T01:30:00+00:00',
  post: `p${step}`,
  post_name: `岗${step}`,
  unit_name: 'U',
  person: null,
  person_name: null,
  ...over,
})
const rung = (step: number) => ({ step, post: `r${step}`, post_name: '岗', unit_name: 'U', person: 'x', person_name: 'X' })
const ladder = {
  plan,
  grade: 'major',
  leadOrder: 'lead',
  rungs: [rung(0), rung(1), rung(2)],
  acceptDue: new Date('2026-03-02T01:35:00Z'),
  tried: new Map<string, CalledBefore>(),
}

describe('the rungs of a plan', () => {
  it('tell when the next ones are called while nobody answers', () => {
    const steps = planView({ ...ladder, calls: [called(0)] })
    assert.deepEqual(
      steps.map((step) => [step.called, step.at, step.people[0]?.post]),
      [
        [true, '2026-03-02T01:30:00.000Z', 'p0'],
        [false, '2026-03-02T01:35:00.000Z', 'r1'],
        [false, '2026-03-02T01:40:00.000Z', 'r2'],
      ],
    )
  })
  it('say of people whose turn has not come that they are called already, and of nobody else', () => {
    const ringing = { state: 'ringing', channel: 'voice', red: true } as const
    const other = { ...rung(2), person: 'y' }
    const tried = new Map([['x', ringing]])
    const steps = planView({ ...ladder, calls: [called(0, { person: 'x' })], rungs: [rung(0), rung(1), other], tried })
    assert.deepEqual(
      steps.map((step) => step.people[0]?.before ?? null),
      [null, ringing, null],
    )
  })
  it('promise nothing once somebody has answered', () => {
    assert.deepEqual(
      planView({ ...ladder, calls: [called(0)], rungs: [], acceptDue: null }).map((step) => step.at),
      ['2026-03-02T01:30:00.000Z', null, null],
    )
  })
  it('have whoever assists or is informed beside the first one', () => {
    const steps = planView({
      ...ladder,
      calls: [
        called(0),
        called(0, { work_order: 'other', post: 'fire' }),
        called(0, { work_order: null, inform: true, post: 'leader' }),
      ],
    })
    assert.deepEqual(
      steps[0]?.people.map((person) => [person.post, person.inform]),
      [
        ['p0', false],
        ['fire', false],
        ['leader', true],
      ],
    )
  })
})

describe('where a case is', () => {
  const town: Placed = {
    ...{ area: '50/500105/500105005/', district_name: '江北区', town_name: '寸滩街道', whole_area: null, whole_name: null },
  }
  it('is its district and town', () => assert.deepEqual(placeOf(town), { areaName: '江北区 寸滩街道', whole: false }))
  it('is the path where nothing in it has a name', () =>
    assert.equal(placeOf({ ...town, district_name: null, town_name: null }).areaName, town.area))

  it('is all of the area a vital was told of, by its own name', () => {
    const of = (change: Partial<Placed>) => placeOf({ ...town, ...change })
    assert.deepEqual(of({ whole_area: '500105005', whole_name: '寸滩街道' }), { areaName: '江北区 寸滩街道', whole: true })
    const community = { area: '50/500105/500105005/500105005003/', whole_area: '500105005003', whole_name: '黑石子社区' }
    assert.equal(of(community).areaName, '江北区 寸滩街道 黑石子社区')
    const city = { area: '50/', district_name: null, town_name: null, whole_area: '50', whole_name: '重庆市' }
    assert.equal(of(city).areaName, '重庆市')
    assert.equal(of({ whole_area: '500191', whole_name: '两江新区' }).areaName, '两江新区', 'not the town its case is kept under')
  })
})
