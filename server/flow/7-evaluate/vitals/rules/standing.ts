import type { VitalDefinition } from '../../../../../contract/vital.ts'

export type Standing = 'normal' | 'outside' | 'unknown'

/**
 * Is a value as it should be (常态)? `before`: how the period before stood; once outside, a value must come back by the hysteresis, so
 * that one that swings about its limit does not call each time. No value, or no range, is unknown: never normal.
 */
export function standingOf(
  value: number | null,
  { normal, hysteresis }: Pick<VitalDefinition, 'normal' | 'hysteresis'>,
  before: Standing = 'unknown',
): Standing {
  if (value === null || !normal) return 'unknown'
  const back = before === 'outside' ? hysteresis : 0
  const { least, most } = normal
  const inside = (least === undefined || value >= least + back) && (most === undefined || value <= most - back)
  return inside ? 'normal' : 'outside'
}

/** Is the value so near to a limit of its range that how it stands hangs on its past? */
export const hangsOnPast = (value: number | null, definition: Pick<VitalDefinition, 'normal' | 'hysteresis'>): boolean =>
  standingOf(value, definition, 'normal') !== standingOf(value, definition, 'outside')

/** Standings of consecutive values, oldest first. */
export function standings(
  values: readonly (number | null)[],
  definition: Pick<VitalDefinition, 'normal' | 'hysteresis'>,
): Standing[] {
  let last: Standing = 'unknown'
  return values.map((value) => {
    const now = standingOf(value, definition, last)
    // A gap forgets nothing: what was outside before it is held to the same when values come again.
    if (now !== 'unknown') last = now
    return now
  })
}
