import { type Call, type Clocks, definePack, type EventType } from '../../contract/pack.ts'
import { card } from './card.ts'
import { details } from './details.ts'
import { inspections } from './inspections.ts'
import { risk } from './risk.ts'
import { settings } from './settings.ts'
import { indicators, layers } from './shown.ts'
import { simulator } from './simulator.ts'

const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const districtDuty: Call = { postKind: 'district-duty', tier: 'district' }
const clocks: Clocks = { accept: '30m', arrive: '4h', report: null, finish: '3d', calendar: 'work' }

/** What somebody finds at a building. Alarms of its panel are the matter of fire-alarm. */
const hazard: EventType = {
  id: 'high-rise-fire.hazard',
  name: { zh: '高楼消防隐患', en: 'Fire hazard in a high-rise' },
  path: ['公共安全', '消防安全', '高楼消防', '消防隐患'],
  prefix: 'GAXFGL',
  family: null,
  grade: 'ordinary',
  gradeOf: {},
  auto: [],
  title: { zh: '{object} {words}', en: '{object}: {words}' },
  plan: {
    lead: [
      { call: [townDuty], name: { zh: '镇街值班长', en: 'Town duty officer' } },
      { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
    ],
    ...{ assist: [], inform: [], safety: [] },
    clocks: { major: clocks, serious: clocks, ordinary: clocks, minor: clocks },
    checklist: [
      { id: 'found', name: { zh: '隐患情况', en: 'What was found' }, kind: 'text', required: true },
      { id: 'mended', name: { zh: '整改后照片', en: 'Photo once mended' }, kind: 'photo', required: true, when: 'after' },
    ],
  },
  closeNeedsClear: false,
  hazard: {
    basis: [
      { zh: '《中华人民共和国消防法》第十六条、第二十八条', en: 'Fire Protection Law, articles 16 and 28' },
      {
        zh: '《高层民用建筑消防安全管理规定》（应急管理部令第5号）',
        en: 'Rules on fire safety of high-rise buildings (Ministry of Emergency Management, decree 5)',
      },
    ],
    // days to mend it: ours (PROPOSED)
    days: { major: 3, serious: 7 },
    otherwise: 15,
    consequence: {
      zh: '逾期不整改的，将依法移送消防救援机构处理。',
      en: 'What is not mended in time goes to the fire service to be dealt with by law.',
    },
  },
  // Among all that can be reported it would have no building; behind the code of one it is offered (card.ts).
  reportable: false,
}

/** High-rises and their risk in five colours (domain.md 9.4). */
export const highRiseFire = definePack({
  id: 'high-rise-fire',
  version: 1,
  name: { zh: '高楼消防', en: 'High-rise fire' },
  objects: [{ kind: 'building', name: { zh: '高层建筑', en: 'High-rise' }, details, risk, card, inspections }],
  deviceKind: null,
  intervalS: null,
  readings: {},
  detect: [],
  acts: [],
  types: [hazard],
  ...{ settings, indicators, layers, simulator },
  merge: { withinM: 50, within: '6h' },
})
