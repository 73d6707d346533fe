import { type Call, type Clocks, definePack, type EventType, type Plan, silence, threshold } from '../../contract/pack.ts'

const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const districtDuty: Call = { postKind: 'district-duty', tier: 'district' }

const fast: Clocks = { accept: '3m', arrive: '15m', report: '30m', finish: '1d', calendar: 'wall' }
const calm: Clocks = { accept: '30m', arrive: '4h', report: null, finish: '2d', calendar: 'work' }

const plan = (clocks: Clocks, safety: Plan['safety']): Plan => ({
  lead: [
    { call: [townDuty], name: { zh: '镇街值班长', en: 'Town duty officer' } },
    { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
  ],
  assist: [],
  inform: [],
  clocks: { serious: clocks, major: clocks, ordinary: clocks, minor: clocks },
  checklist: [{ id: 'found', name: { zh: '现场情况', en: 'What was found' }, kind: 'text', required: true }],
  safety,
})

const fire: EventType = {
  id: 'fire-alarm.fire',
  name: { zh: '火灾报警', en: 'Fire alarm' },
  path: ['公共安全', '消防安全', '火灾自动报警', '火灾报警'],
  prefix: 'GAXFHJ',
  family: 'fire',
  grade: 'serious',
  gradeOf: { orange: 'serious' },
  auto: [],
  title: { zh: '{object} 火灾报警', en: '{object}: fire alarm' },
  plan: plan(fast, [{ zh: '先打 119，不乘电梯，不独自进入烟区', en: 'Call 119 first; no lifts; never into smoke alone' }]),
  closeNeedsClear: true,
  reportable: false,
}

const fault: EventType = {
  ...fire,
  id: 'fire-alarm.fault',
  name: { zh: '消防设施故障', en: 'Fire system fault' },
  path: ['公共安全', '消防安全', '火灾自动报警', '消防设施故障'],
  prefix: 'GAXFGZ',
  family: 'fire-fault',
  grade: 'ordinary',
  gradeOf: { yellow: 'ordinary' },
  title: { zh: '{object} 消防设施故障', en: '{object}: fire system fault' },
  plan: plan(calm, []),
}

const tankLow: EventType = {
  ...fault,
  id: 'fire-alarm.tank-low',
  name: { zh: '消防水箱水位低', en: 'Fire-water tank low' },
  path: ['公共安全', '消防安全', '火灾自动报警', '消防水箱水位低'],
  prefix: 'GAXFSX',
  family: 'tank-low',
  title: { zh: '{object} 消防水箱水位低', en: '{object}: fire-water tank low' },
  plan: {
    ...plan(calm, []),
    checklist: [
      { id: 'found', name: { zh: '现场情况', en: 'What was found' }, kind: 'text', required: true },
      { id: 'mended', name: { zh: '整改后照片', en: 'Photo once mended' }, kind: 'photo', required: true, when: 'after' },
    ],
  },
}

const silent: EventType = {
  ...fault,
  id: 'fire-alarm.device-silent',
  name: { zh: '消防传输装置离线', en: 'Transmitter silent' },
  path: ['设施运行', '平台维护', '监测设备', '消防传输装置离线'],
  prefix: 'SSPTXF',
  family: 'silence',
  title: { zh: '{object} 消防传输装置离线', en: '{object}: transmitter silent' },
}

/**
 * Fire-alarm panels as their transmitters tell of them (GB/T 26875.3). A panel keeps an alarm until it is reset, and so does `fire`: a
 * part that is normal again takes nothing back.
 */
export const fireAlarm = definePack({
  id: 'fire-alarm',
  version: 1,
  name: { zh: '火灾自动报警', en: 'Fire-alarm systems' },
  objects: [{ kind: 'fire-system', name: { zh: '火灾报警系统', en: 'Fire-alarm system' } }],
  deviceKind: 'fire-transmitter',
  intervalS: 60,
  readings: {
    fire: { name: { zh: '火警', en: 'Fire' }, unit: '', min: 0, max: 1, normal: [0, 0] },
    fault: { name: { zh: '主机故障', en: 'Panel fault' }, unit: '', min: 0, max: 1, normal: [0, 0] },
    shielded: { name: { zh: '屏蔽', en: 'Shielded' }, unit: '', min: 0, max: 1, normal: [0, 0] },
    'transmitter-fault': { name: { zh: '传输装置故障', en: 'Transmitter fault' }, unit: '', min: 0, max: 1, normal: [0, 0] },
    'tank-level': {
      name: { zh: '消防水箱水位', en: 'Level of the fire-water tank' },
      unit: 'm',
      min: 0,
      max: 20,
      normal: [1, 20],
    },
    'water-pressure': { name: { zh: '消防水压', en: 'Fire-water pressure' }, unit: 'MPa', min: 0, max: 6, normal: [0.07, 2.5] },
    link: { name: { zh: '通信', en: 'Link' }, unit: '', min: 0, max: 1, normal: [1, 1] },
  },
  detect: [
    threshold({
      id: 'fire',
      family: 'fire',
      name: { zh: '火灾报警', en: 'Fire alarm' },
      reading: 'fire',
      direction: 'above',
      // a bit: 0 or 1
      levels: [{ severity: 'orange', limit: 0.5, hold: '0s' }],
      clearFactor: 1,
      clearHold: '1m',
    }),
    threshold({
      id: 'fault',
      family: 'fire-fault',
      name: { zh: '主机故障', en: 'Panel fault' },
      reading: 'fault',
      direction: 'above',
      // a bit; ten minutes are ours (PROPOSED): faults come and go while somebody works at the panel
      levels: [{ severity: 'yellow', limit: 0.5, hold: '10m' }],
      clearFactor: 1,
      clearHold: '10m',
    }),
    threshold({
      id: 'tank-low',
      family: 'tank-low',
      name: { zh: '消防水箱水位低', en: 'Fire-water tank low' },
      reading: 'tank-level',
      direction: 'below',
      // a metre for five minutes is ours (PROPOSED): a pump that tops it up starts before that
      levels: [{ severity: 'yellow', limit: 1, hold: '5m' }],
      clearFactor: 0.8,
      clearHold: '10m',
    }),
    silence({
      id: 'silent',
      family: 'silence',
      name: { zh: '传输装置离线', en: 'Transmitter silent' },
      for: '30m',
      severity: 'yellow',
    }),
  ],
  acts: [],
  types: [fire, fault, tankLow, silent],
  settings: {
    'tank-low-limit': {
      name: { zh: '消防水箱低水位', en: 'Low level of the tank' },
      help: {
        zh: '低于它 5 分钟报警；恢复线是它的 1.25 倍。按本区水箱的设计水位定',
        en: 'Below it for 5 minutes there is an alarm; the level is back at 1.25 times it. By the design of the tanks here',
      },
      ...{ value: 1, min: 0.3, max: 10, unit: 'm', sets: [{ rule: 'tank-low', at: 'levels.0.limit' }] },
    },
    'tank-low-hold': {
      name: { zh: '低水位持续', en: 'Tank low for' },
      help: { zh: '低于低水位多久才报警', en: 'How long it has to be below its low level' },
      ...{ value: '5m', min: '1m', max: '60m', unit: '', sets: [{ rule: 'tank-low', at: 'levels.0.hold' }] },
    },
  },
  merge: { withinM: 50, within: '6h' },
  quiet: { caused: ['silence'] },
})
