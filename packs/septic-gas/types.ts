import type { Call, ChecklistItem, Clocks, EventType, Plan } from '../../contract/pack.ts'
import type { Words } from '../../contract/words.ts'

const townPost = (side: 'A' | 'B'): Call => ({ postKind: 'town-post', tier: 'town', board: 'safety-law', side })
const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const districtDuty: Call = { postKind: 'district-duty', tier: 'district' }
const districtLeader: Call = { postKind: 'district-leader', tier: 'district' }
const sanitation: Call = { postKind: 'maintainer', tier: 'district', domain: 'sanitation' }
const fire: Call = { postKind: 'department-clerk', tier: 'district', domain: 'fire' }

const hub: Plan['lead'] = [
  { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
  { call: [districtLeader], name: { zh: '区县指挥长', en: 'District leader' } },
]

/** Grade → clocks, all from dispatch: accept 3/5/15 minutes is the project's table, the others its proposed defaults. */
const urgentClocks: Record<string, Clocks> = {
  extraordinary: { accept: '3m', arrive: '15m', report: '30m', finish: null, calendar: 'wall' },
  major: { accept: '5m', arrive: '30m', report: '60m', finish: '24h', calendar: 'wall' },
  serious: { accept: '15m', arrive: '60m', report: '4h', finish: '3d', calendar: 'wall' },
  ordinary: { accept: '30m', arrive: '1d', report: null, finish: '5d', calendar: 'work' },
  minor: { accept: '30m', arrive: '1d', report: null, finish: '5d', calendar: 'work' },
}

const safety: Words[] = [
  { zh: '先通风，再检测，后作业', en: 'Ventilate first, then test, then work' },
  { zh: '不下池，不探身', en: 'Never enter the tank, never lean in' },
  { zh: '不用明火，不抽烟，不开关电器', en: 'No open fire, no smoking, no electric switches' },
  { zh: '两人同行，一人监护', en: 'Two persons, one watching' },
]

const checklist: ChecklistItem[] = [
  {
    id: 'cordon',
    name: {
      zh: '拉警戒、劝离（红色 40 米，橙黄 5 米），拍照',
      en: 'Cordon and clear people (40 m red, 5 m orange and yellow), photo',
    },
    kind: 'photo',
    required: true,
    when: 'before',
  },
  {
    id: 'ventilate',
    name: { zh: '通风（风机或开盖自然通风）', en: 'Ventilate (fan or open lid)' },
    kind: 'tick',
    required: true,
  },
  { id: 'lid-before', name: { zh: '池口处置前照片', en: 'Lid before, photo' }, kind: 'photo', required: true, when: 'before' },
  {
    id: 'test',
    name: { zh: '开盖前甲烷读数', en: 'Methane before the lid is opened' },
    kind: 'reading',
    required: true,
    reading: 'ch4',
    unit: '%LEL',
  },
  { id: 'lid-after', name: { zh: '池口处置后照片', en: 'Lid after, photo' }, kind: 'photo', required: true, when: 'after' },
  { id: 'cause', name: { zh: '原因与措施', en: 'Cause and measures' }, kind: 'text', required: true },
]

const sanitationAssist: Plan['assist'][number] = {
  id: 'sanitation',
  call: sanitation,
  grades: ['extraordinary', 'major'],
  mandatory: false,
  name: { zh: '环卫所：吸污、冲洗、查风机', en: 'Sanitation station: pump, rinse, look at the fan' },
}
const fireAssist: Plan['assist'][number] = {
  id: 'fire',
  call: fire,
  grades: ['extraordinary'],
  mandatory: false,
  name: { zh: '消防：现场备勤', en: 'Fire service: stand by' },
}

/** Methane, hydrogen sulphide, carbon monoxide over, or oxygen under its limit. Blue is watch only: the fan runs, no event. */
export const overLimit: EventType = {
  id: 'septic-gas.over-limit',
  name: { zh: '沼气超标', en: 'Tank gas over limit' },
  path: ['设施运行', '市容环卫', '化粪池危险源', '沼气超标'],
  prefix: 'SSHFZL',
  family: 'gas',
  grade: 'serious',
  gradeOf: { red: 'extraordinary', orange: 'major', yellow: 'serious' },
  auto: ['red', 'orange'],
  title: { zh: '{object} 沼气超标', en: '{object}: gas over limit' },
  plan: {
    lead: [
      { call: [townPost('A')], name: { zh: '镇街平安法治岗 A 岗', en: 'Town safety post, side A' } },
      {
        call: [townPost('B'), townDuty],
        name: { zh: '镇街平安法治岗 B 岗、值班长', en: 'Town safety post, side B, and town duty officer' },
      },
      ...hub,
    ],
    assist: [sanitationAssist, fireAssist],
    inform: [
      { call: districtDuty, grades: ['extraordinary', 'major'] },
      { call: districtLeader, grades: ['extraordinary'] },
    ],
    clocks: urgentClocks,
    checklist,
    safety,
  },
  closeNeedsClear: true,
  reportable: false,
  cordonM: { red: 40, orange: 5, yellow: 5 },
}

/** The fan did not confirm its command: nobody may rely on it, so a person goes at once. */
export const fanFault: EventType = {
  id: 'septic-gas.fan-fault',
  name: { zh: '风机无回执', en: 'Fan gives no receipt' },
  path: ['设施运行', '市容环卫', '化粪池危险源', '风机故障'],
  prefix: 'SSHFFJ',
  family: 'fan',
  grade: 'major',
  gradeOf: { orange: 'major' },
  auto: ['orange'],
  title: { zh: '{object} 风机无回执', en: '{object}: fan gives no receipt' },
  plan: {
    lead: [
      { call: [sanitation], name: { zh: '区县环卫所', en: 'District sanitation station' } },
      { call: [townPost('A'), townDuty], name: { zh: '镇街平安法治岗、值班长', en: 'Town safety post and town duty officer' } },
      ...hub,
    ],
    assist: [],
    inform: [{ call: townDuty, grades: ['extraordinary', 'major'] }],
    clocks: urgentClocks,
    checklist: [
      { id: 'power', name: { zh: '查电源和通信', en: 'Check power and connection' }, kind: 'tick', required: true },
      { id: 'run', name: { zh: '风机试运行', en: 'Run the fan' }, kind: 'tick', required: true },
      { id: 'fan-after', name: { zh: '修复后照片', en: 'Repaired, photo' }, kind: 'photo', required: true, when: 'after' },
      { id: 'cause', name: { zh: '原因与措施', en: 'Cause and measures' }, kind: 'text', required: true },
    ],
    safety,
  },
  closeNeedsClear: true,
  reportable: false,
}

/** What somebody finds at a tank. Its owner, where there is one, gets a letter with a day to mend it by (domain.md 9.1). */
export const tankHazard: EventType = {
  id: 'septic-gas.hazard',
  name: { zh: '化粪池隐患', en: 'Hazard at a tank' },
  path: ['设施运行', '市容环卫', '化粪池危险源', '化粪池隐患'],
  prefix: 'SSHFYH',
  family: null,
  grade: 'ordinary',
  gradeOf: {},
  auto: [],
  title: { zh: '{object} {words}', en: '{object}: {words}' },
  plan: {
    lead: [
      { call: [townPost('A')], name: { zh: '镇街平安法治岗 A 岗', en: 'Town safety post, side A' } },
      {
        call: [townPost('B'), townDuty],
        name: { zh: '镇街平安法治岗 B 岗、值班长', en: 'Town safety post, side B, and town duty officer' },
      },
      ...hub,
    ],
    assist: [],
    inform: [],
    clocks: urgentClocks,
    checklist: [
      { id: 'found', name: { zh: '现场情况', en: 'What was found' }, kind: 'text', required: true },
      { id: 'mended', name: { zh: '整改后照片', en: 'Photo once mended' }, kind: 'photo', required: true, when: 'after' },
    ],
    safety,
  },
  closeNeedsClear: false,
  reportable: false,
  hazard: {
    basis: [
      {
        zh: '《城镇排水与污水处理条例》（国务院令第641号）',
        en: 'Regulations on urban drainage and sewage treatment (State Council decree 641)',
      },
      { zh: '《重庆市市容环境卫生管理条例》', en: 'Chongqing regulations on the city’s appearance and sanitation' },
    ],
    // days to mend it: ours (PROPOSED)
    days: { serious: 7 },
    otherwise: 15,
    consequence: {
      zh: '逾期不整改的，由城市管理部门依法处理。',
      en: 'What is not mended in time is dealt with by the urban management department.',
    },
  },
}

/** A monitor that says nothing, or always the same: unknown is not normal. */
export const deviceSilent: EventType = {
  id: 'septic-gas.device-silent',
  name: { zh: '监测设备离线或失真', en: 'Monitor silent or stuck' },
  path: ['设施运行', '市容环卫', '化粪池危险源', '监测设备离线'],
  prefix: 'SSHFSB',
  family: 'silence',
  grade: 'ordinary',
  gradeOf: { yellow: 'ordinary' },
  auto: [],
  title: { zh: '{object} 监测设备离线或失真', en: '{object}: monitor silent or stuck' },
  plan: {
    lead: [
      { call: [sanitation], name: { zh: '区县环卫所', en: 'District sanitation station' } },
      { call: [townDuty], name: { zh: '镇街值班长', en: 'Town duty officer' } },
      { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
    ],
    assist: [],
    inform: [],
    clocks: urgentClocks,
    checklist: [
      { id: 'found', name: { zh: '现场情况', en: 'What was found' }, kind: 'text', required: true },
      { id: 'device-after', name: { zh: '修复后照片', en: 'Repaired, photo' }, kind: 'photo', required: true, when: 'after' },
    ],
    safety,
  },
  closeNeedsClear: true,
  reportable: false,
}
