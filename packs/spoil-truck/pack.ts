import { type Call, type Clocks, definePack, type EventType, type ThresholdRule, threshold } from '../../contract/pack.ts'
import { kinds } from './details.ts'
import { haulage, haulParts, haulTypes } from './haulage.ts'
import { seenTypes } from './seen.ts'
import { settings } from './settings.ts'
import { indicators, layers } from './shown.ts'
import { simulator } from './simulator.ts'

const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const districtDuty: Call = { postKind: 'district-duty', tier: 'district' }
const soon: Clocks = { accept: '5m', arrive: '30m', report: '60m', finish: '1d', calendar: 'wall' }

const calm: Clocks = { accept: '30m', arrive: null, report: null, finish: '2d', calendar: 'work' }

type Said = Pick<ThresholdRule, 'id' | 'family' | 'name'>
/** A bit of the terminal, repeated with every position while it lasts: one alarm until two minutes after the last. */
const flagged = (severity: 'yellow' | 'blue', reading: string, said: Said): ThresholdRule =>
  threshold({
    ...{ ...said, reading, direction: 'above' },
    levels: [{ severity, limit: 0.5, hold: '0s' }],
    ...{ clearFactor: 1, clearHold: '2m' },
  })

const bit = (zh: string, en: string) => ({ name: { zh, en }, unit: '', min: 0, max: 1, normal: [0, 0] as [number, number] })

const distress: EventType = {
  id: 'spoil-truck.distress',
  name: { zh: '渣土车求助', en: 'Spoil truck in distress' },
  path: ['公共安全', '道路运输', '渣土车', '渣土车求助'],
  prefix: 'GADLZT',
  family: 'distress',
  grade: 'serious',
  gradeOf: { yellow: 'serious' },
  auto: [],
  title: { zh: '{object} 求助', en: '{object}: distress' },
  plan: {
    lead: [
      { call: [townDuty], name: { zh: '镇街值班长', en: 'Town duty officer' } },
      { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
    ],
    assist: [],
    inform: [],
    clocks: { serious: soon, major: soon, ordinary: soon },
    checklist: [{ id: 'found', name: { zh: '现场情况', en: 'What was found' }, kind: 'text', required: true }],
    safety: [{ zh: '先在车后放警示牌，再靠近', en: 'Set up a warning sign behind the truck before going near' }],
  },
  closeNeedsClear: true,
  reportable: false,
}

/** A person decides on yellow; blue is watched only: no case, no call. */
const driving = (id: string, prefix: string, { zh, en }: EventType['name'], { watched = false } = {}): EventType => ({
  ...distress,
  id: `spoil-truck.${id}`,
  name: { zh, en },
  path: ['公共安全', '道路运输', '渣土车', zh],
  ...{ prefix, family: id, grade: 'ordinary', gradeOf: watched ? {} : { yellow: 'ordinary' } },
  title: { zh: `{object} ${zh}`, en: `{object}: ${en.toLowerCase()}` },
  plan: { ...distress.plan, clocks: { serious: soon, major: soon, ordinary: calm, minor: calm }, safety: [] },
})

/**
 * Spoil trucks (渣土车) as their JT/T 808 terminals tell of them: where they are, how fast, how full, and what the terminal itself finds
 * wrong; whether what they do is permitted (places, hours, route, ticket, volume) stands in haulage.ts.
 */
export const spoilTruck = definePack({
  id: 'spoil-truck',
  version: 1,
  name: { zh: '渣土车', en: 'Spoil trucks' },
  objects: kinds,
  deviceKind: 'vehicle-terminal',
  intervalS: 30,
  readings: {
    speed: { name: { zh: '车速', en: 'Speed' }, unit: 'km/h', min: 0, max: 300, normal: [0, 80] },
    direction: { name: { zh: '方向', en: 'Heading' }, unit: '°', min: 0, max: 360, normal: [0, 360] },
    acc: { name: { zh: '点火', en: 'Ignition' }, unit: '', min: 0, max: 1, normal: [0, 1] },
    load: { name: { zh: '装载', en: 'Load' }, unit: '%', min: 0, max: 100, normal: [0, 100] },
    mileage: { name: { zh: '里程', en: 'Mileage' }, unit: 'km', min: 0, max: 10_000_000, normal: [0, 10_000_000] },
    lon: { name: { zh: '经度', en: 'Longitude' }, unit: '°', min: -180, max: 180, normal: [-180, 180] },
    lat: { name: { zh: '纬度', en: 'Latitude' }, unit: '°', min: -90, max: 90, normal: [-90, 90] },
    distress: bit('求助信号', 'Distress'),
    overspeed: bit('超速', 'Over the speed limit'),
    fatigue: bit('疲劳驾驶', 'Driver tired'),
    'off-route': bit('偏离路线', 'Off its route'),
    theft: bit('被盗、非法点火或非法位移', 'Stolen, started or moved unlawfully'),
    ahead: bit('本次上报前向或车道报警', 'Reported: collision ahead or lane'),
    driver: bit('本次上报驾驶员报警', 'Reported: driver distracted'),
    tyres: bit('本次上报胎压报警', 'Reported: tyres'),
    'blind-spot': bit('本次上报盲区报警', 'Reported: blind spot'),
  },
  detect: [
    flagged('yellow', 'distress', {
      ...{ id: 'distress', family: 'distress', name: { zh: '紧急报警、碰撞或侧翻', en: 'Emergency, collision or rollover' } },
    }),
    flagged('yellow', 'fatigue', { id: 'fatigue', family: 'fatigue', name: { zh: '疲劳驾驶', en: 'Driver tired' } }),
    flagged('yellow', 'off-route', { id: 'off-route', family: 'off-route', name: { zh: '偏离路线', en: 'Off its route' } }),
    flagged('yellow', 'theft', { id: 'theft', family: 'theft', name: { zh: '疑似被盗', en: 'Perhaps stolen' } }),
    // The terminal's own limit, of a driver who sees it: a case for each would be hundreds an hour.
    flagged('blue', 'overspeed', { id: 'overspeed', family: 'overspeed', name: { zh: '超速', en: 'Over the speed limit' } }),
    flagged('blue', 'ahead', { id: 'ahead', family: 'warning', name: { zh: '前向或车道报警', en: 'Collision ahead or lane' } }),
    flagged('blue', 'driver', { id: 'driver', family: 'warning', name: { zh: '驾驶员报警', en: 'Driver distracted' } }),
    flagged('blue', 'tyres', { id: 'tyres', family: 'warning', name: { zh: '胎压报警', en: 'Tyres' } }),
    flagged('blue', 'blind-spot', { id: 'blind-spot', family: 'warning', name: { zh: '盲区报警', en: 'Blind spot' } }),
  ],
  acts: [],
  types: [
    distress,
    driving('fatigue', 'GADLPL', { zh: '疲劳驾驶', en: 'Driver tired' }),
    driving('off-route', 'GADLPX', { zh: '偏离路线', en: 'Off its route' }),
    driving('theft', 'GADLBD', { zh: '疑似被盗', en: 'Perhaps stolen' }),
    driving('overspeed', 'GADLCS', { zh: '超速', en: 'Over the speed limit' }, { watched: true }),
    driving('warning', 'GADLAQ', { zh: '主动安全报警', en: 'Active safety warning' }, { watched: true }),
    ...seenTypes,
    ...haulTypes,
  ],
  haulage,
  parts: haulParts,
  ...{ settings, indicators, layers, simulator },
  merge: { withinM: 150, within: '6h' },
})
