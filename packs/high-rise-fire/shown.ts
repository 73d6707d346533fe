import type { Pack } from '../../contract/pack.ts'
import { closedOf, severeOf, words } from '../../contract/pack-figures.ts'

/** Figures of the pack's page; each share with the number it is of. */
export const indicators: Pack['indicators'] = {
  severe: {
    name: words('红橙楼栋', 'Red and orange buildings'),
    help: words('现为重大、较大风险的楼栋，占登记楼栋', 'Buildings of extreme or high risk now, of those registered'),
    ...severeOf('building'),
  },
  closed: {
    name: words('隐患销案', 'Hazards closed'),
    help: words('近 30 天销案的消防隐患，占新发现的', 'Fire hazards closed, of those found, 30 days'),
    ...closedOf(),
  },
}

export const layers: Pack['layers'] = {
  buildings: {
    name: words('高楼与消防水源', 'High-rises and fire water'),
    kinds: ['building'],
    scene: ['hydrant', 'water', 'footprint'],
  },
}
