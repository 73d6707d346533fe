import { type Call, type Clocks, definePack, threshold } from '../../contract/pack.ts'

const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const districtDuty: Call = { postKind: 'district-duty', tier: 'district' }
const soon: Clocks = { accept: '5m', arrive: '30m', report: '60m', finish: '1d', calendar: 'wall' }

/**
 * Spoil trucks (渣土车) as their JT/T 808 terminals tell of them: where they are, how fast, how full. So far only the cry for help is
 * looked at; the terminal repeats it with every position while it lasts, and it is one alarm.
 */
export const spoilTruck = definePack({
  id: 'spoil-truck',
  version: 1,
  name: { zh: '渣土车', en: 'Spoil trucks' },
  objectKind: 'spoil-truck',
  objectName: { zh: '渣土车', en: 'Spoil truck' },
  deviceKind: 'vehicle-terminal',
  intervalS: 30,
  readings: {
    lon: { name: { zh: '经度', en: 'Longitude' }, unit: '°', min: -180, max: 180, normal: [-180, 180] },
    lat: { name: { zh: '纬度', en: 'Latitude' }, unit: '°', min: -90, max: 90, normal: [-90, 90] },
    speed: { name: { zh: '车速', en: 'Speed' }, unit: 'km/h', min: 0, max: 300, normal: [0, 80] },
    direction: { name: { zh: '方向', en: 'Heading' }, unit: '°', min: 0, max: 360, normal: [0, 360] },
    acc: { name: { zh: '点火', en: 'Ignition' }, unit: '', min: 0, max: 1, normal: [0, 1] },
    load: { name: { zh: '装载', en: 'Load' }, unit: '%', min: 0, max: 100, normal: [0, 100] },
    mileage: { name: { zh: '里程', en: 'Mileage' }, unit: 'km', min: 0, max: 10_000_000, normal: [0, 10_000_000] },
    distress: { name: { zh: '求助信号', en: 'Distress' }, unit: '', min: 0, max: 1, normal: [0, 0] },
  },
  detect: [
    threshold({
      id: 'distress',
      family: 'distress',
      name: { zh: '紧急报警、碰撞或侧翻', en: 'Emergency, collision or rollover' },
      reading: 'distress',
      direction: 'above',
      // a bit: 0 or 1
      levels: [{ severity: 'yellow', limit: 0.5, hold: '0s' }],
      clearFactor: 1,
      clearHold: '2m',
    }),
  ],
  acts: [],
  types: [
    {
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
    },
  ],
  settings: {},
  merge: { withinM: 150, within: '6h' },
})
