import type { Pack } from '../../contract/pack.ts'

/** What a district may change. In the demo `demo` wins over `value` where it is shorter, and the screens say so. Accept limits are no settings. */
export const settings: Pack['settings'] = {
  'clear-hold': {
    name: { zh: '恢复保持时间', en: 'Clear hold' },
    help: {
      zh: '读数低于恢复线多久才降级或解除（真实 10 分钟，演示缩短为 40 秒）',
      en: 'How long below the clear level before a level is over (10 minutes; 40 seconds in the demo)',
    },
    value: '10m',
    demo: '40s',
    min: '1m',
    max: '60m',
    unit: '',
    sets: [{ rule: '*', at: 'clearHold' }],
  },
  'ineffective-within': {
    name: { zh: '排风见效时间', en: 'Fan takes effect within' },
    help: {
      zh: '排风多久后浓度还没降 20 % 就派人（真实 10 分钟，演示缩短为 45 秒）',
      en: 'Fan time after which a fall below 20 % calls a person (10 minutes; 45 seconds in the demo)',
    },
    value: '10m',
    demo: '45s',
    min: '2m',
    max: '60m',
    unit: '',
    sets: [{ rule: 'fan-ineffective', at: 'within' }],
  },
}
