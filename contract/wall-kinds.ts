/** The wall (大屏): what its panels, slots and screens are called. Free of any library: pages read it too. */

type Words = { zh: string; en: string }
type Panel = {
  name: Words
  /** what it shows, for whoever composes a wall */
  shows: Words
  /** twelfths of a slot it needs at least, on 16:9 and on 32:9; null: it does not fit there */
  rows: { normal: number | null; wide: number | null }
  /** always on the wall: an editor may move it and not take it off */
  fixed?: true
}

/** The panels that are shipped. The map stands in the middle of every wall, name, time and data age in its head: nobody can take those off. */
export const wallPanels = {
  now: {
    name: { zh: '现在', en: 'Now' },
    shows: {
      zh: '未结、超时、未签收、近 24 小时按时签收，各有母数',
      en: 'Open, overdue, unaccepted, accepted in time within 24 hours, each with its whole',
    },
    rows: { normal: 3, wide: 3 },
  },
  open: {
    name: { zh: '未结，红橙在前', en: 'Open, red and orange first' },
    shows: {
      zh: '红色在前，没人签收的等得最久的最先，放不下写明另有几起；再橙色，再按时间；谁在办、还剩多久',
      en: 'Red first, the unaccepted longest waiting before all, how many more there are; then orange, then the newest; who is on it, time left',
    },
    rows: { normal: 5, wide: 5 },
    fixed: true,
  },
  vitals: {
    name: { zh: '体征', en: 'Vital signs' },
    shows: {
      zh: '本级选的八项体征指标：数、常态、曲线、覆盖和时间，与体征指标页同一份数；接入/编目',
      en: 'Eight vitals the tier chose: value, range, curve, coverage and age, as in the registry; connected of catalogued',
    },
    rows: { normal: 7, wide: 6 },
  },
  pulse: {
    name: { zh: '设备与处置', en: 'Devices and work' },
    shows: {
      zh: '设备在线、读数正常、报警、近 24 小时按时签收、近 30 天误报和假办结，各有常态范围、覆盖和时间',
      en: 'Devices heard, readings normal, alarms, accepted in time (24 h), false alarms and closings that did not hold (30 days)',
    },
    rows: { normal: 7, wide: 6 },
  },
  areas: {
    name: { zh: '各地', en: 'Areas' },
    shows: { zh: '下一级各地未结与红橙件数，与地图同一份数', en: 'Open and red-orange events of each area below, as on the map' },
    rows: { normal: 5, wide: 5 },
  },
  cards: {
    name: { zh: '最重的事件', en: 'Gravest events' },
    shows: {
      zh: '两件红橙事件：时限、读数、签收到场、最近三条',
      en: 'Two red or orange events: clock, reading, crew, last facts',
    },
    rows: { normal: null, wide: 7 },
  },
  strip: {
    name: { zh: '24 小时事件', en: 'Events of 24 hours' },
    shows: { zh: '每小时新立件数，按等级叠加', en: 'Events opened in each hour by grade' },
    rows: { normal: 3, wide: 3 },
  },
  risk: {
    name: { zh: '五级风险', en: 'Five risk levels' },
    shows: { zh: '对象按五色各多少，与一周前比', en: 'Objects by the five levels, and a week ago' },
    rows: { normal: 7, wide: 7 },
  },
  worst: {
    name: { zh: '最重的对象', en: 'Worst objects' },
    shows: { zh: '十个最重的对象，正在怎么办', en: 'The ten worst objects and what is being done' },
    rows: { normal: 6, wide: 6 },
  },
  'check-up': {
    name: { zh: '体检', en: 'Check-up' },
    shows: { zh: '各板块此刻正常、异常、未知，未知写明原因', en: 'Boards normal, abnormal, unknown now, the unknown with why' },
    rows: { normal: 6, wide: 6 },
  },
} as const satisfies Record<string, Panel>

export type WallPanelId = keyof typeof wallPanels
export const wallPanelIds = Object.keys(wallPanels) as WallPanelId[]
const panelOf = (id: WallPanelId): Panel => wallPanels[id]

/** Proportions of a wall. */
export const wallRatios = { normal: '16:9', wide: '32:9' } as const
export type WallRatio = keyof typeof wallRatios
/** Where panels stand: beside the map, and below it (on 32:9 in the block to its right). */
export const wallSlots = {
  left: { zh: '左翼', en: 'Left' },
  right: { zh: '右翼', en: 'Right' },
  bottom: { zh: '下方（32:9 为中右块）', en: 'Below (beside the map on 32:9)' },
} as const satisfies Record<string, Words>
export type WallSlot = keyof typeof wallSlots
export const wallSlotIds = Object.keys(wallSlots) as WallSlot[]

