import type { ObjectCard } from '../../contract/object-card.ts'

/** What the plate at a tank tells everybody: what not to do there, and that one may report. Where it leads tells no more than the map. */
export const card: ObjectCard = {
  title: { zh: '化粪池安全码', en: 'Septic tank code' },
  says: [
    { zh: '闻到异味、井盖移动，扫码上报', en: 'A smell, a moved lid: scan and report it' },
    { zh: '井口旁不吸烟、不点火、不下井', en: 'No smoking, no fire, never climb in' },
    { zh: '有人不适请打 120', en: 'Somebody feels ill: call 120' },
  ],
  ...{
    details: ['place', 'dredge-cycle', 'last-dredge'],
    address: true,
    roles: ['manager', 'maintainer', 'grid'],
    advice: {},
    reports: [],
  },
}
