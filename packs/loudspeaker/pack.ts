import { type Call, type Clocks, definePack, type EventType, noReceipt, silence } from '../../contract/pack.ts'
import { simulator } from './simulator.ts'

const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const districtDuty: Call = { postKind: 'district-duty', tier: 'district' }
const lead: EventType['plan']['lead'] = [
  { call: [townDuty], name: { zh: '镇街值班长', en: 'Town duty officer' } },
  { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
]
const clocks: Clocks = { accept: '3m', arrive: '30m', report: '30m', finish: '1d', calendar: 'wall' }
const calm: Clocks = { accept: '2h', arrive: '1d', report: null, finish: '3d', calendar: 'work' }

/** The siren did not confirm: nobody may rely on it, people must be told by voice, phone and at the door. */
const unheard: EventType = {
  id: 'loudspeaker.no-receipt',
  name: { zh: '警报无回执', en: 'Siren gives no receipt' },
  path: ['公共安全', '应急广播', '预警喇叭', '警报无回执'],
  prefix: 'GAYJJB',
  family: 'siren',
  grade: 'major',
  gradeOf: { orange: 'major' },
  auto: ['orange'],
  title: { zh: '{object} 警报无回执', en: '{object}: siren gives no receipt' },
  plan: {
    ...{ lead, assist: [], inform: [{ call: districtDuty, grades: ['extraordinary', 'major'] }] },
    clocks: { extraordinary: clocks, major: clocks, serious: clocks, ordinary: clocks },
    checklist: [
      { id: 'told', name: { zh: '改用何种方式通知到户', en: 'How people were told instead' }, kind: 'text', required: true },
    ],
    safety: [{ zh: '先通知人撤离，再查设备', en: 'Tell people to leave first, look at the device afterwards' }],
  },
  closeNeedsClear: false,
  reportable: false,
}

const silent: EventType = {
  ...unheard,
  id: 'loudspeaker.silent',
  name: { zh: '预警喇叭离线', en: 'Loudspeaker silent' },
  path: ['公共安全', '应急广播', '预警喇叭', '喇叭离线'],
  prefix: 'GAYJLX',
  family: 'loudspeaker-silent',
  grade: 'ordinary',
  gradeOf: { yellow: 'ordinary' },
  auto: [],
  title: { zh: '{object} 预警喇叭离线', en: '{object}: loudspeaker silent' },
  plan: {
    ...{ lead, assist: [], inform: [], safety: [] },
    clocks: { major: calm, serious: calm, ordinary: calm, minor: calm },
    checklist: [
      { id: 'mended', name: { zh: '修复后照片', en: 'Repaired, photo' }, kind: 'photo', required: true, when: 'after' },
    ],
  },
  closeNeedsClear: true,
}

/** Loudspeakers of the emergency broadcast (应急广播) at the objects of other packs, whose alarms sound them. */
export const loudspeaker = definePack({
  id: 'loudspeaker',
  version: 1,
  name: { zh: '应急广播', en: 'Emergency broadcast' },
  deviceKind: 'loudspeaker',
  deviceName: { zh: '预警喇叭', en: 'Loudspeaker' },
  intervalS: 3_600,
  readings: {
    battery: { name: { zh: '电池电压', en: 'Battery' }, unit: 'V', min: 0, max: 30, normal: [11.5, 15] },
  },
  detect: [
    noReceipt({
      ...{ id: 'siren-no-receipt', family: 'siren', name: { zh: '警报无回执', en: 'Siren gave no receipt' } },
      ...{ command: 'siren.on', severity: 'orange', clearOnReceipt: true },
    }),
    silence({
      ...{ id: 'loudspeaker-silent', family: 'loudspeaker-silent', name: { zh: '预警喇叭离线', en: 'Loudspeaker silent' } },
      ...{ for: '6h', severity: 'yellow' },
    }),
  ],
  acts: [],
  types: [unheard, silent],
  ...{ settings: {}, simulator },
  merge: { withinM: 300, within: '6h' },
})
