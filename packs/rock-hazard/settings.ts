import type { Pack, Setting } from '../../contract/pack.ts'
import type { Severity } from '../../contract/scales.ts'
import type { Words } from '../../contract/words.ts'
import { growth, rain } from './limits.ts'

type Settings = Pack['settings']

const colours: Record<Severity, Words> = {
  blue: { zh: '蓝色', en: 'blue' },
  yellow: { zh: '黄色', en: 'yellow' },
  orange: { zh: '橙色', en: 'orange' },
  red: { zh: '红色', en: 'red' },
}
const sensors = {
  crack: { name: { zh: '裂缝', en: 'Crack' }, unit: 'mm', step: 0.5 },
  tilt: { name: { zh: '倾角', en: 'Tilt' }, unit: '°', step: 0.01 },
  gnss: { name: { zh: '地表位移', en: 'Surface' }, unit: 'mm', step: 1 },
} as const

/** Where the growth of a day stands in the levels of `moving` (rules.ts), blue first. */
const places: Record<Severity, string> = {
  blue: 'levels.0.when.limit',
  yellow: 'levels.1.when.of.0.limit',
  orange: 'levels.2.when.of.0.limit',
  red: 'levels.3.when.of.0.of.0.limit',
}
const order = ['blue', 'yellow', 'orange', 'red'] as const

/** Ranges of neighbours touch and never cross, so that no district can put yellow above orange: half way down, half way up. */
function rangeOf(limits: Partial<Record<Severity, number>>, colour: Severity, step: number): { min: number; max: number } {
  const values = order.flatMap((one) => limits[one] ?? [])
  const [value, at] = [limits[colour]!, order.indexOf(colour)]
  const between = (a: number, b: number): number => Math.round((a + b) / 2 / step) * step
  const tidy = (number: number): number => Number(number.toFixed(3))
  const below = at === 0 ? value / 2 : between(values[at - 1]!, value) + step
  const above = at === values.length - 1 ? value * 2 : between(value, values[at + 1]!)
  return { min: tidy(below), max: tidy(above) }
}

const help: Words = {
  zh: '起始值为本平台建议（重庆市阈值未公开），由区县按监测点实际调整',
  en: 'The value to begin with is ours (Chongqing publishes none); each district sets its own by what its points do',
}

const growthSettings = Object.entries(sensors).flatMap(([id, { name, unit, step }]) =>
  order.map((colour): [string, Setting] => [
    `${id}-${colour}`,
    {
      name: {
        zh: `${name.zh} 24 小时变化：${colours[colour].zh}`,
        en: `${name.en}, change in 24 hours: ${colours[colour].en}`,
      },
      ...{ help, unit, step, value: growth[id as keyof typeof growth][colour] },
      ...rangeOf(growth[id as keyof typeof growth], colour, step),
      sets: [{ rule: `rock-${id}`, at: places[colour] }],
    },
  ]),
)

const rainHelp: Words = {
  zh: '建议值；单凭降雨最高为黄色。气象部门按当地雨强标准校准',
  en: 'Ours to begin with; rain alone is yellow at most. Set it with the weather service',
}
const rainSettings = (['hour', 'day'] as const).flatMap((length) =>
  (['blue', 'yellow'] as const).map((colour, i): [string, Setting] => [
    `rain-${length}-${colour}`,
    {
      name: {
        zh: `${length === 'hour' ? '1 小时' : '24 小时'}雨量：${colours[colour].zh}`,
        en: `Rain in ${length === 'hour' ? 'an hour' : '24 hours'}: ${colours[colour].en}`,
      },
      ...{ help: rainHelp, unit: 'mm', step: 1, value: rain[length][colour] },
      ...rangeOf(rain[length], colour, 1),
      sets: [{ rule: length === 'hour' ? 'rock-rain1h' : 'rock-rain24h', at: `levels.${i}.limit` }],
    },
  ]),
)

/** What a district may change: the limits of a day's growth and of rain, each within its range. Accept limits are no settings. */
export const settings: Settings = {
  ...Object.fromEntries([...growthSettings, ...rainSettings]),
  'doubt-for': {
    name: { zh: '误报记忆', en: 'Memory of a false alarm' },
    help: {
      zh: '判为误报后，这台传感器单独报警最高为黄色的天数；另一台独立传感器不受影响，修复后可提前恢复',
      en: 'How long a sensor alone raises no more than yellow after a false alarm; others are not affected, a repair ends it',
    },
    ...{ value: '14d', min: '1d', max: '60d', unit: '' },
    sets: Object.keys(sensors).map((id) => ({ rule: `rock-${id}`, at: 'doubt.for' })),
  },
}
