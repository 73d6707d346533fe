import { definePack } from '../../contract/pack.ts'
import { card } from './card.ts'
import { details } from './details.ts'
import { inspections } from './inspections.ts'
import { risk } from './risk.ts'
import { rules } from './rules.ts'
import { settings } from './settings.ts'
import { indicators, layers } from './shown.ts'
import { simulator } from './simulator.ts'
import { danger, deviceDown, found, sign } from './types.ts'

/**
 * Dangerous rocks and slides (危岩地灾风险管控, domain.md 9.3): crack, tilt, GNSS and rain are watched; the colour is the gravest of the
 * forms of movement, rain alone is yellow at most, two sensors that agree make it a step graver. The four-fold staff is called and confirms.
 */
export const rockHazard = definePack({
  id: 'rock-hazard',
  version: 1,
  name: { zh: '危岩地灾', en: 'Geohazards' },
  objects: [
    {
      kind: 'hazard-point',
      name: { zh: '地灾隐患点', en: 'Geohazard point' },
      public: true,
      ...{ details, risk, card, inspections },
      charges: {
        responsible: { zh: '片区负责人', en: 'Area head' },
        manager: { zh: '区县技术管理员', en: 'District technical manager' },
        maintainer: { zh: '驻守地质队员', en: 'Resident geologist' },
        grid: { zh: '群测群防员', en: 'Watcher' },
      },
    },
  ],
  deviceKind: 'rock-sensor',
  deviceName: { zh: '地灾监测设备', en: 'Geohazard sensor' },
  intervalS: 600,
  readings: {
    crack: { name: { zh: '裂缝宽度', en: 'Crack width' }, unit: 'mm', min: 0, max: 2_000, normal: [0, 500] },
    tilt: { name: { zh: '倾角', en: 'Tilt' }, unit: '°', min: -90, max: 90, normal: [-5, 5] },
    gnss: { name: { zh: '地表位移', en: 'Surface displacement' }, unit: 'mm', min: -5_000, max: 20_000, normal: [-500, 2_000] },
    rain1h: { name: { zh: '1 小时雨量', en: 'Rain in an hour' }, unit: 'mm', min: 0, max: 300, normal: [0, 20] },
    rain24h: { name: { zh: '24 小时雨量', en: 'Rain in 24 hours' }, unit: 'mm', min: 0, max: 1_000, normal: [0, 50] },
    battery: { name: { zh: '电池电压', en: 'Battery' }, unit: 'V', min: 0, max: 30, normal: [11.5, 15] },
  },
  detect: rules,
  acts: [
    {
      // near failure a value every ten minutes is too few (domain.md 9.3)
      ...{
        family: 'rock',
        device: 'rock-sensor',
        at: 'orange',
        command: 'sample.fast',
        off: 'sample.normal',
        receiptWithin: '30s',
      },
      ...{ name: { zh: '加密采样', en: 'Sample faster' }, offName: { zh: '恢复采样', en: 'Sample as usual' } },
    },
    {
      ...{ family: 'rock', device: 'loudspeaker', at: 'red', command: 'siren.on', off: 'siren.off', receiptWithin: '10s' },
      ...{ name: { zh: '鸣响警报', en: 'Sound the siren' }, offName: { zh: '停止警报', en: 'Stop the siren' } },
    },
  ],
  types: [danger, sign, found, deviceDown],
  ...{ settings, indicators, layers, simulator },
  merge: { withinM: 300, within: '24h' },
  quietAfterEnd: '1h',
  quiet: {
    caused: ['rock-device'],
    faults: ['crack', 'tilt', 'gnss'].map((reading) => ({ rule: `rock-${reading}-flat`, families: ['rock'] })),
  },
})
