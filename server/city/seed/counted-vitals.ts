import { leastCases } from '../../../contract/least-cases.ts'
import type { VitalDefinition } from '../../../contract/vital.ts'
import type { VitalCount } from '../../../contract/vital-count.ts'

type Words = { zh: string; en: string }
type Listed = {
  code: string
  board: string
  track: string
  name: Words
  count: VitalCount
  unit?: Words
  both?: [Words, Words]
  normal?: VitalDefinition['normal']
  leastSample?: number
  normalAbove?: VitalDefinition['normalAbove']
}

const words = (zh: string, en: string): Words => ({ zh, en })
const cases = words('件', 'events')
const orders = words('单', 'orders')
const registered = words('在册', 'registered')
const grave = words('红色、橙色', 'red and orange')
const risky = (kind: string): VitalCount => ({
  ...{ of: 'objects', when: 'now', where: [{ field: 'kind', in: [kind] }] },
  part: [{ field: 'risk', in: ['red', 'orange'] }],
})
const red = (kind: string): VitalCount => ({
  ...{
    of: 'objects',
    when: 'now',
    where: [
      { field: 'kind', in: [kind] },
      { field: 'risk', in: ['red'] },
    ],
  },
})
/** The ranges of a number that adds up, by tier: so many at most in a town, a district, the city (ours, PROPOSED). */
const atMost = (town: number, district: number, city: number): Pick<Listed, 'normal' | 'normalAbove'> => ({
  normal: { most: town },
  normalAbove: [
    { tier: 'district', most: district },
    { tier: 'city', most: city },
  ],
})
/** Objects with an open event of some kind, each once. */
const troubled = (field: 'type' | 'pack', value: string): VitalCount => ({
  ...{ of: 'events', when: 'now', where: [{ is: 'open' }, { field, in: [value] }], different: 'object' },
})
const lead = { field: 'role', in: ['lead'] }

