import type { ObjectCard } from '../../contract/object-card.ts'

/** 地灾风险码: what anybody may know who stands at the point, and what to do by its colour (domain.md 9.3). */
export const card: ObjectCard = {
  title: { zh: '地灾风险码', en: 'Geohazard code' },
  says: [
    { zh: '扫码看风险颜色、撤离路线和安置点', en: 'Scan for the colour, the way out and the shelter' },
    {
      zh: '见墙裂、落石、泉水变浑，马上上报并离开',
      en: 'Cracked walls, falling stones, muddy springs: report at once and leave',
    },
  ],
  details: ['form', 'route', 'shelter', 'treatment'],
  address: true,
  roles: ['responsible', 'grid'],
  advice: {
    red: { zh: '立即沿撤离路线离开，不要返回取物', en: 'Leave now by the route shown, do not go back for anything' },
    orange: {
      zh: '收好证件药品，听到警报立即撤离；不要在下方停留',
      en: 'Pack papers and medicine, leave at the siren; do not stay below',
    },
    yellow: { zh: '雨天不要在下方停留，留意墙体和坡面裂缝', en: 'Do not stay below in rain; watch walls and slope for cracks' },
    blue: { zh: '路过时快速通过，不要攀爬', en: 'Pass quickly, do not climb' },
    green: { zh: '注意警示牌，不要在坡脚堆土、挖土', en: 'Mind the signs; no digging or dumping at the foot' },
  },
  reports: ['rock-hazard.sign'],
}
