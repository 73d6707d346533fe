import type { ObjectKind } from '../../contract/object-kind.ts'

/** What the register keeps of a point (domain.md 9.3, `HazardPoint`). */
export const details: ObjectKind['details'] = {
  form: {
    kind: 'choice',
    name: { zh: '灾害类型', en: 'Kind of hazard' },
    choices: {
      rock: { zh: '危岩', en: 'Dangerous rock' },
      slide: { zh: '滑坡', en: 'Landslide' },
      debris: { zh: '泥石流', en: 'Debris flow' },
      collapse: { zh: '地面塌陷', en: 'Ground collapse' },
      fissure: { zh: '地裂缝', en: 'Ground fissure' },
    },
    required: true,
  },
  volume: { kind: 'number', name: { zh: '体积', en: 'Volume' }, unit: 'm³', min: 1, max: 500_000_000, required: false },
  height: { kind: 'number', name: { zh: '高差', en: 'Height' }, unit: 'm', min: 1, max: 1_500, required: false },
  households: {
    kind: 'number',
    name: { zh: '威胁户数', en: 'Households threatened' },
    unit: '',
    min: 0,
    max: 20_000,
    required: false,
  },
  persons: { kind: 'number', name: { zh: '威胁人数', en: 'People threatened' }, unit: '', min: 0, max: 100_000, required: false },
  waterway: {
    kind: 'yes',
    name: { zh: '威胁航道', en: 'Threatens the waterway' },
    hint: { zh: '崩落入水可能起浪，红色时海事停航', en: 'A fall into the water may raise a wave: ships are stopped on red' },
    required: false,
  },
  'waterway-name': { kind: 'text', name: { zh: '航道名称', en: 'Waterway' }, max: 40, required: false },
  'reach-from': {
    ...{ kind: 'number', name: { zh: '停航段起点里程', en: 'Reach to be closed, from' }, unit: 'km', min: 0, max: 7_000 },
    required: false,
  },
  'reach-to': {
    ...{ kind: 'number', name: { zh: '停航段终点里程', en: 'Reach to be closed, to' }, unit: 'km', min: 0, max: 7_000 },
    required: false,
  },
  'reach-line': {
    ...{ kind: 'text', name: { zh: '停航段线位', en: 'Line of that reach' }, max: 200, form: 'route', required: false },
    hint: { zh: '经度,纬度 经度,纬度……（WGS-84），沿航道从起点到终点', en: 'lon,lat lon,lat … (WGS-84) along the waterway' },
  },
  road: { kind: 'yes', name: { zh: '威胁道路', en: 'Threatens a road' }, required: false },
  stability: {
    kind: 'choice',
    name: { zh: '稳定性', en: 'Stability' },
    choices: {
      stable: { zh: '稳定', en: 'Stable' },
      basically: { zh: '基本稳定', en: 'Basically stable' },
      poor: { zh: '欠稳定', en: 'Poor' },
      unstable: { zh: '不稳定', en: 'Unstable' },
    },
    // A rock does not become stable at a desk: the survey that says so is kept with it.
    proof: true,
    required: false,
  },
  treatment: {
    kind: 'choice',
    name: { zh: '治理状态', en: 'Treatment' },
    hint: { zh: '锁头、束腰、固脚', en: 'Anchored at the top, bolted in the middle, strengthened at the foot' },
    choices: {
      none: { zh: '未治理', en: 'None' },
      watched: { zh: '监测预警', en: 'Watched' },
      working: { zh: '治理中', en: 'Being treated' },
      done: { zh: '已治理', en: 'Treated' },
    },
    proof: true,
    required: false,
  },
  route: { kind: 'text', name: { zh: '撤离路线', en: 'Evacuation route' }, max: 120, required: false },
  shelter: { kind: 'text', name: { zh: '安置点', en: 'Shelter' }, max: 60, required: false },
  'card-given': { kind: 'date', past: true, name: { zh: '明白卡发放', en: 'Card given to households' }, required: false },
  'last-survey': { kind: 'date', past: true, name: { zh: '上次专业排查', en: 'Last surveyed' }, required: false },
  'last-drill': { kind: 'date', past: true, name: { zh: '上次避险演练', en: 'Last evacuation drill' }, required: false },
}
