import type { War } from '../data.ts'

type Vital = NonNullable<NonNullable<War['vital']>['of']>
/** What was measured of a case: the vitals it is about, the one that opened it first, or the readings of its object. */
export type MeasuredOf = { vitals: readonly [Vital, ...Vital[]] } | { series: NonNullable<War['series']> }

/**
 * The vital that opened the case comes first, with those that joined it. Of a case something else opened the readings do, and vitals that joined it where
 * there are none. Null: one of the two could not be read, and the other has nothing to show in its place.
 */
export function measuredOf({ vital, series }: Pick<War, 'vital' | 'series'>): MeasuredOf | null {
  if (vital?.of) return { vitals: [vital.of, ...vital.joined] }
  const [first, ...others] = vital?.joined ?? []
  if (first && !series?.some(({ readings }) => readings.length > 0)) return { vitals: [first, ...others] }
  if (series === null) return null
  return vital === null && series.length === 0 ? null : { series }
}
