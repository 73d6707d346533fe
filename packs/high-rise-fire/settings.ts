import type { Pack } from '../../contract/pack.ts'

const hazard = 'high-rise-fire.hazard'
const mend = {
  zh: '通知书没有写天数时给业主的整改天数（自次日起算的自然日）',
  en: 'Calendar days a letter gives the owner when nobody wrote others, counted from the next day',
}

/**
 * What a district may change: how long owners have to mend a hazard, and when a standing one lifts the building's colour (domain.md 9.4: a day
 * orange, three days red). Ranges of neighbours never cross. The low level of a fire-water tank is a setting of `fire-alarm`.
 */
export const settings: Pack['settings'] = {
  'worsen-orange': {
    name: { zh: '未恢复升为橙色', en: 'Orange when it stands for' },
    help: {
      zh: '消防无水、水箱低水位、主机停用、通道堵塞多久未恢复，楼栋升为橙色',
      en: 'How long no water, a low tank, a panel that is off or a blocked lane may stand before the building is orange',
    },
    ...{ value: '24h', min: '1h', max: '48h', unit: '', sets: [{ floor: '*', at: 'steps.1.after' }] },
  },
  'worsen-red': {
    name: { zh: '未恢复升为红色', en: 'Red when it stands for' },
    help: { zh: '同上，多久未恢复升为红色', en: 'The same, before it is red' },
    ...{ value: '72h', min: '49h', max: '240h', unit: '', sets: [{ floor: '*', at: 'steps.2.after' }] },
  },
  'mend-major': {
    name: { zh: '重大隐患整改天数', en: 'Days to mend a major hazard' },
    ...{ help: mend, value: 3, min: 1, max: 5, step: 1, unit: '', sets: [{ hazard, at: 'days.major' }] },
  },
  'mend-serious': {
    name: { zh: '较大隐患整改天数', en: 'Days to mend a serious hazard' },
    ...{ help: mend, value: 7, min: 6, max: 10, step: 1, unit: '', sets: [{ hazard, at: 'days.serious' }] },
  },
  'mend-other': {
    name: { zh: '一般隐患整改天数', en: 'Days to mend any other hazard' },
    ...{ help: mend, value: 15, min: 11, max: 30, step: 1, unit: '', sets: [{ hazard, at: 'otherwise' }] },
  },
}
