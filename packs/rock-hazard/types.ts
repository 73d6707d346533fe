import type { z } from 'zod'
import type { Assist, Call, CallStep, Clocks, EventType, Plan } from '../../contract/pack.ts'
import type { Grade } from '../../contract/scales.ts'
import { closures } from './closures.ts'

type Helps = z.input<typeof Assist>

// 四重网格员: each by their charge of the point; where nobody has it, the post that usually does.
const areaHead: Call = { charge: 'responsible', postKind: 'town-post', tier: 'town', board: 'safety-law', side: 'A' }
const watcher: Call = { charge: 'grid', postKind: 'grid-worker', tier: 'town' }
const geologist: Call = { charge: 'maintainer', postKind: 'maintainer', tier: 'district', domain: 'geology' }
const technicalManager: Call = { charge: 'manager', postKind: 'department-clerk', tier: 'district', domain: 'planning' }

const townPostB: Call = { postKind: 'town-post', tier: 'town', board: 'safety-law', side: 'B' }
const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const townCommander: Call = { postKind: 'town-commander', tier: 'town' }
const districtDuty: Call = { postKind: 'district-duty', tier: 'district' }
const districtLeader: Call = { postKind: 'district-leader', tier: 'district' }
const department = (domain: string): Call => ({ postKind: 'department-clerk', tier: 'district', domain })

const from = (grade: 'extraordinary' | 'major' | 'serious' | 'ordinary'): Grade[] => {
  const all = ['extraordinary', 'major', 'serious', 'ordinary'] as const
  return all.slice(0, all.indexOf(grade) + 1)
}

/** By colour (domain.md 9.3): blue checked within a day, yellow on site in 4 hours, orange in 2, red at once. */
const clocks: Record<string, Clocks> = {
  extraordinary: { accept: '3m', arrive: '30m', report: '30m', finish: null, calendar: 'wall' },
  major: { accept: '5m', arrive: '2h', report: '2h', finish: '3d', calendar: 'wall' },
  serious: { accept: '15m', arrive: '4h', report: '6h', finish: '5d', calendar: 'wall' },
  ordinary: { accept: '2h', arrive: '1d', report: null, finish: '7d', calendar: 'wall' },
}

/** App at once, then SMS, then the phone; who has not answered five minutes after the first is passed over for the next contact. */
const ladder: CallStep[] = [
  { channel: 'app', after: '0s' },
  { channel: 'sms', after: '2m' },
  { channel: 'voice', after: '270s' },
]

const assist: Helps[] = [
  {
    ...{ id: 'watcher', call: watcher, grades: from('ordinary'), mandatory: true, evacuates: true },
    name: { zh: '群测群防员：查看变形，守住警戒', en: 'Watcher: look at the cracks, keep people out' },
  },
  {
    ...{ id: 'geologist', call: geologist, grades: from('serious'), mandatory: true },
    name: { zh: '驻守地质队员：到场会商', en: 'Resident geologist: judge it on site' },
  },
  {
    ...{ id: 'manager', call: technicalManager, grades: from('serious'), mandatory: true },
    name: { zh: '区县技术管理员：会商研判', en: 'District technical manager: judge it together' },
  },
  {
    ...{
      id: 'road',
      call: department('police-traffic'),
      grades: from('major'),
      mandatory: true,
      when: { detail: 'road', is: [true] },
    },
    closes: 'road',
    name: { zh: '交巡警：道路管制（橙色备勤，红色封路）', en: 'Traffic police: ready on orange, road closed on red' },
  },
  {
    ...{
      id: 'shipping',
      call: department('maritime'),
      grades: from('major'),
      mandatory: true,
      when: { detail: 'waterway', is: [true] },
    },
    closes: 'shipping',
    name: { zh: '海事：航道管制（橙色备勤，红色停航）', en: 'Maritime: ready on orange, shipping stopped on red' },
  },
  {
    ...{ id: 'shelter', call: department('emergency'), grades: from('extraordinary'), mandatory: false, evacuates: true },
    name: { zh: '应急管理局：转移安置', en: 'Emergency bureau: shelter and supplies' },
  },
]

const safety: Plan['safety'] = [
  { zh: '不站在危岩下方和滑坡前缘', en: 'Never stand below the rock or in front of the slide' },
  { zh: '从两侧撤，不沿沟跑', en: 'Leave sideways, never along the gully' },
  { zh: '夜间、雨中两人同行，留一人瞭望', en: 'At night or in rain go in pairs, one keeps watch' },
]

const checklist: Plan['checklist'] = [
  { id: 'look', name: { zh: '现场变形情况', en: 'What moves, and how' }, kind: 'text', required: true },
  {
    id: 'before',
    name: { zh: '裂缝或崩落照片', en: 'Photo of the crack or fall' },
    kind: 'photo',
    required: true,
    when: 'before',
  },
  {
    ...{ id: 'crack', name: { zh: '人工复核裂缝宽度', en: 'Crack measured by hand' }, kind: 'reading' },
    ...{ required: false, reading: 'crack', unit: 'mm' },
  },
  { id: 'cordon', name: { zh: '设警戒、立警示牌', en: 'Cordon and warning sign' }, kind: 'tick', required: true },
  { id: 'moved', name: { zh: '受威胁住户撤离情况', en: 'Households moved' }, kind: 'text', required: false },
  { id: 'closed', name: { zh: '道路、航道管制情况', en: 'Road and waterway' }, kind: 'text', required: false },
  { id: 'after', name: { zh: '处置后照片', en: 'Photo afterwards' }, kind: 'photo', required: true, when: 'after' },
  { id: 'verdict', name: { zh: '会商结论与后续措施', en: 'Verdict and what follows' }, kind: 'text', required: true },
]

