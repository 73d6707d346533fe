import type { ReadingIn } from '../../../../contract/reading.ts'
import type { DeviceState, Quality } from '../types.ts'

/** A device clock may run ahead by this much and is still believed; beyond `futureMs` the message is refused. */
export const skewMs = 120_000
export const futureMs = 600_000

export type Judged =
  | { keep: false; because: 'duplicate' }
  | { keep: false; because: 'future'; aheadS: number }
  | { keep: true; quality: Quality; feedsRules: boolean; skew: number; lost: number }

type Bounds = Record<string, { min: number; max: number }>
type Values = Record<string, number>
/** What is known of the device. `stored`: the values already kept of the reading's very moment. */
type Before = Pick<DeviceState, 'lastAt' | 'lastSeq' | 'lastValues'> & { stored?: readonly Values[] }

/**
 * What to do with one reading: a repeat is dropped (same answer to the sender; after a broken connection a device sends again all
 * that was not acknowledged, not only its last), an older one is kept as `late` and never feeds the rules, one too far in the future
 * is refused, one outside the sensor's physical range is `suspect`. A jump in the device's own count tells how many were lost on the way.
 */
export function judgeReading(reading: ReadingIn, state: Before, bounds: Bounds, now: Date): Judged {
  const at = new Date(reading.at)
  const ahead = at.getTime() - now.getTime()
  if (ahead > futureMs) return { keep: false, because: 'future', aheadS: Math.round(ahead / 1000) }
  const last = state.lastAt?.getTime() ?? Number.NEGATIVE_INFINITY
  if (at.getTime() === last && sameValues(reading.values, state.lastValues)) return { keep: false, because: 'duplicate' }
  if (state.stored?.some((values) => sameValues(reading.values, values))) return { keep: false, because: 'duplicate' }
  if (reading.seq !== undefined && reading.seq === state.lastSeq && at.getTime() <= last)
    return { keep: false, because: 'duplicate' }
  const late = at.getTime() < last
  const suspect = Object.entries(reading.values).some(([name, value]) => outside(bounds[name], value))
  const quality: Quality = suspect ? 'suspect' : late ? 'late' : ahead > skewMs ? 'skewed' : 'good'
  return {
    keep: true,
    quality,
    feedsRules: !late && !suspect,
    skew: ahead,
    lost: late ? 0 : lostBefore(reading.seq, state.lastSeq),
  }
}

const sameValues = (a: Values, b: Values): boolean => {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}

const outside = (bound: { min: number; max: number } | undefined, value: number): boolean =>
  bound !== undefined && (value < bound.min || value > bound.max)

/** Messages missing between two counts; a count that starts anew (reboot) lost nothing we know of. */
function lostBefore(seq: number | undefined, lastSeq: number | null): number {
  if (seq === undefined || lastSeq === null || seq <= lastSeq) return 0
  return seq - lastSeq - 1
}
