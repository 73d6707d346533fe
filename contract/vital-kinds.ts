/** 体征指标: the words of vitals that pages and server share, free of any library. */

/**
 * How the values of a family become the value of what stands above it. None of them is ever an average of averages: a `formula` is reckoned
 * anew for each area from the values of its vitals there.
 */
export const vitalAggregations = ['sum', 'mean', 'weighted', 'ratio', 'min', 'max', 'last', 'formula'] as const
export type VitalAggregation = (typeof vitalAggregations)[number]

/** `unknown`: silent, too old, told by too few or without a range; `stale` are those of it whose value should be there, `unjudged` (未判) those with one and no range. */
export const vitalStandings = ['all', 'outside', 'normal', 'unknown', 'stale', 'unjudged', 'unconnected'] as const

/** How often a value is due; each value belongs to the period that begins at its start in the city's zone. */
export const vitalCadences = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const
export type VitalCadence = (typeof vitalCadences)[number]

/**
 * 更粗的周期: those that are whole numbers of a vital's own. A week lies in two months, quarters and years, so that none of them is made of weeks.
 */
export const coarserCadences: Readonly<Record<VitalCadence, readonly VitalCadence[]>> = {
  hour: ['day', 'week', 'month', 'quarter', 'year'],
  day: ['week', 'month', 'quarter', 'year'],
  week: [],
  month: ['quarter', 'year'],
  quarter: ['year'],
  year: [],
}
/** How periods make up a coarser one: by the vital's own arithmetic, or as the last of them stands (存量). */
export const vitalOverTimes = ['added', 'last'] as const
export type VitalOverTime = (typeof vitalOverTimes)[number]
/** Why a vital has no coarser periods: a week lies in two of them; what was counted once in each period may have been the same in several. */
export const vitalNotOver = ['week', 'different'] as const
export type VitalNotOver = (typeof vitalNotOver)[number]

/** What may be closed at once: an hour is too short to be worth it. */
export const lockCadences = ['day', 'week', 'month', 'quarter', 'year'] as const
export type LockCadence = (typeof lockCadences)[number]

/** 梳理 sorted → 编目 catalogued → 接入 connected → 可信 trusted; or 停用 stopped. */
export const vitalStates = ['sorted', 'catalogued', 'connected', 'trusted', 'stopped'] as const
export type VitalState = (typeof vitalStates)[number]

/** Where the values of a vital come in; everything above is rolled up. */
export const vitalTiers = ['grid', 'community', 'town', 'district', 'city'] as const
export type VitalTier = (typeof vitalTiers)[number]

/**
 * Where a vital may go from each step of its life. Only a step at a time: what was never defined is not connected, and what was stopped is
 * catalogued anew before values come in again.
 */
export const vitalMoves: Readonly<Record<VitalState, readonly VitalState[]>> = {
  sorted: ['catalogued', 'stopped'],
  catalogued: ['connected', 'sorted', 'stopped'],
  connected: ['trusted', 'catalogued', 'stopped'],
  trusted: ['connected', 'stopped'],
  stopped: ['catalogued'],
}

/** Which way is good: more of it, less of it, neither too much nor too little, or it only tells. */
export const vitalDirections = ['more', 'less', 'within', 'neutral'] as const
export type VitalDirection = (typeof vitalDirections)[number]

/** 分档: how far out of its normal range a value is, milder ones first. They are words of vitals, no grades of events and no colours of risk or warning. */
export const vitalBands = ['attention', 'abnormal', 'serious', 'critical'] as const
export type VitalBand = (typeof vitalBands)[number]

/** What a check answers to a value it doubts: it is refused (拒收), taken with a reason (问明), or taken and marked (存疑). */
export const vitalAnswers = ['block', 'ask', 'warn'] as const
export type VitalAnswer = (typeof vitalAnswers)[number]

/** 勾稽关系: how a value must stand to the sum of others of the same area and period. */
export const vitalRelations = ['at-most', 'equals', 'at-least'] as const
export type VitalRelation = (typeof vitalRelations)[number]

/**
 * What a derived vital counts, the moments that say which period a row belongs to (`now`: as it stands), what may be asked of a row, and what
 * may be counted once however many rows it has: only what stands in one area, so that areas add up.
 */
export const countable = {
  events: {
    when: ['now', 'opened', 'closed'],
    fields: ['type', 'pack', 'grade', 'state'],
    tests: ['open', 'closed', 'reopened', 'false-alarm'],
    different: ['object'],
  },
  orders: {
    when: ['now', 'asked', 'done'],
    fields: ['role', 'state'],
    tests: ['open', 'overdue', 'answered', 'accepted', 'accepted-in-time', 'done', 'done-in-time'],
    different: [],
  },
  objects: { when: ['now'], fields: ['kind', 'pack', 'risk'], tests: ['coded'], different: [] },
  readings: { when: ['measured'], fields: ['device-kind', 'object-kind', 'pack'], tests: [], different: [] },
  // Those that should be heard: registered, and not under maintenance.
  devices: { when: ['measured'], fields: ['device-kind', 'object-kind', 'pack'], tests: ['heard'], different: [] },
} as const
export type CountedSource = keyof typeof countable
/** Where values are reckoned from what devices sent, not from rows that facts tell of. */
export const heardSources = ['readings', 'devices'] as const satisfies readonly CountedSource[]
export type HeardSource = (typeof heardSources)[number]
/** What may become of readings in an area and a period; with a range it is a ratio. */
export const readingAggregations = ['mean', 'min', 'max', 'ratio'] as const satisfies readonly VitalAggregation[]