/** A point that moves, or may in this rain. Blue waits for a person, who sends the watcher; from yellow on it is dispatched by itself. */
export const danger: EventType = {
  id: 'rock-hazard.danger',
  name: { zh: '危岩地灾险情', en: 'Geohazard danger' },
  path: ['公共安全', '自然灾害', '危岩地灾', '险情预警'],
  prefix: 'GAZRWY',
  family: 'rock',
  grade: 'serious',
  gradeOf: { red: 'extraordinary', orange: 'major', yellow: 'serious', blue: 'ordinary' },
  auto: ['red', 'orange', 'yellow'],
  title: { zh: '{object} 险情预警', en: '{object}: geohazard danger' },
  plan: {
    lead: [
      { call: [areaHead], name: { zh: '片区负责人', en: 'Area head' } },
      {
        call: [townPostB, townDuty],
        name: { zh: '镇街平安法治岗 B 岗、值班长', en: 'Town safety post, side B, and town duty officer' },
      },
      { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
      { call: [districtLeader], name: { zh: '区县指挥长', en: 'District leader' } },
    ],
    assist,
    inform: [
      { call: townCommander, grades: from('serious') },
      { call: districtDuty, grades: from('serious') },
      { call: districtLeader, grades: from('major') },
    ],
    ...{ clocks, checklist, safety },
    callConfirm: { extraordinary: ladder, major: ladder, serious: ladder, ordinary: ladder },
    confirmAnew: true,
    evacuate: { grades: from('extraordinary'), registered: { households: 'households', persons: 'persons' } },
    closures,
  },
  closeNeedsClear: true,
  reportable: false,
  cordonM: { red: 200, orange: 100, yellow: 50 },
}

const calm: Clocks = { accept: '2h', arrive: '1d', report: null, finish: '5d', calendar: 'work' }

/** What a watcher or a citizen sees: cracks in walls, falling stones, muddy springs. */
export const sign: EventType = {
  ...danger,
  id: 'rock-hazard.sign',
  name: { zh: '地灾前兆', en: 'Signs of a geohazard' },
  path: ['公共安全', '自然灾害', '危岩地灾', '群众反映前兆'],
  prefix: 'GAZRQZ',
  family: null,
  gradeOf: {},
  auto: [],
  title: { zh: '地灾前兆', en: 'Signs of a geohazard' },
  closeNeedsClear: false,
  reportable: true,
}

/** What a round finds at a point. */
export const found: EventType = {
  ...sign,
  id: 'rock-hazard.found',
  name: { zh: '地灾隐患点巡查隐患', en: 'Hazard found on a round' },
  path: ['公共安全', '自然灾害', '危岩地灾', '巡查隐患'],
  prefix: 'GAZRYH',
  grade: 'ordinary',
  title: { zh: '{object} {words}', en: '{object}: {words}' },
  plan: {
    ...sign.plan,
    assist: [],
    inform: [{ call: districtDuty, grades: from('serious') }],
    clocks: { ...clocks, minor: calm },
    callConfirm: undefined,
    confirmAnew: undefined,
    // a crack that was found moves nobody yet; whoever sees more reports a danger
    evacuate: undefined,
    closures: undefined,
  },
  reportable: false,
  hazard: {
    basis: [
      { zh: '《地质灾害防治条例》（国务院令第 394 号）', en: 'Regulations on Geological Disasters (State Council Decree 394)' },
    ],
    days: { extraordinary: 1, major: 2, serious: 3 },
    otherwise: 15,
  },
}

/** Unknown is not normal: a sensor that says nothing, or always the same. */
export const deviceDown: EventType = {
  ...danger,
  id: 'rock-hazard.device',
  name: { zh: '地灾监测设备离线或失真', en: 'Geohazard sensor silent or stuck' },
  path: ['公共安全', '自然灾害', '危岩地灾', '监测设备异常'],
  prefix: 'GAZRSB',
  family: 'rock-device',
  grade: 'ordinary',
  gradeOf: { yellow: 'ordinary' },
  auto: [],
  title: { zh: '{object} 监测设备离线或失真', en: '{object}: sensor silent or stuck' },
  plan: {
    lead: [
      { call: [geologist], name: { zh: '驻守地质队', en: 'Resident geologists' } },
      { call: [townDuty], name: { zh: '镇街值班长', en: 'Town duty officer' } },
      { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
    ],
    ...{ assist: [], inform: [], safety },
    clocks: { major: calm, serious: calm, ordinary: calm, minor: calm },
    checklist: [
      { id: 'found', name: { zh: '现场情况', en: 'What was found' }, kind: 'text', required: true },
      { id: 'mended', name: { zh: '修复后照片', en: 'Repaired, photo' }, kind: 'photo', required: true, when: 'after' },
    ],
  },
}
