import type { ReadingIn } from '../../../../contract/reading.ts'
import type { DeviceState, Quality } from '../types.ts'
import { isSetBack } from './set-back.ts'
import { type Bounds, usable, type Values } from './usable.ts'

/** A device clock may run ahead by this much and is still believed; beyond `futureMs` it cannot be right. */
export const skewMs = 120_000
export const futureMs = 600_000

/** What is known of the device. `stored`: the values already kept of the reading's very moment. */
type Before = Pick<DeviceState, 'lastAt' | 'lastSeq' | 'lastValues'> &
  Partial<Pick<DeviceState, 'skewMs' | 'lateAt' | 'lateReceived'>> & { stored?: readonly Values[] }
/** `live`: it came alone over a standing connection, so it was measured just now, whatever its clock says. `keptSince`: older readings are not kept. */
export type Seen = { now: Date; live: boolean; keptSince: Date }

export type Judged =
  | { keep: false; because: 'duplicate' }
  | { keep: false; because: 'future'; aheadS: number }
  | { keep: false; because: 'too-old' }
  | {
      keep: true
      /** the moment it is kept under: the device's own, or ours when its clock cannot be right */
      at: Date
      quality: Quality
      late: boolean
      /** what the rules are given; null = nothing, it is late */
      feeds: Values | null
      /** every value could be used: only this ends a silence */
      whole: boolean
      skew: number
      lost: number
    }

/**
 * What to do with one reading: a repeat is dropped (same answer to the sender; after a broken connection a device sends again all
 * that was not acknowledged, not only its last), an older one is kept as `late` and never feeds the rules, unless it is old only
 * because the clock was set. A clock that cannot be right makes a live reading one of this moment, and refuses any other.
 * A value above what the sensor can measure feeds as the top of its range (a saturated sensor is an alarm, not a fault), one below
 * it feeds nothing; both are `suspect`. A jump in the device's own count tells how many were lost on the way.
 */
export function judgeReading(reading: ReadingIn, state: Before, bounds: Bounds, { now, live, keptSince }: Seen): Judged {
  const claimed = new Date(reading.at)
  const ahead = claimed.getTime() - now.getTime()
  const impossible = ahead > futureMs || claimed < keptSince
  if (impossible && !live)
    return ahead > 0 ? { keep: false, because: 'future', aheadS: Math.round(ahead / 1000) } : { keep: false, because: 'too-old' }
  if (isRepeat(reading, state, impossible)) return { keep: false, because: 'duplicate' }
  const at = impossible ? now : claimed
  const older = state.lastAt !== null && at < state.lastAt
  const late = older && !inOrder(reading, state, at, now)
  const { feeds, whole, suspect } = usable(reading.values, bounds)
  const skewed = impossible || older || ahead > skewMs
  return {
    keep: true,
    at,
    quality: suspect ? 'suspect' : late ? 'late' : skewed ? 'skewed' : 'good',
    late,
    feeds: late ? null : feeds,
    whole,
    skew: ahead,
    lost: late ? 0 : lostBefore(reading.seq, state.lastSeq),
  }
}

function isRepeat({ at, seq, values }: ReadingIn, state: Before, impossible: boolean): boolean {
  const moment = new Date(at).getTime()
  const last = state.lastAt?.getTime() ?? Number.NEGATIVE_INFINITY
  const counted = seq !== undefined && seq === state.lastSeq
  // Kept under our own time, so that its moment tells nothing: the count must.
  if (impossible) return counted && sameValues(values, state.lastValues)
  if (moment === last && sameValues(values, state.lastValues)) return true
  if (state.stored?.some((kept) => sameValues(values, kept))) return true
  return counted && moment <= last
}

/** Older than the last by its clock, and yet measured after it: by the device's own count, or because a wrong clock was set. */
function inOrder({ seq }: ReadingIn, state: Before, at: Date, now: Date): boolean {
  if (seq !== undefined && state.lastSeq !== null && seq > state.lastSeq) return true
  const last = state.lastAt!.getTime()
  const corrected = last > now.getTime() && at <= now && at.getTime() >= last - (state.skewMs ?? 0)
  return corrected || isSetBack(state, { at, received: now })
}

const sameValues = (a: Values, b: Values): boolean => {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}

/** Messages missing between two counts; a count that starts anew (reboot) lost nothing we know of. */
function lostBefore(seq: number | undefined, lastSeq: number | null): number {
  if (seq === undefined || lastSeq === null || seq <= lastSeq) return 0
  return seq - lastSeq - 1
}
