import type { Pack } from '../../contract/pack.ts'
import { closedOf, heardOf, readingOf, redOf, severeOf, words } from '../../contract/pack-figures.ts'

const points = 'hazard-point'

/** Figures of the pack's page; each share with the number it is of. */
export const indicators: Pack['indicators'] = {
  severe: {
    name: words('红橙隐患点', 'Red and orange points'),
    help: words('现为重大、较大风险的隐患点，占登记的', 'Points of extreme or high risk now, of those registered'),
    ...severeOf(points),
  },
  heard: {
    name: words('监测在线', 'Points heard'),
    help: words('24 小时内有读数的隐患点，占登记的', 'Points heard in the last 24 hours, of those registered'),
    ...heardOf(points),
  },
  battery: {
    name: words('电池不足', 'Battery low'),
    help: words(
      '最新电池电压低于 11.5 V 的设备，占 24 小时内报过电压的',
      'Newest battery below 11.5 V, of devices that told one in 24 hours',
    ),
    ...readingOf('battery', { below: 11.5 }),
  },
  red: {
    name: words('红色报警', 'Red alarms'),
    help: words('近 30 天升到红色的变形报警，占全部变形报警', 'Alarms of movement that came to red, of all of them, 30 days'),
    ...redOf('rock'),
  },
  closed: {
    name: words('险情办结', 'Dangers closed'),
    help: words('近 30 天办结的险情，占立案的', 'Dangers closed, of those opened, 30 days'),
    ...closedOf('rock-hazard.danger'),
  },
}

export const layers: Pack['layers'] = {
  points: { name: words('地灾隐患点', 'Geohazard points'), kinds: [points], scene: ['shelter', 'assembly', 'road'] },
}
