import type { Pack } from '../../contract/pack.ts'

/**
 * What a district may change, and what the demo shortens. A key names the fields it fills: `<rule id>.<field>`,
 * `<rule id>.<severity>.<field>` for a level, `*` for every rule that has the field. In demo mode `demo` wins over `value`
 * and the screens say so; accept limits are never shortened.
 */
export const settings: Pack['settings'] = {
  '*.clearHold': {
    name: { zh: '恢复保持时间', en: 'Clear hold' },
    help: {
      zh: '读数低于恢复线多久才降一级（真实 10 分钟，演示缩短为 20 秒）',
      en: 'How long below the clear level before one step down (10 minutes; 20 seconds in the demo)',
    },
    value: '10m',
    demo: '20s',
  },
  'fan-ineffective.within': {
    name: { zh: '排风见效时间', en: 'Fan takes effect within' },
    help: {
      zh: '排风多久后浓度还没降 20 % 就派人（真实 10 分钟，演示缩短为 45 秒）',
      en: 'Fan time after which a fall below 20 % calls a person (10 minutes; 45 seconds in the demo)',
    },
    value: '10m',
    demo: '45s',
  },
  'ch4.blue.limit': {
    name: { zh: '甲烷蓝线', en: 'Methane blue limit' },
    help: { zh: '到此值启动排风，%LEL', en: 'The fan starts here, %LEL' },
    value: 10,
  },
  'ch4.yellow.limit': {
    name: { zh: '甲烷黄线', en: 'Methane yellow limit' },
    help: { zh: '保持 30 秒后等人研判，%LEL', en: 'After 30 s a person decides, %LEL' },
    value: 20,
  },
  'ch4.orange.limit': {
    name: { zh: '甲烷橙线', en: 'Methane orange limit' },
    help: { zh: '保持 60 秒后自动立案派遣，%LEL', en: 'After 60 s an event opens by itself, %LEL' },
    value: 25,
  },
  'ch4.red.limit': {
    name: { zh: '甲烷红线', en: 'Methane red limit' },
    help: { zh: '立即自动立案派遣、疏散，%LEL', en: 'At once: event, dispatch, evacuation, %LEL' },
    value: 50,
  },
}
