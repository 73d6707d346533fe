import type { Pack } from '../../contract/pack.ts'
import { closedOf, heardOf, readingOf, redOf, words } from '../../contract/pack-figures.ts'
import { methane } from './limits.ts'

/** Figures of the pack's page; each share with the number it is of. The month by area is the sheet (`sheet.ts`). */
export const indicators: Pack['indicators'] = {
  heard: {
    name: words('监测在线', 'Monitors heard'),
    help: words('24 小时内有读数的化粪池，占登记的', 'Tanks heard in the last 24 hours, of those registered'),
    ...heardOf('septic-tank'),
  },
  high: {
    name: words('甲烷偏高', 'Methane is up'),
    help: words(
      '最新甲烷高于 10%LEL 的监测仪，占 24 小时内有读数的',
      'Newest methane above 10 %LEL, of monitors heard in 24 hours',
    ),
    ...readingOf('ch4', { above: methane.blue }),
  },
  red: {
    name: words('红色报警', 'Red alarms'),
    help: words('近 30 天升到红色的气体报警，占全部气体报警', 'Gas alarms that came to red, of all gas alarms, 30 days'),
    ...redOf('gas'),
  },
  closed: {
    name: words('超标结案', 'Cases closed'),
    help: words('近 30 天超标结案数，占立案数', 'Cases over the limit closed, of those opened, 30 days'),
    ...closedOf('septic-gas.over-limit'),
  },
}

export const layers: Pack['layers'] = {
  tanks: { name: words('化粪池', 'Septic tanks'), kinds: ['septic-tank'], scene: ['road', 'key-unit'] },
}
