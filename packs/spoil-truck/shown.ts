import type { Pack } from '../../contract/pack.ts'
import { closedOf, heardOf, readingOf, words } from '../../contract/pack-figures.ts'

/** Figures of the pack's page; each share with the number it is of. */
export const indicators: Pack['indicators'] = {
  heard: {
    name: words('终端在线', 'Terminals heard'),
    help: words('24 小时内有位置的渣土车，占登记车辆', 'Trucks heard in the last 24 hours, of those registered'),
    ...heardOf('spoil-truck'),
  },
  loaded: {
    name: words('正在载货', 'Loaded now'),
    help: words(
      '最新装载 50% 以上的终端，占 24 小时内报过装载的',
      'Newest load above 50 %, of those that told a load in 24 hours',
    ),
    ...readingOf('load', { above: 50 }),
  },
  dump: {
    name: words('疑似偷倒', 'Perhaps tipped illegally'),
    help: words('近 30 天立案的疑似偷倒，占本场景全部立案', 'Cases of dumping, of all cases of the pack, 30 days'),
    count: { count: 'events', what: 'opened', types: ['spoil-truck.dump'] },
    of: { count: 'events', what: 'opened' },
  },
  closed: {
    name: words('办结', 'Closed'),
    help: words('近 30 天办结数，占新立案数', 'Closed, of those opened, 30 days'),
    ...closedOf(),
  },
}

/** Where spoil comes from and where it may go. Trucks move: they have a page of their own. */
export const layers: Pack['layers'] = {
  places: { name: words('工地与消纳场', 'Sites and disposal'), kinds: ['spoil-site', 'disposal-site'], scene: ['road'] },
}
