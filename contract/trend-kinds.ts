import type { Duration } from './time.ts'

export const trendKinds = ['change', 'slope', 'acceleration', 'angle'] as const
export type TrendIs = (typeof trendKinds)[number]

/** Into so many slots the length of a trend is cut; its memory is one point for each. */
export const trendSlots = 24

/** How far back the uniform stage of a tangent angle may reach; longer than other conditions, at the same 24 slots. */
export const longestBase: Duration = '60d'

/** The unit of a trend of a reading with a unit. */
export const trendUnit = (is: TrendIs, unit: string): string =>
  is === 'angle' ? '°' : unit === '' || is === 'change' ? unit : is === 'slope' ? `${unit}/d` : `${unit}/d²`
