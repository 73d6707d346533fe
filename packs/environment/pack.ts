import { type Call, type Clocks, definePack, type EventType, type Plan, silence, threshold } from '../../contract/pack.ts'

const townDuty: Call = { postKind: 'town-duty', tier: 'town' }
const districtDuty: Call = { postKind: 'district-duty', tier: 'district' }
const townClerk: Call = { postKind: 'town-post', tier: 'town', board: 'safety-law', side: 'A' }

const environmentClerk: Call = { postKind: 'department-clerk', tier: 'district', domain: 'environment', side: 'A' }

const calm: Clocks = { accept: '30m', arrive: '4h', report: null, finish: '2d', calendar: 'work' }
const soon: Clocks = { accept: '15m', arrive: '1h', report: null, finish: '1d', calendar: 'wall' }

const plan = (safety: Plan['safety']): Plan => ({
  lead: [
    { call: [townClerk, townDuty], name: { zh: '镇街平安法治岗、值班长', en: 'Town safety post and town duty officer' } },
    { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
  ],
  assist: [],
  inform: [],
  clocks: { serious: soon, major: soon, ordinary: calm, minor: calm },
  checklist: [
    { id: 'found', name: { zh: '现场情况', en: 'What was found' }, kind: 'text', required: true },
    { id: 'after', name: { zh: '处置后照片', en: 'Afterwards, photo' }, kind: 'photo', required: true, when: 'after' },
  ],
  safety,
})

const dust: EventType = {
  id: 'environment.dust',
  name: { zh: '扬尘超标', en: 'Dust over limit' },
  path: ['生态环境', '大气环境', '施工扬尘', '扬尘超标'],
  prefix: 'STHJYC',
  family: 'dust',
  grade: 'ordinary',
  gradeOf: { orange: 'serious', yellow: 'ordinary' },
  auto: [],
  title: { zh: '{object} 扬尘超标', en: '{object}: dust over limit' },
  plan: plan([{ zh: '进工地戴安全帽和口罩', en: 'Helmet and mask on the site' }]),
  closeNeedsClear: true,
  reportable: false,
}

const noise: EventType = {
  ...dust,
  id: 'environment.noise',
  name: { zh: '噪声超标', en: 'Noise over limit' },
  path: ['生态环境', '声环境', '施工噪声', '噪声超标'],
  prefix: 'STHJZS',
  family: 'noise',
  title: { zh: '{object} 噪声超标', en: '{object}: noise over limit' },
}

const downpour: EventType = {
  ...dust,
  id: 'environment.downpour',
  name: { zh: '短时强降雨', en: 'Downpour' },
  path: ['应急管理', '防汛抗旱', '雨情', '短时强降雨'],
  prefix: 'YJFXYQ',
  family: 'rain',
  title: { zh: '{object} 短时强降雨', en: '{object}: downpour' },
  plan: plan([{ zh: '不靠近边坡、河边和积水的下穿道', en: 'Keep away from slopes, river banks and flooded underpasses' }]),
}

/** No rule of a device finds it: the vital of a river section does, where its registry says so (`opens`). */
const water: EventType = {
  ...dust,
  id: 'environment.water',
  name: { zh: '断面水质异常', en: 'Water of a river section' },
  path: ['生态环境', '水环境', '地表水', '断面水质异常'],
  prefix: 'STHJSZ',
  family: 'river-water',
  gradeOf: {},
  title: { zh: '{object} 水质异常', en: '{object}: water quality' },
  plan: {
    ...plan([
      {
        zh: '沿河取样穿救生衣，两人同行，汛期不下河',
        en: 'Life jackets on the bank, two together; nobody enters a river in flood',
      },
    ]),
    // Water does not wait for Monday.
    clocks: { serious: soon, major: soon, ordinary: soon, minor: calm },
    lead: [
      { call: [environmentClerk], name: { zh: '区县生态环境局经办岗', en: 'Environment bureau of the district' } },
      { call: [districtDuty], name: { zh: '区县值班长', en: 'District duty officer' } },
    ],
  },
  closeNeedsClear: false,
}

const silent: EventType = {
  ...dust,
  id: 'environment.device-silent',
  name: { zh: '监测站离线', en: 'Station silent' },
  path: ['设施运行', '平台维护', '监测设备', '监测站离线'],
  prefix: 'SSPTHJ',
  family: 'silence',
  title: { zh: '{object} 监测站离线', en: '{object}: station silent' },
  plan: plan([]),
}

/**
 * Dust, noise and rain at fixed stations, as they report over HJ 212 and SL 651. The water level is only kept: its limits are those of
 * each river and gauge, not of a kind of device.
 */
export const environment = definePack({
  id: 'environment',
  version: 1,
  name: { zh: '扬尘噪声与雨水情监测', en: 'Dust, noise, rain and water level' },
  objects: [
    { kind: 'environment-site', name: { zh: '监测站点', en: 'Monitoring site' }, public: true },
    // What a river section may have its water from; which lies upstream of which is kept in the register (上下游).
    { kind: 'river-section', name: { zh: '河流断面', en: 'River section' }, public: true, devices: false },
    { kind: 'outfall', name: { zh: '入河排口', en: 'Outfall' }, public: true, devices: false },
    { kind: 'discharger', name: { zh: '排污单位', en: 'Discharger' }, devices: false },
  ],
  deviceKind: 'environment-station',
  intervalS: 60,
  readings: {
    tsp: { name: { zh: '总悬浮颗粒物', en: 'TSP' }, unit: 'µg/m³', min: 0, max: 5000, normal: [0, 300] },
    pm10: { name: { zh: 'PM10', en: 'PM10' }, unit: 'µg/m³', min: 0, max: 2000, normal: [0, 150] },
    pm25: { name: { zh: 'PM2.5', en: 'PM2.5' }, unit: 'µg/m³', min: 0, max: 1000, normal: [0, 75] },
    noise: { name: { zh: '噪声', en: 'Noise' }, unit: 'dB(A)', min: 20, max: 140, normal: [30, 70] },
    temperature: { name: { zh: '气温', en: 'Temperature' }, unit: '°C', min: -40, max: 60, normal: [-5, 42] },
    humidity: { name: { zh: '湿度', en: 'Humidity' }, unit: '%', min: 0, max: 100, normal: [20, 100] },
    pressure: { name: { zh: '气压', en: 'Air pressure' }, unit: 'kPa', min: 50, max: 110, normal: [85, 105] },
    wind: { name: { zh: '风速', en: 'Wind speed' }, unit: 'm/s', min: 0, max: 75, normal: [0, 10] },
    'wind-direction': { name: { zh: '风向', en: 'Wind direction' }, unit: '°', min: 0, max: 360, normal: [0, 360] },
    rain: { name: { zh: '一小时雨量', en: 'Rain in an hour' }, unit: 'mm', min: 0, max: 300, normal: [0, 8] },
    // Since when is the station's own affair (SL 651 names no period), so that no rule looks at it.
    'rain-now': { name: { zh: '当前降水量', en: 'Current rain' }, unit: 'mm', min: 0, max: 1000, normal: [0, 50] },
    'rain-total': {
      name: { zh: '累计降水量', en: 'Rain counted so far' },
      unit: 'mm',
      min: 0,
      max: 1_000_000,
      normal: [0, 1_000_000],
    },
    level: { name: { zh: '水位', en: 'Water level' }, unit: 'm', min: -100, max: 9000, normal: [-100, 9000] },
    voltage: { name: { zh: '电源电压', en: 'Supply voltage' }, unit: 'V', min: 0, max: 60, normal: [10.5, 15] },
  },
  detect: [
    threshold({
      id: 'pm10',
      family: 'dust',
      name: { zh: 'PM10 超标', en: 'PM10 over limit' },
      reading: 'pm10',
      direction: 'above',
      // 150 µg/m³: 24 h mean of grade II, GB 3095-2012; that it should hold for half an hour, and twice as much as the second step, are ours (PROPOSED)
      levels: [
        { severity: 'yellow', limit: 150, hold: '30m' },
        { severity: 'orange', limit: 300, hold: '15m' },
      ],
      clearFactor: 0.8,
      clearHold: '15m',
    }),
    threshold({
      id: 'noise',
      family: 'noise',
      name: { zh: '噪声超标', en: 'Noise over limit' },
      reading: 'noise',
      direction: 'above',
      // 70 dB(A): limit of a building site by day, GB 12523-2011. By night it is 55; a site that may not work then is another pack's affair.
      levels: [{ severity: 'yellow', limit: 70, hold: '20m' }],
      clearFactor: 0.95,
      clearHold: '20m',
    }),
    threshold({
      id: 'rain',
      family: 'rain',
      name: { zh: '短时强降雨', en: 'Downpour' },
      reading: 'rain',
      direction: 'above',
      // 20 mm in an hour is what forecasters call a short downpour; 50 mm as the second step is ours (PROPOSED)
      levels: [
        { severity: 'yellow', limit: 20, hold: '0s' },
        { severity: 'orange', limit: 50, hold: '0s' },
      ],
      clearFactor: 0.5,
      clearHold: '30m',
    }),
    silence({
      id: 'silent',
      family: 'silence',
      name: { zh: '监测站离线', en: 'Station silent' },
      for: '90m',
      severity: 'yellow',
    }),
  ],
  acts: [],
  types: [dust, noise, downpour, water, silent],
  settings: {},
  merge: { withinM: 150, within: '6h' },
  quietAfterEnd: '30m',
  quiet: { caused: ['silence'] },
})
