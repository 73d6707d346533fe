import type { Haulage, HaulCheck } from '../../../../../contract/haulage.ts'
import { durationMs } from '../../../../../contract/time.ts'
import { distanceM } from '../../../../kernel/geo.ts'
import type { HaulPermit, Told } from '../types.ts'

type Unwashed = Extract<HaulCheck, { kind: 'unwashed' }>
/** Of a carrier before and after it left: clocks of gates and terminals are not the same to the second. */
export const leavingMs = { before: 20 * 60_000, after: 60_000 }
/** As in `step.ts`: unheard for longer, nobody knows where it was meanwhile. */
const unheardMs = 120_000

/**
 * How many seconds a carrier stood loaded at one of the places where loads are washed, as it told itself, at the longest, with the load it has at the end; 0: it did not, or nobody
 * knows. Where it stood since it became loaded is where it was loaded, however near that is: it must have been elsewhere or moving in between.
 */
export function stoodAt(
  told: readonly Told[],
  { places, nearM, haulage }: { places: HaulPermit['route']; nearM: number; haulage: Pick<Haulage, 'load' | 'speed'> },
): number {
  let [began, last, longest]: [Date | null, Date | null, number] = [null, null, 0]
  let cameFromElsewhere = false
  for (const moment of told) {
    const { at, load, speed } = moment
    const isLoaded = load !== null && load >= haulage.load.atLeast
    const stands = speed !== null && speed < haulage.speed.moving
    const isThere = places.some(([lon, lat]) => distanceM({ lon, lat }, moment) <= nearM)
    if (isLoaded && stands && isThere && cameFromElsewhere) {
      if (began === null || at.getTime() - last!.getTime() > unheardMs) began = at
      longest = Math.max(longest, at.getTime() - began.getTime())
    } else began = null
    // Empty: what comes is another load.
    if (load !== null && !isLoaded) longest = 0
    if (!isLoaded) cameFromElsewhere = false
    else if (!stands || !isThere) cameFromElsewhere = true
    last = at
  }
  return longest / 1_000
}

/** What its own places say of a carrier its gate saw leave unwashed; nothing where the check asks for none, or it did not stand for so long. */
export function washedByPlaces(check: Unwashed, seconds: number, isSampled: boolean): { stood?: number; sampled?: true } {
  const leastMs = durationMs(check.stands)
  if (leastMs === 0 || seconds * 1_000 < leastMs) return {}
  return { stood: Math.round(seconds), ...(isSampled ? { sampled: true as const } : {}) }
}
