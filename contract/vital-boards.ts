/**
 * 八大板块: the eight boards of city and district, and the four boards of a town. The boards and that they have 70 tracks (跑道) are attested; no list of
 * the tracks is public: they are rows of the city's registry (`vital_tracks`), begun with names of ours.
 */
type Words = { zh: string; en: string }

export const boards = {
  party: { zh: '党建统领', en: 'Party leadership' },
  economy: { zh: '经济发展', en: 'Economy' },
  facilities: { zh: '设施运行', en: 'Facilities' },
  society: { zh: '社会治理', en: 'Social governance' },
  emergency: { zh: '应急动员', en: 'Emergency and mobilisation' },
  civility: { zh: '文明创建', en: 'Civility' },
  ecology: { zh: '生态景观', en: 'Ecology and landscape' },
  services: { zh: '生产生活服务', en: 'Production and living services' },
} as const satisfies Record<string, Words>
export type BoardId = keyof typeof boards

/** 镇街四板块: what a town's centre works by; each gathers tracks of the eight. */
export const townBoards = {
  'town-party': { ...{ zh: '党的建设', en: 'Party building' }, of: ['party'] },
  'town-economy': { ...{ zh: '经济发展', en: 'Economy' }, of: ['economy'] },
  'town-livelihood': { ...{ zh: '民生服务', en: 'Livelihood services' }, of: ['services', 'civility', 'ecology'] },
  'town-safety': { ...{ zh: '平安法治', en: 'Safety and rule of law' }, of: ['society', 'emergency', 'facilities'] },
} as const satisfies Record<string, Words & { of: readonly BoardId[] }>

/** The boards a tier works by: a town and what lies below it by its four, all above by the eight. */
export const boardsOf = (tier: string): Readonly<Record<string, Words>> =>
  tier === 'city' || tier === 'district' ? boards : townBoards

/** A board and the boards it gathers: a town's board stands for tracks of the eight, each of the eight for itself. */
export const gathered = (board: string): readonly string[] => [board, ...((townBoards as Gathering)[board]?.of ?? [])]
type Gathering = Readonly<Record<string, { of: readonly string[] }>>

/** Is this one of the eight? Only these have tracks of their own. */
export const isBoard = (board: string): board is BoardId => Object.hasOwn(boards, board)
