import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalBand } from '../../../../../contract/vital-kinds.ts'

type Judged = Pick<VitalDefinition, 'bands' | 'hysteresis'>

/**
 * How far out a value is: the worst band whose limits it is beyond; null: beyond none, or nothing is known. `before`: the band of the period
 * before; of that band and of the milder ones a value must come back by the hysteresis, as of the normal range (`standing.ts`), so that one that
 * swings about a limit does not change its band each time.
 */
export function bandOf(
  value: number | null,
  { bands = [], hysteresis }: Judged,
  before: VitalBand | null = null,
): VitalBand | null {
  if (value === null) return null
  const reached = bands.findIndex(({ band }) => band === before)
  return (
    bands.findLast(({ least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY }, i) => {
      const back = i <= reached ? hysteresis : 0
      return value < least + back || value > most - back
    })?.band ?? null
  )
}

/** Is the value so near to a limit of a band that its band hangs on its past? */
export const bandHangsOnPast = (value: number | null, judged: Judged): boolean =>
  bandOf(value, judged) !== bandOf(value, judged, judged.bands?.at(-1)?.band)

/** Bands of consecutive values, oldest first; a gap forgets nothing. */
export function bandsOf(values: readonly (number | null)[], judged: Judged): (VitalBand | null)[] {
  let last: VitalBand | null = null
  return values.map((value) => {
    const now = bandOf(value, judged, last)
    if (value !== null) last = now
    return now
  })
}

/** How many bands a value is beyond, and how many it is beyond or not yet back from: what lies between is as it was before. */
export function bandsReached(value: number | null, judged: Judged): { least: number; most: number } {
  const { bands = [] } = judged
  const rankOf = (before: VitalBand | null): number => bands.findIndex(({ band }) => band === bandOf(value, judged, before)) + 1
  return { least: rankOf(null), most: rankOf(bands.at(-1)?.band ?? null) }
}
