import { type Call, type Clocks, definePack, type EventType, type Plan, silence } from '../../contract/pack.ts'
import type { Words } from '../../contract/words.ts'

const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const districtDuty: Call = { postKind: 'district-duty', tier: 'district' }

const fast: Clocks = { accept: '5m', arrive: '20m', report: '60m', finish: '1d', calendar: 'wall' }
const calm: Clocks = { accept: '30m', arrive: '4h', report: null, finish: '3d', calendar: 'work' }

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

type Noticed = Pick<EventType, 'id' | 'name' | 'path' | 'prefix' | 'grade'> & { title: Words; clocks: Clocks; safety?: Words[] }

/** Nothing a camera notices opens by itself: `auto` is empty, and a person decides. */
const noticed = ({ clocks, safety = [], ...rest }: Noticed): EventType => ({
  ...rest,
  family: null,
  gradeOf: {},
  auto: [],
  plan: plan(clocks, safety),
  closeNeedsClear: false,
  reportable: false,
})

const smoke = noticed({
  id: 'cameras.smoke',
  name: { zh: '疑似烟火', en: 'Smoke or fire' },
  path: ['公共安全', '消防安全', '视频识别', '疑似烟火'],
  prefix: 'GASPYH',
  grade: 'serious',
  title: { zh: '{place} 疑似烟火', en: '{place}: smoke or fire' },
  clocks: fast,
  safety: [{ zh: '确有明火先打 119', en: 'Call 119 first when there is a fire' }],
})

const intrusion = noticed({
  id: 'cameras.intrusion',
  name: { zh: '危险区域闯入', en: 'In a danger zone' },
  path: ['公共安全', '安全防范', '视频识别', '危险区域闯入'],
  prefix: 'GASPCR',
  grade: 'ordinary',
  title: { zh: '{place} 危险区域闯入', en: '{place}: somebody in a danger zone' },
  clocks: fast,
})

const fault = noticed({
  id: 'cameras.fault',
  name: { zh: '摄像机故障', en: 'Camera out of order' },
  path: ['设施运行', '平台维护', '监测设备', '摄像机故障'],
  prefix: 'SSPTSX',
  grade: 'ordinary',
  title: { zh: '{place} 摄像机故障', en: '{place}: camera out of order' },
  clocks: calm,
})

const silent: EventType = {
  ...fault,
  id: 'cameras.platform-silent',
  name: { zh: '视频平台离线', en: 'Camera platform silent' },
  path: ['设施运行', '平台维护', '监测设备', '视频平台离线'],
  prefix: 'SSPTSP',
  family: 'silence',
  gradeOf: { yellow: 'ordinary' },
  title: { zh: '{object} 离线', en: '{object} silent' },
  closeNeedsClear: true,
}

/** Platforms of cameras. What their cameras notice comes by the table of labels; the only rule here is their own silence. */
export const cameras = definePack({
  id: 'cameras',
  version: 1,
  name: { zh: '视频识别', en: 'Cameras' },
  objects: [{ kind: 'camera-platform', name: { zh: '视频平台', en: 'Camera platform' } }],
  deviceKind: 'camera-platform',
  intervalS: 60,
  readings: { link: { name: { zh: '通信', en: 'Link' }, unit: '', min: 0, max: 1, normal: [1, 1] } },
  detect: [
    silence({
      id: 'silent',
      family: 'silence',
      name: { zh: '视频平台离线', en: 'Camera platform silent' },
      // GB/T 28181: three keep-alives missed, one a minute
      for: '3m',
      severity: 'yellow',
    }),
  ],
  acts: [],
  types: [smoke, intrusion, fault, silent],
  settings: {},
  merge: { withinM: 100, within: '6h' },
  quiet: { caused: ['silence'] },
})
