import { type Call, type Clocks, definePack, type Plan } from '../../contract/pack.ts'

const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const districtDuty: Call = { postKind: 'district-duty', tier: 'district' }
const cityDuty: Call = { postKind: 'city-duty', tier: 'city' }

/** Upkeep is work of working days: nobody is rung out of bed for a flapping sensor. */
const ordinary: Clocks = { accept: '4h', arrive: null, report: null, finish: '5d', calendar: 'work' }
const clocks: Plan['clocks'] = { ordinary, minor: ordinary }
const plan = { assist: [], inform: [], clocks, safety: [] } satisfies Partial<Plan>

/** What keeps the platform itself believable: devices that flap, rules that are too noisy. */
export const upkeep = definePack({
  id: 'upkeep',
  version: 1,
  name: { zh: '平台维护', en: 'Upkeep' },
  deviceKind: null,
  intervalS: null,
  readings: {},
  detect: [],
  acts: [],
  types: [
    {
      id: 'upkeep.device',
      name: { zh: '设备维护', en: 'Device upkeep' },
      path: ['设施运行', '平台维护', '监测设备', '设备维护'],
      prefix: 'SSPTWH',
      family: 'upkeep',
      grade: 'ordinary',
      gradeOf: {},
      auto: [],
      title: { zh: '{object} 报警反复，检修监测设备', en: '{object}: alarm flaps, look at the device' },
      plan: {
        ...plan,
        // The unit that maintains the object leads; this is who takes its place where none is named.
        lead: [
          { call: [townDuty], name: { zh: '镇街值班长', en: 'Town duty officer' } },
          { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
        ],
        checklist: [
          { id: 'found', name: { zh: '现场情况与原因', en: 'What was found, and why' }, kind: 'text', required: true },
          {
            id: 'device-after',
            name: { zh: '检修后照片', en: 'Put right, photo' },
            kind: 'photo',
            required: true,
            when: 'after',
          },
        ],
      },
      closeNeedsClear: false,
      reportable: false,
    },
    {
      id: 'upkeep.noisy-rule',
      name: { zh: '规则过吵', en: 'Noisy rule' },
      path: ['设施运行', '平台维护', '报警规则', '规则过吵'],
      prefix: 'SSPTGZ',
      family: null,
      grade: 'ordinary',
      gradeOf: {},
      auto: [],
      title: { zh: '规则过吵：{object}', en: 'Noisy rule: {object}' },
      plan: {
        ...plan,
        lead: [{ call: [cityDuty], name: { zh: '市值班长', en: 'City duty officer' } }],
        checklist: [
          {
            id: 'done',
            name: { zh: '调整了什么，或为什么不调整', en: 'What was changed, or why not' },
            kind: 'text',
            required: true,
          },
        ],
      },
      closeNeedsClear: false,
      reportable: false,
    },
  ],
  settings: {},
  merge: { withinM: 100, within: '24h' },
})
