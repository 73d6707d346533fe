import type { Pack } from '../../contract/pack.ts'
import type { PackCount } from '../../contract/pack-indicator.ts'

const words = (zh: string, en: string) => ({ zh, en })
const over = ['septic-gas.over-limit']
const alarms = { count: 'alarms', families: ['gas'] } satisfies PackCount
const tanks = { count: 'objects', kind: 'septic-tank' } as const

/** Figures of the pack's page; each share with the number it is of. The month by area is the sheet (`sheet.ts`). */
export const indicators: Pack['indicators'] = {
  heard: {
    name: words('监测在线', 'Monitors heard'),
    help: words('24 小时内有读数的化粪池，占登记的', 'Tanks heard in the last 24 hours, of those registered'),
    count: { ...tanks, heard: true },
    of: tanks,
  },
  high: {
    name: words('甲烷偏高', 'Methane is up'),
    help: words(
      '最新甲烷高于 10%LEL 的监测仪，占 24 小时内有读数的',
      'Newest methane above 10 %LEL, of monitors heard in 24 hours',
    ),
    count: { count: 'readings', reading: 'ch4', above: 10 },
    of: { count: 'readings', reading: 'ch4' },
  },
  red: {
    name: words('红色报警', 'Red alarms'),
    help: words('近 30 天升到红色的气体报警，占全部气体报警', 'Gas alarms that came to red, of all gas alarms, 30 days'),
    count: { ...alarms, level: 'red' },
    of: alarms,
  },
  closed: {
    name: words('超标结案', 'Cases closed'),
    help: words('近 30 天超标结案数，占立案数', 'Cases over the limit closed, of those opened, 30 days'),
    count: { count: 'events', what: 'closed', types: over },
    of: { count: 'events', what: 'opened', types: over },
  },
}

export const layers: Pack['layers'] = {
  tanks: { name: words('化粪池', 'Septic tanks'), kinds: ['septic-tank'], scene: ['road', 'key-unit'] },
}
