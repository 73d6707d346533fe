import { type Call, type Clocks, definePack, silence, threshold } from '../../contract/pack.ts'

const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const districtDuty: Call = { postKind: 'district-duty', tier: 'district' }
const major: Clocks = { accept: '15m', arrive: '2h', report: null, finish: '1d', calendar: 'wall' }

/** What others hang on: while a supply has an outage, the silence below it is explained by it. */
export const supply = definePack({
  id: 'supply',
  version: 1,
  name: { zh: '供电与网关', en: 'Power and gateways' },
  objects: [{ kind: 'supply', name: { zh: '供电点或网关', en: 'Power box or gateway' } }],
  deviceKind: 'supply-monitor',
  deviceName: { zh: '供电监测仪', en: 'Supply monitor' },
  intervalS: 60,
  readings: { voltage: { name: { zh: '电压', en: 'Voltage' }, unit: 'V', min: 0, max: 300, normal: [198, 235] } },
  detect: [
    threshold({
      id: 'no-voltage',
      family: 'outage',
      name: { zh: '停电', en: 'Power cut' },
      reading: 'voltage',
      direction: 'below',
      // Half of 220 V: nothing that hangs below works any more.
      levels: [{ severity: 'orange', limit: 110, hold: '30s' }],
      clearFactor: 0.6,
      clearHold: '1m',
    }),
    silence({ id: 'gone', family: 'outage', name: { zh: '网关失联', en: 'Gateway gone' }, for: '3m', severity: 'orange' }),
  ],
  acts: [],
  types: [
    {
      id: 'supply.outage',
      name: { zh: '停电或网关失联', en: 'Power cut or gateway gone' },
      path: ['设施运行', '平台维护', '供电与网络', '停电或网关失联'],
      prefix: 'SSPTGD',
      family: 'outage',
      grade: 'serious',
      gradeOf: { orange: 'serious' },
      auto: ['orange'],
      title: { zh: '{object} 停电或失联', en: '{object}: power cut or gone' },
      plan: {
        lead: [
          { call: [townDuty], name: { zh: '镇街值班长', en: 'Town duty officer' } },
          { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
        ],
        assist: [],
        inform: [],
        clocks: { serious: major, major, ordinary: major },
        checklist: [
          { id: 'found', name: { zh: '停电或断网原因', en: 'Why it is out' }, kind: 'text', required: true },
          { id: 'back', name: { zh: '恢复时间与措施', en: 'When and how it came back' }, kind: 'text', required: true },
        ],
        safety: [{ zh: '不碰裸线，等供电单位断电', en: 'Touch no bare wire; wait until the power company has cut it off' }],
      },
      closeNeedsClear: true,
      reportable: false,
    },
  ],
  settings: {},
  merge: { withinM: 150, within: '6h' },
  quiet: { causes: ['outage'], caused: ['outage'] },
})