/** Twelfths each slot holds. Below the map of a 16:9 wall a low row has room for one panel of three. */
export const slotRows: Readonly<Record<WallRatio, Readonly<Record<WallSlot, number>>>> = {
  normal: { left: 12, right: 12, bottom: 3 },
  wide: { left: 12, right: 12, bottom: 12 },
}

export type WallSlots = Readonly<Record<WallSlot, readonly WallPanelId[]>>
/** `vitals`: codes of the signs in the panel 体征, in their order; left out or empty: the first ones of the boards. */
export type WallLayout = Readonly<Record<WallRatio, WallSlots>> & { readonly vitals?: readonly string[] | undefined }
/** Signs in the panel 体征: a wall is not a table. */
export const wallSigns = 8

/** The composition every wall has until its tier makes its own (ux.md C1 and the mock-ups). */
export const shippedLayout: WallLayout = {
  normal: { left: ['now', 'open'], right: ['vitals'], bottom: [] },
  wide: { left: ['now', 'open'], right: ['vitals'], bottom: ['cards', 'strip'] },
}

/** What is wrong with a composition. */
export type LayoutFault =
  | { code: 'twice'; ratio: WallRatio; panel: WallPanelId }
  | { code: 'does-not-fit'; ratio: WallRatio; panel: WallPanelId }
  | { code: 'slot-full'; ratio: WallRatio; slot: WallSlot; rows: number; of: number }
  | { code: 'missing'; ratio: WallRatio; panel: WallPanelId }

/** How many twelfths a panel needs; null: it does not fit these proportions. */
export const rowsOf = (panel: WallPanelId, ratio: WallRatio): number | null => panelOf(panel).rows[ratio]
export const isFixed = (panel: WallPanelId): boolean => panelOf(panel).fixed === true

/** Everything that keeps a composition off the wall; empty: it may be put up. */
export function layoutFaults(layout: WallLayout): LayoutFault[] {
  return (Object.keys(wallRatios) as WallRatio[]).flatMap((ratio) => {
    const all = wallSlotIds.flatMap((slot) => layout[ratio][slot])
    const twice = all.filter((panel, n) => all.indexOf(panel) !== n)
    const strange = all.filter((panel) => rowsOf(panel, ratio) === null)
    const full = wallSlotIds.flatMap((slot): LayoutFault[] => {
      const rows = layout[ratio][slot].reduce((sum, panel) => sum + (rowsOf(panel, ratio) ?? 0), 0)
      const of = slotRows[ratio][slot]
      return rows > of ? [{ code: 'slot-full', ratio, slot, rows, of }] : []
    })
    const missing = wallPanelIds.filter((panel) => isFixed(panel) && !all.includes(panel))
    return [
      ...twice.map((panel): LayoutFault => ({ code: 'twice', ratio, panel })),
      ...strange.map((panel): LayoutFault => ({ code: 'does-not-fit', ratio, panel })),
      ...full,
      ...missing.map((panel): LayoutFault => ({ code: 'missing', ratio, panel })),
    ]
  })
}

/** Parts of C1 that are read one by one, so that one that fails leaves the others alone. `head`: warnings in force, who leads the duty. */
export const wallParts = ['head', 'now', 'open', 'areas', 'vitals', 'pulse', 'strip'] as const
export type WallPart = (typeof wallParts)[number]

/** What a wall can show. */
export const wallScreens = {
  overview: { zh: '总览', en: 'Overview' },
  'check-up': { zh: '体检', en: 'Check-up' },
  risk: { zh: '风险一张图', en: 'Risk' },
  event: { zh: '作战视图', en: 'One event' },
} as const satisfies Record<string, Words>
export type WallScreen = keyof typeof wallScreens
export const wallScreenIds = Object.keys(wallScreens) as WallScreen[]

/** What may be opened by hand on a wall, and is counted by tile, area and day: its panels, the map, and its screens. */
export const wallTiles: readonly string[] = [...wallPanelIds, 'map', ...wallScreenIds.map((screen) => `screen.${screen}`)]

/** When a turn of the playlist counts. `hours`: between two times of the day. */
export const playConditions = {
  always: { zh: '总是', en: 'always' },
  'red-unaccepted': { zh: '有红色未签收时', en: 'while a red one is unaccepted' },
  'red-open': { zh: '有红色未结时', en: 'while a red one is open' },
  quiet: { zh: '没有红色未结时', en: 'while no red one is open' },
  hours: { zh: '每天的一段时间', en: 'at hours of the day' },
} as const satisfies Record<string, Words>
export type PlayCondition = keyof typeof playConditions
export const playConditionIds = Object.keys(playConditions) as PlayCondition[]