/** Vitals of the demo that nobody tells: they are counted from its own events, orders and objects. */
const listed: readonly Listed[] = [
  {
    ...{
      code: 'events.open',
      board: 'society',
      track: 'enforcement',
      name: words('未办结事件', 'Events not closed'),
      unit: cases,
    },
    count: { of: 'events', when: 'now', where: [{ is: 'open' }] },
  },
  {
    ...{
      code: 'objects.affected',
      board: 'society',
      track: 'enforcement',
      name: words('有未办结事件的对象', 'Objects with an open event'),
      unit: words('个', 'objects'),
    },
    count: { of: 'events', when: 'now', where: [{ is: 'open' }], different: 'object' },
  },
  {
    ...{
      code: 'events.grave',
      board: 'emergency',
      track: 'work-safety',
      name: words('未办结的较大以上事件', 'Serious events not closed'),
    },
    ...{ unit: cases, ...atMost(0, 0, 0) },
    count: { of: 'events', when: 'now', where: [{ is: 'open' }, { field: 'grade', in: ['extraordinary', 'major', 'serious'] }] },
  },
  {
    ...{
      code: 'events.opened',
      board: 'society',
      track: 'enforcement',
      name: words('当日新增事件', 'Events opened'),
      unit: cases,
    },
    count: { of: 'events', when: 'opened', where: [] },
  },
  {
    ...{
      code: 'events.closed',
      board: 'society',
      track: 'enforcement',
      name: words('当日办结事件', 'Events closed'),
      unit: cases,
    },
    count: { of: 'events', when: 'closed', where: [{ is: 'closed' }] },
  },
  {
    ...{ code: 'events.reopened', board: 'party', track: 'orders-reach', name: words('办结后重开率', 'Closed and opened again') },
    ...{ both: [words('重开过', 'reopened'), words('办结', 'closed')], normal: { most: 5 }, leastSample: leastCases },
    count: { of: 'events', when: 'closed', where: [{ is: 'closed' }], part: [{ is: 'reopened' }] },
  },
  {
    ...{ code: 'events.false', board: 'party', track: 'orders-reach', name: words('误报率', 'False alarms') },
    ...{ both: [words('误报', 'false alarms'), words('新增', 'opened')], normal: { most: 20 }, leastSample: leastCases },
    count: { of: 'events', when: 'opened', where: [], part: [{ is: 'false-alarm' }] },
  },
  {
    ...{ code: 'orders.open', board: 'party', track: 'orders-reach', name: words('在办工单', 'Orders at work'), unit: orders },
    count: { of: 'orders', when: 'now', where: [{ is: 'open' }] },
  },
  {
    ...{ code: 'orders.overdue', board: 'party', track: 'orders-reach', name: words('在办工单超时率', 'Orders overdue') },
    // None may be overdue: one is one too many, of however few.
    ...{ both: [words('超时', 'overdue'), words('在办', 'at work')], normal: { most: 0 } },
    count: { of: 'orders', when: 'now', where: [{ is: 'open' }], part: [{ is: 'overdue' }] },
  },
  {
    ...{
      code: 'orders.accepted',
      board: 'party',
      track: 'orders-reach',
      name: words('牵头签收及时率', 'Leads accepted in time'),
    },
    ...{ both: [words('按时签收', 'in time'), words('到期应签收', 'due')], normal: { least: 95 }, leastSample: leastCases },
    count: { of: 'orders', when: 'asked', where: [lead, { is: 'answered' }], part: [{ is: 'accepted-in-time' }] },
  },
  {
    ...{ code: 'orders.done', board: 'party', track: 'orders-reach', name: words('工单办结及时率', 'Orders done in time') },
    ...{ both: [words('按时办结', 'in time'), words('办结', 'done')], normal: { least: 90 }, leastSample: leastCases },
    count: { of: 'orders', when: 'done', where: [{ is: 'done' }], part: [{ is: 'done-in-time' }] },
  },
  {
    ...{
      code: 'risk.septic',
      board: 'facilities',
      track: 'sanitation',
      name: words('化粪池较大以上风险占比', 'Septic tanks at high risk'),
    },
    both: [grave, registered],
    count: risky('septic-tank'),
  },
  {
    ...{ code: 'risk.rock', board: 'emergency', track: 'geohazard', name: words('危岩较大以上风险占比', 'Rocks at high risk') },
    both: [grave, registered],
    count: risky('hazard-point'),
  },
  {
    ...{
      code: 'risk.high-rise',
      board: 'emergency',
      track: 'high-rise-fire',
      name: words('高楼较大以上风险占比', 'High-rises at high risk'),
    },
    both: [grave, registered],
    count: risky('building'),
  },
  {
    ...{ code: 'fire.tower-red', board: 'emergency', track: 'high-rise-fire', unit: words('幢', 'towers') },
    ...{ name: words('高楼消防码红色', 'High-rises with a red code'), ...atMost(2, 6, 20) },
    count: red('building'),
  },
  {
    ...{ code: 'rock.red', board: 'emergency', track: 'geohazard', unit: words('处', 'places'), ...atMost(0, 0, 0) },
    name: words('危岩地灾点红色', 'Rocks and slopes at red'),
    count: red('hazard-point'),
  },
  {
    ...{ code: 'septic.over-limit', board: 'facilities', track: 'sanitation', unit: words('座', 'tanks'), ...atMost(1, 2, 5) },
    name: words('化粪池沼气超限', 'Septic tanks over the limit'),
    count: troubled('type', 'septic-gas.over-limit'),
  },
  {
    ...{ code: 'waste.trucks-over', board: 'ecology', track: 'waste', unit: words('个', 'objects'), ...atMost(2, 4, 10) },
    name: words('渣土运输有未结事件的对象', 'Spoil haulage: objects with an open event'),
    count: troubled('pack', 'spoil-truck'),
  },
  {
    ...{ code: 'objects.coded', board: 'society', track: 'grids', name: words('监管对象赋码率', 'Objects with a code') },
    both: [words('已赋码', 'with a code'), registered],
    count: { of: 'objects', when: 'now', where: [], part: [{ is: 'coded' }] },
  },
]

/** Counted by town and day; due at once, for nobody has to send them. */
export const countedVitals = (): VitalDefinition[] =>
  listed.map(({ both, unit, ...vital }) => ({
    ...vital,
    unit: unit ?? words('%', '%'),
    ...{
      decimals: 0,
      tier: 'town',
      cadence: 'day',
      dueMinutes: 1,
      hysteresis: 0,
      source: words('本平台计数', 'counted by this platform'),
    },
    ...(both
      ? { aggregation: 'ratio' as const, times: 100 as const, numerator: both[0], denominator: both[1] }
      : { aggregation: 'sum' as const, times: 1 as const }),
  }))
