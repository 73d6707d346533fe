import type { War } from '../data.ts'

type Vital = NonNullable<NonNullable<War['vital']>['of']>
/** What was measured of a case: the vital it was opened by, or the readings of its object. */
export type MeasuredOf = { vital: Vital } | { series: NonNullable<War['series']> }

/** The vital comes first. Null: one of the two could not be read, and the other has nothing to show in its place. */
export function measuredOf({ vital, series }: Pick<War, 'vital' | 'series'>): MeasuredOf | null {
  if (vital?.of) return { vital: vital.of }
  if (series === null) return null
  return vital === null && series.length === 0 ? null : { series }
}
